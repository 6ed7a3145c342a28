using System.Text.RegularExpressions;
using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>A collection becomes records, read back and checked; with one fault nothing is written and all are told.</summary>
public sealed class ImportTests
{
    private static string Clean(SmallCollection small) => string.Join('\n', small.Import().Faults);

    [Fact]
    public void Import_OfASmallCollection_MakesEveryRecordAndAManifest()
    {
        using var small = new SmallCollection();
        var report = small.Import();
        Assert.Empty(report.Faults);
        Assert.Empty(ShippedData.Verify(small.Data));
        var book = ShippedData.Load(small.Data).Ledger!;
        Assert.Equal(Ask.Day("2025-07-04"), book.FactsEnd);
        Assert.Equal(book.Records.Count, report.Records.Values.Sum() + 2);
        var view = Ask.On(book, "2025-07-04");
        Assert.Equal(("Reuters", "MOFCOM"), (Source("S1").Origin, Source("S2").Origin));
        var trump = view.Known<Actor>("trump");
        Assert.True(trump.HeadOfState);
        Assert.Equal(
            ("Trump", null, "President"),
            (trump.ShortName, trump.OfficeOn(Ask.Day("2023-01-01")), trump.OfficeOn(Ask.Day("2025-05-30")))
        );
        Assert.Equal("MOFCOM", view.Known<Actor>("mofcom").ShortName);
        Assert.Equal(TalkStage.Held, view.StateOf(view.Known<Talk>("T-1")).Stage);
        Assert.Equal("a statement", view.Known<TalkEvent>("T-1.held").Text);
        // Two claims of one utterance share a statement, which rests on the sources of both.
        Assert.Equal(view.Known<Claim>("CL-2").Statement, view.Known<Claim>("CL-3").Statement);
        Assert.Equal("stop, it says", view.Known<Claim>("CL-3").Text);
        Assert.Equal(["S2", "S1"], view.Known<Statement>("ST-2").Sources.Select(s => s.ToString()).ToArray());
        Assert.Equal("Disputed, performing", view.Commitment("C-1").Label);
        Assert.Equal(
            ("EO-14195", true),
            (view.Known<Measure>("US-1").Instrument.ToString(), view.Known<Measure>("US-1").AllGoods)
        );
        Assert.Equal("CN-TC-2025-1", view.Known<Measure>("CN-1").Instrument.ToString());
        Assert.Equal([10m, 15m], view.Known<Measure>("CN-1").Points);
        Assert.Equal("CN-MOFCOM-2025-18", view.Known<Measure>("EC-1").Instrument.ToString());
        var exports = view.Known<Release>("RL-1");
        Assert.Equal(Instant.FromUtc(2025, 6, 9, 3, 0), exports.ReleasedOn.Exact);
        Assert.Equal([new Consensus(5.0m, "Reuters poll"), new Consensus(6.0m, "Bloomberg survey")], exports.Consensus);
        Assert.Equal(
            (true, 14m, 19.7m),
            (
                view.Known<Release>("RL-2").Approximate,
                view.Known<Release>("RL-2").Actual,
                view.Known<Release>("RL-2").Prior
            )
        );

        SourceRecord Source(string id) => view.Known<SourceRecord>(id);
    }

    [Fact]
    public void Import_Again_WritesTheSameBytes()
    {
        using var small = new SmallCollection();
        Assert.Empty(small.Import().Faults);
        var first = small.Files();
        Assert.Empty(small.Import().Faults);
        Assert.Equal(first, small.Files());
    }

    [Fact]
    public void Import_OfTheWholeCollection_GivesTheShippedFiles()
    {
        var collection = Path.Combine(Repo.Root, "../shared/data/conflict");
        Assert.SkipUnless(Directory.Exists(collection), "The collection does not lie beside the repository.");
        using var folder = new TempFolder();
        foreach (var (file, text) in SmallCollection.FilesOf(Repo.Data))
        {
            var target = folder.File(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }

        var report = ShippedData.Import(collection, folder.FullPath, Repo.Shipped.FactsEnd!.Value);
        Assert.Empty(report.Faults);
        var made = SmallCollection.FilesOf(folder.FullPath);
        foreach (var (file, text) in SmallCollection.FilesOf(Repo.Data))
            Assert.Equal((file, text), (file, made[file]));
        Assert.Equal(SmallCollection.FilesOf(Repo.Data).Count, made.Count);
    }

    [Fact]
    public void Import_WithMixedFaults_TellsAllWithFileAndLineAndWritesNothing()
    {
        using var small = new SmallCollection();
        Assert.Empty(small.Import().Faults);
        small.Change("sources.csv", "S2,2025-06-09", "S2,2025-06-31");
        small.Change("claims.csv", "CL-2,2025-06-02,2025-06-02", "CL-2,2025-06-02,yesterday");
        small.Change("claims.csv", "demands", "shouts");
        small.Change("commitments.csv", ",24,points", ",about 24,points");
        small.Change("agreements.csv", "2025-08-12T00:01-04:00", "2025-05-01");
        small.Change("measures_us.csv", ",10,all goods", ",10 (34 later),all goods");
        small.Change("talks.csv", ",S1,high,", ",S9,high,");
        small.Change("releases.csv", "6.0 (Bloomberg survey)", "six");
        small.Decide("measures_us.csv,US-1,all_goods,yes,", "talks.csv,T-9,title,Another,no such row");
        var before = small.Files();
        var report = small.Import();
        Assert.Equal(before, small.Files());
        Assert.Empty(report.Records);
        string[] wanted =
        [
            "sources.csv:3: S2: .*31",
            "claims.csv:3: CL-2: 'yesterday' is no date",
            "claims.csv:4: CL-3: column polarity: 'shouts' is none of",
            "commitments.csv:2: C-1: column quantity: 'about 24' is no number",
            "measures_us.csv:2: US-1: column rate_pct",
            "releases.csv:2: RL-1: column alt_consensus: 'six'",
            "overrides.csv:3: talks.csv has no row T-9",
            @"ledger/talks.jsonl:\d+: T-1.*sources names S9, which is not on file",
            @"ledger/agreements.jsonl:1: A-1: expires 2025-05-01 is not after in_force_from",
        ];
        foreach (var fault in wanted)
            Assert.Contains(report.Faults, f => Matches(f, fault));

        static bool Matches(string text, string pattern) =>
            Regex.IsMatch(text, "^" + pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Import_WithAFaultInAFileKeptByHand_WritesNothing()
    {
        using var small = new SmallCollection();
        File.AppendAllText(
            Path.Combine(small.Data, "ledger/curated/parties.jsonl"),
            "{\"type\":\"party\",\"id\":\"XX\"}\n"
        );
        Assert.Contains("ledger/curated/parties.jsonl:3: ", Clean(small), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(small.Data, "ledger/sources.jsonl")));
    }

    [Fact]
    public void Import_WithoutOneOfTheFiles_NamesIt()
    {
        using var small = new SmallCollection();
        small.Delete("market_reactions.csv");
        Assert.StartsWith("market_reactions.csv: not found", Clean(small), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_OfAFileCutToNothing_NamesIt()
    {
        using var small = new SmallCollection();
        File.WriteAllText(Path.Combine(small.From, "market_reactions.csv"), "");
        Assert.StartsWith("market_reactions.csv: the file is empty", Clean(small), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_OfAFileCutInARow_NamesItsLine()
    {
        using var small = new SmallCollection();
        small.Change("market_reactions.csv", ",a post,S1\n", "");
        Assert.Matches("^market_reactions.csv:.*2", Clean(small));
    }

    [Fact]
    public void Import_OfAnotherFileUnderTheName_TellsWhichColumnsItHas()
    {
        using var small = new SmallCollection();
        small.Write("market_reactions.csv", "id,text", "MR-1,down");
        Assert.Matches("^market_reactions.csv:2: MR-1: .*has no column 'date'.*id, text", Clean(small));
    }

    [Fact]
    public void Import_WithoutTheDecisionsAboutCells_SaysSo()
    {
        using var small = new SmallCollection();
        File.Delete(Path.Combine(small.Data, "ledger/import/overrides.csv"));
        Assert.Contains("overrides.csv: ", Clean(small), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(small.Data, "ledger/sources.jsonl")));
    }

    [Fact]
    public void Import_OfTwoRowsWithOneId_NamesBothPlaces()
    {
        using var small = new SmallCollection();
        small.Write(
            "market_reactions.csv",
            "event_id,date,instrument,move,trigger,sources",
            "MR-1,2025-05-30,a,b,c,S1",
            "MR-1,2025-05-31,a,b,c,S1"
        );
        Assert.Equal("market_reactions.csv:3: MR-1: the id MR-1 is taken by line 2", Clean(small));
    }

    [Theory]
    [InlineData("Reuters via AOL", "Reuters")]
    [InlineData("CNA/Reuters", "Reuters")]
    [InlineData("AP (MarketBeat)", "AP")]
    [InlineData("Economic Times (AFP)", "AFP")]
    [InlineData("A Blog", "A Blog")]
    [InlineData("A Blog via another", "A Blog")]
    public void OriginOf_APublishersLine_IsTheFirstPrinter(string publisher, string origin) =>
        Assert.Equal(origin, Parley.Ledger.Import.ConflictImport.OriginOf(publisher));
}
