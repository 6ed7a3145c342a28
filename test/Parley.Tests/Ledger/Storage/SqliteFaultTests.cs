using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>Bad days of a SQLite ledger.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);

    private readonly TempFolder folder = new();

    [Fact]
    public void Append_UntilTheDiskIsFull_SaysSoKeepsWhatWasAcknowledgedAndGoesOnWhenThereIsSpace()
    {
        using var disk = SmallDisk.MountOrSkip(1024);
        var ledger = Path.Combine(disk.FullPath, "ledger.db");
        List<string> acknowledged;
        using (var store = LedgerStore.Open(ledger, StoreAccess.Write))
        {
            acknowledged = AppendUntilFull(store);
            // Still full: nothing is lost by trying again, and reading goes on.
            Assert.Equal(StoreFault.Full, Fault(() => store.Append([New(acknowledged.Count + 1)], Noon)));
            StoreProcessContract.AssertHolds(store, acknowledged);
            Assert.Equal(acknowledged.Count, store.Read().Count);
        }

        disk.Resize(4096);
        using var again = LedgerStore.Open(ledger, StoreAccess.Write);
        Assert.Single(again.Append([New(acknowledged.Count + 1)], Noon).Appended);
        StoreProcessContract.AssertHolds(again, acknowledged);
    }

    [Fact]
    public void Append_ByAProcessUntilTheDiskIsFull_EndsItWithTheFaultAndKeepsWhatWasAcknowledged()
    {
        using var disk = SmallDisk.MountOrSkip(1024);
        var ledger = Path.Combine(disk.FullPath, "ledger.db");
        using var worker = Worker.Start(ledger, 1_000_000, "w");
        Assert.StartsWith("Full: ", worker.WaitForFault(), StringComparison.Ordinal);
        Assert.NotEmpty(worker.Acknowledged);
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        StoreProcessContract.AssertHolds(store, worker.Acknowledged);
    }

    [Fact]
    public void Append_UntilTheFileMayGrowNoMore_KeepsWhatWasAcknowledged()
    {
        var ledger = folder.File("ledger.db");
        List<string> acknowledged;
        using (var store = LedgerStore.Open(ledger, StoreAccess.Write, new StoreOptions { MaxPages = 60 }))
            acknowledged = AppendUntilFull(store);
        using var again = LedgerStore.Open(ledger, StoreAccess.Write);
        StoreProcessContract.AssertHolds(again, acknowledged);
        Assert.Equal(acknowledged.Count, again.Read().Count);
        Assert.Single(again.Append([New(acknowledged.Count + 1)], Noon).Appended);
    }

    [Fact]
    public void Open_OnADiskThatIsFullAlready_IsFull()
    {
        using var disk = SmallDisk.MountOrSkip(64);
        File.WriteAllBytes(Path.Combine(disk.FullPath, "filler"), new byte[64 * 1024]);
        var e = Assert.Throws<StoreException>(() => Write(Path.Combine(disk.FullPath, "ledger.db")).Dispose());
        Assert.Equal(StoreFault.Full, e.Fault);
        Assert.Contains("Free some space", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OnAReadOnlyDisk_CanBeReadButNotWritten()
    {
        using var disk = SmallDisk.MountOrSkip(1024);
        var ledger = Path.Combine(disk.FullPath, "ledger.db");
        using (var store = Write(ledger))
            store.Append([New(1)], Noon);
        disk.MakeReadOnly();
        using (var store = LedgerStore.Open(ledger, StoreAccess.Read))
            StoreProcessContract.AssertHolds(store, ["r-1"]);
        Assert.Equal(StoreFault.ReadOnly, Fault(() => Write(ledger).Append([New(2)], Noon)));
        Assert.Equal(StoreFault.ReadOnly, Fault(() => Write(Path.Combine(disk.FullPath, "new.db"))));
    }

    [Fact]
    public void Open_OnAReadOnlyDiskWithRecordsInTheLogOnly_NeverShowsLessThanWasAcknowledged()
    {
        using var disk = SmallDisk.MountOrSkip(4096);
        var ledger = Path.Combine(disk.FullPath, "ledger.db");
        using (var worker = Worker.Start(ledger, 1_000_000, "w"))
        {
            worker.WaitFor(20);
            worker.Kill();
            File.Delete(ledger + "-shm");
            disk.MakeReadOnly();
            // Either SQLite reads the log, or the store refuses; it must not fall back on the file without its log.
            try
            {
                using var store = LedgerStore.Open(ledger, StoreAccess.Read);
                StoreProcessContract.AssertHolds(store, worker.Acknowledged);
            }
            catch (StoreException e)
            {
                Assert.Equal(StoreFault.ReadOnly, e.Fault);
                Assert.Contains("-wal", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Open_FileOrFolderWithoutThePermission_IsReadOnlyOrDenied()
    {
        if (Programs.IsRoot)
            Assert.Skip("Root does not heed permissions; the test of a read-only disk shows the same.");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions.");
            return;
        }

        var ledger = folder.File("ledger.db");
        using (var store = Write(ledger))
            store.Append([New(1)], Noon);
        File.SetUnixFileMode(ledger, UnixFileMode.UserRead);
        Assert.Equal(StoreFault.ReadOnly, Fault(() => Write(ledger).Append([New(2)], Noon)));
        File.SetUnixFileMode(ledger, UnixFileMode.None);
        Assert.Equal(StoreFault.Denied, Fault(() => LedgerStore.Open(ledger, StoreAccess.Read)));
        File.SetUnixFileMode(ledger, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(folder.FullPath, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using (var store = LedgerStore.Open(ledger, StoreAccess.Read))
            StoreProcessContract.AssertHolds(store, ["r-1"]);
        Assert.Equal(StoreFault.ReadOnly, Fault(() => Write(folder.File("new.db"))));
        File.SetUnixFileMode(
            folder.FullPath,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    [InlineData(20480)]
    public void Open_FileOfGarbage_IsCorruptAndNotTouched(int length)
    {
        var ledger = folder.File("ledger.db");
        var garbage = new byte[length];
        new Random(length).NextBytes(garbage);
        File.WriteAllBytes(ledger, garbage);
        Assert.Equal(StoreFault.Corrupt, Fault(() => LedgerStore.Open(ledger, StoreAccess.Read)));
        Assert.Equal(StoreFault.Corrupt, Fault(() => Write(ledger)));
        Assert.Equal(garbage, File.ReadAllBytes(ledger));
    }

    [Fact]
    public void Read_PagesOfTheFileOverwritten_IsCorrupt()
    {
        var ledger = folder.File("ledger.db");
        using (var store = Write(ledger))
            store.Append([.. Enumerable.Range(1, 200).Select(New)], Noon);
        var bytes = File.ReadAllBytes(ledger);
        bytes.AsSpan(bytes.Length / 2).Fill(0xEE);
        File.WriteAllBytes(ledger, bytes);
        using var damaged = LedgerStore.Open(ledger, StoreAccess.Read);
        Assert.Equal(StoreFault.Corrupt, Fault(() => damaged.Read()));
        Assert.Equal(StoreFault.Corrupt, Fault(() => damaged.Verify()));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndNotTouched()
    {
        var ledger = folder.File("other.db");
        Raw(ledger, "CREATE TABLE theirs (x)");
        var before = File.ReadAllBytes(ledger);
        Assert.Equal(StoreFault.Corrupt, Fault(() => Write(ledger)));
        Assert.Equal(StoreFault.Corrupt, Fault(() => LedgerStore.Open(ledger, StoreAccess.Read)));
        Assert.Equal(before, File.ReadAllBytes(ledger));
    }

    [Fact]
    public void Open_EmptyFile_BecomesALedgerWhenWritten()
    {
        var ledger = folder.File("ledger.db");
        File.WriteAllBytes(ledger, []);
        Assert.Equal(StoreFault.NotFound, Fault(() => LedgerStore.Open(ledger, StoreAccess.Read)));
        using var store = Write(ledger);
        Assert.Single(store.Append([New(1)], Noon).Appended);
    }

    [Fact]
    public void Open_ToRead_CreatesNoFile()
    {
        Assert.Equal(StoreFault.NotFound, Fault(() => LedgerStore.Open(folder.File("none.db"), StoreAccess.Read)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public void Open_FolderMissingOrNamedInsteadOfAFile_IsNotFoundAndNamesIt()
    {
        var missing = Path.Combine(folder.FullPath, "missing");
        var e = Assert.Throws<StoreException>(() => Write(Path.Combine(missing, "ledger.db")));
        Assert.Equal(StoreFault.NotFound, e.Fault);
        Assert.Contains($"there is no folder {missing}. Create it", e.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFault.NotFound, Fault(() => Write(folder.FullPath)));
        Assert.Equal(StoreFault.NotFound, Fault(() => LedgerStore.Open(folder.FullPath, StoreAccess.Read)));
    }

    [Fact]
    public void Open_OddlyNamedFile_IsTheFileThatItNames()
    {
        foreach (var name in (string[])["a;b=c.db", "100% sûr?.db", "file:x.db", "关税#1.db", "it's.db"])
        {
            using (var store = Write("sqlite:" + folder.File(name)))
            {
                Assert.Equal(folder.File(name), store.Location);
                store.Append([New(1)], Noon);
            }

            Assert.True(File.Exists(folder.File(name)), name);
        }
    }

    [Fact]
    public void Rows_CannotBeReplacedByInsertOrReplace()
    {
        var ledger = folder.File("ledger.db");
        using (var store = Write(ledger))
            store.Append([New(1), New(2)], Noon);
        foreach (var key in (string[])["1, 'x'", "3, 'r-1'", "9, 'x'", "NULL, 'r-2'"])
        {
            var sql = $"INSERT OR REPLACE INTO parley_record VALUES ({key}, 't', 'a', 'j', 'p', 'h')";
            Assert.Contains(
                "only appended",
                Assert.Throws<SqliteException>(() => Raw(ledger, sql)).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("json || char(0) || 'x'")]
    [InlineData("CAST(CAST(json AS BLOB) || x'ff' AS TEXT)")]
    public void Verify_BytesThatReadingAsTextWouldHide_AreFound(string changed)
    {
        var ledger = folder.File("ledger.db");
        using (var store = Write(ledger))
            store.Append([New(1), New(2)], Noon);
        Raw(ledger, "DROP TRIGGER parley_record_no_update");
        Raw(ledger, $"UPDATE parley_record SET json = {changed} WHERE sequence = 2");
        using var tampered = LedgerStore.Open(ledger, StoreAccess.Read);
        var report = tampered.Verify(cancel: TestContext.Current.CancellationToken);
        Assert.Equal((2, LinkFault.Content), (report.Broken!.Sequence, report.Broken.Fault));
    }

    public void Dispose() => folder.Dispose();

    private static ILedgerStore Write(string ledger) => LedgerStore.Open(ledger, StoreAccess.Write);

    private static StoreFault Fault(Action act) => Assert.Throws<StoreException>(act).Fault;

    private static StoreFault Fault(Func<object> act) => Assert.Throws<StoreException>(act).Fault;

    private static NewRecord New(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"r-{number}"), "test", $"\"{new string('x', 3000)}\"");

    private static List<string> AppendUntilFull(ILedgerStore store)
    {
        List<string> acknowledged = [];
        for (var i = 1; i < 10_000; i++)
        {
            try
            {
                acknowledged.AddRange(store.Append([New(i)], Noon).Appended.Select(record => record.Id));
            }
            catch (StoreException e)
            {
                Assert.Equal(StoreFault.Full, e.Fault);
                Assert.NotEmpty(acknowledged);
                return acknowledged;
            }
        }

        throw new InvalidOperationException("The disk never filled.");
    }

    private static void Raw(string ledger, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={ledger};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
