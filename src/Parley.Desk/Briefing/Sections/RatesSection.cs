using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>2 Rates added, and 3 Peak.</summary>
internal static class RatesSection
{
    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        foreach (var (imposer, target) in context.Directions)
        {
            var rates = context.View.Rates(imposer, target);
            var later = LaterThatDay(context, rates);
            yield return new RatesLine
            {
                Key = $"{imposer}-on-{target}",
                Text = Text(context, rates) + Later(rates, later),
                Records = later is null ? [.. rates.Records] : [.. rates.Records.Union(later.Records)],
                LaterThatDay = later?.AllGoods,
                Imposer = imposer,
                Target = target,
                AllGoods = rates.AllGoods,
                Min = rates.Min,
                Max = rates.Max,
                Layers =
                [
                    .. rates.Layers.Select(l => new LayerValue(
                        l.Layer,
                        l.Measure.Id,
                        l.Points,
                        l.Suspended,
                        l.Applied
                    )),
                ],
                OnSomeGoods =
                [
                    .. rates.OnSomeGoods.Select(p => new PartValue(
                        p.Measure.Layer!,
                        p.Measure.Id,
                        p.Measure.Points,
                        p.Measure.Lines,
                        p.Measure.Scope
                    )),
                ],
            };
        }
    }

    public static IEnumerable<BriefLine> Peak(BriefContext context)
    {
        foreach (var (imposer, target) in context.Directions)
        {
            if (context.View.Peak(imposer, target) is not { } peak)
            {
                yield return new NoteLine
                {
                    Key = imposer.ToString(),
                    Text = $"{context.Side(imposer)}: nothing had been added on all goods from {context.Side(target)}.",
                    Records = [],
                };
                continue;
            }

            var points = BriefContext.Number(peak.Rates.AllGoods);
            var now = peak.End switch
            {
                null when context.View.Rates(imposer, target).AllGoods == peak.Rates.AllGoods => "applies now",
                null => peak.ReturnsByDefault ? "would return by default" : "",
                { Kind: EndKind.Removed } e =>
                    $"removed {context.When(e.At)}: {(peak.ReturnsByDefault ? "would return" : "would not return")} by default",
                { } e => $"{Words.Of(e.Kind)} {context.When(e.At)}",
            };
            yield return new PeakLine
            {
                Key = imposer.ToString(),
                Text =
                    $"{context.Side(imposer)}: {points} points, from {context.When(peak.From)}; {now}".TrimEnd(' ', ';')
                    + ".",
                Records =
                [
                    peak.Top.Id,
                    .. peak.Rates.Layers.Select(l => l.Measure.Id).Where(id => id != peak.Top.Id),
                    .. peak.End is { } end ? Removal(context, imposer).Prepend(end.Id) : [],
                ],
                Imposer = imposer,
                Points = peak.Rates.AllGoods,
                From = peak.From.ToString(),
                Top = peak.Top.Id,
                Ended = peak.End is { } ended ? Words.Of(ended.Kind) : null,
                ReturnsByDefault = peak.ReturnsByDefault,
            };
        }
    }

    /// <summary>The promises to remove that this removal carried out.</summary>
    private static IEnumerable<RecordId> Removal(BriefContext context, Party imposer) =>
        context
            .View.Commitments.Where(c =>
                c.Commitment is { Kind: CommitmentKind.Remove, Topic: "tariffs" }
                && c.Commitment.Obligors.Contains(imposer)
                && c.Performance == Performance.Performed
            )
            .Select(c => c.Commitment.Id);

    /// <summary>The rates at the day's last minute, if a step of that day comes after noon; null for a minute asked for.</summary>
    private static AddedRates? LaterThatDay(BriefContext context, AddedRates rates)
    {
        if (context.View.On.IsInstant)
            return null;
        var zone = context.View.ZoneOf(rates.Imposer);
        var night = zone.AtStartOfDay(context.View.On.Day.PlusDays(1)).ToInstant() - Duration.FromMinutes(1);
        var later = context.View.RatesAt(rates.Imposer, rates.Target, night);
        return later.Records.SequenceEqual(rates.Records) ? null : later;
    }

    private static string Later(AddedRates noon, AddedRates? later)
    {
        if (later is null)
            return "";
        var gone = noon.Records.Except(later.Records).ToArray();
        var came = later.Records.Except(noon.Records).ToArray();
        return $" That is at noon there; by the end of the day {BriefContext.Number(later.AllGoods)} points on all goods"
            + (came.Length > 0 ? $", with {string.Join(", ", came)}" : "")
            + (gone.Length > 0 ? $", without {string.Join(", ", gone)}" : "")
            + ".";
    }

    private static string Text(BriefContext context, AddedRates rates)
    {
        var head = $"{context.Side(rates.Imposer)} on {context.Side(rates.Target)}: ";
        head +=
            rates.Layers.Count == 0
                ? "nothing on all goods"
                : $"{BriefContext.Number(rates.AllGoods)} points on all goods";
        if (rates.Layers.Count > 0)
        {
            var parts = rates.Layers.Select(l =>
                $"{BriefContext.Number(l.Applied)} {context.View.ProgrammeName(l.Layer)}"
                + (
                    l.Suspended > 0
                        ? $" with {BriefContext.Number(l.Suspended)} suspended{Until(context, l.Suspension!)}"
                        : ""
                )
                + Void(context, rates, l)
            );
            head += $" ({string.Join("; ", parts)})";
        }

        var some = rates
            .OnSomeGoods.GroupBy(p => p.Measure.Layer!, StringComparer.Ordinal)
            .Select(g => $"{Range(g)} ({context.View.ProgrammeName(g.Key)}{LineCount(g)})")
            .ToArray();
        if (some.Length > 0)
            head += $"; more on some goods: {string.Join("; ", some)}";
        return head + ".";
    }

    private static string Until(BriefContext context, Suspension suspension) =>
        suspension.To switch
        {
            null => " without a date",
            { } to when suspension.OnEnd == OnEnd.Lapses => $" until {context.When(to)}, when they lapse",
            { } to => $" until {context.When(to)}",
        };

    private static string Void(BriefContext context, AddedRates rates, RateLayer layer)
    {
        var end = context.View.StateOf(layer.Measure, rates.At).End;
        return end is { Kind: EndKind.Void, VoidFrom: { } from } && context.View.Happened(from, layer.Measure.Imposer)
            ? $", void since {context.When(from)} and collected until {context.When(end.At)}"
            : "";
    }

    private static string Range(IEnumerable<PartRate> parts)
    {
        var points = parts.SelectMany(p => p.Measure.Points).ToArray();
        if (points.Length == 0)
            return "rates not on file";
        var (low, high) = (points.Min(), points.Max());
        return low == high ? BriefContext.Number(low) : $"{BriefContext.Number(low)} to {BriefContext.Number(high)}";
    }

    private static string LineCount(IEnumerable<PartRate> parts)
    {
        var all = parts.ToArray();
        return all.All(p => p.Measure.Lines is not null)
            ? string.Create(CultureInfo.InvariantCulture, $", {all.Sum(p => p.Measure.Lines!.Value):N0} lines")
            : "";
    }
}
