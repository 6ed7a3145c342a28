using Parley.Core;

namespace Parley.Ledger;

/// <summary>A legal act or ruling. What it does stands in measures, ends and suspensions that name it.</summary>
public sealed record Instrument : LedgerRecord
{
    /// <summary>Who issued it.</summary>
    public required string Issuer { get; init; }

    /// <summary>The party whose law it is.</summary>
    public required Party Party { get; init; }

    /// <summary>What it is, in our words, with its number.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is printed, as a lawyer cites it: 90 FR 9121, CSMS 63988468.</summary>
    public string? Citation { get; init; }

    /// <summary>When it takes effect, if it names one day for all of it.</summary>
    public Moment? Effective { get; init; }

    /// <summary>The instruments that it amends.</summary>
    public IReadOnlyList<RecordId> Amends
    {
        get;
        init => field = value ?? [];
    } = [];

    internal override IEnumerable<Reference> References =>
        Amends.Select(id => new Reference("amends", id, typeof(Instrument)));
}

/// <summary>What an instrument does.</summary>
public enum MeasureKind
{
    /// <summary>An additional duty.</summary>
    Tariff,

    /// <summary>A licence duty or ban on exports of goods or technology.</summary>
    ExportControl,

    /// <summary>A listing of firms (unreliable entities, export-control lists, Entity List).</summary>
    Listing,

    /// <summary>A fee on ships.</summary>
    PortFee,

    /// <summary>An import ban.</summary>
    ImportBan,

    /// <summary>An investigation or finding.</summary>
    Probe,

    /// <summary>A rule on visas.</summary>
    Visa,

    /// <summary>A proposed action, not law.</summary>
    Proposal,
}

/// <summary>
/// What an instrument does: a duty layer, an export control, a listing, a fee. Ends, suspensions and extensions are
/// records of their own, each known from the instrument that set it.
/// </summary>
public sealed record Measure : LedgerRecord
{
    /// <summary>Who imposes it.</summary>
    public required Party Imposer { get; init; }

    /// <summary>Whose goods or firms it hits; null if everybody's.</summary>
    public Party? Target { get; init; }

    /// <summary>What it is.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>Within one layer the latest in force replaces the earlier on the same goods; layers add.</summary>
    public string? Layer { get; init; }

    /// <summary>The legal act.</summary>
    public RecordId? Instrument { get; init; }

    /// <summary>When it takes effect; null if it names no day.</summary>
    public Moment? Effective { get; init; }

    /// <summary>The points added, in percent of customs value; several where groups of goods differ; empty if not known.</summary>
    public IReadOnlyList<decimal> Points
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Whether it hits all goods of the target (true) or some (false).</summary>
    public bool AllGoods { get; init; }

    /// <summary>The goods or firms, in our words.</summary>
    public required string Scope { get; init; }

    /// <summary>How many tariff lines; null if not known or all.</summary>
    public int? Lines { get; init; }

    /// <summary>The trade it covered, as published.</summary>
    public string? Value { get; init; }

    /// <summary>What it was an answer to, in our words.</summary>
    public string? InResponseTo { get; init; }

    internal override IEnumerable<Reference> References =>
        Instrument is { } act ? [new("instrument", act, typeof(Instrument))] : [];

    internal override IEnumerable<string> Faults
    {
        get
        {
            if (Kind == MeasureKind.Tariff && Layer is null)
                yield return "a tariff needs a layer: the programme whose latest measure replaces the earlier";
            if (AllGoods && Points.Count > 1)
                yield return "a measure on all goods has one rate";
            if (Points.Any(p => p is <= 0 or > 1000))
                yield return "points lie above 0 and up to 1000 percent";
        }
    }
}

/// <summary>How a measure ended.</summary>
public enum EndKind
{
    /// <summary>Removed: it does not come back by default.</summary>
    Removed,

    /// <summary>Expired by its own terms.</summary>
    Expired,

    /// <summary>Another measure of its layer took its place.</summary>
    Replaced,

    /// <summary>Void by a ruling, and no longer collected from then.</summary>
    Void,

    /// <summary>Lifted by its issuer.</summary>
    Lifted,

    /// <summary>It never applied.</summary>
    NeverApplied,
}

/// <summary>The end of a measure, known from the act that set it.</summary>
public sealed record MeasureEnd : LedgerRecord
{
    /// <summary>The measure.</summary>
    public required RecordId Measure { get; init; }

    /// <summary>The first moment at which it no longer applies.</summary>
    public required Moment At { get; init; }

    /// <summary>How it ended.</summary>
    public required EndKind Kind { get; init; }

    /// <summary>The act that ended it; null if it ended by its own terms.</summary>
    public RecordId? Instrument { get; init; }

    /// <summary>From when it is void in law, where that is earlier than the end of collection.</summary>
    public Moment? VoidFrom { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            yield return new("measure", Measure, typeof(Measure));
            if (Instrument is { } act)
                yield return new("instrument", act, typeof(Instrument));
        }
    }
}

/// <summary>What happens when a suspension ends and nobody acts.</summary>
public enum OnEnd
{
    /// <summary>The suspended part applies again.</summary>
    Returns,

    /// <summary>The suspended part is gone.</summary>
    Lapses,

    /// <summary>The text does not say, or nothing is on file.</summary>
    Unknown,
}

/// <summary>A time during which a measure, or part of its points, does not apply.</summary>
public sealed record Suspension : LedgerRecord
{
    /// <summary>The measures.</summary>
    public required IReadOnlyList<RecordId> Measures { get; init; }

    /// <summary>The points suspended; null if the whole measure.</summary>
    public decimal? Points { get; init; }

    /// <summary>The goods or clause to which it is limited, in our words; null if the measure as a whole.</summary>
    public string? Scope { get; init; }

    /// <summary>The first moment, inclusive.</summary>
    public required Moment From { get; init; }

    /// <summary>The end, exclusive; null if without a date.</summary>
    public Moment? To { get; init; }

    /// <summary>What happens by default at its end.</summary>
    public required OnEnd OnEnd { get; init; }

    /// <summary>The act; null if not on file.</summary>
    public RecordId? Instrument { get; init; }

    /// <summary>The suspension that it continues; null if none.</summary>
    public RecordId? Continues { get; init; }

    internal override IEnumerable<Reference> References
    {
        get
        {
            foreach (var measure in Measures)
                yield return new("measures", measure, typeof(Measure));
            if (Instrument is { } act)
                yield return new("instrument", act, typeof(Instrument));
            if (Continues is { } earlier)
                yield return new("continues", earlier, typeof(Suspension));
        }
    }

    internal override IEnumerable<string> Faults
    {
        get
        {
            if (Measures.Count == 0)
                yield return "measures is empty: a suspension suspends something";
            if (To is { } to && to.CompareTo(From) <= 0)
                yield return $"to {to} is not after from {From}";
        }
    }
}
