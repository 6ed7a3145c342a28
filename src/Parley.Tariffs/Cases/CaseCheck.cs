using System.Globalization;
using Parley.Core;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Tariffs.Cases;

/// <summary>Compares an answer with what a case expects.</summary>
internal static class CaseCheck
{
    public static IReadOnlyList<string> Faults(LawCase one, Assessment answer)
    {
        var faults = new List<string>();
        var expect = one.Expect;
        if (answer.Kind != AnswerKind.Answered && expect.Text("outcome") is null)
        {
            faults.Add($"no answer: {answer.Kind}: {answer.Basis}");
            return faults;
        }

        for (var i = 0; i < expect.Keys.Count; i++)
            Check(expect.Keys[i], expect.Items[i], answer, faults);
        return faults;
    }

    private static void Check(string key, Node value, Assessment answer, List<string> faults)
    {
        switch (key)
        {
            case "total_percent":
                Same("total_percent", Number(value), answer.TotalPercent, faults, answer);
                break;
            case "range":
                Same("range.min", Number(value.At("min")), answer.Range?.Min, faults, answer);
                Same("range.max", Number(value.At("max")), answer.Range?.Max, faults, answer);
                break;
            case "specific":
                SameSet(key, Texts(value), answer.Specifics.Select(s => s.ToString()), faults);
                break;
            case "duty":
                Same(key, Number(value), answer.Duty?.Amount, faults, answer);
                break;
            case "layers":
                foreach (var (id, wanted) in Pairs(value))
                    Same(
                        $"layers.{id}",
                        Number(wanted),
                        answer.Layers.FirstOrDefault(l => Is(l.Measure, id))?.Percent,
                        faults,
                        answer
                    );
                break;
            case "amounts":
                foreach (var (id, wanted) in Pairs(value))
                    Same(
                        $"amounts.{id}",
                        Number(wanted),
                        answer.Layers.FirstOrDefault(l => Is(l.Measure, id))?.Amount?.Amount,
                        faults,
                        answer
                    );
                break;
            case "absent":
                foreach (var id in Texts(value).Where(id => answer.Layers.Any(l => Is(l.Measure, id))))
                    faults.Add($"absent: {id} is owed");
                break;
            case "refused":
                foreach (var (id, wanted) in Pairs(value))
                    Text($"refused.{id}", wanted.Value, Refused(answer, id)?.Outcome.ToString(), faults);
                break;
            case "displaced_by":
                foreach (var (id, wanted) in Pairs(value))
                    Text($"displaced_by.{id}", wanted.Value, Refused(answer, id)?.DisplacedBy, faults);
                break;
            case "claim_headings":
                foreach (var (id, wanted) in Pairs(value))
                    Text($"claim_headings.{id}", wanted.Value, Refused(answer, id)?.ClaimHeading, faults);
                break;
            case "needs":
                SameSet(key, Texts(value), answer.Needs, faults);
                break;
            case "alternatives":
                foreach (var (heading, wanted) in Pairs(value))
                {
                    var found = answer.Alternatives.FirstOrDefault(a =>
                        string.Equals(a.Heading ?? a.Fact, heading, StringComparison.Ordinal)
                    );
                    if (found is null)
                        faults.Add($"alternatives.{heading}: not offered");
                    else
                        Same($"alternatives.{heading}", Number(wanted), found.TotalPercent, faults, answer);
                }

                break;
            case "outcome":
                Text(key, value.Value, answer.Kind.ToString(), faults);
                break;
            default:
                faults.Add($"'{key}' is no expectation that is known");
                break;
        }
    }

    private static RefusedLine? Refused(Assessment answer, string id) =>
        answer.Refused.FirstOrDefault(r => Is(r.Measure, id));

    /// <summary>By id, or by heading where one heading is kept in several files.</summary>
    private static bool Is(Measure measure, string id) =>
        string.Equals(measure.Id, id, StringComparison.Ordinal)
        || string.Equals("us-" + measure.Heading, id, StringComparison.Ordinal);

    private static void Same(string what, decimal? wanted, decimal? found, List<string> faults, Assessment answer)
    {
        // A trace of metal stands for "almost nothing": a hundredth of a point is none.
        if (wanted is { } w && found is { } f ? Math.Abs(w - f) < 0.005m : wanted == found)
            return;
        var detail = found is null && answer.Needs.Count > 0 ? $" (depends on {string.Join(", ", answer.Needs)})" : "";
        faults.Add(Invariant($"{what}: expected {Show(wanted)}, found {Show(found)}{detail}"));
    }

    private static void Text(string what, string? wanted, string? found, List<string> faults)
    {
        if (!string.Equals(wanted, found, StringComparison.Ordinal))
            faults.Add($"{what}: expected {wanted}, found {found ?? "nothing"}");
    }

    private static void SameSet(string what, IEnumerable<string> wanted, IEnumerable<string> found, List<string> faults)
    {
        var all = found.Order(StringComparer.Ordinal).ToList();
        if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(all, StringComparer.Ordinal))
            faults.Add(
                $"{what}: expected {string.Join(", ", wanted)}, found {(all.Count == 0 ? "none" : string.Join(", ", all))}"
            );
    }

    private static string Show(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static decimal? Number(Node? node) =>
        decimal.TryParse(node?.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IEnumerable<string> Texts(Node node) =>
        node.Value is { } one ? [one] : node.Items.Select(i => i.Value).OfType<string>();

    private static IEnumerable<(string Key, Node Value)> Pairs(Node node) => node.Keys.Zip(node.Items);
}
