using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>11 Legal acts of the last ten days: duties, controls, listings, suspensions and ends, by instrument.</summary>
internal static class ActsSection
{
    private const int Days = 10;

    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var view = context.View;
        var acts = view.All<Instrument>()
            .Where(i => view.Happened(i.KnownFrom, i.Party))
            .Where(i => Period.DaysBetween(i.KnownFrom.FirstDay, view.On.DayIn(view.ZoneOf(i.Party))) <= Days)
            .OrderBy(i => i.KnownFrom)
            .ThenBy(i => i.Id)
            .ToArray();
        foreach (var act in acts)
            yield return Line(context, act);
        if (acts.Length == 0)
            yield return new NoteLine
            {
                Key = "none",
                Text = "No legal act of these days is on file.",
                Records = [],
            };
    }

    private static NoteLine Line(BriefContext context, Instrument act)
    {
        var view = context.View;
        var effects = new List<string>();
        var records = new List<RecordId> { act.Id };
        foreach (var m in view.All<Measure>().Where(m => m.Instrument == act.Id))
        {
            var points =
                m.Points.Count > 0 ? $", {string.Join(" or ", m.Points.Select(BriefContext.Number))} points" : "";
            var from = m.Effective is { } day ? $", from {context.When(day)}" : "";
            effects.Add($"{m.Scope}{points}{from}");
            records.Add(m.Id);
        }

        foreach (var s in view.All<Suspension>().Where(s => s.Instrument == act.Id))
        {
            var what = s.Points is { } points
                ? $"{BriefContext.Number(points)} points of {string.Join(", ", s.Measures)}"
                : s.Scope ?? Scopes(view, s);
            effects.Add($"suspends {what} {(s.To is { } to ? $"until {context.When(to)}" : "without a date")}");
            records.Add(s.Id);
        }

        foreach (var e in view.All<MeasureEnd>().Where(e => e.Instrument == act.Id))
        {
            effects.Add($"{e.Measure} {End(e.Kind)} {context.When(e.At)}");
            records.Add(e.Id);
        }

        return new NoteLine
        {
            Key = act.Id.ToString(),
            Text =
                $"{context.When(act.KnownFrom)}, {context.Side(act.Party)} ({act.Issuer}): {act.Title}"
                + (effects.Count > 0 ? $": {string.Join("; ", effects)}" : "")
                + ".",
            Records = records,
        };
    }

    private static string End(EndKind kind) =>
        kind switch
        {
            EndKind.Removed => "removed from",
            EndKind.Expired => "expires",
            EndKind.Replaced => "replaced from",
            EndKind.Void => "void, and not collected from",
            EndKind.Lifted => "lifted from",
            _ => "never applies; was due",
        };

    private static string Scopes(LedgerView view, Suspension suspension) =>
        string.Join(", ", suspension.Measures.Select(id => view.Find<Measure>(id)?.Scope ?? id.ToString()));
}
