using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>
/// The ledger about one day, as known on one day. Holds a record if it was public by the known day and no correction of
/// it was. Every status is worked out from these records alone. What names a corrected record names its correction here.
/// </summary>
public sealed partial class LedgerView
{
    private readonly Dictionary<Type, List<LedgerRecord>> byType = [];
    private readonly Dictionary<RecordId, LedgerRecord> visible = [];
    private readonly Dictionary<Party, DateTimeZone> zones = [];
    private readonly CurrentIds standing;

    internal LedgerView(LedgerBook book, OnDay on, KnownDay known)
    {
        Book = book;
        On = on;
        Known = known;
        var corrections = book
            .Records.Where(r => r.Supersedes is not null && known.Covers(r.KnownFrom))
            .OrderBy(r => r.KnownFrom.CertainFrom)
            .ToArray();
        standing = new CurrentIds(corrections);
        foreach (var record in book.Records)
        {
            // A publication on file is always at hand, but its correction only once that is known.
            var isKnown = known.Covers(record.KnownFrom) || record is SourceRecord { Supersedes: null };
            if (!isKnown || standing.IsCorrected(record.Id))
                continue;
            var shown = standing.Apply(record);
            visible[record.Id] = shown;
            if (!byType.TryGetValue(record.GetType(), out var list))
                byType[record.GetType()] = list = [];
            list.Add(shown);
        }
    }

    /// <summary>The book asked.</summary>
    public LedgerBook Book { get; }

    /// <summary>The day it is about.</summary>
    public OnDay On { get; }

    /// <summary>The day whose knowledge counts.</summary>
    public KnownDay Known { get; }

    /// <summary>All records of a type that are known, in file order.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The records.</returns>
    public IEnumerable<T> All<T>()
        where T : LedgerRecord => byType.TryGetValue(typeof(T), out var list) ? list.Cast<T>() : [];

    /// <summary>All records that are known.</summary>
    /// <returns>The records.</returns>
    public IEnumerable<LedgerRecord> All() => visible.Values;

    /// <summary>A record, if it is known and of that type. A correction known by then is found under the id it corrects.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="id">The id; null gives null.</param>
    /// <returns>The record, or null.</returns>
    public T? Find<T>(RecordId? id)
        where T : LedgerRecord
    {
        if (id is not { } wanted)
            return null;
        return visible.GetValueOrDefault(standing.Of(wanted)) as T;
    }

    /// <summary>The records that name a record, in their fields or among their sources, as far as they are known.</summary>
    /// <param name="id">The record named.</param>
    /// <returns>One mention for each record and field, in file order.</returns>
    public IEnumerable<Mention> MentionsOf(RecordId id)
    {
        var text = id.ToString();
        foreach (var record in visible.Values)
        {
            foreach (var mention in LedgerBook.MentionsBy(record).Where(m => m.Target == id))
                yield return mention;
            if (record.Sources.Any(s => s.ToString() == text))
                yield return new Mention(record, "sources", id);
        }
    }

    /// <summary>The parties, in file order.</summary>
    public IEnumerable<Party> Parties => All<PartyRecord>().Select(p => Party.Parse(p.Id.ToString()).Value);

    /// <summary>The zone in which a party's legal days run.</summary>
    /// <param name="party">The party; null or not on file gives UTC.</param>
    /// <returns>The zone.</returns>
    public DateTimeZone ZoneOf(Party? party)
    {
        if (party is not { } known)
            return DateTimeZone.Utc;
        if (!zones.TryGetValue(known, out var zone))
        {
            var record = Find<PartyRecord>(RecordId.Parse(known.ToString()).Value);
            zones[known] = zone = record is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[record.Zone];
        }

        return zone;
    }

    /// <summary>A party's short name.</summary>
    /// <param name="party">The party.</param>
    /// <returns>The name, or the code if the party is not on file.</returns>
    public string NameOf(Party party) =>
        Find<PartyRecord>(RecordId.Parse(party.ToString()).Value) is { } record
            ? record.ShortName ?? record.Name
            : party.ToString();

    /// <summary>The short name of a layer's programme.</summary>
    /// <param name="layer">The layer's identifier.</param>
    /// <returns>The name, or the identifier if the programme is not on file.</returns>
    public string ProgrammeName(string layer) => Find<Programme>(RecordId.Parse(layer).Value)?.Name ?? layer;

    /// <summary>Whether something had happened by the day asked about.</summary>
    /// <param name="when">When it happened; a coarse moment counts from its first day.</param>
    /// <param name="party">In whose zone a bare date is meant; null for UTC.</param>
    /// <returns>True from then on.</returns>
    public bool Happened(Moment when, Party? party = null) => On.Reaches(when, ZoneOf(party));

    /// <summary>The instant asked about, for a party: the minute asked for, or noon in its zone.</summary>
    /// <param name="party">The party; null for UTC.</param>
    /// <returns>The instant.</returns>
    public Instant At(Party? party) => On.At(ZoneOf(party));

    /// <summary>The publications that carry a record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The sources that are on file.</returns>
    public IEnumerable<SourceRecord> SourcesOf(LedgerRecord record) =>
        record
            .Sources.Select(s => Find<SourceRecord>(RecordId.Parse(s.ToString()).Value))
            .Where(s => s is not null)
            .Select(s => s!);
}
