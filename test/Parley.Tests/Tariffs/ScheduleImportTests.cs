using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Import;
using Parley.Tests.Ledger.Storage;
using Xunit;
using static Parley.Tests.Tariffs.ScheduleTests;

namespace Parley.Tests.Tariffs;

/// <summary>Official exports that a user loads: read, stored, laid over what is on file, with their faults told.</summary>
public sealed class ScheduleImportTests : IDisposable
{
    private const string Header =
        "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty,Quota Quantity,Additional Duties\n";

    private const string Small = """
        "9503","0","Playthings:","","","","","",""
        "","1","For the small:","","","","","",""
        "9503.00.00","2","Wheeled","","1.5%","Free (KR)","70%","",""
        "9503.00.00.71","3","With pedals","[""No."",""kg""]","","","","",""
        "9503.00.00.99","3","Other","[""No.""]","","","","",""

        """;

    private const string SmallJson = """
        [
        {"htsno":"9503","indent":"0","description":"Playthings:","superior":null,"units":[],"general":"","special":"","other":"","footnotes":[]},
        {"htsno":"","indent":"1","description":"For the small:","superior":"true","units":[],"general":"","special":"","other":"","footnotes":null},
        {"htsno":"9503.00.00","indent":"2","description":"Wheeled","units":[],"general":"1.5%","special":"Free (KR)","other":"70%","footnotes":[{"columns":["general"],"value":"x"}]},
        {"htsno":"9503.00.00.71","indent":"3","description":"With pedals","units":["No.","kg"],"general":"","special":"","other":""},
        {"htsno":"9503.00.00.99","indent":"3","description":"Other","units":["No."],"general":null,"special":"","other":""}
        ]
        """;

    private readonly TempFolder folder = new();

    private string Own => folder.File("own");

    [Theory]
    [InlineData("export.csv", false)]
    [InlineData("export.json", true)]
    public void Load_OfAnEdition_LaysItOverWhatIsOnFile(string name, bool json)
    {
        var report = Load(name, json ? SmallJson : Header + Small, "2026 Rev 11");
        Assert.Empty(report.Faults);
        Assert.Equal(
            ("2026 Rev 11", new LocalDate(2026, 7, 1), 5, 1),
            (report.Edition, report.From, report.Rows, report.Headings)
        );
        Assert.Equal([Code("9503.00.0099")], report.Changes!.New);
        Assert.Equal(
            [Code("9503.00.0011"), Code("9503.00.0013"), Code("9503.00.0073"), Code("9503.00.0090")],
            report.Changes.Gone
        );
        Assert.Contains(new DutyChange(Code("9503.00.00"), "general", "Free", "1.5%"), report.Changes.Duties);

        var schedule = UsSchedule.Load(Repo.Data, Own);
        Assert.Equal("Free", General(schedule, "9503.00.0073", "2026-06-30"));
        Assert.Equal("1.5%", General(schedule, "9503.00.0099", "2026-07-01"));
        Assert.Equal("2.9%", General(schedule, "7326.90.8688", "2026-07-01"));
        var line = Assert.IsType<ScheduleAnswer.Found>(schedule.Find(Code("9503.00.0071"), Day("2026-08-01")));
        Assert.Equal(("No.|kg", ScheduleBasis.UserEdition), (line.Units, line.Line.Basis));
        var gone = Assert.IsType<ScheduleAnswer.DidNotExist>(schedule.Find(Code("9503.00.0073"), Day("2026-07-01")));
        Assert.Equal("2018-01-01 to 2026-06-30", gone.Days);
    }

    [Fact]
    public void Load_OfAnEdition_GivesWordsAndPaths()
    {
        Assert.Null(HtsDescriptions.Load(Own));
        _ = Load("export.csv", Header + Small, "2026 Rev 11");
        var words = HtsDescriptions.Load(Own)!;
        Assert.Equal("2026 Rev 11", words.Edition);
        Assert.Equal(
            "Playthings > For the small > Wheeled > With pedals",
            string.Join(" > ", words.PathOf(Code("9503.00.0071")))
        );
        Assert.Equal(
            ["9503000071", "95030000", "9503000099"],
            words
                .Search("pedal")
                .Concat(words.Search("plaything wheel"))
                .Select(l => l.Code)
                .Distinct(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        Assert.Empty(words.Search("edals"));
        Assert.Empty(words.Search(" "));
    }

    [Fact]
    public void Load_OfAnAnnualDatabase_AnswersForItsYear()
    {
        var report = Load(
            "tariff_database_2019.csv",
            "hts8,brief_description,quantity_1_code,quantity_2_code,mfn_text_rate,col2_text_rate,begin_effect_date,end_effective_date\n"
                + "90318080,Measuring,X,,0.4%,40%,7/1/2018,6/30/2019\n"
                + "90318080,Measuring,X,,Free,40%,7/1/2019,12/31/2050\n"
                + "84564090,Cutting,NO,,0.022,35%,2017-01-01,2050-12-31\n"
        );
        Assert.Empty(report.Faults);
        Assert.Equal((new LocalDate(2019, 1, 1), new LocalDate(2020, 1, 1)), (report.From, report.Until));
        var schedule = UsSchedule.Load(Repo.Data, Own);
        Assert.Equal("0.4%", General(schedule, "9031.80.80", "2019-06-30"));
        Assert.Equal("Free", General(schedule, "9031.80.80", "2019-07-01"));
        Assert.Equal("0.4%", General(schedule, "9031.80.8085", "2019-02-01"));
        Assert.Equal("2.2%", General(schedule, "8456.40.90", "2019-02-01"));
        Assert.Null(Assert.IsType<ScheduleAnswer.Found>(schedule.Find(Code("9031.80.80"), Day("2019-02-01"))).Special);
        Assert.IsType<ScheduleAnswer.UnknownNomenclature>(schedule.Find(Code("9031.80.80"), Day("2018-12-31")));
        Assert.IsType<ScheduleAnswer.DidNotExist>(schedule.Find(Code("9031.80.81"), Day("2019-02-01")));
    }

    [Fact]
    public void Load_OfTheCombinedTable_KeepsTheDaysOfEachRow()
    {
        var report = Load(
            "lines.csv",
            "htsno,digits,indent,description,units,general,special,other,footnotes,quota_quantity,first_revision,last_revision\n"
                + "9503.00.00,8,0,Playthings,,2%,,70%,,,2025_basic,2025_rev_15\n"
                + "9503.00.00,8,0,Playthings,,3%,,70%,,,2025_rev_16,2026_rev_10\n"
                + "9503.00.00.71,10,1,Wheeled,No.,,,,,,2025_basic,2026_rev_10\n"
        );
        Assert.Empty(report.Faults);
        var schedule = UsSchedule.Load(Repo.Data, Own);
        Assert.Equal("2%", General(schedule, "9503.00.0071", "2025-06-30"));
        Assert.Equal("3%", General(schedule, "9503.00.0071", "2025-07-01"));
        Assert.Equal("3%", General(schedule, "9503.00.0071", "2026-12-01"));
    }

    [Fact]
    public void Load_OfADamagedTable_KeepsGoodRowsAndTellsEachFault()
    {
        var report = Load(
            "export.csv",
            Header
                + Small
                + "\"101300000\",\"1\",\"Lost zero\",\"\",\"6.8%\",\"\",\"15%\",\"\",\"\"\n"
                + "\"9503.00.00.98\",\"deep\",\"No indent\",\"\",\"\",\"\",\"\",\"\",\"\"\n"
                + "\"9503.00.00.97\",\"3\"\n"
                + "\"8.54E+09\",\"1\",\"Exponent\",\"\",\"Free\",\"\",\"\",\"\",\"\"\n"
                + "\"9503.00.00.96\",\"3\",\"Cent \uFFFD\",\"\",\"\",\"\",\"\",\"\",\"\"\n",
            "2026 Rev 11"
        );
        Assert.Equal(5, report.Rows);
        Assert.Equal(5, report.Faults.Count);
        Assert.Collection(
            report.Faults,
            f => Says(f, "export.csv:7: ", "drops the leading zero"),
            f => Says(f, "export.csv:8: ", "the indent 'deep' is no whole number"),
            f => Says(f, "export.csv:9: ", "the row has 2 cells and the headings have 9"),
            f => Says(f, "export.csv:10: ", "its last digits are lost"),
            f => Says(f, "export.csv:11: ", "not UTF-8")
        );
    }

    [Theory]
    [InlineData("empty.csv", "", "the file is empty")]
    [InlineData("heads.csv", Header, "no rows")]
    [InlineData("semi.csv", "HTS Number;Indent\n0101;0\n", "parted by something else than commas")]
    [InlineData("other.csv", "a,b\n1,2\n", "headings are those of no layout that is known: a, b.")]
    [InlineData("book.xlsx", "PK\u0003\u0004", "Save its table as CSV")]
    [InlineData("cut.json", "[{\"htsno\":\"9503\",\"ind", "the JSON breaks off or is damaged at line 1")]
    [InlineData("thing.json", "{\"a\":1}", "the JSON is no list of rows")]
    [InlineData("rows.json", "[{\"code\":\"9503\"}]", "it has no 'htsno'")]
    [InlineData(
        "annual_2019.csv",
        "hts8,mfn_text_rate,begin_effect_date,end_effective_date\n95030000,Free,soon,2050-12-31\n",
        "'soon' is no day"
    )]
    [InlineData("none.csv", null, "cannot be read")]
    public void Load_OfWhatCannotBeRead_SaysWhyAndWhatToDo(string name, string? text, string fault)
    {
        var report = Load(name, text);
        Assert.Equal((0, null), (report.Rows, report.Changes));
        Assert.Contains(
            report.Faults,
            f => f.StartsWith(name, StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal)
        );
        Assert.False(Directory.Exists(Own));
    }

    [Fact]
    public void Load_OfAnEditionWithoutAName_AsksForIt()
    {
        Assert.Contains("Give --edition", Load("export.csv", Header + Small).Faults[0], StringComparison.Ordinal);
        Assert.Equal("2026 Rev 11", Load("hts_2026_revision_11_csv.csv", Header + Small).Edition);
        Assert.Equal(new LocalDate(2021, 1, 1), Load("2021HTSBasic.csv", Header + Small).From);
    }

    [Fact]
    public void Labels_AreThereForEveryChapterAndHeadingInUse()
    {
        var labels = ScheduleLabels.Load(Repo.Data);
        var missing = Shipped
            .Lines.Where(l => string.CompareOrdinal(l.Code.Digits, "98") < 0 && l.Basis == ScheduleBasis.Edition)
            .SelectMany(l => new[] { l.Code.Chapter, l.Code.Hs4 })
            .Distinct()
            .Where(c => labels.Of(c) is null);
        Assert.Empty(missing);
        Assert.All(labels.All.Values, l => Assert.InRange(l.Split(' ').Length, 1, 7));
        Assert.Equal("Toys and puzzles", labels.Of(HsCode.Parse("9503").Value));
    }

    [Fact]
    public void Run_OfImports_WritesWhatItReadsBackAndNotesOrigins()
    {
        var data = folder.File("data");
        var from = folder.File("from");
        Directory.CreateDirectory(from);
        TariffImport[] imports = [new Made("A", ["a,b", "say \"x\""]), new Failing(), new Made("B", ["c", "d"])];
        var report = TariffImportRun.Run(imports, from, data);
        Assert.Equal([("tariff/us/A.csv", 1), ("tariff/us/B.csv", 1)], report.Rows.Select(r => (r.Key, r.Value)));
        Assert.Equal(["Failing: the book is shut."], report.Faults, StringComparer.Ordinal);
        Assert.Equal("code,text\n\"a,b\",\"say \"\"x\"\"\"\n", File.ReadAllText(Path.Combine(data, "tariff/us/A.csv")));
        Assert.Equal(
            "path,origin\ntariff/us/A.csv,book A\ntariff/us/B.csv,book B\n",
            File.ReadAllText(Path.Combine(data, TariffImportRun.OriginsFile))
        );
        Assert.Contains(
            "no such folder",
            TariffImportRun.Run(imports, folder.File("none"), data).Faults[0],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "belongs under tariff/",
            TariffImportRun.Run([new Made("../../x", ["a", "b"])], from, data).Faults[0],
            StringComparison.Ordinal
        );
    }

    public void Dispose() => folder.Dispose();

    private static string General(UsSchedule schedule, string code, string day) =>
        Assert.IsType<ScheduleAnswer.Found>(schedule.Find(Code(code), Day(day))).General;

    private static void Says(string fault, string where, string what)
    {
        Assert.StartsWith(where, fault, StringComparison.Ordinal);
        Assert.Contains(what, fault, StringComparison.Ordinal);
    }

    private HtsImportReport Load(string name, string? text, string? edition = null)
    {
        var path = folder.File(name);
        if (text is not null)
            File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return HtsImport.Load(path, Repo.Data, Own, edition);
    }

    private sealed class Made(string name, string[] row) : TariffImport
    {
        public override string Name => name;

        public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults) =>
            [new ImportedTable($"tariff/us/{name}.csv", ["code", "text"], [row], "book " + name)];
    }

    private sealed class Failing : TariffImport
    {
        public override string Name => "Failing";

        public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults) =>
            throw new FormatException("the book is shut.");
    }
}
