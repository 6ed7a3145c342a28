using Parley.Core;

namespace Parley.Ledger;

/// <summary>An utterance by an actor, at a time, through a channel. Holds claims.</summary>
public sealed record Statement : LedgerRecord
{
    /// <summary>Who spoke; null for an unnamed speaker.</summary>
    public RecordId? Speaker { get; init; }

    /// <summary>The party that the speaker speaks for; null if neither.</summary>
    public Party? Side { get; init; }

    /// <summary>When it was said; known from the first publication, which can be later.</summary>
    public required Moment SaidOn { get; init; }

    /// <summary>The channel, such as a broadcaster, a readout or a post.</summary>
    public required string Channel { get; init; }

    internal override IEnumerable<Reference> References =>
        Speaker is { } actor ? [new("speaker", actor, typeof(Actor))] : [];

    internal override IEnumerable<string> Faults =>
        SaidOn.FirstDay > KnownFrom.LastDay.PlusDays(1)
            ? [$"said_on {SaidOn} lies after known_from {KnownFrom}: nothing is known before it is said"]
            : [];
}

/// <summary>What a claim does. A closed list; adding one is a decision record.</summary>
public enum Polarity
{
    /// <summary>Announces an act or a deal.</summary>
    Announces,

    /// <summary>Says that a commitment exists.</summary>
    AssertsCommitment,

    /// <summary>Confirms.</summary>
    Confirms,

    /// <summary>Confirms in part.</summary>
    PartlyConfirms,

    /// <summary>Denies a breach.</summary>
    DeniesBreach,

    /// <summary>Alleges a breach.</summary>
    AllegesBreach,

    /// <summary>Alleges delay.</summary>
    AllegesDelay,

    /// <summary>Alleges that too little was done.</summary>
    AllegesShortfall,

    /// <summary>Alleges bad faith.</summary>
    AllegesBadFaith,

    /// <summary>Alleges illegality.</summary>
    AllegesIllegality,

    /// <summary>Demands an act.</summary>
    Demands,

    /// <summary>Threatens an act.</summary>
    Threatens,

    /// <summary>Predicts.</summary>
    Predicts,

    /// <summary>Doubts.</summary>
    Doubts,

    /// <summary>Sets a condition.</summary>
    Conditions,

    /// <summary>Leaves out what the document could be expected to say.</summary>
    Omits,

    /// <summary>Explains.</summary>
    Explains,

    /// <summary>Says that things go well.</summary>
    AssertsPositive,

    /// <summary>Says that a question is settled.</summary>
    AssertsResolution,

    /// <summary>Reports that somebody promised.</summary>
    ReportsPromise,

    /// <summary>Says that something is not finished.</summary>
    StatesIncomplete,

    /// <summary>Says that it is watching.</summary>
    StatesMonitoring,

    /// <summary>Says that something will not change.</summary>
    AssertsFixed,

    /// <summary>Says why somebody acts.</summary>
    AttributesMotive,

    /// <summary>Warns.</summary>
    Warns,

    /// <summary>Rejects.</summary>
    Rejects,

    /// <summary>Criticises.</summary>
    Criticises,
}

/// <summary>A proposition taken from a statement. Never edited; a speaker may retract or soften it in a later one.</summary>
public sealed record Claim : LedgerRecord
{
    /// <summary>The statement it is taken from.</summary>
    public required RecordId Statement { get; init; }

    /// <summary>The parties it is about.</summary>
    public IReadOnlyList<Party> About
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The commitment it is about; null if none in particular.</summary>
    public RecordId? Commitment { get; init; }

    /// <summary>The agreement it is about; null if none.</summary>
    public RecordId? Agreement { get; init; }

    /// <summary>What it does.</summary>
    public required Polarity Polarity { get; init; }

    /// <summary>How firmly, in a word. Two words are read by rules: <c>softened</c> (said again, less firmly) and <c>unquantified</c>.</summary>
    public string? Hedge { get; init; }

    /// <summary>The quantity as said.</summary>
    public string? Quantity { get; init; }

    /// <summary>The claim, in our words.</summary>
    public required string Text { get; init; }

    /// <summary>A few words of the original where the wording is the fact.</summary>
    public string? ShortQuote { get; init; }

    /// <summary>Whose saying or doing the speaker reports (a relay keeps both names); null if it is the speaker's own.</summary>
    public RecordId? RelayOf { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            yield return new("statement", Statement, typeof(Statement));
            if (Commitment is { } commitment)
                yield return new("commitment", commitment, typeof(Commitment));
            if (Agreement is { } agreement)
                yield return new("agreement", agreement, typeof(Agreement));
            if (RelayOf is { } other)
                yield return new("relay_of", other, typeof(Actor));
        }
    }

    internal override IEnumerable<string> Faults =>
        ShortQuote is { } quote && quote.Split(' ').Length > 12
            ? ["short_quote is longer than 12 words: quote only where the wording is the fact"]
            : [];
}

/// <summary>How a claim bears on another claim, an act or a measure.</summary>
public enum LinkRelation
{
    /// <summary>Denies it.</summary>
    Denies,

    /// <summary>Confirms it.</summary>
    Confirms,

    /// <summary>Confirms part of it.</summary>
    ConfirmsInPart,

    /// <summary>Confirms that an act took place.</summary>
    ConfirmsAct,

    /// <summary>Reports an act.</summary>
    ReportsAct,

    /// <summary>Supports part of it.</summary>
    SupportsInPart,

    /// <summary>Says it again.</summary>
    Restates,

    /// <summary>Takes it back; by the same speaker.</summary>
    Withdraws,

    /// <summary>Answers it.</summary>
    Answers,

    /// <summary>Names an act as its ground.</summary>
    NamesAct,

    /// <summary>Contradicts its quantity.</summary>
    ContradictsQuantity,

    /// <summary>Is silent about it although it could be expected to speak.</summary>
    SilentAbout,

    /// <summary>What it says does not stand in the other side's readout.</summary>
    NotInReadout,
}

/// <summary>A corroboration or contradiction between a claim and a claim, an act or a measure.</summary>
public sealed record ClaimLink : LedgerRecord
{
    /// <summary>The claim that bears on the other.</summary>
    public required RecordId From { get; init; }

    /// <summary>What it bears on.</summary>
    public required RecordId To { get; init; }

    /// <summary>How.</summary>
    public required LinkRelation Relation { get; init; }

    /// <summary>Why it is linked, in our words.</summary>
    public string? Note { get; init; }

    internal override IEnumerable<Reference> References =>
        [
            new("from", From, typeof(Claim)),
            new(
                "to",
                To,
                typeof(Claim),
                typeof(PerformanceEvent),
                typeof(Measure),
                typeof(LicenceEvent),
                typeof(Release)
            ),
        ];
}

/// <summary>A question on which sources differ, with every reading kept.</summary>
public sealed record Disagreement : LedgerRecord
{
    /// <summary>The records it is about.</summary>
    public required IReadOnlyList<RecordId> About { get; init; }

    /// <summary>The first day on which it matters.</summary>
    public required Moment From { get; init; }

    /// <summary>The last day (exclusive) on which it matters, which counts once that day is known; null if open.</summary>
    public Moment? To { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The readings, the one that is used first.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Whether none of the readings is used: all are shown side by side.</summary>
    public bool Undecided { get; init; }

    /// <summary>Why the first reading is used, or none.</summary>
    public required string Because { get; init; }

    internal override IEnumerable<Reference> References => About.Select(id => new Reference("about", id));

    internal override IEnumerable<string> Faults => Readings.Count < 2 ? ["a disagreement needs two readings"] : [];
}

/// <summary>One reading of a disputed question.</summary>
/// <param name="By">Who reads it so.</param>
/// <param name="Text">The reading, in our words.</param>
public sealed record Reading(string By, string Text);
