using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>How a measure stands at a time.</summary>
public enum Standing
{
    /// <summary>It does not hold yet.</summary>
    NotYet,

    /// <summary>It is in force.</summary>
    InForce,

    /// <summary>All of it is suspended, and returns by default.</summary>
    Suspended,

    /// <summary>It came to an end or was removed.</summary>
    Ended,

    /// <summary>It stands in the text and is not collected, or was void from the start.</summary>
    NotCollected,
}

/// <summary>How a measure stands from an instant to the next change.</summary>
internal sealed record MeasureState(
    Instant From,
    Standing Standing,
    Rate? Rate,
    bool TopUp,
    DutyBase Base,
    decimal SuspendedPoints,
    RateRow? Row,
    Origination? Set
)
{
    /// <summary>The next change as known; null if none is.</summary>
    public Instant? Until { get; init; }

    /// <summary>The act that keeps it from ever beginning; null unless it is suspended without an end before it begins.</summary>
    public Origination? Forestalled { get; init; }

    /// <summary>The act that made it so, where a later one (<see cref="Set"/>) prolonged it.</summary>
    public Origination? Made { get; init; }

    /// <summary>When what is suspended returns, or begins at all, as known; null if no end is known or nothing is suspended.</summary>
    public Instant? Returns { get; init; }

    public bool SameAs(MeasureState other) =>
        Standing == other.Standing
        && Equals(Rate, other.Rate)
        && TopUp == other.TopUp
        && Base == other.Base
        && SuspendedPoints == other.SuspendedPoints
        && Returns == other.Returns
        && ReferenceEquals(Row, other.Row);
}

/// <summary>A measure's standing by time, as known on one day and in one view.</summary>
internal sealed class MeasureTimeline
{
    private readonly MeasureState[] states;

    private MeasureTimeline(MeasureState[] states) => this.states = states;

    /// <summary>The instants at which something changes.</summary>
    public IEnumerable<Instant> Changes => states.Skip(1).Select(s => s.From);

    /// <summary>Works the timeline out; null if nothing of the measure is known by then.</summary>
    public static MeasureTimeline? Of(Measure measure, KnownDay known, bool final)
    {
        var rows = measure.Periods.Where(p => p.Set.KnownBy(known)).ToList();
        if (rows.Count == 0)
            return null;
        var cuts = new SortedSet<Instant>();
        foreach (var row in rows)
        {
            cuts.Add(row.From);
            if (End.Governing(row.Ends, known) is { Until: { } until })
                cuts.Add(until);
        }

        foreach (var suspension in measure.Suspensions.Where(s => s.Set.KnownBy(known)))
        {
            cuts.Add(suspension.From);
            if (End.Governing(suspension.Ends, known) is { Until: { } until })
                cuts.Add(until);
        }

        if (measure.Collection is { } collection && collection.Set.KnownBy(known))
            cuts.Add(collection.Stops);
        var found = new List<MeasureState>
        {
            new(Instant.MinValue, Standing.NotYet, null, false, measure.Base, 0m, null, rows[0].Set),
        };
        foreach (var cut in cuts)
        {
            var state = At(measure, rows, cut, known, final);
            if (!state.SameAs(found[^1]))
                found.Add(state);
        }

        for (var i = 0; i + 1 < found.Count; i++)
        {
            var put = found[i].Standing == Standing.NotYet && found[i + 1].Standing == Standing.Suspended;
            found[i] = found[i] with
            {
                Until = found[i + 1].From,
                Returns = put ? found[i + 1].Returns : found[i].Returns,
                Forestalled = put && found[i + 1].Returns is null ? found[i + 1].Set : null,
            };
        }

        return new MeasureTimeline([.. found]);
    }

    /// <summary>Every state, by time; the first holds from the beginning of time.</summary>
    public IReadOnlyList<MeasureState> States => states;

    public MeasureState At(Instant at) => states[IndexAt(at)];

    public int IndexAt(Instant at)
    {
        int low = 0,
            high = states.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (states[middle].From <= at)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private static MeasureState At(Measure measure, List<RateRow> rows, Instant at, KnownDay known, bool final)
    {
        RateRow? row = null;
        foreach (var candidate in rows)
        {
            if (candidate.From > at)
                break;
            if (
                row is null
                || candidate.From > row.From
                || candidate.Set.KnownFrom.CertainFrom >= row.Set.KnownFrom.CertainFrom
            )
                row = candidate;
        }

        if (row is null)
            return new MeasureState(at, Standing.NotYet, null, false, measure.Base, 0m, null, rows[0].Set);
        if (row.Rate is null)
            return new MeasureState(at, Standing.Ended, null, false, measure.Base, 0m, row, row.Set);
        var end = End.Governing(row.Ends, known);
        if (end is { Until: { } until } && until <= at)
            return Over(Standing.Ended, end.Set);
        if (
            measure.Collection is { } collection
            && collection.Set.KnownBy(known)
            && (collection.Stops <= at || (final && collection.Void))
        )
            return Over(Standing.NotCollected, collection.Set);
        return Suspended(measure, row, at, known);

        MeasureState Over(Standing standing, Origination set) =>
            new(at, standing, row.Rate, row.TopUp, row.Base ?? measure.Base, 0m, row, set);
    }

    private static MeasureState Suspended(Measure measure, RateRow row, Instant at, KnownDay known)
    {
        var points = 0m;
        Origination? by = null;
        Origination? made = null;
        Instant? returns = null;
        foreach (var suspension in measure.Suspensions)
        {
            if (!suspension.Set.KnownBy(known) || suspension.From > at)
                continue;
            var end = End.Governing(suspension.Ends, known);
            if (end is { Until: { } until } && until <= at)
                continue;
            by = end?.Set ?? suspension.Set;
            made = suspension.Set;
            returns = end?.Until;
            if (suspension.Points is not { } some)
                return new MeasureState(
                    at,
                    Standing.Suspended,
                    row.Rate,
                    row.TopUp,
                    row.Base ?? measure.Base,
                    row.Rate!.AdValorem,
                    row,
                    by
                )
                {
                    Returns = returns,
                    Made = made,
                };
            points += some;
        }

        var rate = points == 0m ? row.Rate! : Rate.Percent(Math.Max(0m, row.Rate!.AdValorem - points));
        return new MeasureState(
            at,
            Standing.InForce,
            rate,
            row.TopUp,
            row.Base ?? measure.Base,
            points,
            row,
            by ?? row.Set
        )
        {
            Returns = returns,
            Made = made,
        };
    }
}
