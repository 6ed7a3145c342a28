using NodaTime;

namespace Parley.Ledger.Storage;

/// <summary>A record to append.</summary>
/// <param name="Id">Names the record once and for all; 1 to <see cref="MaxIdLength"/> characters, compared exactly.</param>
/// <param name="Type">Its type, in the ledger's words; not empty.</param>
/// <param name="Json">Its content, kept to the byte and never interpreted.</param>
public sealed record NewRecord(string Id, string Type, string Json)
{
    /// <summary>The longest id, in UTF-16 code units: 500.</summary>
    public const int MaxIdLength = 500;
}

/// <summary>A record as it stands in the store.</summary>
/// <param name="Sequence">Its place: 1, 2, 3 … without gaps, in the order of commit.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="RecordedAt">When it was recorded, as the caller said.</param>
/// <param name="Json">Its content, to the byte.</param>
/// <param name="PreviousHash">The hash of the record before it; 64 zeros for the first.</param>
/// <param name="Hash">
/// SHA-256, in 64 lower-case hexadecimal digits, over the netstrings of sequence, id, type, recorded-at, JSON and
/// previous hash (docs/adr/0002-storage.md).
/// </param>
public sealed record StoredRecord(
    long Sequence,
    string Id,
    string Type,
    Instant RecordedAt,
    string Json,
    string PreviousHash,
    string Hash
);

/// <summary>What became of a batch. Either it was accepted and every record of it is stored, or there are conflicts and nothing was written.</summary>
/// <param name="Appended">The records written now, in the order of the batch.</param>
/// <param name="AlreadyPresent">Those that were there before with the same type and JSON, in the order of the batch.</param>
/// <param name="Conflicts">Those whose id is taken by other content; if there is one, the batch was refused.</param>
public sealed record AppendResult(
    IReadOnlyList<StoredRecord> Appended,
    IReadOnlyList<StoredRecord> AlreadyPresent,
    IReadOnlyList<AppendConflict> Conflicts
)
{
    /// <summary>Whether every record of the batch is now stored.</summary>
    public bool Accepted => Conflicts.Count == 0;
}

/// <summary>An id that is taken by other content. Records are not edited: append a new one that supersedes the old.</summary>
/// <param name="Offered">The record that was refused.</param>
/// <param name="Stored">The record that holds the id; null if it is an earlier record of the same batch.</param>
public sealed record AppendConflict(NewRecord Offered, StoredRecord? Stored);

/// <summary>The last link of a chain, or one noted earlier.</summary>
/// <param name="Sequence">Its sequence; 0 for an empty chain.</param>
/// <param name="Hash">Its hash, 64 lower-case hexadecimal digits.</param>
public sealed record ChainHead(long Sequence, string Hash)
{
    /// <summary>The head of a chain without records: sequence 0 and 64 zeros.</summary>
    public static ChainHead Empty { get; } = new(0, new string('0', 64));
}

/// <summary>What <see cref="ILedgerStore.Verify"/> found.</summary>
/// <param name="Records">How many records, counted from the first, hold together.</param>
/// <param name="Head">The last of those.</param>
/// <param name="Broken">The first broken link; null if the chain is intact.</param>
public sealed record ChainReport(long Records, ChainHead Head, BrokenLink? Broken)
{
    /// <summary>Whether no link is broken.</summary>
    public bool IsIntact => Broken is null;
}

/// <summary>A broken link.</summary>
/// <param name="Sequence">The sequence at which the chain breaks.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Because">The same for people: what, where, why, what to do.</param>
public sealed record BrokenLink(long Sequence, LinkFault Fault, string Because);

/// <summary>What can be wrong with a link.</summary>
public enum LinkFault
{
    /// <summary>The sequence has a gap, or a number that no append gives.</summary>
    Sequence,

    /// <summary>The record does not name the hash of the one before it.</summary>
    PreviousHash,

    /// <summary>The record's own hash is not that of its content.</summary>
    Content,

    /// <summary>The chain is intact but does not contain the head noted earlier: it was cut short or rewritten.</summary>
    NotedHead,
}
