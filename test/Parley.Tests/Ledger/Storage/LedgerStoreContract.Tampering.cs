using CsCheck;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

public abstract partial class LedgerStoreContract
{
    private static readonly string[] Columns =
    [
        "sequence",
        "id",
        "type",
        "recorded_at",
        "json",
        "previous_hash",
        "hash",
    ];

    [Theory]
    [InlineData("UPDATE parley_record SET json = '{}' WHERE sequence = 2")]
    [InlineData("DELETE FROM parley_record WHERE sequence = 3")]
    [InlineData("DELETE FROM parley_record")]
    public void Rows_AreProtectedFromChangeByTheDatabase(string sql)
    {
        var ledger = Filled(3);
        var e = Assert.ThrowsAny<System.Data.Common.DbException>(() => engine.Execute(ledger, sql));
        Assert.Contains("append one that supersedes", e.Message, StringComparison.Ordinal);
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        AssertIntact(store, 3);
    }

    [Fact]
    public void Verify_AnyColumnOfAnyRowChanged_FindsItThere()
    {
        const int Rows = 12;
        var ledger = Filled(Rows);
        engine.DropTriggers(ledger);
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        var records = store.Read();
        Gen.Select(Gen.Int[1, Rows], Gen.Int[0, Columns.Length - 1], Gen.Int[0, 10_000])
            .Sample(
                (row, column, salt) =>
                {
                    var record = records[row - 1];
                    var (was, changed) = Changed(record, column, salt);
                    var found = column == 0 ? changed : (object)(long)row;
                    var set = $"UPDATE parley_record SET {Columns[column]} = @p0 WHERE sequence = @p1";
                    Assert.Equal(1, engine.Execute(ledger, set, changed, (long)row));
                    var report = Verify(store);
                    Assert.Equal(1, engine.Execute(ledger, set, was, found));
                    return report.Broken is { } broken
                        && broken.Fault == Expected(column)
                        && broken.Sequence == row
                        && broken.Because.Length > 0;
                },
                iter: 150,
                threads: 1
            );
        AssertIntact(store, Rows);
    }

    [Fact]
    public void Verify_RowTakenOutOrPutInOrSwapped_FindsIt()
    {
        var ledger = Filled(6);
        engine.DropTriggers(ledger);
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        engine.Execute(ledger, "UPDATE parley_record SET sequence = sequence + 100 WHERE sequence IN (2, 3)");
        engine.Execute(ledger, "UPDATE parley_record SET sequence = 3 WHERE sequence = 102");
        engine.Execute(ledger, "UPDATE parley_record SET sequence = 2 WHERE sequence = 103");
        Assert.Equal((2, LinkFault.PreviousHash), Found(store));

        engine.Execute(ledger, "DELETE FROM parley_record WHERE sequence = 2");
        Assert.Equal((2, LinkFault.Sequence), Found(store));

        ledger = Filled(3);
        engine.DropTriggers(ledger);
        var zeros = new string('0', 64);
        engine.Execute(
            ledger,
            "INSERT INTO parley_record (sequence, id, type, recorded_at, json, previous_hash, hash) "
                + "VALUES (4, 'forged', 'claim', '2026-11-25T12:00:00Z', '{}', @p0, @p0)",
            zeros
        );
        using var forged = LedgerStore.Open(ledger, StoreAccess.Read);
        Assert.Equal((4, LinkFault.PreviousHash), Found(forged));
    }

    [Fact]
    public void Verify_TailCutOff_IsSeenOnlyAgainstTheHeadNotedEarlier()
    {
        var ledger = Filled(6);
        using var store = LedgerStore.Open(ledger, StoreAccess.Write);
        var noted = store.Head();
        Assert.True(Verify(store, noted).IsIntact);
        Assert.True(Verify(store, ChainHead.Empty).IsIntact);
        engine.DropTriggers(ledger);
        engine.Execute(ledger, "DELETE FROM parley_record WHERE sequence >= 5");
        AssertIntact(store, 4);
        var report = Verify(store, noted);
        Assert.Equal(LinkFault.NotedHead, report.Broken?.Fault);
        Assert.Contains("cut off", report.Broken!.Because, StringComparison.Ordinal);

        store.Append([New("other-5"), New("other-6"), New("other-7")], Noon);
        AssertIntact(store, 7);
        report = Verify(store, noted);
        Assert.Equal(LinkFault.NotedHead, report.Broken?.Fault);
        Assert.Contains("rewritten", report.Broken!.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_MoreThanAPage_ReportsProgressAndStopsWhenCancelled()
    {
        var ledger = engine.NewLedger();
        using var store = LedgerStore.Open(ledger, StoreAccess.Write);
        store.Append([.. Enumerable.Range(1, 2500).Select(i => New(Id("r", i)))], Noon);
        var progress = new Progress();
        Assert.True(store.Verify(progress, cancel: TestContext.Current.CancellationToken).IsIntact);
        Assert.Equal([1000, 2000, 2500], progress.Counts);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => store.Verify(cancel: cancelled.Token));
    }

    [Fact]
    public void Read_RowThatIsNoLongerReadable_IsCorruptAndNamesIt()
    {
        var ledger = Filled(3);
        engine.DropTriggers(ledger);
        engine.Execute(ledger, "UPDATE parley_record SET recorded_at = 'yesterday' WHERE sequence = 2");
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        var e = Assert.Throws<StoreException>(() => store.Read());
        Assert.Equal(StoreFault.Corrupt, e.Fault);
        Assert.Contains("record 2", e.Message, StringComparison.Ordinal);
        Assert.Single(store.Read(2));
    }

    private string Filled(int rows)
    {
        var ledger = engine.NewLedger();
        using var store = LedgerStore.Open(ledger, StoreAccess.Write);
        store.Append([.. Enumerable.Range(1, rows).Select(i => New(Id("r", i), "\"" + Id("v", i) + "\""))], Noon);
        return ledger;
    }

    private static (long Sequence, LinkFault Fault) Found(ILedgerStore store) =>
        Verify(store).Broken is { } broken ? (broken.Sequence, broken.Fault) : default;

    private static LinkFault Expected(int column) =>
        column switch
        {
            0 => LinkFault.Sequence,
            5 => LinkFault.PreviousHash,
            _ => LinkFault.Content,
        };

    // The value of a column, and another that differs in one character or in length.
    private static (object Was, object Changed) Changed(StoredRecord record, int column, int salt)
    {
        if (column == 0)
            return (record.Sequence, 1000L + salt);
        var was = column switch
        {
            1 => record.Id,
            2 => record.Type,
            3 => Chain.Iso(record.RecordedAt),
            4 => record.Json,
            5 => record.PreviousHash,
            _ => record.Hash,
        };
        var at = salt % (was.Length + 1);
        return (was, at == was.Length ? was + " " : was[..at] + "#" + was[(at + 1)..]);
    }

    private sealed class Progress : IProgress<long>
    {
        public List<long> Counts { get; } = [];

        public void Report(long value) => Counts.Add(value);
    }
}
