using NodaTime;
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
        {
            foreach (var line in Wrap(Depends(answer.Needs), 2))
                output.WriteLine(line);
        }

        Section(output, "Owed", answer.Layers.SelectMany(l => Layer(l, goods)));
        if (fees)
            Section(output, "Fees, for an entry of these goods alone", answer.Fees.SelectMany(Fee));
        Section(output, "Considered, not owed", answer.Refused.Where(Worth).SelectMany(r => Refused(r, answer)));
        Section(
            output,
            "If claimed",
            answer
                .Alternatives.Where(a => !IsChapter98(a))
                .SelectMany(a => Row(Total(a.TotalPercent, a.Specifics), a.Heading ?? a.Fact, a.Because))
                .Concat(Chapter98(answer.Alternatives.Where(IsChapter98)))
        );
        Section(
            output,
            "To come, as known",
            answer.NextChanges.SelectMany(n =>
                Row(Total(n.TotalPercent, n.Specifics), Time(n.On), string.Join("; ", n.Because))
            )
        );
        Section(output, "Notes", answer.Coverage.Prepend($"Line: {answer.Basis}.").SelectMany(n => Wrap("  " + n, 2)));
    }

    /// <summary>What is missing, and how it is given.</summary>
    private static string Depends(IReadOnlyList<string> needs)
    {
        string[] facts = [.. needs.Where(n => n is not ("statistical_number" or "quantity" or "covered"))];
        string[] ways =
        [
            .. facts.Length > 0 ? [$"{string.Join(", ", facts)}: give it with --fact"] : Array.Empty<string>(),
            .. needs.Contains("covered", StringComparer.Ordinal)
                ?
                [
                    "whether the article is the one that the heading describes: give --fact covered=HEADING or not_covered=HEADING",
                ]
                : Array.Empty<string>(),
            .. needs.Contains("quantity", StringComparer.Ordinal)
                ? ["the quantity: give it with --value and --quantity"]
                : Array.Empty<string>(),
            .. needs.Contains("statistical_number", StringComparer.Ordinal)
                ? ["the statistical line: give ten digits"]
                : Array.Empty<string>(),
        ];
        return $"  Depends on {string.Join("; on ", ways)}.";
    }

    /// <summary>The sum as a person would write it: <c>2.9 % + 25 % + 50 % = 77.9 %</c>.</summary>
    private static string Sum(Assessment answer)
    {
        var parts = answer.Layers.Where(l => l.Percent != 0m).Select(Part).ToList();
        var specific = string.Concat(answer.Specifics.Select(s => $" + {s}"));
        if (answer.TotalPercent is not { } total)
            return answer.Range is { } range
                ? $"{Bound(range.Min)} to {Bound(range.Max)}{specific}"
                : "the total is not told";
        if (parts.Count < 2)
            return Percent(total) + specific;
        return $"{string.Join(" + ", parts)}{specific} = {Percent(total)}{specific}";
    }

    // A metal's content "above nothing" is worked out as a millionth; as a bound it is nothing.
    private static string Bound(decimal percent) => Percent(decimal.Round(percent, 4));

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
                : Invariant($" on {Base(layer.Base)} ({Percent(layer.BaseShare * 100m)} of value)");
        var amount = layer.Amount is { } money && goods.Value is not null ? $", {money}" : "";
        var until = layer.Until is { } end ? $" until {Time(end)}" : "";
        var since = layer.From is { } from ? $", since {Time(from)}{until}" : "";
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

    private static string Base(string id) =>
        id switch
        {
            "content:steel" => "the steel content",
            "content:aluminum" => "the aluminium content",
            "content:copper" => "the copper content",
            "remainder" => "the rest",
            "value_added_abroad" => "the value added abroad",
            _ => "the customs value",
        };

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

    private static IEnumerable<string> Refused(RefusedLine refused, Assessment answer)
    {
        var by = refused.DisplacedBy is { } other ? $" Displaced by {Name(other, answer)}." : "";
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

    /// <summary>A percentage with the amounts per unit beside it.</summary>
    private static string Total(decimal? percent, IReadOnlyList<SpecificRate> specifics)
    {
        if (percent is not { } total)
            return "depends";
        var specific = string.Join(" + ", specifics);
        return specifics.Count == 0 ? Percent(total)
            : total == 0m ? specific
            : $"{Percent(total)} + {specific}";
    }

    /// <summary>The heading of a measure of the answer; its id where it has none.</summary>
    private static string Name(string id, Assessment answer) =>
        answer
            .Layers.Select(l => l.Measure)
            .Concat(answer.Refused.Select(r => r.Measure))
            .FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))
            ?.Heading
        ?? id;

    /// <summary>A day of the law, or a minute of it, as read in Washington: <c>2026-02-24 00:00 Eastern</c>.</summary>
    private static string Time(Instant instant)
    {
        var text = RateJson.Time(instant);
        return text.IndexOf('T', StringComparison.Ordinal) is > 0 and var at
            ? $"{text[..at]} {text.AsSpan(at + 1, 5)} Eastern"
            : text;
    }

    private static string Day(OnDay on) => on.IsInstant ? $"at {on}" : on.ToString();

    private static string Percent(decimal percent) =>
        Invariant($"{decimal.Round(percent, 6) / 1.0000000000000000000000000000m} %");
}
