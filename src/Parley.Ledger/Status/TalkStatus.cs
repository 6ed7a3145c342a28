using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Where a talk stands.</summary>
public enum TalkStage
{
    /// <summary>Reported; no side announced it.</summary>
    Rumoured,

    /// <summary>Announced by one side, not begun.</summary>
    Announced,

    /// <summary>Confirmed by both sides, not begun.</summary>
    Confirmed,

    /// <summary>Its day has come; no report on file says that it began.</summary>
    DueToBegin,

    /// <summary>It goes on.</summary>
    Ongoing,

    /// <summary>It was held.</summary>
    Held,

    /// <summary>It was put off.</summary>
    Postponed,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>A talk's derived state.</summary>
/// <param name="Talk">The talk.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Day">Which day of it the day asked about is, from 1; null unless it goes on.</param>
/// <param name="Outcome">What came of it; null if nothing is known.</param>
/// <param name="Events">What happened to it, in order.</param>
public sealed record TalkState(Talk Talk, TalkStage Stage, int? Day, string? Outcome, IReadOnlyList<TalkEvent> Events)
{
    /// <summary>The last day, once it is known.</summary>
    public Moment? EndedOn => Events.LastOrDefault(e => e.Kind == TalkEventKind.Held)?.On;
}

public sealed partial class LedgerView
{
    /// <summary>Every talk that is known, in order of its start; those to come included.</summary>
    public IEnumerable<TalkState> Talks => All<Talk>().OrderBy(t => t.Start).Select(StateOf);

    /// <summary>Works out where a talk stands.</summary>
    /// <param name="talk">The talk.</param>
    /// <returns>Its state.</returns>
    public TalkState StateOf(Talk talk)
    {
        var events = All<TalkEvent>()
            .Where(e => e.Talk == talk.Id && Happened(e.On))
            .OrderBy(e => e.On)
            .ThenBy(e => e.Kind)
            .ToArray();
        var today = On.DayIn(DateTimeZone.Utc);
        var last = events.Length > 0 ? events[^1].Kind : (TalkEventKind?)null;
        // A talk that ends today still goes on today: its outcome stands in its event.
        var stage = last switch
        {
            TalkEventKind.Held => TalkStage.Held,
            TalkEventKind.Postponed => TalkStage.Postponed,
            TalkEventKind.Cancelled => TalkStage.Cancelled,
            TalkEventKind.Began => TalkStage.Ongoing,
            _ when talk.Start.FirstDay <= today => TalkStage.DueToBegin,
            TalkEventKind.Rumoured => TalkStage.Rumoured,
            TalkEventKind.Confirmed => TalkStage.Confirmed,
            _ => TalkStage.Announced,
        };
        int? day = stage == TalkStage.Ongoing ? Period.DaysBetween(talk.Start.FirstDay, today) + 1 : null;
        var outcome = events.LastOrDefault(e => e.Text is not null)?.Text;
        return new TalkState(talk, stage, day, outcome, events);
    }
}
