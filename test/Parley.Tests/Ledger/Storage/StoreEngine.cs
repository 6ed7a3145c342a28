using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Parley.Tests.Ledger.Storage;

/// <summary>What the tests must know of an engine, beyond the store's own door.</summary>
public abstract class StoreEngine : IDisposable
{
    /// <summary>The connection of a ledger that is not there yet.</summary>
    public abstract string NewLedger();

    /// <summary>A connection of the engine's own, past the store.</summary>
    public abstract DbConnection Raw(string ledger);

    /// <summary>Takes away what keeps rows from being changed.</summary>
    public abstract void DropTriggers(string ledger);

    /// <summary>Takes the lock that a writer holds, and keeps it until disposed of.</summary>
    public abstract IDisposable HoldLock(string ledger);

    public int Execute(string ledger, string sql, params object[] values)
    {
        using var connection = Raw(ledger);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + (char)('0' + i);
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

internal sealed class SqliteEngine : StoreEngine
{
    private readonly TempFolder folder = new();
    private int count;

    public override string NewLedger() =>
        folder.File(string.Create(CultureInfo.InvariantCulture, $"ledger{++count}.db"));

    public override DbConnection Raw(string ledger) => new SqliteConnection($"Data Source={ledger};Pooling=false");

    public override void DropTriggers(string ledger) =>
        Execute(
            ledger,
            "DROP TRIGGER parley_record_no_update; DROP TRIGGER parley_record_no_delete; DROP TRIGGER parley_record_no_replace;"
        );

    public override IDisposable HoldLock(string ledger)
    {
        var connection = Raw(ledger);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return connection;
    }

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}

internal sealed class PostgresEngine(PostgresServer server) : StoreEngine
{
    public override string NewLedger() => server.NewSchema();

    public override DbConnection Raw(string ledger) => new NpgsqlConnection(ledger + ";Pooling=false");

    public override void DropTriggers(string ledger) =>
        Execute(ledger, "ALTER TABLE parley_record DISABLE TRIGGER USER");

    public override IDisposable HoldLock(string ledger)
    {
        var connection = Raw(ledger);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; SELECT pg_advisory_xact_lock(1348563564, 'parley_record'::regclass::oid::int)";
        command.ExecuteNonQuery();
        return connection;
    }
}
