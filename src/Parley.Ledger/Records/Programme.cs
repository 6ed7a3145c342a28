using Parley.Core;

namespace Parley.Ledger;

/// <summary>A family of measures under one authority. Its id is the layer's identifier; holds for every known day.</summary>
public sealed record Programme : LedgerRecord
{
    /// <summary>Whose programme.</summary>
    public required Party Party { get; init; }

    /// <summary>The short name, in English.</summary>
    public required string Name { get; init; }
}
