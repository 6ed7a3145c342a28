using System.Text.RegularExpressions;
using Parley.Ledger;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>What the check of a data folder finds, each fault with its file and line.</summary>
public sealed class VerifyTests
{
    private const string Facts = "ledger/facts.jsonl";

    private static readonly string[] Good =
    [
        """{"type":"party","id":"US","known_from":"2018-01-01","name":"United States","zone":"America/New_York","city":"Washington","currency":"USD"}""",
        """{"type":"party","id":"CN","known_from":"2018-01-01","name":"China","zone":"Asia/Shanghai","city":"Beijing","currency":"CNY"}""",
        """{"type":"source","id":"REUTERS-1","known_from":"2025-05-12","published":"2025-05-12","publisher":"Reuters","origin":"Reuters","kind":"wire","reliability":"B","language":"en","seen":"direct","url":"https://example.org"}""",
        """{"type":"agreement","id":"A-2025-GVA","known_from":"2025-05-12","name":"A truce","kind":"truce","text_status":"joint_statement","announced":"2025-05-12","in_force_from":"2025-05-14","expires":"2025-08-12","parties":["US","CN"],"sources":["REUTERS-1"]}""",
        """{"type":"commitment","id":"C-GVA-US1","known_from":"2025-05-12","agreement":"A-2025-GVA","obligors":["US"],"topic":"tariffs","kind":"suspend","continuing":true,"content":"do it","sources":["REUTERS-1"]}""",
        """{"type":"measure","id":"M-1","known_from":"2025-02-01","imposer":"US","target":"CN","kind":"tariff","layer":"l","effective":"2025-02-04","points":[34],"all_goods":true,"scope":"all","sources":["REUTERS-1"]}""",
    ];

    private static IReadOnlyList<string> Verify(TempFolder folder) => ShippedData.Verify(folder.FullPath);

    /// <summary>A data folder with the good lines and more, under a manifest that fits.</summary>
    private static TempFolder Folder(params string[] more)
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("ledger"));
        File.WriteAllText(folder.File(Facts), string.Join('\n', Good.Concat(more)) + "\n");
        Seal(folder);
        return folder;
    }

    private static void Seal(TempFolder folder) =>
        File.WriteAllText(
            folder.File(Manifest.Name),
            Manifest.Describe(folder.FullPath, "2025-06-09", _ => ("test", "test")).ToJson()
        );

    private static void Finds(IReadOnlyList<string> faults, string pattern) =>
        Assert.Contains(faults, f => Regex.IsMatch(f, "^" + pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    [Fact]
    public void ShippedData_HaveNoFault() => House.Holds("The shipped data:", [.. ShippedData.Verify(Repo.Data)]);

    [Fact]
    public void GoodFolder_HasNoFault()
    {
        using var folder = Folder();
        Assert.Empty(Verify(folder));
    }

    [Theory]
    // Dangling references, with the nearest id of the right type.
    [InlineData(
        """{"type":"commitment","id":"X","known_from":"2025-05-12","agreement":"A-2025-GVB","obligors":["US"],"topic":"t","kind":"suspend","continuing":true,"content":"c","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: agreement names A-2025-GVB, which is not on file \(did you mean A-2025-GVA\?\)"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-2"]}""",
        @"ledger/facts\.jsonl:7: X: sources names REUTERS-2, which is not on file \(did you mean REUTERS-1\?\)"
    )]
    [InlineData(
        """{"type":"commitment","id":"X","known_from":"2025-05-12","agreement":"M-1","obligors":["US"],"topic":"t","kind":"suspend","continuing":true,"content":"c","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: agreement names M-1, a measure; wanted: agreement"
    )]
    // Dates that cannot be, and dates in an order that cannot be.
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-02-30","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: known_from: '2025-02-30' names day 30; 2025-02 has days 01 to 28"
    )]
    [InlineData(
        """{"type":"suspension","id":"X","known_from":"2025-05-12","measures":["M-1"],"points":24,"from":"2025-08-12","to":"2025-05-14","on_end":"returns","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: to 2025-05-14 is not after from 2025-08-12"
    )]
    [InlineData(
        """{"type":"measure_end","id":"X","known_from":"2025-05-12","measure":"M-1","at":"2025-01-02","kind":"removed","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: M-1 ends 2025-01-02, before it takes effect"
    )]
    [InlineData(
        """{"type":"agreement","id":"X","known_from":"2025-05-12","name":"n","kind":"truce","text_status":"oral","announced":"2025-05-12","in_force_from":"2025-05-14","expires":"2025-05-13","parties":["US","CN"],"sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: expires 2025-05-13 is not after in_force_from 2025-05-14"
    )]
    [InlineData(
        """{"type":"talk","id":"X","known_from":"2025-05-12","title":"t","kind":"call","start":"2025-05-12","planned_end":"2025-05-11","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: planned_end 2025-05-11 lies before start"
    )]
    [InlineData(
        """{"type":"statement","id":"X","known_from":"2025-05-12","said_on":"2025-05-20","channel":"c","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: said_on 2025-05-20 lies after known_from"
    )]
    [InlineData(
        """{"type":"performance","id":"X","known_from":"2025-05-12","on":"2025-05-20","by":["US"],"kind":"legal_act","effect":"performs","text":"t","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: it is dated 2025-05-20, after it became known"
    )]
    [InlineData(
        """{"type":"suspension","id":"X","known_from":"2025-05-12","measures":["M-1"],"points":44,"from":"2025-05-14","on_end":"returns","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: it suspends 44 points of M-1, which has fewer"
    )]
    // What a record must have.
    [InlineData(
        """{"type":"market_move","id":"M-1","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: the id M-1 is taken by ledger/facts\.jsonl:6"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":[]}""",
        @"ledger/facts\.jsonl:7: X: sources is empty"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t"}""",
        @"ledger/facts\.jsonl:7: X: sources is empty"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: .*trigger"
    )]
    [InlineData(
        """{"type":"market_moves","id":"X","known_from":"2025-05-12","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: .*market_move"
    )]
    [InlineData(
        """{"id":"X","known_from":"2025-05-12","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: no known type\. .*market_move"
    )]
    [InlineData(
        """{"type":"talk","id":"X","known_from":"2025-05-12","title":"t","kind":"dinner","start":"2025-05-12","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: kind: 'dinner' is none of: ministerial, deputy"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","colour":"red","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: .*colour"
    )]
    [InlineData("""{"type":"market_move","id":"X""", @"ledger/facts\.jsonl:7: ")]
    [InlineData("null", @"ledger/facts\.jsonl:7: the line is null")]
    [InlineData(
        """{"type":"commitment","id":"X","known_from":"2025-05-12","agreement":"A-2025-GVA","obligors":["MX"],"topic":"t","kind":"suspend","continuing":true,"content":"c","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: its obligor is no party of A-2025-GVA"
    )]
    [InlineData(
        """{"type":"measure","id":"X","known_from":"2025-02-01","imposer":"US","kind":"tariff","points":[34],"all_goods":true,"scope":"all","sources":["REUTERS-1"]}""",
        @"ledger/facts\.jsonl:7: X: a tariff needs a layer"
    )]
    // Corrections.
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"],"supersedes":"M-1","reason":"r"}""",
        @"ledger/facts\.jsonl:7: X: it supersedes M-1, a measure; a correction has the type"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"],"supersedes":"Y","reason":"r"}""",
        @"ledger/facts\.jsonl:7: X: supersedes names Y, which is not on file"
    )]
    [InlineData(
        """{"type":"market_move","id":"X","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"],"supersedes":"X","reason":"r"}""",
        @"ledger/facts\.jsonl:7: X: supersession runs in a circle: X supersedes X"
    )]
    public void BadRecord_IsFoundWithItsLine(string record, string fault)
    {
        using var folder = Folder(record);
        Finds(Verify(folder), fault);
    }

    [Fact]
    public void CircleOfCorrections_IsFoundFromEachOfItsRecords()
    {
        using var folder = Folder([
            .. new[] { ("X", "Y"), ("Y", "Z"), ("Z", "X") }.Select(p => Move(p.Item1, p.Item2)),
        ]);
        var faults = Verify(folder);
        Finds(
            faults,
            @"ledger/facts\.jsonl:7: X: supersession runs in a circle: X supersedes Y supersedes Z supersedes X"
        );
        Finds(faults, @"ledger/facts\.jsonl:8: Y: supersession runs in a circle");
        Finds(faults, @"ledger/facts\.jsonl:9: Z: supersession runs in a circle");

        static string Move(string id, string supersedes) =>
            $$"""{"type":"market_move","id":"{{id}}","known_from":"2025-05-12","on":"2025-05-12","what":"w","move":"m","trigger":"t","sources":["REUTERS-1"],"supersedes":"{{supersedes}}","reason":"r"}""";
    }

    [Fact]
    public void SeveralFaults_AreAllFound()
    {
        using var folder = Folder("null", "{", """{"type":"market_move","id":"M-1"}""");
        var faults = Verify(folder);
        foreach (var line in new[] { 7, 8, 9 })
            Finds(faults, FormattableString.Invariant($@"ledger/facts\.jsonl:{line}: "));
    }

    [Fact]
    public void ChangedByte_IsFound()
    {
        using var folder = Folder();
        File.WriteAllText(
            folder.File(Facts),
            string.Join('\n', Good).Replace("do it", "do so", StringComparison.Ordinal) + "\n"
        );
        Finds(Verify(folder), @"ledger/facts\.jsonl: changed since the manifest was written");
    }

    [Fact]
    public void LostLine_IsFoundWithTheCounts()
    {
        using var folder = Folder();
        File.WriteAllText(folder.File(Facts), string.Join('\n', Good.Take(5)) + "\n");
        Finds(Verify(folder), @"ledger/facts\.jsonl: changed .*rows 6 then, 5 now");
    }

    [Fact]
    public void MissingAndAddedFiles_AreFound()
    {
        using var folder = Folder();
        File.Move(folder.File(Facts), folder.File("ledger/other.jsonl"));
        var faults = Verify(folder);
        Finds(faults, @"ledger/facts\.jsonl: in the manifest, but not in the folder");
        Finds(faults, @"ledger/other\.jsonl: not in the manifest");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"facts_end":"2025-06-09"}""")]
    [InlineData("""{"facts_end":"2025-06-09","files":null}""")]
    [InlineData("""{"facts_end":"2025-06-09","files":[{"path":"ledger/facts.jsonl"}]}""")]
    public void UnreadableManifest_IsAFaultAndNoException(string text)
    {
        using var folder = Folder();
        File.WriteAllText(folder.File(Manifest.Name), text);
        Finds(Verify(folder), @"manifest\.json: ");
        var loaded = ShippedData.Load(folder.FullPath);
        Assert.Null(loaded.Ledger);
        Finds(loaded.Faults, @"manifest\.json: ");
        Finds(ShippedData.Seal(folder.FullPath), @"manifest\.json: ");
        Assert.Equal(text, File.ReadAllText(folder.File(Manifest.Name)));
    }

    [Fact]
    public void ManifestThatNamesAFileTwice_IsNoException()
    {
        using var folder = Folder();
        var manifest = Manifest.Describe(folder.FullPath, "2025-06-09", _ => ("test", "test"));
        File.WriteAllText(
            folder.File(Manifest.Name),
            (manifest with { Files = [.. manifest.Files, .. manifest.Files] }).ToJson()
        );
        Finds(Verify(folder), @"manifest\.json: names ledger/facts\.jsonl twice");
    }

    [Fact]
    public void MissingManifest_IsFoundAndStopsNoReader()
    {
        using var folder = Folder();
        File.Delete(folder.File(Manifest.Name));
        Finds(Verify(folder), @"manifest\.json: not found");
        Assert.NotNull(ShippedData.Load(folder.FullPath).Ledger);
    }

    [Fact]
    public void Vintage_ChangesWithEveryByte()
    {
        using var folder = Folder();
        var before = ShippedData.Load(folder.FullPath).Ledger!.Vintage;
        File.AppendAllText(folder.File(Facts), "\n");
        Assert.Empty(ShippedData.Seal(folder.FullPath));
        Assert.Empty(Verify(folder));
        Assert.NotSame(before, ShippedData.Load(folder.FullPath).Ledger!.Vintage);
        Assert.False(
            string.Equals(before, ShippedData.Load(folder.FullPath).Ledger!.Vintage, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Load_OfFaultyRecords_GivesEveryFaultAndNoLedger()
    {
        using var folder = Folder("null", Good[5]);
        var loaded = ShippedData.Load(folder.FullPath);
        Assert.Null(loaded.Ledger);
        Finds(loaded.Faults, @"ledger/facts\.jsonl:7: ");
        Finds(loaded.Faults, @"ledger/facts\.jsonl:8: the id M-1 is taken already");
    }

    [Fact]
    public void Load_OfAFolderWithoutLedger_SaysWhereToNameOne()
    {
        using var folder = new TempFolder();
        var e = Assert.Throws<DirectoryNotFoundException>(() => ShippedData.Load(folder.FullPath));
        Assert.Contains("--data", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryShippedRecord_ReadBack_IsItself()
    {
        foreach (var record in Repo.Shipped.Records)
        {
            var line = RecordJson.Write(record);
            Assert.Equal(line, RecordJson.Write(RecordJson.Read(line).Value));
        }
    }
}
