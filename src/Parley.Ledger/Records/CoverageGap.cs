using Parley.Core;

namespace Parley.Ledger;

/// <summary>What the collection does not cover, so that silence is not taken for an answer. Holds for every known day.</summary>
public sealed record CoverageGap : LedgerRecord
{
    /// <summary>The first day it concerns.</summary>
    public required Moment From { get; init; }

    /// <summary>The last day (exclusive); null if open.</summary>
    public Moment? To { get; init; }

    /// <summary>What is missing, in our words.</summary>
    public required string Text { get; init; }
}
