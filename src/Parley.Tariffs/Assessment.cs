using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs;

/// <summary>Goods about which the duty is asked.</summary>
/// <param name="Code">The code, 8 or 10 digits.</param>
/// <param name="Origin">The country of origin, ISO alpha-2.</param>
/// <param name="Facts">What is known of the shipment.</param>
/// <param name="Value">The customs value; null if not given.</param>
/// <param name="Quantities">Quantities of the goods, in each unit known.</param>
public sealed record Goods(
    HtsCode Code,
    string Origin,
    ShipmentFacts Facts,
    Money? Value = null,
    IReadOnlyList<Quantity>? Quantities = null
);

/// <summary>Why a question has no duty for an answer.</summary>
public enum AnswerKind
{
    /// <summary>It has: a total, or a range with the facts that decide.</summary>
    Answered,

    /// <summary>The nomenclature of the day is on file and the code is not in it.</summary>
    DidNotExist,

    /// <summary>The nomenclature of the day is not on file, or does not decide.</summary>
    UnknownNomenclature,

    /// <summary>The day lies outside what is covered.</summary>
    OutsideCoverage,
}

/// <summary>One layer of the stack: a measure that is owed.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Rate">The rate that is charged.</param>
/// <param name="Base">What it is charged on: <c>customs_value</c>, <c>content:steel</c>, <c>remainder</c>, <c>quantity</c> …</param>
/// <param name="BaseShare">The share of the customs value that it is charged on, 0 to 1.</param>
/// <param name="Percent">Percent of the whole customs value: rate × share.</param>
/// <param name="Amount">What is owed, rounded to the cent; null without a value, or without a quantity where it needs one.</param>
/// <param name="From">From when it has stood so.</param>
/// <param name="Until">Until when, as known; null if no end is known.</param>
/// <param name="Act">The act that set it.</param>
/// <param name="KnownFrom">From when that was known.</param>
/// <param name="Relief">The heading of the relief that set the rate or the base; null if none.</param>
/// <param name="Text">The rate as it is said: with suspended points, or as a total to be reached.</param>
/// <param name="ClaimOnRest">The heading that an entry reports on the part that other duties took; null if none.</param>
public sealed record LayerLine(
    Measure Measure,
    Rate Rate,
    string Base,
    decimal BaseShare,
    decimal Percent,
    Money? Amount,
    Instant? From,
    Instant? Until,
    Act Act,
    Moment KnownFrom,
    string? Relief,
    string Text,
    string? ClaimOnRest
);

/// <summary>A measure that was considered and is not owed.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Outcome">Why, as one word.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="Act">The act in question; null if none.</param>
/// <param name="DisplacedBy">The measure that takes its place.</param>
/// <param name="ClaimHeading">The heading that an entry reports to show it.</param>
public sealed record RefusedLine(
    Measure Measure,
    Outcome Outcome,
    string Because,
    Act? Act,
    string? DisplacedBy,
    string? ClaimHeading
);

/// <summary>A relief that the importer may claim, and the total with it.</summary>
/// <param name="Fact">The fact that claims it.</param>
/// <param name="TotalPercent">The total with it; null if it still depends on other facts.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Because">On what condition.</param>
/// <param name="Specifics">Amounts per unit that stay beside the percentage.</param>
public sealed record Alternative(
    string Fact,
    decimal? TotalPercent,
    string? Heading,
    string Because,
    IReadOnlyList<SpecificRate> Specifics
);

/// <summary>A change to come, as known.</summary>
/// <param name="On">When.</param>
/// <param name="TotalPercent">The total from then on; null if it depends on facts.</param>
/// <param name="Because">The headings whose duty changes, with the acts; the most that each can be where facts are missing.</param>
/// <param name="Specifics">Amounts per unit beside the percentage.</param>
public sealed record NextChange(
    Instant On,
    decimal? TotalPercent,
    IReadOnlyList<string> Because,
    IReadOnlyList<SpecificRate> Specifics
);

/// <summary>A fee beside the duties, for an entry that holds these goods alone.</summary>
/// <param name="Measure">The fee.</param>
/// <param name="Rate">Its rate on the customs value.</param>
/// <param name="Least">The least for an entry; null if none.</param>
/// <param name="Most">The most for an entry; null if none.</param>
/// <param name="Amount">What is owed, rounded to the cent; null without a value.</param>
/// <param name="Act">The act that set it.</param>
public sealed record FeeLine(Measure Measure, Rate Rate, Money? Least, Money? Most, Money? Amount, Act Act);

/// <summary>What is owed on goods on a day as known on a day, and why.</summary>
public sealed record Assessment
{
    /// <summary>The goods asked about.</summary>
    public required Goods Goods { get; init; }

    /// <summary>The day it applies.</summary>
    public required OnDay On { get; init; }

    /// <summary>The day it is known.</summary>
    public required KnownDay Known { get; init; }

    /// <summary>Whether there is an answer, or why not.</summary>
    public required AnswerKind Kind { get; init; }

    /// <summary>Why there is no answer, or on what the line rests.</summary>
    public required string Basis { get; init; }

    /// <summary>A short label of the heading, in our words; null if there is none.</summary>
    public string? Label { get; init; }

    /// <summary>The ad valorem total in percent; null if it depends on facts.</summary>
    public decimal? TotalPercent { get; init; }

    /// <summary>The least and the greatest total, if facts are missing.</summary>
    public (decimal Min, decimal Max)? Range { get; init; }

    /// <summary>The facts that decide and are not given.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Amounts per unit, beside the percentage.</summary>
    public IReadOnlyList<SpecificRate> Specifics { get; init; } = [];

    /// <summary>What is owed in all; null if it cannot be told.</summary>
    public Money? Duty { get; init; }

    /// <summary>The layers.</summary>
    public IReadOnlyList<LayerLine> Layers { get; init; } = [];

    /// <summary>Fees, no part of the duty.</summary>
    public IReadOnlyList<FeeLine> Fees { get; init; } = [];

    /// <summary>What was considered and is not owed.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; init; } = [];

    /// <summary>Reliefs that may be claimed.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>Changes to come, as known.</summary>
    public IReadOnlyList<NextChange> NextChanges { get; init; } = [];

    /// <summary>What the total leaves out, and notes on the answer.</summary>
    public IReadOnlyList<string> Coverage { get; init; } = [];
}
