using Parley.Core;

namespace Parley.Ledger;

/// <summary>What an act does to a commitment.</summary>
public enum Effect
{
    /// <summary>Performs it.</summary>
    Performs,

    /// <summary>Performs part of it.</summary>
    PartlyPerforms,

    /// <summary>Makes it empty.</summary>
    Frustrates,

    /// <summary>Undoes an earlier performance.</summary>
    Reverses,

    /// <summary>Takes back elsewhere what it gave.</summary>
    Offsets,
}

/// <summary>An act that bears on a commitment: a legal act, a licence, a shipment, a purchase.</summary>
public sealed record PerformanceEvent : LedgerRecord
{
    /// <summary>When.</summary>
    public required Moment On { get; init; }

    /// <summary>Whose act.</summary>
    public required IReadOnlyList<Party> By { get; init; }

    /// <summary>The commitment; null if it bears on none in particular.</summary>
    public RecordId? Commitment { get; init; }

    /// <summary>The talk that is the act, or at which it was done; null if none.</summary>
    public RecordId? Talk { get; init; }

    /// <summary>What kind of act: legal_act, licence, purchase, ruling, tariff, meeting.</summary>
    public required string Kind { get; init; }

    /// <summary>What it does to the commitment.</summary>
    public required Effect Effect { get; init; }

    /// <summary>The quantity as published.</summary>
    public string? Quantity { get; init; }

    /// <summary>The unit of the quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>The act, in our words.</summary>
    public required string Text { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            if (Commitment is { } commitment)
                yield return new("commitment", commitment, typeof(Commitment));
            if (Talk is { } talk)
                yield return new("talk", talk, typeof(Talk));
        }
    }
}

/// <summary>Licences reported granted or refused.</summary>
public sealed record LicenceEvent : LedgerRecord
{
    /// <summary>When; the first day of a period.</summary>
    public required Moment On { get; init; }

    /// <summary>Who issued them.</summary>
    public required RecordId Issuer { get; init; }

    /// <summary>What kind of licences.</summary>
    public required string Kind { get; init; }

    /// <summary>For what goods.</summary>
    public required string Items { get; init; }

    /// <summary>How many, as said; null if not said.</summary>
    public string? Quantity { get; init; }

    /// <summary>The unit of the quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>For whom, as said; null if not said.</summary>
    public string? Beneficiary { get; init; }

    /// <summary>More, in our words.</summary>
    public string? Text { get; init; }

    internal override IEnumerable<Reference> References => [new("issuer", Issuer, typeof(Actor))];
}

/// <summary>One publication of a statistic.</summary>
public sealed record Release : LedgerRecord
{
    /// <summary>The indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>Whose statistic.</summary>
    public required Party Country { get; init; }

    /// <summary>The period it measures, as printed: a month, two months, a year.</summary>
    public required string Period { get; init; }

    /// <summary>When it came out.</summary>
    public required Moment ReleasedOn { get; init; }

    /// <summary>The figure, in <see cref="Unit"/>.</summary>
    public required decimal Actual { get; init; }

    /// <summary>Whether the figure is given as about so much.</summary>
    public bool Approximate { get; init; }

    /// <summary>The unit: <c>pct</c> (percent change on a year earlier) or <c>bn USD</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What was expected, one line per pollster, in the same unit; empty if not found.</summary>
    public IReadOnlyList<Consensus> Consensus
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The figure of the period before, in the same unit.</summary>
    public decimal? Prior { get; init; }
}

/// <summary>What a pollster's panel expected.</summary>
/// <param name="Value">The figure, in the unit of the release.</param>
/// <param name="Pollster">Who asked.</param>
public sealed record Consensus(decimal Value, string Pollster);

/// <summary>A moment at which something falls due, with what happens if nobody acts.</summary>
public sealed record Deadline : LedgerRecord
{
    /// <summary>When.</summary>
    public required Moment At { get; init; }

    /// <summary>The party in whose zone a bare date is meant.</summary>
    public required Party Zone { get; init; }

    /// <summary>What falls due, in our words.</summary>
    public required string What { get; init; }

    /// <summary>What happens by default, in our words.</summary>
    public required string OnDefault { get; init; }

    /// <summary>The records it concerns.</summary>
    public IReadOnlyList<RecordId> About
    {
        get;
        init => field = value ?? [];
    } = [];

    internal override IEnumerable<Reference> References => About.Select(id => new Reference("about", id));
}

/// <summary>A move of a market tied to an event.</summary>
public sealed record MarketMove : LedgerRecord
{
    /// <summary>When.</summary>
    public required Moment On { get; init; }

    /// <summary>What moved.</summary>
    public required string What { get; init; }

    /// <summary>How far, as published.</summary>
    public required string Move { get; init; }

    /// <summary>The event it was tied to, in our words.</summary>
    public required string Trigger { get; init; }
}
