using Parley.Core;

namespace Parley.Ledger;

/// <summary>The form of a talk.</summary>
public enum TalkKind
{
    /// <summary>Ministers or cabinet officers.</summary>
    Ministerial,

    /// <summary>Deputies.</summary>
    Deputy,

    /// <summary>Leaders in one room.</summary>
    Summit,

    /// <summary>Leaders by telephone.</summary>
    LeadersCall,

    /// <summary>Others by telephone or video.</summary>
    Call,

    /// <summary>A signing.</summary>
    Signing,
}

/// <summary>A round, call, visit or summit, as it was announced. What became of it is in its events.</summary>
public sealed record Talk : LedgerRecord
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Its form.</summary>
    public required TalkKind Kind { get; init; }

    /// <summary>The number of the round in its series; null outside a series.</summary>
    public int? Round { get; init; }

    /// <summary>The day it was to begin.</summary>
    public required Moment Start { get; init; }

    /// <summary>The last day planned when it was announced; null if not said.</summary>
    public Moment? PlannedEnd { get; init; }

    /// <summary>The city; null for a call.</summary>
    public string? City { get; init; }

    /// <summary>The country, two letters; null for a call.</summary>
    public string? Country { get; init; }

    /// <summary>The house or hall.</summary>
    public string? Venue { get; init; }

    /// <summary>Who came, by party.</summary>
    public IReadOnlyList<Delegation> Delegations
    {
        get;
        init => field = value ?? [];
    } = [];

    internal override IEnumerable<Reference> References =>
        Delegations.SelectMany(d =>
            (d.Head is { } head ? [head] : Array.Empty<RecordId>())
                .Concat(d.Members)
                .Select(id => new Reference("delegations", id, typeof(Actor)))
        );

    internal override IEnumerable<string> Faults =>
        PlannedEnd is { } end && end.LastDay < Start.FirstDay ? [$"planned_end {end} lies before start {Start}"] : [];
}

/// <summary>One party's people at a talk.</summary>
/// <param name="Party">The party.</param>
/// <param name="Head">Who led; null if not known.</param>
/// <param name="Members">Who else is named.</param>
public sealed record Delegation(Party Party, RecordId? Head = null, IReadOnlyList<RecordId>? Members = null)
{
    /// <summary>Who else is named; empty if nobody.</summary>
    public IReadOnlyList<RecordId> Members { get; init; } = Members ?? [];
}

/// <summary>What moves a talk along its life.</summary>
public enum TalkEventKind
{
    /// <summary>Reported before anybody announced it.</summary>
    Rumoured,

    /// <summary>One side announced it.</summary>
    Announced,

    /// <summary>Both sides confirmed it.</summary>
    Confirmed,

    /// <summary>It began.</summary>
    Began,

    /// <summary>It took place and ended.</summary>
    Held,

    /// <summary>It was put off.</summary>
    Postponed,

    /// <summary>It was called off.</summary>
    Cancelled,
}

/// <summary>Something that happened to a talk.</summary>
public sealed record TalkEvent : LedgerRecord
{
    /// <summary>The talk.</summary>
    public required RecordId Talk { get; init; }

    /// <summary>When.</summary>
    public required Moment On { get; init; }

    /// <summary>What.</summary>
    public required TalkEventKind Kind { get; init; }

    /// <summary>What came of it, in our words; null if nothing is known.</summary>
    public string? Text { get; init; }

    internal override IEnumerable<Reference> References => [new("talk", Talk, typeof(Talk))];
}
