using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>7 Figures: those out today with surprise and prior; on other days the latest of each indicator.</summary>
internal static class FiguresSection
{
    /// <summary>A month's figure stays the latest for about as long as it takes the next to come.</summary>
    private const int Fresh = 45;

    private const int MarketDays = 10;

    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var view = context.View;
        var today = view.On.DayIn(DateTimeZone.Utc);
        var out_ = view.All<Release>()
            .Where(r => view.Happened(r.ReleasedOn) || r.ReleasedOn.FirstDay == today)
            .ToArray();
        var fresh = out_.Where(r => r.ReleasedOn.FirstDay == today).ToArray();
        if (fresh.Length == 0)
        {
            fresh =
            [
                .. out_.GroupBy(r => (r.Country, r.Indicator))
                    .Select(g => g.OrderBy(r => r.ReleasedOn.FirstDay).Last())
                    .Where(r => Period.DaysBetween(r.ReleasedOn.FirstDay, today) <= Fresh),
            ];
        }

        foreach (var move in view.All<MarketMove>().Where(m => Recent(m.On)).OrderBy(m => m.On))
        {
            yield return new NoteLine
            {
                Key = move.Id.ToString(),
                Text = $"Markets, {context.When(move.On)}: {move.What} {move.Move} ({move.Trigger}).",
                Records = [move.Id],
            };
        }

        if (fresh.Length == 0)
        {
            yield return new NoteLine
            {
                Key = "none",
                Text = "No figure of the last 45 days is on file.",
                Records = [],
            };
            yield break;
        }

        foreach (var release in fresh.OrderBy(r => r.ReleasedOn.FirstDay).ThenBy(r => Order(r.Indicator)))
            yield return Line(context, release, today);

        bool Recent(Moment on) => view.Happened(on) && Period.DaysBetween(on.FirstDay, today) <= MarketDays;
    }

    private static int Order(string indicator) =>
        indicator.StartsWith("exports y/y", StringComparison.Ordinal) ? 0
        : indicator.StartsWith("imports", StringComparison.Ordinal) ? 1
        : 2;

    private static FigureLine Line(BriefContext context, Release release, LocalDate today)
    {
        var surprises = release
            .Consensus.Select(c => new SurpriseValue(c.Pollster, c.Value, release.Actual - c.Value))
            .ToArray();
        var unit = release.Unit == "pct" ? " percent" : $" {release.Unit}";
        var signed = release.Unit == "pct" ? BriefContext.Signed(release.Actual) : BriefContext.Number(release.Actual);
        var when =
            release.ReleasedOn.FirstDay == today ? "" : $" (out {BriefContext.Day(release.ReleasedOn.FirstDay)})";
        var text =
            $"{context.Side(release.Country)}, {release.Indicator}, {release.Period}{when}: {(release.Approximate ? "about " : "")}{signed}{unit}";
        text +=
            surprises.Length == 0
                ? "; no forecast on file"
                : "; expected "
                    + string.Join(
                        ", or ",
                        surprises.Select(s =>
                            $"{BriefContext.Number(s.Expected)} ({s.Pollster}): surprise {BriefContext.Signed(s.Surprise)}"
                        )
                    );
        if (release.Prior is { } prior)
            text += $"; before {BriefContext.Number(prior)}";
        return new FigureLine
        {
            Key = release.Id.ToString(),
            Text = text + ".",
            Records = [release.Id],
            Release = release.Id,
            Indicator = release.Indicator,
            Period = release.Period,
            ReleasedOn = release.ReleasedOn.ToString(),
            Actual = release.Actual,
            Unit = release.Unit,
            Prior = release.Prior,
            Surprises = surprises,
        };
    }
}
