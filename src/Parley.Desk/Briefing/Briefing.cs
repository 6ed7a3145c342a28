using System.Text.Json.Serialization;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk;

/// <summary>The state of the conflict about one day, as known on one day, line by line with records and citations.</summary>
/// <param name="On">The day it is about.</param>
/// <param name="Known">The day whose knowledge counts.</param>
/// <param name="Since">If set, only what is new since that known day is kept.</param>
/// <param name="Vintage">Names exactly the data used.</param>
/// <param name="Engine">The version of the program.</param>
/// <param name="FactsEnd">The last day to which the shipped facts were collected, ISO; null if not said.</param>
/// <param name="Banner">What a reader must know first, such as where the facts end; empty if nothing.</param>
/// <param name="Sections">The sections, by their id, in the order of reading.</param>
/// <param name="Records">Every record cited, with its sources.</param>
/// <param name="Sources">Every source cited.</param>
public sealed record Briefing(
    string On,
    string Known,
    string? Since,
    string Vintage,
    string Engine,
    string? FactsEnd,
    IReadOnlyList<string> Banner,
    IReadOnlyDictionary<string, BriefSection> Sections,
    IReadOnlyDictionary<string, CitedRecord> Records,
    IReadOnlyDictionary<string, CitedSource> Sources
)
{
    /// <summary>The title, in words.</summary>
    [JsonPropertyOrder(-1)]
    public string Title { get; init; } = "";

    /// <summary>The schema's name and version.</summary>
    [JsonPropertyOrder(-2)]
    public string Schema { get; } = "parley.brief/1";

    /// <summary>All lines.</summary>
    [JsonIgnore]
    public IEnumerable<BriefLine> Lines => Sections.Values.SelectMany(s => s.Lines);
}

/// <summary>One section.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">Its lines; a section that has nothing to say has one line that says so.</param>
public sealed record BriefSection(int Number, string Title, IReadOnlyList<BriefLine> Lines);

/// <summary>A record that a line rests on.</summary>
/// <param name="Type">Its type.</param>
/// <param name="KnownFrom">When it became known.</param>
/// <param name="Sources">The ids of its sources.</param>
public sealed record CitedRecord(string Type, string KnownFrom, IReadOnlyList<string> Sources);

/// <summary>A source that a record rests on.</summary>
/// <param name="Publisher">The publisher of the copy held.</param>
/// <param name="Published">The day of the copy held.</param>
/// <param name="Reliability">A official … D blog or forum.</param>
/// <param name="Seen">direct or secondary.</param>
/// <param name="Url">Where it is, or was.</param>
/// <param name="CopyHeld">Set when the copy is later than the known day: the fact counts from its own day.</param>
public sealed record CitedSource(
    string Publisher,
    string Published,
    string Reliability,
    string Seen,
    string Url,
    string? CopyHeld
);

/// <summary>One line: a sentence for people, typed values for programs, and the records under it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoteLine), "note")]
[JsonDerivedType(typeof(TruceLine), "truce")]
[JsonDerivedType(typeof(RatesLine), "rates")]
[JsonDerivedType(typeof(PeakLine), "peak")]
[JsonDerivedType(typeof(TalkLine), "talk")]
[JsonDerivedType(typeof(CommitmentLine), "commitment")]
[JsonDerivedType(typeof(SaidLine), "said")]
[JsonDerivedType(typeof(FigureLine), "figure")]
[JsonDerivedType(typeof(DisagreementLine), "disagreement")]
[JsonDerivedType(typeof(NextLine), "next")]
public abstract record BriefLine
{
    /// <summary>Names the line within its briefing; the same subject has the same key on every day.</summary>
    [JsonPropertyOrder(-4)]
    public required string Key { get; init; }

    /// <summary>The line, in words.</summary>
    [JsonPropertyOrder(-3)]
    public required string Text { get; init; }

    /// <summary>The records it rests on, the subject first.</summary>
    [JsonPropertyOrder(-2)]
    public required IReadOnlyList<RecordId> Records { get; init; }

    /// <summary>How to cite it: stays the same for the same data, days and subject.</summary>
    [JsonPropertyOrder(-1)]
    public string Citation { get; init; } = "";
}

/// <summary>A plain line.</summary>
public sealed record NoteLine : BriefLine;

/// <summary>The state of the truce.</summary>
public sealed record TruceLine : BriefLine
{
    /// <summary>The agreement.</summary>
    public required RecordId Agreement { get; init; }

    /// <summary>Where it stands: announced, in force, superseded, lapsed, terminated.</summary>
    public required string Stage { get; init; }

    /// <summary>When it takes or took effect, ISO with offset.</summary>
    public string? InForceFrom { get; init; }

    /// <summary>When it ends by its own terms, ISO with offset.</summary>
    public string? Ends { get; init; }

    /// <summary>The same end in each party's zone, such as "2025-08-12T00:01 Washington".</summary>
    public IReadOnlyList<string> EndsIn { get; init; } = [];

    /// <summary>The day of its term, from 1.</summary>
    public int? Day { get; init; }

    /// <summary>The days of its term.</summary>
    public int? Length { get; init; }

    /// <summary>Days until its default end.</summary>
    public int? DaysLeft { get; init; }

    /// <summary>The agreement announced to continue it; null if none is known.</summary>
    public RecordId? Extension { get; init; }

    /// <summary>Whether that one is enacted; null if there is none.</summary>
    public bool? ExtensionEnacted { get; init; }

    /// <summary>The parties whose own legal act is missing.</summary>
    public IReadOnlyList<Party> MissingActs { get; init; } = [];

    /// <summary>What returns by default at its end, by party.</summary>
    public IReadOnlyList<ReturnsBy> Returns { get; init; } = [];

    /// <summary>Measures that were removed and do not return.</summary>
    public IReadOnlyList<RecordId> DoesNotReturn { get; init; } = [];

    /// <summary>Whether a third act made one leg void.</summary>
    public bool LegVoid { get; init; }
}

/// <summary>What comes back on one side.</summary>
/// <param name="Imposer">The side that adds the duty.</param>
/// <param name="Points">The points that return.</param>
/// <param name="TotalAfter">The points on all goods from then on.</param>
public sealed record ReturnsBy(Party Imposer, decimal Points, decimal TotalAfter);

/// <summary>The points added by one side.</summary>
public sealed record RatesLine : BriefLine
{
    /// <summary>Who adds them.</summary>
    public required Party Imposer { get; init; }

    /// <summary>On whose goods.</summary>
    public required Party Target { get; init; }

    /// <summary>Points on all goods.</summary>
    public required decimal AllGoods { get; init; }

    /// <summary>The least a good can bear.</summary>
    public required decimal Min { get; init; }

    /// <summary>The most a good on every list can bear; null when some layer is not known.</summary>
    public required decimal? Max { get; init; }

    /// <summary>The layers on all goods.</summary>
    public required IReadOnlyList<LayerValue> Layers { get; init; }

    /// <summary>Points on all goods at the end of the day in the imposer's zone, where they differ; null if they do not.</summary>
    public decimal? LaterThatDay { get; init; }

    /// <summary>What comes on top on some goods.</summary>
    public required IReadOnlyList<PartValue> OnSomeGoods { get; init; }
}

/// <summary>One layer on all goods.</summary>
/// <param name="Layer">The programme.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Points">Its points by its text.</param>
/// <param name="Suspended">The points suspended.</param>
/// <param name="Applied">The points that apply.</param>
public sealed record LayerValue(string Layer, RecordId Measure, decimal Points, decimal Suspended, decimal Applied);

/// <summary>Points on some goods.</summary>
/// <param name="Layer">The programme.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Points">The points; empty if not on file.</param>
/// <param name="Lines">How many tariff lines; null if not on file.</param>
/// <param name="Scope">The goods.</param>
public sealed record PartValue(string Layer, RecordId Measure, IReadOnlyList<decimal> Points, int? Lines, string Scope);

/// <summary>The highest points ever.</summary>
public sealed record PeakLine : BriefLine
{
    /// <summary>Who added them.</summary>
    public required Party Imposer { get; init; }

    /// <summary>The points on all goods.</summary>
    public required decimal Points { get; init; }

    /// <summary>When they were first reached, ISO.</summary>
    public required string From { get; init; }

    /// <summary>The measure that brought them there.</summary>
    public required RecordId Top { get; init; }

    /// <summary>How that measure ended; null while it applies.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether it would come back by default.</summary>
    public required bool ReturnsByDefault { get; init; }
}

/// <summary>A talk.</summary>
public sealed record TalkLine : BriefLine
{
    /// <summary>The talk.</summary>
    public required RecordId Talk { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Stage { get; init; }

    /// <summary>Its first day, ISO.</summary>
    public required string Start { get; init; }

    /// <summary>Which day of it, while it goes on.</summary>
    public int? Day { get; init; }

    /// <summary>The round's number.</summary>
    public int? Round { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>House or hall.</summary>
    public string? Venue { get; init; }

    /// <summary>The people, by party code.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> People { get; init; }

    /// <summary>What came of it; null if nothing is known.</summary>
    public string? Outcome { get; init; }
}

/// <summary>A commitment.</summary>
public sealed record CommitmentLine : BriefLine
{
    /// <summary>The commitment.</summary>
    public required RecordId Commitment { get; init; }

    /// <summary>Its agreement.</summary>
    public required RecordId Agreement { get; init; }

    /// <summary>The agreement's name.</summary>
    public required string AgreementName { get; init; }

    /// <summary>Who is bound.</summary>
    public required IReadOnlyList<Party> Obligors { get; init; }

    /// <summary>What they are to do.</summary>
    public required string Content { get; init; }

    /// <summary>The only party that tells it; null if both do.</summary>
    public required Party? OneAccountOnly { get; init; }

    /// <summary>The derived label.</summary>
    public required string Status { get; init; }

    /// <summary>The performance axis.</summary>
    public required string Performance { get; init; }

    /// <summary>The contention axis.</summary>
    public required string Contention { get; init; }

    /// <summary>The term axis.</summary>
    public required string Term { get; init; }

    /// <summary>Its day, ISO; null if it names none.</summary>
    public string? Due { get; init; }

    /// <summary>Rival readings of its day.</summary>
    public IReadOnlyList<string> DueReadings { get; init; } = [];

    /// <summary>The evidence: allegations, denials, acts, other claims, what they name.</summary>
    public required IReadOnlyList<RecordId> Evidence { get; init; }
}

/// <summary>A claim.</summary>
public sealed record SaidLine : BriefLine
{
    /// <summary>The claim.</summary>
    public required RecordId Claim { get; init; }

    /// <summary>The day it was said, ISO.</summary>
    public required string SaidOn { get; init; }

    /// <summary>Who spoke; null if unnamed.</summary>
    public string? Speaker { get; init; }

    /// <summary>The office held then.</summary>
    public string? Office { get; init; }

    /// <summary>The party spoken for.</summary>
    public Party? Side { get; init; }

    /// <summary>What the claim does.</summary>
    public required string Polarity { get; init; }

    /// <summary>How firmly.</summary>
    public string? Hedge { get; init; }

    /// <summary>The quantity as said.</summary>
    public string? Quantity { get; init; }

    /// <summary>A few words of the original.</summary>
    public string? Quote { get; init; }

    /// <summary>How far it is borne out.</summary>
    public required string Support { get; init; }

    /// <summary>What became of it in its speaker's own mouth: asserted, restated, softened, withdrawn, corrected.</summary>
    public required string Stage { get; init; }
}

/// <summary>A statistic.</summary>
public sealed record FigureLine : BriefLine
{
    /// <summary>The release.</summary>
    public required RecordId Release { get; init; }

    /// <summary>The indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>The period measured.</summary>
    public required string Period { get; init; }

    /// <summary>When it came out, ISO.</summary>
    public required string ReleasedOn { get; init; }

    /// <summary>The figure.</summary>
    public required decimal Actual { get; init; }

    /// <summary>The unit.</summary>
    public required string Unit { get; init; }

    /// <summary>The figure of the period before.</summary>
    public decimal? Prior { get; init; }

    /// <summary>What was expected, with the surprise (actual − expected).</summary>
    public required IReadOnlyList<SurpriseValue> Surprises { get; init; }
}

/// <summary>A forecast and how far the figure lies from it.</summary>
/// <param name="Pollster">Who asked.</param>
/// <param name="Expected">The forecast, in the unit of the figure.</param>
/// <param name="Surprise">Actual − expected.</param>
public sealed record SurpriseValue(string Pollster, decimal Expected, decimal Surprise);

/// <summary>A question on which sources differ.</summary>
public sealed record DisagreementLine : BriefLine
{
    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The readings, the one used first.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Why the first is used.</summary>
    public required string Because { get; init; }
}

/// <summary>Something that comes.</summary>
public sealed record NextLine : BriefLine
{
    /// <summary>When, ISO.</summary>
    public required string At { get; init; }

    /// <summary>The same moment in each party's zone; empty for a bare day.</summary>
    public IReadOnlyList<string> AtIn { get; init; } = [];

    /// <summary>What follows if nobody acts; null if nothing is said.</summary>
    public string? OnDefault { get; init; }
}
