using Parley.Core;

namespace Parley.Ledger;

/// <summary>What an understanding rests on.</summary>
public enum TextStatus
{
    /// <summary>A text that both signed.</summary>
    SignedText,

    /// <summary>A joint statement.</summary>
    JointStatement,

    /// <summary>Two statements that say the same.</summary>
    MatchingStatements,

    /// <summary>Two statements that differ.</summary>
    DifferingStatements,

    /// <summary>One side's own statement.</summary>
    OneSidedStatement,

    /// <summary>A text that one side, or a joint body, published as terms of reference.</summary>
    TermsOfReference,

    /// <summary>Spoken only.</summary>
    Oral,

    /// <summary>Said to exist; no text is public.</summary>
    NoPublicText,
}

/// <summary>What kind of understanding it is.</summary>
public enum AgreementKind
{
    /// <summary>A truce.</summary>
    Truce,

    /// <summary>A truce that continues another.</summary>
    TruceExtension,

    /// <summary>A treaty-like text.</summary>
    Treaty,

    /// <summary>A framework for carrying out something else.</summary>
    Framework,

    /// <summary>Understandings of a summit.</summary>
    Understandings,
}

/// <summary>An understanding between parties, as announced. What became of it is in its events.</summary>
public sealed record Agreement : LedgerRecord
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>What kind it is.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>What it rests on.</summary>
    public required TextStatus TextStatus { get; init; }

    /// <summary>More about its text, in our words.</summary>
    public string? TextNote { get; init; }

    /// <summary>When it was reached; null if not known.</summary>
    public Moment? Concluded { get; init; }

    /// <summary>When it was announced.</summary>
    public required Moment Announced { get; init; }

    /// <summary>When it takes effect by its own terms; null if it names no day.</summary>
    public Moment? InForceFrom { get; init; }

    /// <summary>When it ends by its own terms unless something is done; null if it names no day.</summary>
    public Moment? Expires { get; init; }

    /// <summary>The parties.</summary>
    public required IReadOnlyList<Party> Parties { get; init; }

    /// <summary>The agreement that it continues; null if none.</summary>
    public RecordId? Continues { get; init; }

    /// <summary>The parties whose own legal act it needs before it is in force; empty if it needs none.</summary>
    public IReadOnlyList<Party> NeedsEnactmentBy
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What comes back when it ends, by its text, in our words.</summary>
    public string? OnLapse { get; init; }

    /// <summary>The talk that produced it; null if not known.</summary>
    public RecordId? ProducedBy { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            if (Continues is { } earlier)
                yield return new("continues", earlier, typeof(Agreement));
            if (ProducedBy is { } talk)
                yield return new("produced_by", talk, typeof(Talk));
        }
    }

    internal override IEnumerable<string> Faults
    {
        get
        {
            if (Parties.Count == 0)
                yield return "parties is empty: an agreement is between somebody";
            if (InForceFrom is { } from && Expires is { } end && end.CompareTo(from) <= 0)
                yield return $"expires {end} is not after in_force_from {from}";
        }
    }
}

/// <summary>What moves an agreement along its life.</summary>
public enum AgreementEventKind
{
    /// <summary>Reported before any announcement.</summary>
    Reported,

    /// <summary>Agreed in principle.</summary>
    InPrinciple,

    /// <summary>Said to be signed.</summary>
    Signed,

    /// <summary>A side confirms it, or its details.</summary>
    Confirmed,

    /// <summary>A party's legal act carries it out.</summary>
    Enacted,

    /// <summary>Its end was put off without a new text.</summary>
    Deferred,

    /// <summary>A later agreement took its place.</summary>
    Superseded,

    /// <summary>It ended by its own terms.</summary>
    Lapsed,

    /// <summary>A party ended it.</summary>
    Terminated,

    /// <summary>A third act made one party's leg void.</summary>
    LegVoid,

    /// <summary>A document that could be expected to mention it does not.</summary>
    Silent,

    /// <summary>Lists, terms or details were published.</summary>
    Published,
}

/// <summary>Something that happened to an agreement.</summary>
public sealed record AgreementEvent : LedgerRecord
{
    /// <summary>The agreement.</summary>
    public required RecordId Agreement { get; init; }

    /// <summary>When.</summary>
    public required Moment On { get; init; }

    /// <summary>What.</summary>
    public required AgreementEventKind Kind { get; init; }

    /// <summary>Whose act or word it is; null if both.</summary>
    public Party? By { get; init; }

    /// <summary>The legal act; null if it is none.</summary>
    public RecordId? Instrument { get; init; }

    /// <summary>What it says, in our words.</summary>
    public required string Text { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            yield return new("agreement", Agreement, typeof(Agreement));
            if (Instrument is { } act)
                yield return new("instrument", act, typeof(Instrument));
        }
    }
}

/// <summary>What an obligor is to do.</summary>
public enum CommitmentKind
{
    /// <summary>Suspend a measure.</summary>
    Suspend,

    /// <summary>Remove a measure.</summary>
    Remove,

    /// <summary>Suspend or remove, at the obligor's choice.</summary>
    SuspendOrRemove,

    /// <summary>Reduce a rate.</summary>
    Reduce,

    /// <summary>Refrain from an act.</summary>
    Refrain,

    /// <summary>Buy.</summary>
    Purchase,

    /// <summary>Issue licences.</summary>
    IssueLicences,

    /// <summary>Supply goods.</summary>
    Supply,

    /// <summary>Set up a body or procedure.</summary>
    Establish,

    /// <summary>Extend something that would end.</summary>
    Extend,

    /// <summary>Control goods or flows.</summary>
    Control,

    /// <summary>End a proceeding.</summary>
    Terminate,

    /// <summary>Make something possible.</summary>
    Facilitate,

    /// <summary>Address a concern.</summary>
    Address,

    /// <summary>Negotiate.</summary>
    Negotiate,
}

/// <summary>One obligation in one agreement, in one party's telling or in both.</summary>
public sealed record Commitment : LedgerRecord
{
    /// <summary>The agreement it belongs to.</summary>
    public required RecordId Agreement { get; init; }

    /// <summary>The only party in whose telling it exists; null if both tell it.</summary>
    public Party? Account { get; init; }

    /// <summary>The commitment that this is one side's reading of; null if it stands by itself.</summary>
    public RecordId? InterpretationOf { get; init; }

    /// <summary>Who is bound.</summary>
    public required IReadOnlyList<Party> Obligors { get; init; }

    /// <summary>Who it is owed to; null if mutual.</summary>
    public Party? Beneficiary { get; init; }

    /// <summary>The subject, such as tariffs or rare earths.</summary>
    public required string Topic { get; init; }

    /// <summary>What is to be done.</summary>
    public required CommitmentKind Kind { get; init; }

    /// <summary>Whether performing it is a state that lasts (true) or an act done once (false).</summary>
    public required bool Continuing { get; init; }

    /// <summary>The obligation, in our words.</summary>
    public required string Content { get; init; }

    /// <summary>How much, in <see cref="Unit"/>; null if not a number.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The unit of <see cref="Quantity"/>.</summary>
    public string? Unit { get; init; }

    /// <summary>When it begins; null if not said.</summary>
    public Moment? WindowFrom { get; init; }

    /// <summary>When it falls due, or for a continuing one ends; null if the text names no day.</summary>
    public Moment? Due { get; init; }

    /// <summary>A condition, in our words.</summary>
    public string? Condition { get; init; }

    /// <summary>What follows if it lapses, in our words.</summary>
    public string? OnLapse { get; init; }

    /// <summary>Whose text it stands in.</summary>
    public string? TextBasis { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            yield return new("agreement", Agreement, typeof(Agreement));
            if (InterpretationOf is { } text)
                yield return new("interpretation_of", text, typeof(Commitment));
        }
    }

    internal override IEnumerable<string> Faults
    {
        get
        {
            if (Obligors.Count == 0)
                yield return "obligors is empty: a commitment binds somebody";
            if (WindowFrom is { } from && Due is { } due && due.LastDay < from.FirstDay)
                yield return $"due {due} lies before window_from {from}";
        }
    }
}

/// <summary>Somebody's own reading of when a commitment falls due, where readings differ.</summary>
public sealed record DueReading : LedgerRecord
{
    /// <summary>The commitment.</summary>
    public required RecordId Commitment { get; init; }

    /// <summary>Who reads it so.</summary>
    public required string By { get; init; }

    /// <summary>The day read; null if the wording gives none.</summary>
    public Moment? Due { get; init; }

    /// <summary>The wording, in our words.</summary>
    public required string Wording { get; init; }

    internal override IEnumerable<Reference> References => [new("commitment", Commitment, typeof(Commitment))];
}
