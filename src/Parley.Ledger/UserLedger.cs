using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Ledger.Storage;

namespace Parley.Ledger;

/// <summary>A record, and where it was found, so that a fault can be pointed at.</summary>
/// <param name="Record">The record.</param>
/// <param name="Where">Such as <c>claims.jsonl:12</c>.</param>
public sealed record PlacedRecord(LedgerRecord Record, string Where);

/// <summary>What became of a batch. Either all of it is on file now, or there are faults and nothing was written.</summary>
/// <param name="Appended">What was written now, in the order of the batch.</param>
/// <param name="Present">What stood in the user's store before, with the same content.</param>
/// <param name="Shipped">What Parley ships with the same content, and so was not written again.</param>
/// <param name="Faults">Every fault, with its place; empty if the batch was accepted.</param>
public sealed record LedgerAppend(
    IReadOnlyList<StoredRecord> Appended,
    IReadOnlyList<RecordId> Present,
    IReadOnlyList<RecordId> Shipped,
    IReadOnlyList<string> Faults
)
{
    /// <summary>Whether all of the batch is on file now.</summary>
    public bool Accepted => Faults.Count == 0;
}

/// <summary>
/// The shipped facts with a user's own records on top. Records are only ever appended, and only if what is on file then
/// holds together: that is checked while no other writer can append.
/// </summary>
public sealed class UserLedger
{
    private readonly ILedgerStore? store;
    private readonly Dictionary<RecordId, Own> own = [];
    private readonly List<string> faults = [];
    private LedgerBook? book;
    private long last;
    private bool unreadable;

    private UserLedger(LedgerBook shipped, ILedgerStore? store)
    {
        Shipped = shipped;
        this.store = store;
    }

    /// <summary>The facts that Parley ships.</summary>
    public LedgerBook Shipped { get; }

    /// <summary>The shipped facts and the user's own records; those carry when they were recorded.</summary>
    public LedgerBook Book => book ??= Shipped.With(own.Values.OrderBy(o => o.Stored.Sequence).Select(o => o.Record));

    /// <summary>What stands in the store and cannot be used, each with its sequence; <see cref="Book"/> is without it.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>How many own records are in <see cref="Book"/>.</summary>
    public int OwnCount => own.Count;

    /// <summary>Reads a user's ledger.</summary>
    /// <param name="shipped">The facts that Parley ships.</param>
    /// <param name="store">The user's store, which stays the caller's to dispose of; null if there is none.</param>
    /// <returns>The ledger. A stored record that cannot be used is among <see cref="Faults"/>.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static UserLedger Open(LedgerBook shipped, ILedgerStore? store)
    {
        var ledger = new UserLedger(shipped, store);
        if (store is not null)
            ledger.Take(store.Read());
        return ledger;
    }

    /// <summary>How a record stands in the user's store.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Sequence, hash and time; null if it is not the user's own.</returns>
    public StoredRecord? Stored(RecordId id) => own.GetValueOrDefault(id)?.Stored;

    /// <summary>Appends records: all of them or none. What is on file with the same content is not written again.</summary>
    /// <param name="records">The records, in the order in which they are to stand.</param>
    /// <param name="now">When they are recorded.</param>
    /// <returns>What was appended and what was there, or every fault.</returns>
    /// <exception cref="InvalidOperationException">The ledger was opened without a store.</exception>
    /// <exception cref="StoreException">The store cannot be written; nothing was saved unless the message says otherwise.</exception>
    public LedgerAppend Append(IEnumerable<LedgerRecord> records, Instant now) =>
        Append(records.Select((r, i) => new PlacedRecord(r, Numbered("record", i + 1L))), now);

    /// <summary>Appends records whose places are known: all of them or none.</summary>
    /// <param name="records">The records, in the order in which they are to stand.</param>
    /// <param name="now">When they are recorded.</param>
    /// <returns>What was appended and what was there, or every fault with its place.</returns>
    /// <exception cref="InvalidOperationException">The ledger was opened without a store.</exception>
    /// <exception cref="StoreException">The store cannot be written; nothing was saved unless the message says otherwise.</exception>
    public LedgerAppend Append(IEnumerable<PlacedRecord> records, Instant now)
    {
        if (store is null)
            throw new InvalidOperationException("This ledger was opened without a store to append to.");
        // Others may have written since: what they wrote can be named, and what they took cannot be given again.
        Take(store.Read(last));
        if (unreadable)
            return Refuse(faults);
        var shipped = new List<RecordId>();
        var found = new List<string>();
        var batch = Sort(records, shipped, found);
        found.AddRange(Check(batch, own));
        if (found.Count > 0)
            return Refuse(found);
        IReadOnlyList<StoredRecord> since = [];
        AppendResult result;
        try
        {
            result = store.Append([.. batch.Select(o => o.Offered)], now, CheckInside, last);
        }
        catch (Refused refused)
        {
            return Refuse(refused.Faults);
        }

        if (!result.Accepted)
        {
            return Refuse([
                .. result.Conflicts.Select(c =>
                    $"{batch.First(o => o.Offered == c.Offered).Where}: {Taken(c.Offered.Id, store.Location)}"
                ),
            ]);
        }

        Take(since);
        Take(result.Appended);
        return new LedgerAppend(result.Appended, [.. result.AlreadyPresent.Select(p => Id(p.Id))], shipped, []);

        // Runs while nobody else can append: what others wrote since we read counts too.
        void CheckInside(IReadOnlyList<StoredRecord> written)
        {
            since = written;
            var now = new Dictionary<RecordId, Own>(own);
            var problems = new List<string>();
            foreach (var row in written)
            {
                if (Read(row, problems) is { } read)
                    now.TryAdd(read.Id, new Own(read, row));
            }

            problems.AddRange(Check(batch, now));
            if (problems.Count > 0)
                throw new Refused(problems);
        }
    }

    /// <summary>What would keep records from being appended, without appending them.</summary>
    /// <param name="records">The records, as for an append.</param>
    /// <returns>Every fault, with its place; empty if they would be taken as things stand.</returns>
    public IReadOnlyList<string> FaultsOf(IEnumerable<PlacedRecord> records)
    {
        var found = new List<string>(unreadable ? faults : []);
        var batch = Sort(records, [], found);
        found.AddRange(Check(batch, own));
        return found;
    }

    /// <summary>Checks every own record against all that is on file.</summary>
    /// <returns>Every fault, <see cref="Faults"/> included; each names the sequence.</returns>
    public IReadOnlyList<string> Check() => [.. faults, .. LedgerCheck.All([.. OnFile(own)], own.Keys.ToHashSet())];

    private static LedgerAppend Refuse(IReadOnlyList<string> faults) => new([], [], [], faults);

    private static RecordId Id(string text) => RecordId.Parse(text).Value;

    private static string Numbered(string what, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {number}");

    private static string Taken(string id, string by) =>
        $"the id {id} is taken in {by} by other content. Records are not edited: give another id, or supersede {id}.";

    /// <summary>Sets aside what is shipped, and reports ids that are taken.</summary>
    private List<Offer> Sort(IEnumerable<PlacedRecord> records, List<RecordId> shipped, List<string> found)
    {
        var batch = new List<Offer>();
        var seen = new Dictionary<RecordId, Offer>();
        foreach (var (record, where) in records)
        {
            var json = RecordJson.Write(record);
            var id = record.Id.ToString();
            if (Shipped.Find(record.Id) is { } there)
            {
                if (RecordJson.Write(there) == json)
                    shipped.Add(record.Id);
                else
                    found.Add(
                        $"{where}: the id {id} is that of a shipped record. Supersede it instead of replacing it."
                    );
            }
            else if (own.TryGetValue(record.Id, out var mine) && RecordJson.Write(mine.Record) != json)
                found.Add($"{where}: {Taken(id, store!.Location)}");
            else if (seen.TryGetValue(record.Id, out var earlier))
            {
                if (RecordJson.Write(earlier.Record) != json)
                    found.Add($"{where}: the id {id} stands at {earlier.Where} with other content.");
            }
            else
            {
                // A later Parley may write the same content otherwise: what is stored keeps its bytes.
                var text = mine?.Stored.Json ?? json;
                var offer = new Offer(record, where, new NewRecord(id, RecordTypes.NameOf(record), text));
                seen.Add(record.Id, offer);
                batch.Add(offer);
            }
        }

        return batch;
    }

    private IReadOnlyList<string> Check(List<Offer> batch, Dictionary<RecordId, Own> onFile)
    {
        var fresh = batch.Where(o => !onFile.ContainsKey(o.Record.Id)).ToArray();
        return fresh.Length == 0
            ? []
            : LedgerCheck.All(
                [.. OnFile(onFile), .. fresh.Select(o => new Located(o.Record, o.Where, 0))],
                fresh.Select(o => o.Record.Id).ToHashSet()
            );
    }

    private IEnumerable<Located> OnFile(Dictionary<RecordId, Own> mine) =>
        Shipped
            .Records.Select(r => new Located(r, "the shipped facts", 0))
            .Concat(mine.Values.Select(o => new Located(o.Record, Place(o.Stored.Sequence), 0)));

    private void Take(IReadOnlyList<StoredRecord> rows)
    {
        foreach (var row in rows)
        {
            last = Math.Max(last, row.Sequence);
            if (Read(row, faults) is not { } record)
            {
                unreadable = true;
                continue;
            }

            if (Shipped.Find(record.Id) is { } shipped)
            {
                if (RecordJson.Write(shipped) != RecordJson.Write(record))
                    faults.Add(
                        $"{Place(row.Sequence)}: Parley now ships a record {record.Id} with other content; the shipped one is used. Append yours again under another id."
                    );
            }
            else if (!own.TryAdd(record.Id, new Own(record, row)))
                faults.Add($"{Place(row.Sequence)}: the id {record.Id} is taken by an earlier record.");
            book = null;
        }
    }

    private LedgerRecord? Read(StoredRecord row, List<string> problems)
    {
        var read = RecordJson.Read(row.Json);
        if (!read.TryGet(out var record))
        {
            problems.Add(
                $"{Place(row.Sequence)}: {row.Id} can no longer be read as a record: {read.Fault} If a newer Parley wrote it, use that one; otherwise run 'parley ledger verify' and compare with a backup."
            );
            return null;
        }

        if (record.Id.ToString() != row.Id || RecordTypes.NameOf(record) != row.Type)
        {
            problems.Add(
                $"{Place(row.Sequence)}: it is filed as {row.Type} {row.Id}, but its content is {RecordTypes.NameOf(record)} {record.Id}. Compare it with a backup."
            );
            return null;
        }

        return record with
        {
            RecordedAt = row.RecordedAt,
        };
    }

    private string Place(long sequence) => Numbered($"{store?.Location}, record", sequence);

    private sealed record Own(LedgerRecord Record, StoredRecord Stored);

    private sealed record Offer(LedgerRecord Record, string Where, NewRecord Offered);

    private sealed class Refused(IReadOnlyList<string> faults) : Exception
    {
        public IReadOnlyList<string> Faults => faults;
    }
}
