using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Where an agreement stands.</summary>
public enum AgreementStage
{
    /// <summary>Announced; not, or not yet, in force.</summary>
    Announced,

    /// <summary>In force.</summary>
    InForce,

    /// <summary>A later agreement took its place.</summary>
    Superseded,

    /// <summary>It ended by its own terms.</summary>
    Lapsed,

    /// <summary>A party ended it.</summary>
    Terminated,
}

/// <summary>An agreement's derived state.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="MissingActs">The parties whose own legal act it needs and lacks.</param>
/// <param name="LegVoid">The event by which a third act made one leg void; null if none.</param>
/// <param name="AccountsDiffer">Whether some commitment in it exists in one side's telling only, or its texts differ.</param>
/// <param name="Successor">The agreement announced to continue it; null if none is known.</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="Events">What happened to it, in order.</param>
public sealed record AgreementState(
    Agreement Agreement,
    AgreementStage Stage,
    IReadOnlyList<Party> MissingActs,
    AgreementEvent? LegVoid,
    bool AccountsDiffer,
    Agreement? Successor,
    Moment? EndedAt,
    IReadOnlyList<AgreementEvent> Events
)
{
    /// <summary>Announced, with a legal act of a party still missing.</summary>
    public bool Unenacted => MissingActs.Count > 0;

    /// <summary>The events by which parties enacted it.</summary>
    public IEnumerable<AgreementEvent> Enactments => Events.Where(e => e.Kind == AgreementEventKind.Enacted);
}

/// <summary>The state of the truce.</summary>
/// <param name="State">The truce that is in force, else the one announced, else the last that ended.</param>
/// <param name="Extension">The agreement announced to continue it, with its own state; null if none is known.</param>
/// <param name="Day">Which day of its term it is, from 1; null unless it is in force.</param>
/// <param name="Length">The days of its term; null if it names no end.</param>
/// <param name="DaysLeft">Days until its default end; null unless it is in force and names one.</param>
public sealed record TruceState(AgreementState State, AgreementState? Extension, int? Day, int? Length, int? DaysLeft);

public sealed partial class LedgerView
{
    private readonly Dictionary<RecordId, AgreementState> agreementStates = [];

    /// <summary>Every agreement announced by the day asked about, in order of announcement.</summary>
    public IEnumerable<AgreementState> Agreements =>
        All<Agreement>().Where(a => Happened(a.Announced)).OrderBy(a => a.Announced).Select(StateOf);

    /// <summary>Works out where an agreement stands.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <returns>Its state on the day asked about, as known.</returns>
    public AgreementState StateOf(Agreement agreement)
    {
        if (!agreementStates.TryGetValue(agreement.Id, out var state))
            agreementStates[agreement.Id] = state = Derive(agreement);
        return state;
    }

    /// <summary>The truce that matters on the day asked about.</summary>
    /// <returns>Its state; null if no truce was ever announced by then.</returns>
    public TruceState? Truce()
    {
        var truces = Agreements
            .Where(s => s.Agreement.Kind is AgreementKind.Truce or AgreementKind.TruceExtension)
            .ToArray();
        var current =
            truces.LastOrDefault(s => s.Stage == AgreementStage.InForce)
            ?? truces.LastOrDefault(s => s.Stage == AgreementStage.Announced && !WordsOnly(s))
            ?? truces.LastOrDefault(s => s.Stage != AgreementStage.Announced)
            ?? truces.LastOrDefault();
        if (current is null)
            return null;
        var extension = current.Successor is { } next ? StateOf(next) : null;
        var zone = ZoneOf(current.Agreement.Parties[0]);
        if (current.Stage != AgreementStage.InForce || current.Agreement.InForceFrom is not { } from)
            return new TruceState(current, extension, null, null, null);
        var now = At(current.Agreement.Parties[0]).InZone(zone).LocalDateTime;
        var start = Local(from);
        var deferred = current.Events.Any(e => e.Kind == AgreementEventKind.Deferred);
        var end =
            deferred ? null
            : current.Agreement.Expires is { } e ? Local(e)
            : (LocalDateTime?)null;
        // Days of the clock on the wall: the 90th day ends at the minute at which the first began.
        int? length = end is { } last ? Days(start, last) : null;
        int? left = end is { } over ? Period.DaysBetween(now.Date, over.Date) : null;
        return new TruceState(current, extension, Days(start, now) + 1, length, left);

        LocalDateTime Local(Moment moment) => moment.StartIn(zone).InZone(zone).LocalDateTime;
        static int Days(LocalDateTime a, LocalDateTime b) => (int)Period.Between(a, b, PeriodUnits.Days).Days;
    }

    /// <summary>Its day has come, and no party whose act it needs has acted: it exists in words alone.</summary>
    private bool WordsOnly(AgreementState state) =>
        state.Unenacted
        && state.MissingActs.Count == state.Agreement.NeedsEnactmentBy.Count
        && state.Agreement.InForceFrom is { } from
        && Happened(from);

    private AgreementState Derive(Agreement agreement)
    {
        var events = All<AgreementEvent>()
            .Where(e => e.Agreement == agreement.Id && Happened(e.On, e.By))
            .OrderBy(e => e.On)
            .ToArray();
        var enacted = events.Where(e => e.Kind == AgreementEventKind.Enacted).Select(e => e.By).ToHashSet();
        var missing = agreement.NeedsEnactmentBy.Where(p => !enacted.Contains(p)).ToArray();
        var successor = All<Agreement>().LastOrDefault(a => a.Continues == agreement.Id && Happened(a.Announced));
        var differ =
            agreement.TextStatus == TextStatus.DifferingStatements
            || All<Commitment>().Any(c => c.Agreement == agreement.Id && c.Account is not null);
        var (stage, ended) = StageOf(agreement, events, missing, successor);
        return new AgreementState(
            agreement,
            stage,
            missing,
            events.LastOrDefault(e => e.Kind == AgreementEventKind.LegVoid),
            differ,
            successor,
            ended,
            events
        );
    }

    private (AgreementStage Stage, Moment? Ended) StageOf(
        Agreement agreement,
        AgreementEvent[] events,
        Party[] missing,
        Agreement? successor
    )
    {
        foreach (var e in events.Reverse())
        {
            switch (e.Kind)
            {
                case AgreementEventKind.Terminated:
                    return (AgreementStage.Terminated, e.On);
                case AgreementEventKind.Lapsed:
                    return (AgreementStage.Lapsed, e.On);
                case AgreementEventKind.Superseded:
                    return (AgreementStage.Superseded, e.On);
                default:
                    break;
            }
        }

        if (successor?.InForceFrom is { } from && Happened(from) && StateOf(successor) is { Unenacted: false })
            return (AgreementStage.Superseded, from);
        var deferred = events.Any(e => e.Kind == AgreementEventKind.Deferred);
        if (agreement.Expires is { } end && !deferred && Ended(end))
            return (AgreementStage.Lapsed, end);
        return agreement.InForceFrom is { } start && Happened(start) && missing.Length == 0
            ? (AgreementStage.InForce, null)
            : (AgreementStage.Announced, null);
    }

    /// <summary>A minute ends at the minute; a bare last day ends with that day.</summary>
    private bool Ended(Moment end) => end.Exact is not null ? Happened(end) : end.LastDay < On.DayIn(DateTimeZone.Utc);
}
