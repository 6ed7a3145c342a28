using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static System.FormattableString;

namespace Parley.Ledger.Storage;

/// <summary>A ledger in one SQLite file: one connection, used by one thread at a time.</summary>
internal sealed class SqliteStore : SqlStore
{
    private const long ApplicationId = 0x5061726C; // "Parl"

    private readonly Lock gate = new();
    private readonly StoreOptions options;
    private SqliteConnection? connection;
    private bool disposed;

    public SqliteStore(SqliteAddress address, StoreAccess access, StoreOptions options)
        : base(address.FullPath, access)
    {
        this.options = options;
        Read(_ => 0);
    }

    public override void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Drop();
        }
    }

    protected override T Read<T>(Func<DbConnection, T> work)
    {
        lock (gate)
        {
            try
            {
                return work(Connection());
            }
            catch (SqliteException e)
            {
                throw Named(e);
            }
        }
    }

    protected override T Write<T>(Func<DbConnection, T> work)
    {
        lock (gate)
        {
            try
            {
                return Transact(Connection(), work);
            }
            catch (SqliteException e)
            {
                throw Named(e);
            }
        }
    }

    protected override IEnumerable<Row> Find(DbConnection connection, IReadOnlyCollection<string> ids)
    {
        using var command = Command(connection, $"SELECT {Row.Columns} FROM parley_record WHERE id = @id", ("@id", ""));
        foreach (var id in ids)
        {
            command.Parameters[0].Value = id;
            using var reader = command.ExecuteReader();
            if (reader.Read())
                yield return Row.Read(reader);
        }
    }

    protected override void Insert(DbConnection connection, IReadOnlyList<StoredRecord> rows)
    {
        using var command = Command(
            connection,
            $"INSERT INTO parley_record ({Row.Columns}) VALUES (@sequence, @id, @type, @at, @json, @previous, @hash)",
            ("@sequence", 0L),
            ("@id", ""),
            ("@type", ""),
            ("@at", ""),
            ("@json", ""),
            ("@previous", ""),
            ("@hash", "")
        );
        foreach (var row in rows)
        {
            command.Parameters[0].Value = row.Sequence;
            command.Parameters[1].Value = row.Id;
            command.Parameters[2].Value = row.Type;
            command.Parameters[3].Value = Chain.Iso(row.RecordedAt);
            command.Parameters[4].Value = row.Json;
            command.Parameters[5].Value = row.PreviousHash;
            command.Parameters[6].Value = row.Hash;
            command.ExecuteNonQuery();
        }
    }

    private T Transact<T>(SqliteConnection open, Func<DbConnection, T> work)
    {
        Execute(open, "BEGIN IMMEDIATE");
        try
        {
            var result = work(open);
            Execute(open, "COMMIT");
            return result;
        }
        catch
        {
            RollBack(open);
            throw;
        }
    }

    // SQLite may have rolled back by itself (a full disk). If it cannot, the connection is given up, which does it.
    private void RollBack(SqliteConnection open)
    {
        if (raw.sqlite3_get_autocommit(open.Handle) != 0)
            return;
        try
        {
            Execute(open, "ROLLBACK");
        }
        catch (SqliteException)
        {
            Drop();
        }
    }

    private void Drop()
    {
        connection?.Dispose();
        connection = null;
    }

    private SqliteConnection Connection()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return connection ??= Access == StoreAccess.Read ? OpenToRead() : OpenToWrite();
    }

    private SqliteConnection OpenToRead()
    {
        if (Directory.Exists(Location))
            throw StoreMessages.IsFolder(Location);
        if (!File.Exists(Location))
            throw StoreMessages.NoFile(Location);
        try
        {
            return Open(Location, SqliteOpenMode.ReadOnly, PrepareToRead);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY)
        {
            RefuseUnreadable();
            // In a folder that cannot be written SQLite cannot set up the shared memory of WAL. Without a WAL there is
            // nothing in it either, and the file alone is the whole ledger.
            var wal = new FileInfo(Location + "-wal");
            if (wal.Exists && wal.Length > 0)
                throw StoreMessages.UnreadWal(Location, e);
            return Open(new Uri(Location).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly, PrepareToRead);
        }
    }

    private SqliteConnection OpenToWrite()
    {
        if (Directory.Exists(Location))
            throw StoreMessages.IsFolder(Location);
        var folder = Path.GetDirectoryName(Location) ?? Location;
        if (!Directory.Exists(folder))
            throw StoreMessages.NoFolder(Location, folder);
        return Open(Location, SqliteOpenMode.ReadWriteCreate, PrepareToWrite);
    }

    private SqliteConnection Open(string source, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            // SQLite itself waits for locks (busy_timeout); the driver's own retries are only for what SQLite does not wait for.
            DefaultTimeout = 1,
        };
        var opened = new SqliteConnection(settings.ToString());
        try
        {
            opened.Open();
            Execute(opened, Invariant($"PRAGMA busy_timeout = {(long)options.LockTimeout.TotalMilliseconds}"));
            Execute(opened, "PRAGMA trusted_schema = OFF");
            prepare(opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void PrepareToRead(SqliteConnection opened)
    {
        Execute(opened, "PRAGMA query_only = ON");
        var version = Version(opened);
        if (version == 0)
            throw StoreMessages.NoLedger(Location);
        RefuseNewer(version);
    }

    private void PrepareToWrite(SqliteConnection opened)
    {
        // Look before touching: not even the journal mode of another program's file is changed.
        RefuseNewer(Version(opened));
        using (var journal = Command(opened, "PRAGMA journal_mode = WAL"))
        {
            journal.CommandTimeout = Math.Max(1, (int)Math.Ceiling(options.LockTimeout.TotalSeconds));
            journal.ExecuteNonQuery();
        }

        Execute(opened, "PRAGMA synchronous = FULL");
        Execute(opened, "PRAGMA fullfsync = ON");
        if (options.MaxPages is { } pages)
            Execute(opened, Invariant($"PRAGMA max_page_count = {pages}"));
        if (Version(opened) == Migrations.Latest)
            return;
        Transact(
            opened,
            inside =>
            {
                Migrations.Run("sqlite", Version(inside), sql => Execute(inside, sql));
                return 0;
            }
        );
    }

    private long Version(DbConnection opened)
    {
        var application = Number(Scalar(opened, "PRAGMA application_id"));
        var ours = Number(Scalar(opened, "SELECT count(*) FROM sqlite_master WHERE name = 'parley_schema'"));
        if (ours > 0)
            return Number(Scalar(opened, "SELECT coalesce(max(version), 0) FROM parley_schema"));
        if (application is not (0 or ApplicationId) || Number(Scalar(opened, "SELECT count(*) FROM sqlite_master")) > 0)
            throw StoreMessages.Foreign(Location);
        return 0;
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private void RefuseUnreadable()
    {
        try
        {
            using var stream = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreMessages.Denied(Location, StoreMessages.FileUnreadable, e);
        }
    }

    private StoreException Named(SqliteException e)
    {
        if (e.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE)
            return StoreMessages.Full(Location, e);
        switch (e.SqliteErrorCode)
        {
            case raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL:
                return StoreMessages.Locked(Location, options.LockTimeout, e);
            case raw.SQLITE_FULL:
                return StoreMessages.Full(Location, e);
            case raw.SQLITE_READONLY:
                return StoreMessages.ReadOnly(Location, e);
            case raw.SQLITE_CANTOPEN:
                return Access == StoreAccess.Write
                    ? StoreMessages.ReadOnly(Location, e)
                    : StoreMessages.Denied(Location, StoreMessages.FileUnreadable, e);
            case raw.SQLITE_PERM or raw.SQLITE_AUTH:
                return StoreMessages.Denied(Location, e.Message, e);
            case raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_FORMAT:
                return StoreMessages.Corrupt(Location, e);
            case raw.SQLITE_IOERR:
                return StoreMessages.DiskFault(Location, e);
            default:
                return StoreMessages.Failed(Location, Invariant($"SQLite {e.SqliteExtendedErrorCode}"), e.Message, e);
        }
    }
}
