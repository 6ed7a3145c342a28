using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Parley.Ledger.Storage;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger;

public sealed class UserLedgerTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2025, 7, 1, 12, 0);

    private readonly LedgerBook shipped = ShippedData.Load(House.PathOf("data")).Ledger!;
    private readonly TempFolder folder = new();
    private readonly ILedgerStore store;

    public UserLedgerTests() => store = LedgerStore.Open(folder.File("ledger.db"), StoreAccess.Write);

    [Fact]
    public void Append_ValidRecords_AreInTheBookWithTheirTime()
    {
        var ledger = UserLedger.Open(shipped, store);
        var done = ledger.Append([Statement("ST-1"), Claim("CL-1", "ST-1")], Noon);
        Assert.True(done.Accepted, string.Join('\n', done.Faults));
        Assert.Equal([1, 2], done.Appended.Select(a => a.Sequence));
        Assert.Equal(Noon, ledger.Book.Find(Id("CL-1"))!.RecordedAt);
        Assert.Null(ledger.Book.Find(Id("C-GVA-CN3"))!.RecordedAt);
        var again = UserLedger.Open(shipped, store);
        Assert.Equal(RecordJson.Write(Claim("CL-1", "ST-1")), RecordJson.Write(again.Book.Find(Id("CL-1"))!));
        Assert.Equal(2, again.Stored(Id("CL-1"))!.Sequence);
    }

    [Fact]
    public void Append_TheSameTwice_WritesItOnce()
    {
        var ledger = UserLedger.Open(shipped, store);
        ledger.Append([Statement("ST-1")], Noon);
        var again = UserLedger.Open(shipped, store).Append([Statement("ST-1"), Statement("ST-1")], Noon);
        Assert.True(again.Accepted);
        Assert.Empty(again.Appended);
        Assert.Equal([Id("ST-1")], again.Present);
        Assert.Single(store.Read());
    }

    [Fact]
    public void Append_AShippedRecord_IsNotWrittenAgainAndNeverReplaced()
    {
        var ledger = UserLedger.Open(shipped, store);
        var same = shipped.Find(Id("C-GVA-CN3"))!;
        var done = ledger.Append([same], Noon);
        Assert.Equal([same.Id], done.Shipped);
        Assert.Empty(store.Read());
        var refused = ledger.Append([(Commitment)same with { Topic = "other" }], Noon);
        Assert.Equal(
            "record 1: the id C-GVA-CN3 is that of a shipped record. Supersede it instead of replacing it.",
            Assert.Single(refused.Faults)
        );
    }

    [Fact]
    public void Append_MixedFaults_NamesAllOfThemAndWritesNothing()
    {
        var ledger = UserLedger.Open(shipped, store);
        ledger.Append([Statement("ST-1")], Noon);
        var done = ledger.Append(
            [
                Claim("CL-1", "ST-1"),
                Claim("CL-2", "ST-9"),
                Claim("CL-3", "ST-1") with
                {
                    Commitment = Id("C-GVA-CN33"),
                    Sources = [],
                },
                Statement("ST-1") with
                {
                    Channel = "another",
                },
                Claim("CL-1", "ST-1") with
                {
                    Text = "another",
                },
            ],
            Noon
        );
        Assert.Equal(5, done.Faults.Count);
        Assert.Contains(
            done.Faults,
            f => f.StartsWith("record 2: CL-2: statement names ST-9", StringComparison.Ordinal)
        );
        Assert.Contains(done.Faults, f => f.Contains("did you mean C-GVA-CN3", StringComparison.Ordinal));
        Assert.Contains(done.Faults, f => f.StartsWith("record 3: CL-3: sources is empty", StringComparison.Ordinal));
        Assert.Contains(done.Faults, f => f.StartsWith("record 4: the id ST-1 is taken", StringComparison.Ordinal));
        Assert.Contains(
            done.Faults,
            f => f.StartsWith("record 5: the id CL-1 stands at record 1", StringComparison.Ordinal)
        );
        Assert.Single(store.Read());
    }

    [Fact]
    public void Append_AfterAnotherWriter_ChecksAgainstWhatThatOneWrote()
    {
        // Both have read an empty ledger; each wants to correct the same record.
        var first = UserLedger.Open(shipped, store);
        var second = UserLedger.Open(shipped, store);
        Assert.True(first.Append([Correction("C-GVA-CN3", "A-1")], Noon).Accepted);
        var late = second.Append([Correction("C-GVA-CN3", "B-1")], Noon);
        Assert.Equal(
            "record 1: B-1: C-GVA-CN3 is superseded by A-1 already. Supersede A-1.",
            Assert.Single(late.Faults)
        );
        Assert.Single(store.Read());
        // What the other wrote can be named, and is then in the book too.
        Assert.True(first.Append([Statement("ST-1")], Noon).Accepted);
        var third = second.Append([Claim("CL-1", "ST-1")], Noon);
        Assert.True(third.Accepted, string.Join('\n', third.Faults));
        Assert.NotNull(second.Book.Find(Id("CL-1")));
    }

    [Fact]
    public void Append_ByManyAtOnce_LeavesOneCorrectionOfARecord()
    {
        var done = Enumerable
            .Range(0, 6)
            .AsParallel()
            .WithDegreeOfParallelism(6)
            .Select(i =>
            {
                using var mine = LedgerStore.Open(folder.File("ledger.db"), StoreAccess.Write);
                return UserLedger.Open(shipped, mine).Append([Correction("C-GVA-CN3", $"C-{(char)('A' + i)}")], Noon);
            })
            .ToArray();
        Assert.Single(done, d => d.Accepted);
        Assert.Single(store.Read());
        Assert.Empty(UserLedger.Open(shipped, store).Check());
    }

    [Fact]
    public void Append_CorrectionsInACircle_AreRefused()
    {
        var ledger = UserLedger.Open(shipped, store);
        var done = ledger.Append([Correction("A-1", "B-1"), Correction("B-1", "A-1")], Noon);
        Assert.False(done.Accepted);
        Assert.Contains(done.Faults, f => f.Contains("runs in a circle: B-1 supersedes A-1", StringComparison.Ordinal));
        Assert.Contains(
            ledger.Append([Correction("A-1", "A-1")], Noon).Faults,
            f => f.Contains("circle", StringComparison.Ordinal)
        );
        Assert.Empty(store.Read());
    }

    [Fact]
    public void Open_AStoredTextThatIsNoRecord_NamesItsSequenceAndGoesOnWithTheRest()
    {
        store.Append(
            [
                new NewRecord("ST-1", "statement", RecordJson.Write(Statement("ST-1"))),
                new NewRecord("X-1", "hologram", """{"type":"hologram","id":"X-1"}"""),
                new NewRecord("ST-2", "statement", RecordJson.Write(Statement("ST-3"))),
            ],
            Noon
        );
        var ledger = UserLedger.Open(shipped, store);
        Assert.Equal(2, ledger.Faults.Count);
        Assert.Contains(", record 2: X-1 can no longer be read", ledger.Faults[0], StringComparison.Ordinal);
        Assert.Contains(", record 3: it is filed as statement ST-2", ledger.Faults[1], StringComparison.Ordinal);
        Assert.NotNull(ledger.Book.Find(Id("ST-1")));
        Assert.Equal(ledger.Faults, ledger.Append([Statement("ST-4")], Noon).Faults);
    }

    [Fact]
    public void Open_AnOwnRecordWhoseIdIsShippedNow_KeepsTheShippedOneAndSaysSo()
    {
        store.Append([new NewRecord("US-301-L1", "measure", RecordJson.Write(OwnMeasure()))], Noon);
        var ledger = UserLedger.Open(shipped, store);
        Assert.Contains(
            "record 1: Parley now ships a record US-301-L1",
            Assert.Single(ledger.Faults),
            StringComparison.Ordinal
        );
        Assert.Null(ledger.Book.Find(Id("US-301-L1"))!.RecordedAt);
        // It stops nobody from writing.
        Assert.True(ledger.Append([Statement("ST-1")], Noon).Accepted);

        Measure OwnMeasure() => (Measure)shipped.Find(Id("US-301-L1"))! with { Value = "mine" };
    }

    [Fact]
    public void Append_RecordsThatBindNobody_AreRefused()
    {
        var ledger = UserLedger.Open(shipped, store);
        var commitment = (Commitment)shipped.Find(Id("C-GVA-CN3"))!;
        var agreement = shipped.Records.OfType<Agreement>().First();
        var suspension = shipped.Records.OfType<Suspension>().First();
        var done = ledger.Append(
            [
                commitment with
                {
                    Id = Id("X-1"),
                    Obligors = [],
                },
                agreement with
                {
                    Id = Id("X-2"),
                    Parties = [],
                },
                suspension with
                {
                    Id = Id("X-3"),
                    Measures = [],
                },
            ],
            Noon
        );
        Assert.Contains(done.Faults, f => f.Contains("X-1: obligors is empty", StringComparison.Ordinal));
        Assert.Contains(done.Faults, f => f.Contains("X-2: parties is empty", StringComparison.Ordinal));
        Assert.Contains(done.Faults, f => f.Contains("X-3: measures is empty", StringComparison.Ordinal));
    }

    [Fact]
    public void On_ACorrectionOfACorrection_CarriesClaimsActsAndReadingsAlong()
    {
        var ledger = UserLedger.Open(shipped, store);
        var day = OnDay.Parse("2025-06-09").Value;
        var known = KnownDay.Parse("2025-07-01").Value;
        var before = View(day, known).StateOf(View(day, known).Find<Commitment>(Id("C-GVA-CN3"))!);
        Assert.True(ledger.Append([Correction("C-GVA-CN3", "A-1")], Noon).Accepted);
        Assert.True(ledger.Append([Correction("A-1", "A-2")], Noon).Accepted);
        var view = View(day, known);
        var after = view.Find<Commitment>(Id("C-GVA-CN3"))!;
        Assert.Equal(Id("A-2"), after.Id);
        var state = view.StateOf(after);
        Assert.Equal(before.Label, state.Label);
        Assert.Equal(before.Evidence, state.Evidence);
        Assert.DoesNotContain(view.All<Commitment>(), c => c.Id == Id("C-GVA-CN3") || c.Id == Id("A-1"));
        // Before the correction was public, the old one stands.
        var early = View(day, KnownDay.Parse("2025-06-09").Value);
        Assert.Equal(Id("C-GVA-CN3"), early.Find<Commitment>(Id("C-GVA-CN3"))!.Id);

        LedgerView View(OnDay on, KnownDay asOf) => ledger.Book.On(on, asOf);
    }

    [Fact]
    public void Open_WithoutAStore_IsTheShippedFacts()
    {
        var ledger = UserLedger.Open(shipped, store: null);
        Assert.Equal(shipped.Records.Count, ledger.Book.Records.Count);
        Assert.Throws<InvalidOperationException>(() => ledger.Append([Statement("ST-1")], Noon));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private Commitment Correction(string of, string id) =>
        (Commitment)shipped.Find(Id("C-GVA-CN3"))! with
        {
            Id = Id(id),
            KnownFrom = Moment.Parse("2025-06-20").Value,
            Supersedes = Id(of),
            Reason = "a slip",
        };

    private static RecordId Id(string text) => RecordId.Parse(text).Value;

    private static Statement Statement(string id) =>
        new()
        {
            Id = Id(id),
            KnownFrom = Moment.Parse("2025-06-10").Value,
            Speaker = Id("bessent"),
            SaidOn = Moment.Parse("2025-06-10").Value,
            Channel = "own notes",
            Sources = [SourceId.Parse("EO14298").Value],
        };

    private static Claim Claim(string id, string statement) =>
        new()
        {
            Id = Id(id),
            KnownFrom = Moment.Parse("2025-06-10").Value,
            Statement = Id(statement),
            Commitment = Id("C-GVA-CN3"),
            Polarity = Polarity.AllegesDelay,
            Text = "the licences come slowly",
            Sources = [SourceId.Parse("EO14298").Value],
        };
}
