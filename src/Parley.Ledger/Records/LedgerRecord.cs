using System.Text.Json.Serialization;
using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>
/// One fact of the ledger. A record is appended, never edited: a correction is a later record that
/// <see cref="Supersedes"/> it and says why. A record holds only what was public on its <see cref="KnownFrom"/>;
/// what became known later (an outcome, an extension, an end) is a record of its own.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PartyRecord), "party")]
[JsonDerivedType(typeof(SourceRecord), "source")]
[JsonDerivedType(typeof(Actor), "actor")]
[JsonDerivedType(typeof(Talk), "talk")]
[JsonDerivedType(typeof(TalkEvent), "talk_event")]
[JsonDerivedType(typeof(Agreement), "agreement")]
[JsonDerivedType(typeof(AgreementEvent), "agreement_event")]
[JsonDerivedType(typeof(Commitment), "commitment")]
[JsonDerivedType(typeof(DueReading), "due_reading")]
[JsonDerivedType(typeof(Statement), "statement")]
[JsonDerivedType(typeof(Claim), "claim")]
[JsonDerivedType(typeof(ClaimLink), "link")]
[JsonDerivedType(typeof(Instrument), "instrument")]
[JsonDerivedType(typeof(Measure), "measure")]
[JsonDerivedType(typeof(MeasureEnd), "measure_end")]
[JsonDerivedType(typeof(Suspension), "suspension")]
[JsonDerivedType(typeof(PerformanceEvent), "performance")]
[JsonDerivedType(typeof(LicenceEvent), "licence")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Deadline), "deadline")]
[JsonDerivedType(typeof(MarketMove), "market_move")]
[JsonDerivedType(typeof(Disagreement), "disagreement")]
[JsonDerivedType(typeof(CoverageGap), "coverage_gap")]
[JsonDerivedType(typeof(Programme), "programme")]
public abstract record LedgerRecord
{
    /// <summary>The name of the record; unique in a ledger, never reused.</summary>
    [JsonPropertyOrder(-10)]
    public required RecordId Id { get; init; }

    /// <summary>When it was first public by its sources' account, even if only a later copy is held.</summary>
    [JsonPropertyOrder(-9)]
    public required Moment KnownFrom { get; init; }

    /// <summary>The publications that carry it.</summary>
    [JsonPropertyOrder(90)]
    public IReadOnlyList<SourceId> Sources
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>How sure the collection is (high, medium, low); null if not said.</summary>
    [JsonPropertyOrder(91)]
    public string? Confidence { get; init; }

    /// <summary>The fields that rest on general knowledge and were not found in a cited source.</summary>
    [JsonPropertyOrder(92)]
    public IReadOnlyList<string> Background
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The record that this one corrects; null if it corrects none.</summary>
    [JsonPropertyOrder(93)]
    public RecordId? Supersedes { get; init; }

    /// <summary>Why it corrects the other record; required with <see cref="Supersedes"/>.</summary>
    [JsonPropertyOrder(94)]
    public string? Reason { get; init; }

    /// <summary>When it was written into a user's store; null for shipped facts.</summary>
    [JsonIgnore]
    public Instant? RecordedAt { get; init; }

    /// <summary>The ids of other records that it names, with the field that names them and the type expected there.</summary>
    [JsonIgnore]
    internal virtual IEnumerable<Reference> References => [];

    /// <summary>What is wrong with it by itself, without looking at other records.</summary>
    [JsonIgnore]
    internal virtual IEnumerable<string> Faults => [];
}

/// <summary>One record's mention of another.</summary>
/// <param name="Field">The field that names it, as written in the file.</param>
/// <param name="Target">The id named.</param>
/// <param name="Allowed">The record types that may stand there; empty if any may.</param>
internal readonly record struct Reference(string Field, RecordId Target, params Type[] Allowed);
