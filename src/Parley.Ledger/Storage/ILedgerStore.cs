using NodaTime;

namespace Parley.Ledger.Storage;

/// <summary>
/// An append-only, tamper-evident list of records in one SQLite file or one PostgreSQL schema. A record is opaque text
/// with an id and a type; the store knows nothing else of the ledger. Safe to use from several threads, and by several
/// processes at once. What <see cref="Append"/> has returned survives the death of the process and a full disk.
/// Every member may throw a <see cref="StoreException"/>, whose <see cref="StoreException.Fault"/> is of a closed set.
/// </summary>
public interface ILedgerStore : IDisposable
{
    /// <summary>The file's full path, or the server's URL. Shown to people; never contains a password.</summary>
    string Location { get; }

    /// <summary>
    /// Appends a batch: all of it or none. A record that is already there with the same type and JSON is not written
    /// again, so a caller who does not know whether an append went through appends the same again.
    /// </summary>
    /// <param name="batch">The records, in the order in which they are to stand.</param>
    /// <param name="recordedAt">When they are recorded; kept to the nanosecond. Parley has no clock of its own here.</param>
    /// <param name="check">
    /// Runs inside the write transaction, while nobody else can append, and before anything is written. Gets the records
    /// after <paramref name="checkAfter"/>; may throw to refuse, which rolls back and reaches the caller unchanged. Not
    /// run when the batch holds a conflict or nothing new. It must not append to the store itself. Default: no check.
    /// </param>
    /// <param name="checkAfter">
    /// The last sequence that the caller has read; <paramref name="check"/> sees what came after it. Default 0: everything.
    /// </param>
    /// <returns>The rows as stored, or the conflicts for which the whole batch was refused.</returns>
    /// <exception cref="ArgumentException">
    /// An id is empty or longer than <see cref="NewRecord.MaxIdLength"/>, a type is empty, or a text holds U+0000 or half
    /// a surrogate pair, which no store can keep.
    /// </exception>
    /// <exception cref="StoreException">
    /// Nothing was saved – except that with <see cref="StoreFault.Unreachable"/> the message may say that it is not known.
    /// </exception>
    AppendResult Append(
        IReadOnlyList<NewRecord> batch,
        Instant recordedAt,
        Action<IReadOnlyList<StoredRecord>>? check = null,
        long checkAfter = 0
    );

    /// <summary>Reads records in the order in which they were appended.</summary>
    /// <param name="afterSequence">Only records after this sequence. Default 0: all.</param>
    /// <returns>The records; hashes are as stored and not checked, which is the work of <see cref="Verify"/>.</returns>
    /// <exception cref="StoreException">Also <see cref="StoreFault.Corrupt"/> if a stored text cannot be read.</exception>
    IReadOnlyList<StoredRecord> Read(long afterSequence = 0);

    /// <summary>
    /// The last link of the chain. Records cut off the end leave a chain that is intact but shorter, and whoever
    /// rewrites every later hash leaves one that is intact but different; neither can be seen from the chain alone.
    /// Note the head elsewhere (a printed briefing, a signed mail) and give it to <see cref="Verify"/> later.
    /// </summary>
    /// <returns>Sequence and hash of the last record; <see cref="ChainHead.Empty"/> if there is none.</returns>
    ChainHead Head();

    /// <summary>Recomputes the chain from its first link to its last, and stops at the first that is broken.</summary>
    /// <param name="progress">Told how many records have been checked, about every thousand.</param>
    /// <param name="noted">A head noted earlier, which the chain must still contain. Default: none to compare with.</param>
    /// <param name="cancel">Stops the work between two pages of about a thousand records.</param>
    /// <returns>How many records hold together, and the first broken link with the reason.</returns>
    /// <exception cref="StoreException">The file is damaged so that it cannot be read at all, and the like.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was signalled.</exception>
    ChainReport Verify(IProgress<long>? progress = null, ChainHead? noted = null, CancellationToken cancel = default);
}

/// <summary>What a store is opened for.</summary>
public enum StoreAccess
{
    /// <summary>Reading and verifying. Nothing is created or changed.</summary>
    Read,

    /// <summary>Reading and appending. Creates the file or tables if there are none, and brings an older schema up to date.</summary>
    Write,
}

/// <summary>How a store is opened. Immutable.</summary>
public sealed record StoreOptions
{
    private readonly Duration lockTimeout = Duration.FromSeconds(30);

    /// <summary>
    /// How long to wait for another process that is writing before <see cref="StoreFault.Locked"/>. Default 30 seconds;
    /// from 1 millisecond to 1 hour.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside the range.</exception>
    public Duration LockTimeout
    {
        get => lockTimeout;
        init =>
            lockTimeout =
                value >= Duration.FromMilliseconds(1) && value <= Duration.FromHours(1)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, StoreMessages.LockTimeoutRange);
    }

    /// <summary>Limits the size of a SQLite file, in pages, so that a test can provoke a full disk. Default: no limit.</summary>
    internal int? MaxPages { get; init; }
}
