using System.Data;
using System.Data.Common;
using System.Globalization;
using NodaTime;
using Npgsql;

namespace Parley.Ledger.Storage;

/// <summary>A ledger in one schema of a PostgreSQL database, over Npgsql's pool of connections.</summary>
internal sealed class PostgresStore : SqlStore
{
    // Both locks end with the transaction, so they also hold behind a pooler, and a killed client leaves none behind.
    private const string MigrationLock =
        "SELECT pg_advisory_xact_lock(hashtextextended('parley ledger ' || current_schema(), 0))";

    private const string AppendLock = "SELECT pg_advisory_xact_lock(1348563564, 'parley_record'::regclass::oid::int)";

    private readonly NpgsqlDataSource source;
    private readonly Duration lockTimeout;

    public PostgresStore(PostgresAddress address, StoreAccess access, StoreOptions options)
        : base(address.Location, access)
    {
        lockTimeout = options.LockTimeout;
        var settings = new NpgsqlConnectionStringBuilder(address.Settings.ConnectionString) { Enlist = false };
        settings.ApplicationName ??= "parley";
        // The server ends a wait for the lock; the client's timeout is only for a server that has gone silent.
        settings.CommandTimeout = Math.Max(settings.CommandTimeout, (int)Math.Ceiling(lockTimeout.TotalSeconds) + 30);
        source = NpgsqlDataSource.Create(settings);
        try
        {
            Prepare();
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public override void Dispose() => source.Dispose();

    protected override T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            using var connection = source.OpenConnection();
            return work(connection);
        }
        catch (Exception e)
        {
            if (Named(e) is { } named)
                throw named;
            throw;
        }
    }

    protected override T Write<T>(Func<DbConnection, T> work) => Transact(AppendLock, work);

    protected override IEnumerable<Row> Find(DbConnection connection, IReadOnlyCollection<string> ids)
    {
        using var command = Command(
            connection,
            $"SELECT {Row.Columns} FROM parley_record WHERE id = ANY(@ids)",
            ("@ids", ids.ToArray())
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return Row.Read(reader);
    }

    protected override void Insert(DbConnection connection, IReadOnlyList<StoredRecord> rows) =>
        Execute(
            connection,
            $"INSERT INTO parley_record ({Row.Columns}) "
                + "SELECT * FROM unnest(@sequences, @ids, @types, @ats, @jsons, @previous, @hashes)",
            ("@sequences", rows.Select(row => row.Sequence).ToArray()),
            ("@ids", rows.Select(row => row.Id).ToArray()),
            ("@types", rows.Select(row => row.Type).ToArray()),
            ("@ats", rows.Select(row => Chain.Iso(row.RecordedAt)).ToArray()),
            ("@jsons", rows.Select(row => row.Json).ToArray()),
            ("@previous", rows.Select(row => row.PreviousHash).ToArray()),
            ("@hashes", rows.Select(row => row.Hash).ToArray())
        );

    private void Prepare()
    {
        var version = Read(Version);
        RefuseNewer(version);
        if (Access == StoreAccess.Read && version == 0)
            throw StoreMessages.NoLedger(Location);
        if (Access == StoreAccess.Read || version == Migrations.Latest)
            return;
        Transact(
            MigrationLock,
            connection =>
            {
                Migrations.Run("postgres", Version(connection), sql => Execute(connection, sql));
                return 0;
            }
        );
    }

    private static long Version(DbConnection connection)
    {
        // Not to_regclass: it answers from a cache that is not refreshed while this session waits for the lock, and so
        // denies the table that the first writer has just made.
        var exists =
            Scalar(
                connection,
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = 'parley_schema' "
                    + "AND relkind = 'r' AND pg_catalog.pg_table_is_visible(oid))"
            )
            is true;
        return exists
            ? Convert.ToInt64(
                Scalar(connection, "SELECT coalesce(max(version), 0) FROM parley_schema"),
                CultureInfo.InvariantCulture
            )
            : 0;
    }

    private T Transact<T>(string lockSql, Func<DbConnection, T> work)
    {
        var committing = false;
        try
        {
            using var connection = source.OpenConnection();
            // Read committed, so that the statement after the lock sees what the last holder committed.
            using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            // A server set to acknowledge before the disk has it is overruled; a stricter setting stays.
            Execute(
                connection,
                "SELECT set_config('lock_timeout', @wait, true), CASE current_setting('synchronous_commit') "
                    + "WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END; "
                    + lockSql,
                ("@wait", ((long)lockTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
            );
            var result = work(connection);
            committing = true;
            transaction.Commit();
            return result;
        }
        catch (Exception e)
        {
            if (Named(e) is not { } named)
                throw;
            throw committing && named.Fault == StoreFault.Unreachable
                ? StoreMessages.UnknownOutcome(Location, e)
                : named;
        }
    }

    private StoreException? Named(Exception e) =>
        e switch
        {
            PostgresException answer => Named(answer),
            NpgsqlException { InnerException: TimeoutException } => StoreMessages.Unreachable(
                Location,
                StoreMessages.NoAnswerInTime,
                e
            ),
            NpgsqlException { InnerException: { } inner } => StoreMessages.Unreachable(Location, inner.Message, e),
            NpgsqlException => StoreMessages.Unreachable(Location, e.Message, e),
            System.Net.Sockets.SocketException or TimeoutException => StoreMessages.Unreachable(Location, e.Message, e),
            _ => null,
        };

    private StoreException Named(PostgresException e) =>
        e.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected => StoreMessages.Locked(
                Location,
                lockTimeout,
                e
            ),
            PostgresErrorCodes.ReadOnlySqlTransaction => StoreMessages.ServerReadOnly(Location, e),
            PostgresErrorCodes.DiskFull => StoreMessages.Full(Location, e),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreMessages.Corrupt(Location, e),
            PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName => StoreMessages.NoDatabase(
                Location,
                e.MessageText,
                e
            ),
            PostgresErrorCodes.UndefinedTable => StoreMessages.NoLedger(Location),
            PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InsufficientPrivilege => StoreMessages.Denied(Location, e.MessageText, e),
            PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => StoreMessages.Unreachable(Location, e.MessageText, e),
            var state when state.StartsWith("08", StringComparison.Ordinal) => StoreMessages.Unreachable(
                Location,
                e.MessageText,
                e
            ),
            var state => StoreMessages.Failed(Location, "PostgreSQL " + state, e.MessageText, e),
        };
}
