using CsvHelper;
using Parley.Ledger;
using Xunit;

namespace Parley.Tests.Host;

/// <summary><c>parley ledger add, link, supersede, import and export</c>.</summary>
public sealed class LedgerWritingTests : IDisposable
{
    private const string Statement =
        """{"type":"statement","id":"ST-1","known_from":"2025-06-10","speaker":"bessent","side":"US","said_on":"2025-06-10","channel":"notes","sources":["EO14298"]}""";

    private const string Claim =
        """{"type":"claim","id":"CL-1","known_from":"2025-06-10","statement":"ST-1","commitment":"C-GVA-CN3","polarity":"alleges_delay","text":"slow","sources":["EO14298"]}""";

    private static readonly string[] Yaml =
    [
        "# notes of the day",
        "- type: statement",
        "  id: ST-1",
        "  known_from: 2025-06-10",
        "  speaker: bessent",
        "  side: US",
        "  said_on: 2025-06-10",
        "  channel: notes",
        "  sources: [EO14298]",
        "- type: claim",
        "  id: CL-1",
        "  known_from: 2025-06-10",
        "  statement: ST-1",
        "  about: [CN]",
        "  polarity: alleges_delay",
        "  quantity: 25",
        "  text: \"slow: too slow\"",
        "  sources: [EO14298]",
    ];

    private readonly CommandLine parley = new();

    [Fact]
    public void Add_AFileOfLines_PrintsIdSequenceAndHash()
    {
        var done = parley.Own("add", "--file", parley.Write("a.jsonl", Statement, "", Claim));
        Assert.Equal(0, done.Code);
        Assert.Matches("^ST-1  record 1  [0-9a-f]{64}$", done.Lines[0]);
        Assert.Matches("^CL-1  record 2  [0-9a-f]{64}$", done.Lines[1]);
        Assert.StartsWith("2 new records, 0 records there already", done.Lines[2], StringComparison.Ordinal);
        Assert.Contains(
            "recorded at          2025-07-01T12:00:00Z, record 2",
            parley.Own("show", "CL-1").Out,
            StringComparison.Ordinal
        );
        Assert.Contains("2 own records among them", parley.Own("list", "--own").Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("-")]
    public void Add_Yaml_KeepsTextsAsTexts(string file)
    {
        var given = file == "-" ? "-" : parley.Write(file, Yaml);
        parley.Variables["PARLEY_LEDGER"] = parley.Ledger;
        var done = parley.RunWith(string.Join('\n', Yaml), "ledger", "add", "--file", given, "--json");
        Assert.True(done.Code == 0, done.Error);
        Assert.Equal(2, done.Json.GetProperty("appended").GetArrayLength());
        var record = parley.Own("show", "CL-1", "--json").Json.GetProperty("record");
        Assert.Equal("25", record.GetProperty("quantity").GetString());
        Assert.Equal("slow: too slow", record.GetProperty("text").GetString());
    }

    [Fact]
    public void Add_AJsonListOverSeveralLines_NamesTheLineOfEachFault()
    {
        var file = parley.Write("a.json", "[", "  " + Statement + ",", "  {", "   \"type\": \"clam\"", "  }", "]");
        var done = parley.Own("add", "--file", file);
        Assert.Equal(1, done.Code);
        Assert.StartsWith(
            $"parley: {file}:3: type 'clam' is unknown (did you mean claim?)",
            done.Error,
            StringComparison.Ordinal
        );
        Assert.False(
            File.Exists(parley.Ledger) && parley.Own("list", "--own", "--json").Json.GetProperty("count").GetInt32() > 0
        );
    }

    [Fact]
    public void Add_FromFlags_ReadsValuesByTheirFields()
    {
        Assert.Equal(0, parley.Own("add", "--file", parley.Write("a.jsonl", Statement)).Code);
        var done = parley.Own(
            "add",
            "--type",
            "claim",
            "--id",
            "CL-2",
            "--known-from",
            "2025-06-11",
            "--source",
            "EO14298",
            "--source",
            "GVA-JS",
            "--set",
            "statement=ST-1",
            "--set",
            "polarity=denies_breach",
            "--set",
            "about=US;CN",
            "--set",
            "quantity=7",
            "--set",
            "text=a = b"
        );
        Assert.True(done.Code == 0, done.Error);
        var record = parley.Own("show", "CL-2", "--json").Json.GetProperty("record");
        Assert.Equal("7", record.GetProperty("quantity").GetString());
        Assert.Equal(2, record.GetProperty("about").GetArrayLength());
        Assert.Equal(2, record.GetProperty("sources").GetArrayLength());
        Assert.Equal("a = b", record.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(
        "\"known_from\":\"2025-06-10\"",
        "\"known_from\":\"2025-02-30\"",
        "known_from: '2025-02-30' names day 30"
    )]
    [InlineData("C-GVA-CN3", "C-GVA-CN33", "which is not on file (did you mean C-GVA-CN3")]
    [InlineData(",\"sources\":[\"EO14298\"]", "", "sources is empty")]
    [InlineData("alleges_delay", "alleges_dealy", "polarity: 'alleges_dealy' is none of")]
    [InlineData(
        "\"text\":\"slow\"",
        "\"text\":\"slow\",\"txt\":\"x\"",
        "txt: a claim has no such field (did you mean text?)"
    )]
    [InlineData("\"text\":\"slow\",", "", "text: it is missing, and a claim needs it")]
    [InlineData("\"text\":\"slow\"", "\"text\":\"slow\",\"text\":\"fast\"", "a field stands twice")]
    [InlineData("[\"EO14298\"]", "[\"EO14298\"],\"background\":[null]", "background: it holds null")]
    [InlineData("\"text\":\"slow\"", "\"text\":5", "text: a text is wanted, not 5")]
    [InlineData("}", "", "this is not JSON")]
    public void Add_AFault_IsToldWithFileAndLine(string part, string wrong, string fault)
    {
        var file = parley.Write("a.jsonl", Statement, Claim.Replace(part, wrong, StringComparison.Ordinal));
        var done = parley.Own("add", "--file", file);
        Assert.Equal(1, done.Code);
        Assert.StartsWith($"parley: {file}:2: ", done.Error, StringComparison.Ordinal);
        Assert.Contains(fault, done.Error, StringComparison.Ordinal);
        Assert.Equal("parley: 1 fault; nothing was written.", done.Errors[^1]);
        Assert.Equal(0, parley.Own("list", "--own", "--json").Json.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("a.yaml", "type: [", "a.yaml:")]
    [InlineData("b.yaml", "type: claim\ntype: talk", "b.yaml:2: this is not YAML")]
    [InlineData("c.yaml", "just words", "c.yaml:1: a record is a list of fields")]
    [InlineData("d.jsonl", "", "there is no record in it")]
    public void Add_AFileThatHoldsNoRecords_SaysWhy(string name, string text, string fault)
    {
        var done = parley.Own("add", "--file", parley.Write(name, text));
        Assert.Equal(1, done.Code);
        Assert.Contains(fault, done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_MixedFaults_ListsAllAndLoadsNone()
    {
        var bad = Claim.Replace("CL-1", "CL-2", StringComparison.Ordinal);
        var file = parley.Write(
            "a.jsonl",
            Statement,
            "{broken",
            bad.Replace("\"statement\":\"ST-1\"", "\"statement\":\"ST-7\"", StringComparison.Ordinal),
            Claim.Replace("2025-06-10", "2025-13-10", StringComparison.Ordinal),
            Statement.Replace("notes", "other notes", StringComparison.Ordinal)
        );
        var done = parley.Own("import", file, parley.File("missing.jsonl"));
        Assert.Equal(1, done.Code);
        Assert.Contains($"{file}:2: this is not JSON", done.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:3: CL-2: statement names ST-7", done.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}:4: known_from: '2025-13-10' names month 13", done.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"{file}:5: the id ST-1 stands at {file}:1 with other content",
            done.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("missing.jsonl", done.Error, StringComparison.Ordinal);
        Assert.Equal("parley: 5 faults; nothing was written.", done.Errors[^1]);
        Assert.Equal(0, parley.Own("list", "--own", "--json").Json.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Import_WhatWasExported_ComesBackTheSameAndOnlyOnce()
    {
        parley.Own("add", "--file", parley.Write("a.jsonl", Statement, Claim));
        Assert.Equal(0, parley.Own("supersede", "C-GVA-CN3", "--reason", "a slip", "--set", "topic=listings").Code);
        var all = parley.File("all.jsonl");
        Assert.Equal(0, parley.Own("export", "--out", all).Code);
        Assert.False(File.Exists(all + ".new"));
        var other = parley.File("other.db");
        Assert.StartsWith(
            "3 new records, 0 records there already, ",
            parley.Run("ledger", "import", all, "--ledger", other).Out,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "0 new records, 3 records there already, ",
            parley.Run("ledger", "import", all, "--ledger", other).Out,
            StringComparison.Ordinal
        );
        Assert.Equal(parley.Own("export").Out, parley.Run("ledger", "export", "--ledger", other).Out);
        Assert.Equal(3, parley.Run("ledger", "export", "--own", "--ledger", other).Lines.Length);
    }

    [Fact]
    public void Export_AsCsv_ReadsBackWithEveryColumn()
    {
        var done = parley.Run("ledger", "export", "--type", "agreement", "--format", "csv");
        Assert.Equal(0, done.Code);
        var file = parley.File("agreements.csv");
        File.WriteAllText(file, done.Out);
        using var csv = CsvReader.FromFile(
            file,
            new CsvReaderOptions { FieldCountMismatch = CsvFieldCountHandling.Throw }
        );
        var rows = new List<(string Id, string Parties, string Lapse)>();
        while (csv.Read())
        {
            string[] heads = [.. csv.Headers];
            rows.Add((Cell("id"), Cell("parties"), Cell("on_lapse")));

            string Cell(string name) => csv.GetString(Array.IndexOf(heads, name));
        }

        var expected = ShippedData.Load(House.PathOf("data")).Ledger!.Records.OfType<Agreement>().ToArray();
        Assert.Equal(expected.Select(a => (a.Id.ToString(), string.Join(';', a.Parties), a.OnLapse ?? "")), rows);
        Assert.Equal(2, parley.Run("ledger", "export", "--format", "csv").Code);
    }

    [Fact]
    public void Export_ToAPlaceThatCannotBe_SaysSoAndLeavesNothing()
    {
        Directory.CreateDirectory(parley.File("folder"));
        var done = parley.Run("ledger", "export", "--out", parley.File("folder"));
        Assert.Equal(1, done.Code);
        Assert.Contains("could not be written", done.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(parley.File("folder.new")));
    }

    [Fact]
    public void Supersede_IsSeenFromItsDayOnAndNotBefore()
    {
        var done = parley.Own(
            "supersede",
            "C-GVA-CN3",
            "--reason",
            "the text says more",
            "--set",
            "topic=listings",
            "--known-from",
            "2025-06-20"
        );
        Assert.True(done.Code == 0, done.Error);
        Assert.StartsWith("C-GVA-CN3.r2  record 1  ", done.Out, StringComparison.Ordinal);
        Assert.Contains("C-GVA-CN3.r2", Board("2025-06-20"), StringComparison.Ordinal);
        Assert.DoesNotContain("C-GVA-CN3 ", Board("2025-06-20"), StringComparison.Ordinal);
        Assert.Contains("C-GVA-CN3 ", Board("2025-06-19"), StringComparison.Ordinal);
        Assert.DoesNotContain("C-GVA-CN3.r2", Board("2025-06-19"), StringComparison.Ordinal);
        var old = parley.Own("show", "C-GVA-CN3");
        Assert.Contains(
            "  superseded           by C-GVA-CN3.r2; look there for what stands",
            old.Lines,
            StringComparer.Ordinal
        );
        Assert.Contains(
            "  - superseded by C-GVA-CN3.r2, known from 2025-06-20, recorded at 2025-07-01T12:00:00Z: the text says more",
            old.Lines,
            StringComparer.Ordinal
        );
        Assert.DoesNotContain(
            "superseded",
            parley.Own("show", "C-GVA-CN3", "--known", "2025-06-19").Out,
            StringComparison.Ordinal
        );
        // The next correction corrects the correction.
        Assert.Contains(
            "Supersede C-GVA-CN3.r2",
            parley.Own("supersede", "C-GVA-CN3", "--reason", "x", "--set", "topic=y").Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "C-GVA-CN3.r3  record 2",
            parley.Own("supersede", "C-GVA-CN3.r2", "--reason", "x", "--set", "topic=y").Out,
            StringComparison.Ordinal
        );

        string Board(string known) => parley.Own("list", "--type", "commitment", "--known", known).Out;
    }

    [Fact]
    public void Supersede_InACircle_IsRefused()
    {
        var one = Statement.Replace(
            "\"channel\"",
            "\"supersedes\":\"ST-2\",\"reason\":\"x\",\"channel\"",
            StringComparison.Ordinal
        );
        var two = one.Replace("ST-2", "ST-0", StringComparison.Ordinal)
            .Replace("ST-1", "ST-2", StringComparison.Ordinal)
            .Replace("ST-0", "ST-1", StringComparison.Ordinal);
        var done = parley.Own("add", "--file", parley.Write("a.jsonl", one, two));
        Assert.Equal(1, done.Code);
        Assert.Contains(
            "supersession runs in a circle: ST-1 supersedes ST-2 supersedes ST-1",
            done.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Link_TwoRecords_ShowsOnBothAndMovesTheSupport()
    {
        parley.Own("add", "--file", parley.Write("a.jsonl", Statement, Claim));
        var done = parley.Own("link", "CL-1", "CL-0101", "--relation", "confirms", "--note", "same words");
        Assert.True(done.Code == 0, done.Error);
        Assert.Contains(
            "LK-CL-1-CL-0101: CL-1 confirms CL-0101 (same words)",
            parley.Own("show", "CL-1").Out,
            StringComparison.Ordinal
        );
        Assert.Contains("LK-CL-1-CL-0101", parley.Own("show", "CL-0101").Out, StringComparison.Ordinal);
        Assert.Equal(2, parley.Own("link", "CL-1", "CL-0101", "--relation", "likes").Code);
        Assert.Contains(
            "from names CL-7, which is not on file (did you mean CL-1",
            parley.Own("link", "CL-7", "CL-0101", "--relation", "denies", "--source", "EO14298").Error,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => parley.Dispose();
}
