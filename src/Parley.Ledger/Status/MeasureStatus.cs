using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Where a measure stands. Suspended, removed, expired, replaced and void are different ends.</summary>
public enum MeasureStage
{
    /// <summary>Announced; its day has not come, or it names none.</summary>
    Announced,

    /// <summary>In force.</summary>
    InForce,

    /// <summary>In force with some points, goods or a clause suspended.</summary>
    PartlySuspended,

    /// <summary>Suspended as a whole.</summary>
    Suspended,

    /// <summary>Its suspension had a printed end, which has passed, and nothing later is on file.</summary>
    Unknown,

    /// <summary>Removed: does not come back by default.</summary>
    Removed,

    /// <summary>Expired by its own terms.</summary>
    Expired,

    /// <summary>Another measure took its place.</summary>
    Replaced,

    /// <summary>Void by a ruling, and no longer collected.</summary>
    Void,

    /// <summary>Lifted by its issuer.</summary>
    Lifted,

    /// <summary>It never applied.</summary>
    NeverApplied,
}

/// <summary>A measure's derived state.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Suspensions">The suspensions that run at that moment.</param>
/// <param name="End">Its end, if one is known, past or to come.</param>
public sealed record MeasureState(
    Measure Measure,
    MeasureStage Stage,
    IReadOnlyList<Suspension> Suspensions,
    MeasureEnd? End
)
{
    /// <summary>Whether it applies, in whole or in part.</summary>
    public bool Applies => Stage is MeasureStage.InForce or MeasureStage.PartlySuspended;
}

public sealed partial class LedgerView
{
    private ILookup<RecordId, MeasureEnd>? ends;
    private ILookup<RecordId, Suspension>? suspensions;

    private ILookup<RecordId, MeasureEnd> Ends => ends ??= All<MeasureEnd>().ToLookup(e => e.Measure);

    private ILookup<RecordId, Suspension> Suspensions =>
        suspensions ??= All<Suspension>().SelectMany(s => s.Measures.Select(m => (m, s))).ToLookup(p => p.m, p => p.s);

    /// <summary>Works out where a measure stands on the day asked about.</summary>
    /// <param name="measure">The measure.</param>
    /// <returns>Its state.</returns>
    public MeasureState StateOf(Measure measure) => StateOf(measure, At(measure.Imposer));

    /// <summary>Works out where a measure stands at an instant, as known on the known day.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="at">The instant.</param>
    /// <returns>Its state.</returns>
    public MeasureState StateOf(Measure measure, Instant at)
    {
        var zone = ZoneOf(measure.Imposer);
        // The end known last governs.
        var end = Ends[measure.Id].OrderBy(e => e.KnownFrom).LastOrDefault();
        if (end is not null && end.At.StartIn(zone) <= at)
            return new MeasureState(measure, StageOf(end.Kind), [], end);
        var all = Suspensions[measure.Id].Where(s => s.From.StartIn(zone) <= at).ToArray();
        // What lapses at the end of its suspension is gone: it counts as taken off for good.
        var counting = all.Where(s => !Past(s) || s.OnEnd == OnEnd.Lapses).ToArray();
        var running = counting.Where(s => counting.All(later => later.Continues != s.Id)).ToArray();
        if (running.FirstOrDefault(s => s is { Points: null, Scope: null }) is { } whole)
            return new MeasureState(measure, Past(whole) ? MeasureStage.Expired : MeasureStage.Suspended, running, end);
        if (measure.Effective is not { } from || at < from.StartIn(zone))
            return new MeasureState(measure, MeasureStage.Announced, running, end);
        if (running.Length > 0)
            return new MeasureState(measure, MeasureStage.PartlySuspended, running, end);
        var last = all.OrderBy(s => s.To).LastOrDefault(Past);
        return new MeasureState(
            measure,
            last is { OnEnd: OnEnd.Unknown } ? MeasureStage.Unknown : MeasureStage.InForce,
            [],
            end
        );

        bool Past(Suspension s) => s.To is { } to && to.StartIn(zone) <= at;
    }

    private static MeasureStage StageOf(EndKind kind) =>
        kind switch
        {
            EndKind.Removed => MeasureStage.Removed,
            EndKind.Expired => MeasureStage.Expired,
            EndKind.Replaced => MeasureStage.Replaced,
            EndKind.Void => MeasureStage.Void,
            EndKind.Lifted => MeasureStage.Lifted,
            _ => MeasureStage.NeverApplied,
        };
}
