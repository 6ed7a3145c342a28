using NodaTime;
using Npgsql;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>Bad days of a PostgreSQL ledger.</summary>
public sealed class PostgresFaultTests(PostgresServer server)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);

    [Fact]
    public void Open_ServerThatIsNotThere_IsUnreachableAndNamesIt()
    {
        using var folder = new TempFolder();
        var e = Fault($"Host={folder.FullPath};Username=ann;Password=s3cret;Database=trade");
        Assert.Equal(StoreFault.Unreachable, e.Fault);
        Assert.Contains($"postgresql://ann@{folder.FullPath}/trade", e.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFault.Unreachable, Fault("postgresql://ann:s3cret@127.0.0.1:1/trade").Fault);
    }

    [Fact]
    public void Open_WrongPassword_IsDeniedAndNeverShowsAPassword()
    {
        var admin = server.ConnectionOrSkip();
        PostgresServer.Execute(admin, "DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'right-0ne'");
        var wrong = new NpgsqlConnectionStringBuilder(admin) { Username = "guarded", Password = "wr0ng-one" };
        var e = Fault(wrong.ConnectionString);
        Assert.Equal(StoreFault.Denied, e.Fault);
        Assert.DoesNotContain("wr0ng-one", e.ToString(), StringComparison.Ordinal);
        wrong.Password = "right-0ne";
        wrong.SearchPath = new NpgsqlConnectionStringBuilder(server.NewSchema()).SearchPath;
        PostgresServer.Execute(admin, $"GRANT USAGE ON SCHEMA {wrong.SearchPath} TO guarded");
        e = Fault(wrong.ConnectionString);
        Assert.Equal(StoreFault.Denied, e.Fault);
        Assert.DoesNotContain("right-0ne", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DatabaseOrSchemaThatIsNotThere_IsNotFound()
    {
        var admin = server.ConnectionOrSkip();
        var other = new NpgsqlConnectionStringBuilder(admin) { Database = "none" };
        Assert.Equal(StoreFault.NotFound, Fault(other.ConnectionString).Fault);
        Assert.Equal(StoreFault.NotFound, Fault(admin + ";Search Path=none").Fault);
    }

    [Fact]
    public void Append_OnAServerThatTakesNoChanges_IsReadOnly()
    {
        var ledger = server.NewSchema();
        LedgerStore.Open(ledger, StoreAccess.Write).Dispose();
        using var store = LedgerStore.Open(ledger + ";Options=-c default_transaction_read_only=on", StoreAccess.Write);
        var e = Assert.Throws<StoreException>(() => store.Append([new NewRecord("a", "test", "{}")], Noon));
        Assert.Equal(StoreFault.ReadOnly, e.Fault);
    }

    [Fact]
    public void Append_UntilTheDiskIsFull_SaysSoAndKeepsWhatWasAcknowledged()
    {
        var ledger = server.NewSchema();
        using var disk = SmallDisk.MountOrSkip(2048);
        PostgresServer.Own(disk.FullPath);
        PostgresServer.Execute(ledger, $"CREATE TABLESPACE tiny LOCATION '{disk.FullPath}'");
        try
        {
            using var worker = Worker.Start(ledger + ";Options=-c default_tablespace=tiny", 1_000_000, "w");
            Assert.StartsWith("Full: ", worker.WaitForFault(), StringComparison.Ordinal);
            Assert.NotEmpty(worker.Acknowledged);
            using var store = LedgerStore.Open(ledger, StoreAccess.Read);
            StoreProcessContract.AssertHolds(store, worker.Acknowledged);
        }
        finally
        {
            PostgresServer.Execute(ledger, "DROP TABLE parley_record, parley_schema");
            PostgresServer.Execute(ledger, "CHECKPOINT");
            PostgresServer.Execute(ledger, "DROP TABLESPACE tiny");
        }
    }

    [Fact]
    public void ServerKilledDuringAppends_EveryAcknowledgedRecordIsThere()
    {
        using var own = new PostgresServer();
        // A server told to acknowledge before the disk has it, which the store overrules.
        var ledger = own.NewSchema() + ";Options=-c synchronous_commit=off";
        HashSet<string> acknowledged = new(StringComparer.Ordinal);
        for (var kill = 0; kill < 3; kill++)
        {
            using var worker = Worker.Start(ledger, 1_000_000, "k" + (char)('0' + kill));
            worker.WaitFor(30 + (50 * kill));
            own.KillAndRestart();
            Assert.StartsWith("Unreachable: ", worker.WaitForFault(), StringComparison.Ordinal);
            acknowledged.UnionWith(worker.Acknowledged);
            using var store = LedgerStore.Open(ledger, StoreAccess.Write);
            StoreProcessContract.AssertHolds(store, acknowledged);
        }
    }

    [Fact]
    public void Open_ByUrlOverASocket_IsTheSameLedger()
    {
        var settings = new NpgsqlConnectionStringBuilder(server.NewSchema());
        var url =
            $"postgresql://postgres:s3cret@{Uri.EscapeDataString(settings.Host!)}/postgres?search_path={settings.SearchPath}&application_name=test";
        using (var store = LedgerStore.Open(url, StoreAccess.Write))
        {
            store.Append([new NewRecord("a", "test", "{}")], Noon);
            Assert.DoesNotContain("s3cret", store.Location, StringComparison.Ordinal);
        }

        using var same = LedgerStore.Open(settings.ConnectionString, StoreAccess.Read);
        Assert.Single(same.Read());
    }

    private static StoreException Fault(string connection) =>
        Assert.Throws<StoreException>(() => LedgerStore.Open(connection, StoreAccess.Write));
}
