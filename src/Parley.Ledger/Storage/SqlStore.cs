using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text;
using NodaTime;

namespace Parley.Ledger.Storage;

/// <summary>What the two engines have in common: everything except opening, locking, writing rows, and naming faults.</summary>
internal abstract class SqlStore(string location, StoreAccess access) : ILedgerStore
{
    private const int Page = 1000;

    public string Location { get; } = location;

    protected StoreAccess Access { get; } = access;

    public AppendResult Append(
        IReadOnlyList<NewRecord> batch,
        Instant recordedAt,
        Action<IReadOnlyList<StoredRecord>>? check = null,
        long checkAfter = 0
    )
    {
        ArgumentNullException.ThrowIfNull(batch);
        Validate(batch);
        if (Access == StoreAccess.Read)
            throw StoreMessages.OpenedForReading(Location);
        try
        {
            return Write(connection => Append(connection, batch, recordedAt, check, checkAfter));
        }
        catch (CheckThrew threw)
        {
            ExceptionDispatchInfo.Throw(threw.InnerException!);
            throw;
        }
    }

    public IReadOnlyList<StoredRecord> Read(long afterSequence = 0) =>
        Read(connection =>
            (IReadOnlyList<StoredRecord>)
                [.. Rows(connection, After(afterSequence), long.MaxValue).Select(row => row.ToRecord(Location))]
        );

    public ChainHead Head() => Read(Head);

    public ChainReport Verify(
        IProgress<long>? progress = null,
        ChainHead? noted = null,
        CancellationToken cancel = default
    )
    {
        var verifier = new ChainVerifier(noted);
        // From the least of all numbers: a row renumbered below 1 must be seen too.
        for (var from = long.MinValue; ; )
        {
            cancel.ThrowIfCancellationRequested();
            var next = from;
            var page = Read(connection => Rows(connection, next, Page).ToList());
            if (!page.TrueForAll(verifier.Next))
                return verifier.Finish();
            progress?.Report(verifier.Count);
            if (page.Count < Page)
                return verifier.Finish();
            from = verifier.Count + 1;
        }
    }

    public abstract void Dispose();

    /// <summary>Runs reading work on a connection, and turns the engine's errors into <see cref="StoreException"/>.</summary>
    protected abstract T Read<T>(Func<DbConnection, T> work);

    /// <summary>Runs work in a transaction that excludes all other writers; commits to disk, or rolls back when it throws.</summary>
    protected abstract T Write<T>(Func<DbConnection, T> work);

    /// <summary>The rows that hold these ids.</summary>
    protected abstract IEnumerable<Row> Find(DbConnection connection, IReadOnlyCollection<string> ids);

    /// <summary>Writes rows.</summary>
    protected abstract void Insert(DbConnection connection, IReadOnlyList<StoredRecord> rows);

    protected static DbCommand Command(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant or an embedded migration.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    protected static void Execute(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    protected static object? Scalar(DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    /// <summary>Refuses a schema that this program does not know.</summary>
    protected void RefuseNewer(long version)
    {
        if (version > Migrations.Latest)
            throw StoreMessages.NewerSchema(Location, version, Migrations.Latest);
    }

    private AppendResult Append(
        DbConnection connection,
        IReadOnlyList<NewRecord> batch,
        Instant recordedAt,
        Action<IReadOnlyList<StoredRecord>>? check,
        long checkAfter
    )
    {
        var ids = batch.Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
        var stored = Find(connection, ids)
            .Select(row => row.ToRecord(Location))
            .ToDictionary(record => record.Id, StringComparer.Ordinal);
        var fresh = new Dictionary<string, NewRecord>(StringComparer.Ordinal);
        List<StoredRecord> present = [];
        List<AppendConflict> conflicts = [];
        List<NewRecord> append = [];
        foreach (var record in batch)
        {
            if (stored.TryGetValue(record.Id, out var there))
            {
                if (Same(record, there.Type, there.Json))
                    present.Add(there);
                else
                    conflicts.Add(new AppendConflict(record, there));
            }
            else if (fresh.TryAdd(record.Id, record))
            {
                append.Add(record);
            }
            else if (!Same(record, fresh[record.Id].Type, fresh[record.Id].Json))
            {
                conflicts.Add(new AppendConflict(record, null));
            }
        }

        if (conflicts.Count > 0 || append.Count == 0)
            return new AppendResult([], present, conflicts);

        if (check is not null)
            Run(check, [.. Rows(connection, After(checkAfter), long.MaxValue).Select(row => row.ToRecord(Location))]);
        var head = Head(connection);
        List<StoredRecord> written = new(append.Count);
        foreach (var record in append)
        {
            var link = Chain.Link(head, record, recordedAt);
            written.Add(link);
            head = new ChainHead(link.Sequence, link.Hash);
        }

        Insert(connection, written);
        return new AppendResult(written, present, []);
    }

    // What the caller's check throws must pass by the code that names the engine's faults.
    private static void Run(Action<IReadOnlyList<StoredRecord>> check, IReadOnlyList<StoredRecord> since)
    {
        try
        {
            check(since);
        }
        catch (Exception e)
        {
            throw new CheckThrew(e);
        }
    }

    private static bool Same(NewRecord record, string type, string json) =>
        string.Equals(record.Type, type, StringComparison.Ordinal)
        && string.Equals(record.Json, json, StringComparison.Ordinal);

    private static long After(long sequence) => sequence == long.MaxValue ? sequence : sequence + 1;

    private static ChainHead Head(DbConnection connection)
    {
        using var command = Command(
            connection,
            "SELECT sequence, hash FROM parley_record ORDER BY sequence DESC LIMIT 1"
        );
        using var reader = command.ExecuteReader();
        return reader.Read() ? new ChainHead(reader.GetInt64(0), reader.GetString(1)) : ChainHead.Empty;
    }

    private static IEnumerable<Row> Rows(DbConnection connection, long from, long limit)
    {
        using var command = Command(
            connection,
            $"SELECT {Row.Columns} FROM parley_record WHERE sequence >= @from ORDER BY sequence LIMIT @limit",
            ("@from", from),
            ("@limit", limit)
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return Row.Read(reader);
    }

    private static void Validate(IReadOnlyList<NewRecord> batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (FaultOf(batch[i]) is { } fault)
                throw new ArgumentException(StoreMessages.BadRecord(i, fault), nameof(batch));
        }
    }

    private static string? FaultOf(NewRecord? record) =>
        record?.Id is null || record.Type is null || record.Json is null ? StoreMessages.IsNull
        : record.Id.Length is 0 or > NewRecord.MaxIdLength ? StoreMessages.IdLength
        : record.Type.Length == 0 ? StoreMessages.TypeEmpty
        : Unstorable(record.Id) || Unstorable(record.Type) || Unstorable(record.Json) ? StoreMessages.HoldsUnstorable
        : null;

    private static bool Unstorable(string text)
    {
        try
        {
            Row.Utf8.GetByteCount(text);
            return text.Contains('\0', StringComparison.Ordinal);
        }
        catch (EncoderFallbackException)
        {
            return true;
        }
    }

    private sealed class CheckThrew(Exception inner) : Exception(null, inner);
}
