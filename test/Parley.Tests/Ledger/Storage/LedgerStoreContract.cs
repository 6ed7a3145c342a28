using System.Globalization;
using NodaTime;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>What every store must do. The same tests run over both engines.</summary>
public abstract partial class LedgerStoreContract(StoreEngine engine) : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 25, 12, 0);

    [Fact]
    public void Read_AfterAppends_GivesRecordsInOrderAndToTheByte()
    {
        var ledger = engine.NewLedger();
        using (var store = LedgerStore.Open(ledger, StoreAccess.Write))
        {
            store.Append([New("a", "{ \"b\":1,\t\"a\":\"关税 😀\" }"), New("c", "")], Noon);
            store.Append([New("b", "{}")], Noon.PlusNanoseconds(123456789));
        }

        using var again = LedgerStore.Open(ledger, StoreAccess.Read);
        var records = again.Read();
        Assert.Equal("a c b", Ids(records));
        Assert.Equal([1, 2, 3], records.Select(r => r.Sequence));
        Assert.Equal("{ \"b\":1,\t\"a\":\"关税 😀\" }", records[0].Json);
        Assert.Equal(Noon.PlusNanoseconds(123456789), records[2].RecordedAt);
        Assert.Equal(records.Skip(1), again.Read(1));
        Assert.Empty(again.Read(3));
        Assert.Empty(again.Read(long.MaxValue));
    }

    // The hashes were computed by another program from the encoding in docs/adr/0002-storage.md.
    [Fact]
    public void Append_GivesTheHashesOfTheDocumentedEncoding()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        store.Append([new NewRecord("claim-1", "claim", """{"says":"关税"}""")], Noon);
        store.Append([new NewRecord("act-1", "act", "{}")], Noon.PlusNanoseconds(123456789));
        var records = store.Read();
        Assert.Equal(new string('0', 64), records[0].PreviousHash);
        Assert.Equal("54dd928d468f83e429ba3dbcd016abb7c3198c53c6da359ac1d2646e45a973f8", records[0].Hash);
        Assert.Equal(records[0].Hash, records[1].PreviousHash);
        Assert.Equal("29a07454a46bf03c1449db8aed935068f8a2a92805511989d7d6de746b972179", records[1].Hash);
        Assert.Equal(new ChainHead(2, records[1].Hash), store.Head());
    }

    [Fact]
    public void Append_ReturnsTheRowsThatReadGives()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        Assert.Equal(ChainHead.Empty, store.Head());
        var result = store.Append([New("a"), New("b")], Noon);
        Assert.True(result.Accepted);
        Assert.Equal(result.Appended, store.Read());
        Assert.Empty(store.Append([], Noon).Appended);
    }

    [Fact]
    public void Append_SameIdAndContent_IsAlreadyPresentAndWritesNothing()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        var first = store.Append([New("a")], Noon).Appended;
        var again = store.Append([New("a"), New("b"), New("b")], Noon.Plus(Duration.FromHours(1)));
        Assert.True(again.Accepted);
        Assert.Equal(first, again.AlreadyPresent);
        Assert.Equal("b", Ids(again.Appended));
        Assert.Equal(2, store.Read().Count);
    }

    [Fact]
    public void Append_SameIdOtherContent_IsAConflictAndRefusesTheWholeBatch()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        var stored = store.Append([New("a")], Noon).Appended;
        var otherType = new NewRecord("a", "act", stored[0].Json);
        var result = store.Append([New("b"), New("a", "[1]"), otherType, New("c"), New("c", "[2]")], Noon);
        Assert.False(result.Accepted);
        Assert.Empty(result.Appended);
        Assert.Equal(
            [
                new AppendConflict(New("a", "[1]"), stored[0]),
                new AppendConflict(otherType, stored[0]),
                new AppendConflict(New("c", "[2]"), null),
            ],
            result.Conflicts
        );
        Assert.Equal(stored, store.Read());
    }

    [Fact]
    public void Append_IdsThatDifferOnlyInCaseOrAccent_AreDifferentIds()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        store.Append([New("a"), New("A"), New("é"), New("e\u0301"), New("a ")], Noon);
        Assert.Equal(5, store.Read().Count);
        AssertIntact(store, 5);
    }

    [Fact]
    public void Append_CheckThatThrows_RollsBackAndReachesTheCallerUnchanged()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        store.Append([New("a")], Noon);
        var thrown = new TimeoutException("refused by the ledger");
        Assert.Same(thrown, Assert.Throws<TimeoutException>(() => store.Append([New("b")], Noon, _ => throw thrown)));
        Assert.Single(store.Read());
        store.Append([New("c")], Noon);
        AssertIntact(store, 2);
    }

    [Fact]
    public void Append_Check_SeesWhatOthersAppendedSinceTheCallerRead()
    {
        var ledger = engine.NewLedger();
        using var mine = LedgerStore.Open(ledger, StoreAccess.Write);
        using var theirs = LedgerStore.Open(ledger, StoreAccess.Write);
        mine.Append([New("a")], Noon);
        var read = mine.Read();
        theirs.Append([New("b"), New("c")], Noon);
        IReadOnlyList<StoredRecord> seen = [];
        mine.Append([New("d")], Noon, since => seen = since, read[^1].Sequence);
        Assert.Equal("b c", Ids(seen));
        mine.Append([New("e")], Noon, since => seen = since);
        Assert.Equal("a b c d", Ids(seen));
    }

    [Fact]
    public void Append_Check_RunsWhileNobodyElseCanAppend()
    {
        var ledger = engine.NewLedger();
        using var mine = LedgerStore.Open(ledger, StoreAccess.Write);
        using var theirs = LedgerStore.Open(ledger, StoreAccess.Write, Impatient);
        StoreException? refused = null;
        mine.Append(
            [New("a")],
            Noon,
            _ => refused = Assert.Throws<StoreException>(() => theirs.Append([New("b")], Noon))
        );
        Assert.Equal(StoreFault.Locked, refused?.Fault);
        Assert.Equal("a", Ids(theirs.Read()));
    }

    [Fact]
    public void Append_WhileAnotherHoldsTheLock_IsLockedAfterTheTimeoutAndSavesNothing()
    {
        var ledger = engine.NewLedger();
        using var store = LedgerStore.Open(ledger, StoreAccess.Write, Impatient);
        store.Append([New("a")], Noon);
        using (engine.HoldLock(ledger))
        {
            var locked = Assert.Throws<StoreException>(() => store.Append([New("b")], Noon));
            Assert.Equal(StoreFault.Locked, locked.Fault);
            Assert.Contains("0.2 s", locked.Message, StringComparison.Ordinal);
            Assert.Single(store.Read());
        }

        Assert.True(store.Append([New("b")], Noon).Accepted);
    }

    [Fact]
    public void Append_ToAStoreOpenedForReading_IsReadOnly()
    {
        var ledger = engine.NewLedger();
        LedgerStore.Open(ledger, StoreAccess.Write).Dispose();
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        Assert.Equal(StoreFault.ReadOnly, Assert.Throws<StoreException>(() => store.Append([New("a")], Noon)).Fault);
        AssertIntact(store, 0);
    }

    [Theory]
    [InlineData("", "claim", "{}")]
    [InlineData("a", "", "{}")]
    [InlineData("a", "claim", "\"\0\"")]
    [InlineData("a", "cl\0aim", "{}")]
    [InlineData("a", "claim", "HALF A PAIR")]
    [InlineData("a", "claim", null)]
    public void Append_TextThatNoStoreCanKeep_IsRefusedBeforeAnythingIsWritten(string id, string type, string? json)
    {
        // An attribute cannot hold half a surrogate pair.
        json = json?.Replace("HALF A PAIR", "\ud83d", StringComparison.Ordinal);
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        var e = Assert.Throws<ArgumentException>(() => store.Append([New("b"), new NewRecord(id, type, json!)], Noon));
        Assert.Contains("Record 2 of the batch", e.Message, StringComparison.Ordinal);
        Assert.Empty(store.Read());
    }

    [Fact]
    public void Append_LongestIdAndALargeRecord_AreKept()
    {
        using var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        var record = New(new string('关', NewRecord.MaxIdLength), new string('x', 3_000_000));
        store.Append([record], Noon);
        Assert.Equal(record.Json, store.Read()[0].Json);
        AssertIntact(store, 1);
        Assert.Throws<ArgumentException>(() => store.Append([New(record.Id + "x")], Noon));
    }

    [Fact]
    public void Open_ToReadWhereThereIsNoLedger_IsNotFoundAndCreatesNothing()
    {
        var ledger = engine.NewLedger();
        for (var i = 0; i < 2; i++)
        {
            var e = Assert.Throws<StoreException>(() => LedgerStore.Open(ledger, StoreAccess.Read));
            Assert.Equal(StoreFault.NotFound, e.Fault);
        }
    }

    [Theory]
    [InlineData(StoreAccess.Read)]
    [InlineData(StoreAccess.Write)]
    public void Open_SchemaOfANewerParley_IsRefused(StoreAccess access)
    {
        var ledger = engine.NewLedger();
        LedgerStore.Open(ledger, StoreAccess.Write).Dispose();
        engine.Execute(ledger, "INSERT INTO parley_schema (version) VALUES (99)");
        var e = Assert.Throws<StoreException>(() => LedgerStore.Open(ledger, access));
        Assert.Equal(StoreFault.NewerSchema, e.Fault);
        Assert.Contains("version 99", e.Message, StringComparison.Ordinal);
        Assert.Contains("up to 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ByManyFirstWritersAtOnce_CreatesTheSchemaOnce()
    {
        var ledger = engine.NewLedger();
        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Task.Run(
                        () =>
                        {
                            using var store = LedgerStore.Open(ledger, StoreAccess.Write);
                            store.Append([New(Id("first", i))], Noon);
                        },
                        token
                    )
                )
        );
        using var all = LedgerStore.Open(ledger, StoreAccess.Read);
        AssertIntact(all, 6);
    }

    [Fact]
    public async Task Append_FromSeveralThreadsAndStores_LeavesAGaplessChain()
    {
        var ledger = engine.NewLedger();
        using var one = LedgerStore.Open(ledger, StoreAccess.Write);
        using var two = LedgerStore.Open(ledger, StoreAccess.Write);
        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(thread =>
                    Task.Run(
                        () =>
                        {
                            for (var i = 0; i < 50; i++)
                                (thread % 2 == 0 ? one : two).Append([New(Id("t" + Id("", thread), i))], Noon);
                        },
                        token
                    )
                )
        );
        Assert.Equal(200, one.Read().Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
        AssertIntact(two, 200);
    }

    [Fact]
    public void Use_AfterDispose_IsRefused()
    {
        var store = LedgerStore.Open(engine.NewLedger(), StoreAccess.Write);
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Read());
        Assert.Throws<ObjectDisposedException>(() => store.Append([New("a")], Noon));
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    private static StoreOptions Impatient { get; } = new() { LockTimeout = Duration.FromMilliseconds(200) };

    private static NewRecord New(string id, string json = "{\"x\":1}") => new(id, "claim", json);

    private static string Ids(IEnumerable<StoredRecord> records) => string.Join(' ', records.Select(r => r.Id));

    private static string Id(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    private static ChainReport Verify(ILedgerStore store, ChainHead? noted = null) =>
        store.Verify(noted: noted, cancel: TestContext.Current.CancellationToken);

    private static void AssertIntact(ILedgerStore store, long records)
    {
        var report = Verify(store);
        Assert.True(report.IsIntact, report.Broken?.Because);
        Assert.Equal(records, report.Records);
        Assert.Equal(store.Head(), report.Head);
    }
}

public sealed class SqliteStoreTests() : LedgerStoreContract(new SqliteEngine());

public sealed class PostgresStoreTests(PostgresServer server) : LedgerStoreContract(new PostgresEngine(server));
