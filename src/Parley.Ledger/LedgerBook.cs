using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>
/// All records: the shipped facts, and a user's own on top. Immutable; adding records gives a new book. Ask it with two
/// dates, always in this order: the day it is about, and the day whose knowledge counts.
/// </summary>
public sealed class LedgerBook
{
    private readonly Dictionary<RecordId, LedgerRecord> byId;
    private readonly LedgerRecord[] records;

    private LedgerBook(LedgerRecord[] records, string vintage, LocalDate? factsEnd)
    {
        this.records = records;
        byId = new Dictionary<RecordId, LedgerRecord>(records.Length);
        foreach (var record in records)
            byId.Add(record.Id, record);
        Vintage = vintage;
        FactsEnd = factsEnd;
    }

    /// <summary>Names exactly the shipped data: changes whenever one byte of them does.</summary>
    public string Vintage { get; }

    /// <summary>The last day to which the shipped facts were collected; null if not said.</summary>
    public LocalDate? FactsEnd { get; }

    /// <summary>All records, in the order in which they were read.</summary>
    public IReadOnlyList<LedgerRecord> Records => records;

    /// <summary>The first day on which anything of the conflict became known. Acts alone do not count: the tariff law is older.</summary>
    public LocalDate FirstKnown =>
        records
            .Where(r => IsFact(r) && r is not Instrument)
            .Select(r => r.KnownFrom.FirstDay)
            .DefaultIfEmpty(new LocalDate(2199, 12, 31))
            .Min();

    /// <summary>Makes a book.</summary>
    /// <param name="records">The records; ids are unique.</param>
    /// <param name="vintage">The name of the data.</param>
    /// <param name="factsEnd">The last day of collection.</param>
    /// <returns>The book.</returns>
    public static LedgerBook Of(IEnumerable<LedgerRecord> records, string vintage, LocalDate? factsEnd) =>
        new([.. records], vintage, factsEnd);

    /// <summary>The book with further records.</summary>
    /// <param name="more">The records; their ids are new.</param>
    /// <returns>A new book.</returns>
    public LedgerBook With(IEnumerable<LedgerRecord> more) => new([.. records, .. more], Vintage, FactsEnd);

    /// <summary>The book as if one publication did not exist: what rests on it alone is gone.</summary>
    /// <param name="source">The publication.</param>
    /// <returns>A new book.</returns>
    public LedgerBook Without(SourceId source) =>
        new(
            [
                .. records
                    .Where(r =>
                        r.Id.ToString() != source.ToString() && !(r.Sources.Count == 1 && r.Sources[0] == source)
                    )
                    .Select(r =>
                        r.Sources.Contains(source) ? r with { Sources = [.. r.Sources.Where(s => s != source)] } : r
                    ),
            ],
            Vintage,
            FactsEnd
        );

    /// <summary>The book as if nothing that became known after a day existed.</summary>
    /// <param name="known">The day.</param>
    /// <returns>A new book.</returns>
    public LedgerBook UpTo(KnownDay known) =>
        new([.. records.Where(r => r is SourceRecord || known.Covers(r.KnownFrom))], Vintage, FactsEnd);

    /// <summary>A record by its id, whenever it became known.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The record, or null.</returns>
    public LedgerRecord? Find(RecordId id) => byId.GetValueOrDefault(id);

    /// <summary>The other records that a record names, in its fields; publications and what it corrects left out.</summary>
    /// <param name="record">The record.</param>
    /// <returns>One mention for each field and target.</returns>
    public static IEnumerable<Mention> MentionsBy(LedgerRecord record) =>
        record.References.Select(r => new Mention(record, r.Field, r.Target)).Distinct();

    /// <summary>The records that correct a record, whenever they became known.</summary>
    /// <param name="id">The record corrected.</param>
    /// <returns>The corrections, in file order; usually one at most.</returns>
    public IEnumerable<LedgerRecord> CorrectionsOf(RecordId id) => records.Where(r => r.Supersedes == id);

    /// <summary>Asks about a day, as known on a day.</summary>
    /// <param name="on">The day it is about.</param>
    /// <param name="known">The day whose knowledge counts.</param>
    /// <returns>The view: only what was public by then.</returns>
    public LedgerView On(OnDay on, KnownDay known) => new(this, on, known);

    /// <summary>The nearest ids to one that is not on file.</summary>
    /// <param name="id">The id asked for.</param>
    /// <returns>Up to three ids, the nearest first.</returns>
    public IReadOnlyList<string> NearestTo(string id) => Nearest.To(id, records.Select(r => r.Id.ToString()));

    internal static bool IsFact(LedgerRecord record) =>
        record is not (PartyRecord or SourceRecord or Actor or CoverageGap or Programme);
}

/// <summary>One record's mention of another.</summary>
/// <param name="By">The record that names the other.</param>
/// <param name="Field">The field that names it, as files write it.</param>
/// <param name="Target">The record named.</param>
public sealed record Mention(LedgerRecord By, string Field, RecordId Target);
