using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>What a measure does. A closed set: a file that needs another kind does not load.</summary>
public enum MeasureKind
{
    /// <summary>Charges a rate on a base, beside the ordinary duty.</summary>
    Duty,

    /// <summary>Charges what the ordinary duty lacks to a total: max(0, T − column 1).</summary>
    TopUp,

    /// <summary>Takes lines out of other measures; the importer reports its heading.</summary>
    Exemption,

    /// <summary>A claim of the importer by facts of the shipment: another rate, or a smaller base.</summary>
    Relief,

    /// <summary>A fee beside the duties.</summary>
    Fee,

    /// <summary>Said, not charged.</summary>
    Information,
}

/// <summary>What a rate is charged on.</summary>
public enum DutyBase
{
    /// <summary>The whole customs value.</summary>
    CustomsValue,

    /// <summary>The value of the steel in it.</summary>
    Steel,

    /// <summary>The value of the aluminium in it.</summary>
    Aluminum,

    /// <summary>The value of the copper in it.</summary>
    Copper,

    /// <summary>The value added abroad.</summary>
    ValueAddedAbroad,
}

/// <summary>A smaller base that a relief grants.</summary>
public enum BaseReduction
{
    /// <summary>None: the relief sets a rate.</summary>
    None,

    /// <summary>The value of United States origin is taken out.</summary>
    UsContent,

    /// <summary>Only the share of value that a heading of chapter 98 leaves dutiable is charged.</summary>
    Chapter98,
}

/// <summary>A rate of a measure from a day on.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Rate">The rate; null if nothing holds from then on (a removal).</param>
/// <param name="TopUp">Whether the rate is a total to be reached with column 1.</param>
/// <param name="Base">The base, where the row changes it.</param>
/// <param name="Ends">Ends of the row; usually none.</param>
/// <param name="Set">Who set it.</param>
/// <param name="Least">The least amount of a fee.</param>
/// <param name="Most">The greatest amount of a fee.</param>
public sealed record RateRow(
    Instant From,
    Rate? Rate,
    bool TopUp,
    DutyBase? Base,
    IReadOnlyList<End> Ends,
    Origination Set,
    Money? Least,
    Money? Most
);

/// <summary>A time in which points of a rate, or all of it, do not apply. At its end they return.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Points">Percentage points taken off; null for all.</param>
/// <param name="Ends">Its ends, as moved.</param>
/// <param name="Set">Who set it.</param>
public sealed record Suspension(Instant From, decimal? Points, IReadOnlyList<End> Ends, Origination Set);

/// <summary>The measure stands in the text but is no longer collected.</summary>
/// <param name="Stops">The first instant at which it is not collected.</param>
/// <param name="Void">Whether it was void from the start, so that nothing is finally owed.</param>
/// <param name="Set">Who set it.</param>
public sealed record Collection(Instant Stops, bool Void, Origination Set);

/// <summary>One measure of the law: one heading of chapter 99, with its history.</summary>
public sealed class Measure
{
    /// <summary>Its id: the heading with the country before it, and a suffix where one heading serves several.</summary>
    public required string Id { get; init; }

    /// <summary>The heading that an entry reports; null if none is printed.</summary>
    public string? Heading { get; init; }

    /// <summary>Its programme, by id.</summary>
    public required string Programme { get; init; }

    /// <summary>What it is, in our words.</summary>
    public required string Title { get; init; }

    /// <summary>What it does.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>What it is charged on, unless a row says another.</summary>
    public DutyBase Base { get; init; }

    /// <summary>A smaller base that it grants.</summary>
    public BaseReduction Reduces { get; init; }

    /// <summary>Programmes or measures that it exempts from or relieves; empty for duties. <c>all</c> means every one.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Rates by day, sorted.</summary>
    public required IReadOnlyList<RateRow> Periods { get; init; }

    /// <summary>Suspensions.</summary>
    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>Since when it is not collected; null if it is.</summary>
    public Collection? Collection { get; init; }

    /// <summary>What an information measure says; null for others.</summary>
    public string? Text { get; init; }

    /// <summary>Our notes: readings, doubts, what is not modelled.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal OriginSet Origins { get; init; } = OriginSet.All;

    internal LineScope Scope { get; init; } = LineScope.All;

    internal IReadOnlyList<Need> Needs { get; init; } = [];

    internal string File { get; init; } = "";

    /// <summary>Whether it charges: a duty or a top-up.</summary>
    public bool Charges => Kind is MeasureKind.Duty or MeasureKind.TopUp;

    /// <summary>The heading, or the id where none is printed.</summary>
    public string Name => Heading ?? Id;

    internal bool Concerns(Measure other) =>
        Of.Any(o =>
            string.Equals(o, "all", StringComparison.Ordinal)
            || string.Equals(o, other.Id, StringComparison.Ordinal)
            || string.Equals(o, other.Programme, StringComparison.Ordinal)
        );
}
