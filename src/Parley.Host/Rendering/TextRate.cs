using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using static System.FormattableString;

namespace Parley.Host.Rendering;

/// <summary>The answer of <c>parley rate</c> for a reader: the sum first, then the layers, then what does not apply.</summary>
internal static class TextRate
{
    private const int Width = 118;

    public static void Write(
        Assessment answer,
        TariffBook book,
        IReadOnlyList<string> notices,
        bool fees,
        TextWriter output
    )
    {
        var goods = answer.Goods;
        var origin = book.Country(goods.Origin).Value.Name;
        foreach (var notice in notices)
            output.WriteLine($"! {notice}");
        output.WriteLine(
            $"{goods.Code}{(answer.Label is { } label ? $"  {label}" : "")}  from {origin} to the United States, entered {Day(answer.On)}"
        );
        output.WriteLine();
        output.WriteLine("  " + Sum(answer));
        if (answer.Duty is { } duty && goods.Value is { } value)
            output.WriteLine($"  on {value}: {Amounts(answer)}{duty}");
        if (answer.Needs.Count > 0)
            output.WriteLine($"  Depends on {string.Join(", ", answer.Needs)}: give it with --fact.");
        Section(output, "Owed", answer.Layers.SelectMany(l => Layer(l, goods)));
        if (fees)
            Section(output, "Fees, for an entry of these goods alone", answer.Fees.SelectMany(Fee));
        Section(output, "Considered, not owed", answer.Refused.Where(Worth).SelectMany(Refused));
        Section(
            output,
            "If claimed",
            answer
                .Alternatives.Where(a => !IsChapter98(a))
                .SelectMany(a => Row(a.TotalPercent is { } t ? Percent(t) : "depends", a.Heading ?? a.Fact, a.Because))
                .Concat(Chapter98(answer.Alternatives.Where(IsChapter98)))
        );
        Section(
            output,
            "To come, as known",
            answer.NextChanges.SelectMany(n =>
                Row(n.TotalPercent is { } t ? Percent(t) : "depends", RateJson.Time(n.On), string.Join("; ", n.Because))
            )
        );
        Section(output, "Notes", answer.Coverage.Prepend($"Line: {answer.Basis}.").SelectMany(n => Wrap("  " + n, 2)));
    }

    /// <summary>The sum as a person would write it: <c>2.9 % + 25 % + 50 % = 77.9 %</c>.</summary>
    private static string Sum(Assessment answer)
    {
        var parts = answer.Layers.Where(l => l.Percent != 0m).Select(Part).ToList();
        var specific = string.Concat(answer.Specifics.Select(s => $" + {s}"));
        if (answer.TotalPercent is not { } total)
            return answer.Range is { } range
                ? $"{Percent(range.Min)} to {Percent(range.Max)}{specific}"
                : "the total is not told";
        if (parts.Count < 2)
            return Percent(total) + specific;
        return $"{string.Join(" + ", parts)}{specific} = {Percent(total)}{specific}";
    }

    private static string Part(LayerLine layer) =>
        layer.BaseShare == 1m
            ? Percent(layer.Rate.AdValorem)
            : Invariant($"{Percent(layer.Rate.AdValorem)} of {Percent(layer.BaseShare * 100m)}");

    private static string Amounts(Assessment answer)
    {
        var parts = answer.Layers.Where(l => l.Amount is { Amount: not 0m }).ToList();
        return parts.Count < 2
            ? ""
            : string.Join(" + ", parts.Select(l => l.Amount!.Value.ToString().Split(' ')[^1])) + " = ";
    }

    private static IEnumerable<string> Layer(LayerLine layer, Goods goods)
    {
        var share =
            layer.BaseShare == 1m && layer.Base is "customs_value" or "quantity"
                ? ""
                : Invariant($" on {layer.Base} ({Percent(layer.BaseShare * 100m)} of value)");
        var amount = layer.Amount is { } money && goods.Value is not null ? $", {money}" : "";
        var until = layer.Until is { } end ? $" until {RateJson.Time(end)}" : "";
        var since = layer.From is { } from ? $", since {RateJson.Time(from)}{until}" : "";
        var cite = layer.Act.Citation is { } citation ? $" ({citation})" : "";
        var relief = layer.Relief is { } r ? $", by {r}" : "";
        return Row(
            layer.Rate.Kind is RateKind.Specific or RateKind.Compound
                ? layer.Rate.ToString()
                : Percent(layer.Rate.AdValorem),
            layer.Measure.Heading ?? layer.Measure.Programme,
            $"{layer.Measure.Title}{share}{relief}{amount}: {layer.Act.Id}{cite}{since}{Said(layer)}"
        );
    }

    private static bool IsChapter98(Alternative alternative) =>
        string.Equals(alternative.Fact, Fact.Chapter98.Name, StringComparison.Ordinal);

    /// <summary>Returned, repaired, processed or assembled abroad: open to nearly all goods, so one line for all of it.</summary>
    private static IEnumerable<string> Chapter98(IEnumerable<Alternative> alternatives)
    {
        var headings = alternatives.Select(a => a.Heading ?? "others").ToList();
        return headings.Count == 0
            ? []
            : Row(
                "depends",
                "chapter 98",
                $"Returned, repaired, processed or assembled abroad: {string.Join(", ", headings)}"
            );
    }

    private static IEnumerable<string> Fee(FeeLine fee)
    {
        var bounds = (fee.Least, fee.Most) switch
        {
            ({ } least, { } most) => $", at least {least} and at most {most} an entry",
            _ => "",
        };
        var amount = fee.Amount is { } money ? $", {money}" : "";
        return Row(
            Percent(fee.Rate.AdValorem),
            fee.Measure.Id,
            $"{fee.Measure.Title}{amount}{bounds}: {fee.Act.Id}{(fee.Act.Citation is { } c ? $" ({c})" : "")}"
        );
    }

    private static string Said(LayerLine layer) =>
        layer.Text.Contains('(', StringComparison.Ordinal) ? "; " + layer.Text : "";

    private static bool Worth(RefusedLine refused) =>
        refused.Outcome is not Outcome.NotInList and not Outcome.NotClaimed;

    private static IEnumerable<string> Refused(RefusedLine refused)
    {
        var by = refused.DisplacedBy is { } other ? $" Displaced by {other}." : "";
        var claim = refused.ClaimHeading is { } heading ? $" Claimed with {heading}." : "";
        return Row(
            refused.Outcome.ToString(),
            refused.Measure.Heading ?? refused.Measure.Id,
            $"{refused.Measure.Title}: {refused.Because.TrimEnd('.')}.{by}{claim}"
        );
    }

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title);
        foreach (var line in all)
            output.WriteLine(line);
    }

    private static IEnumerable<string> Row(string first, string second, string text) =>
        Wrap($"  {first, 12}  {second, -15}  {text}", 33);

    private static IEnumerable<string> Wrap(string text, int indent)
    {
        while (text.Length > Width)
        {
            var at = text.LastIndexOf(' ', Width);
            if (at <= indent)
                break;
            yield return text[..at];
            text = new string(' ', indent) + text[(at + 1)..];
        }

        yield return text;
    }

    private static string Day(OnDay on) => on.IsInstant ? $"at {on}" : on.ToString();

    private static string Percent(decimal percent) => Invariant($"{percent / 1.0000000000000000000000000000m} %");
}
