using Parley.Host;
using Parley.Tariffs;
using Parley.Tariffs.Import;
using Parley.Tests.Host;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>The tables of the schedule, made from a small collection.</summary>
public sealed class UsScheduleImportTests : IDisposable
{
    private readonly TempFolder folder = new();

    public UsScheduleImportTests()
    {
        Write(
            "hts/hts_revisions.csv",
            "revision,usitc_release_name,usitc_published_from,usitc_superseded_on,main_policy_effective_date_yale,policy_event_yale,json_in_this_folder",
            "2025_basic,2025HTSBasic,2024-12-31,2025-02-05,,,Y",
            "2025_rev_1,2025HTSRev1,2025-02-05,2025-07-01,2025-02-04,,Y",
            "2025_rev_2,2025HTSRev2,2025-06-30,2025-12-31,2025-07-01,,Y",
            "2026_basic,2026HTSBasic,2025-12-31,2026-01-16,,,Y",
            "2026_rev_1,2026HTSRev1,2026-01-16,,2025-02-01,,N"
        );
        Write("hts/change_records/2025HTSRev2.txt", " 0101.21.0030   Established   July 1, 2025   484(f)");
        Lines(
            "0101.21.00,8,0,Horses,,Free,Free (KR),20%,2025_basic,2026_basic",
            "0101.21.00.10,10,1,Ponies,No.,,,,2025_basic,2025_rev_1",
            "0101.21.00.30,10,1,Shires,No.,,,,2025_rev_2,2026_basic",
            "0101.21.00.40,10,1,Left out at first,No.,,,,2025_rev_1,2026_basic",
            "0101.29.00.00,10,0,Other,No.,4.5%,Fre (AU),20%,2025_basic,2025_basic",
            "0101.29.00.00,10,0,Other,No.,4.5%,Free (AU),20%,2025_rev_1,2025_rev_2",
            "0101.29.00.00,10,0,Other,No.,4.5%,\"Free (AU,KR)\",20%,2026_basic,2026_basic",
            "0101.99.00.10,10,5,Stray,,,,,2025_rev_1,2025_rev_1"
        );
        Write(
            "concordance/hts10_changes_2025_2026.csv",
            "old_hts10,new_hts10,revision_from,revision_to,change_type,description_old,description_new,similarity",
            "0101210010,0101210030,rev_1,rev_2,rename,a,b,1",
            "NA,0101210040,basic,rev_1,added,NA,b,NA"
        );
        Write("concordance/hs10_naics.csv", "hs10,naics", "0101100000,111");
        Write(
            "mfn/usitc_tariff_database_2017_hts8.csv",
            "hts8,mfn_text_rate,col2_text_rate,begin_effect_date,end_effective_date",
            "01012100,Free,20%,2012-02-03,2017-06-30",
            "01012100,0.022,20%,2017-07-01,2050-12-31",
            "01012900,4.5 cents/kg,20%,2012-02-03,2050-12-31",
            "0101300,Free,20%,2012-02-03,2050-12-31"
        );
        Write(
            "mfn/usitc_tariff_database_2025_hts8.csv",
            "hts8,mfn_text_rate,quantity1_code,quantity2_code,begin_effect_date,end_effective_date",
            "01012100,Free,NO,,2022-01-26,2050-12-30",
            "99030101,Free,NO,,2022-01-26,2050-12-30",
            "01012900,,NO,,2022-01-26,2050-12-30"
        );
        Write(
            "s301/s301_lists_hts2020_usitc_china_tariffs_2020-01-01.csv",
            "hts,ch99_heading",
            "01012100,9903.88.15",
            "1901-10-05 00:00:00,9903.88.15"
        );
        Write(
            "trade/us_imports_2024_hts10_sum_of_50_partners.csv",
            "hts10,consumption_value_usd,calculated_duty_usd",
            "0101210099,1,0"
        );
        Write(
            "s301/s301_exclusion_items_note20.csv",
            "ch99_heading,note_subdivision,item_no,whole_statistical_number,hts_codes,exclusion_text",
            "9903.88.67,x,1,N,,\"Saddles (described in statistical reporting number 4201.00.6010 prior to January 27, 2022; described in statistical reporting number 4201.00.6020 or 4201.00.6030, effective January 27, 2022)\""
        );
    }

    private string From => folder.File("from");

    [Fact]
    public void Make_SetsMisprintsRightAndKeepsTheDays()
    {
        var (tables, faults) = Make();
        Assert.Equal(
            [
                "01012100||Free|Free (KR)|20%|2025-01-01|",
                "0101210010|No.||||2025-01-01|2025-07-01",
                "0101210030|No.||||2025-07-01|",
                "0101210040|No.||||2025-01-01|", // no change record names it: an edition left it out
                "0101290000|No.|4.5%|Free (AU)|20%|2025-01-01|2026-01-01", // a slip, corrected without a record
                "0101290000|No.|4.5%|Free (AU,KR)|20%|2026-01-01|",
            ],
            Rows(tables, "lines.csv"),
            StringComparer.Ordinal
        );
        Assert.Equal(
            [
                "2025 Basic|2025-01-01|2024-12-31|yes",
                "2025 Rev 1|2025-02-04|2025-02-05|yes",
                "2025 Rev 2|2025-07-01|2025-06-30|yes",
                "2026 Basic|2026-01-01|2025-12-31|yes",
                "2026 Rev 1|2026-01-16|2026-01-16|no",
            ],
            Rows(tables, "editions.csv"),
            StringComparer.Ordinal
        );
        Assert.Equal("usitc_tariff_database_2017_hts8.csv:5", Assert.Single(faults).Split(": ")[0]);
    }

    [Fact]
    public void Make_ReadsTheYearlyBasesByTheirDays()
    {
        var (tables, _) = Make();
        Assert.Equal(
            ["01012100|2.2%|20%|2017-07-01|2051-01-01", "01012900|4.5¢/kg|20%|2012-02-03|2051-01-01"],
            Rows(tables, "base-2017.csv"),
            StringComparer.Ordinal
        );
        Assert.Equal(["01012100|Free|2022-01-27|2051-01-01"], Rows(tables, "base-2025.csv"), StringComparer.Ordinal);
        Assert.Equal(
            ["0101100000|statistics before 2025", "0101210099|2024", "19011005|2020"],
            Rows(tables, "codes-earlier.csv"),
            StringComparer.Ordinal
        );
        Assert.Equal(
            [
                "0101210010|0101210030|2025-07-01",
                "4201006010|4201006020|2022-01-27",
                "4201006010|4201006030|2022-01-27",
            ],
            Rows(tables, "changes.csv"),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void Make_OfAnIndentThatContradictsTheDigits_IsAFault()
    {
        Lines(
            "0101.21.00,8,0,Horses,,Free,,20%,2025_basic,2026_basic",
            "0101.21.00.10,10,1,Ponies,No.,,,,2025_basic,2026_basic",
            "0101.29.00.10,10,1,Lost,No.,,,,2025_basic,2026_basic"
        );
        Assert.Contains(
            Make().Faults,
            f => f.Contains("by its indent it takes its duty from 01012100", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Made_TablesAreReadByTheSchedule()
    {
        var report = TariffImportRun.Run([new UsScheduleImport()], From, folder.File("data"));
        Assert.Equal(6, report.Rows.Count);
        var schedule = UsSchedule.Load(folder.File("data"));
        var found = Assert.IsType<ScheduleAnswer.Found>(
            schedule.Find(ScheduleTests.Code("0101.21.0040"), ScheduleTests.Day("2025-01-05"))
        );
        Assert.Equal(("Free", "HTS 2025 Basic"), (found.General, found.Basis));
        Assert.Equal(
            2,
            TariffImportRun.Run([new UsScheduleImport()], From, folder.File("data")).Rows[
                "tariff/us/schedule/base-2017.csv"
            ]
        );
    }

    [Fact]
    public void UsHts_OnTheCommandLine_TellsWhatChangedAndWhatIsWrong()
    {
        using var line = new CommandLine();
        var export = line.Write(
            "2026HTSRev11.csv",
            "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty,Quota Quantity,Additional Duties",
            "9701.10.00.00,0,Pictures,\"[\"\"No.\"\"]\",1%,,Free,,",
            "970110000,0,Short,,1%,,Free,,"
        );
        var run = line.Run("data", "import", "us-hts", export, "--own", line.File("own"));
        Assert.Equal(ExitCode.InputProblems, run.Code);
        Assert.Contains(
            "2026 Rev 11, from 2026-07-01 on: rows 1, headings 1; in ",
            run.Lines[0],
            StringComparison.Ordinal
        );
        Assert.Contains("      2  new lines", run.Out, StringComparison.Ordinal);
        Assert.Contains("2026HTSRev11.csv:3: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, line.Run("data", "import", "us-hts", export, export, "--edition", "x").Code);
        Assert.Contains("--own DIR", line.Run("data", "import", "us-hts", export).Error, StringComparison.Ordinal);
        line.Variables["XDG_DATA_HOME"] = line.File("xdg");
        Assert.Contains(
            Path.Combine(line.File("xdg"), "parley", "us-hts"),
            line.Run("data", "import", "us-hts", export).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void UsTariffs_OnTheCommandLine_WritesGoodTablesAndTellsTheOthers()
    {
        using var line = new CommandLine();
        var run = line.Run("data", "import", "us-tariffs", "--from", From, "--data", line.File("data"));
        Assert.Equal(ExitCode.InputProblems, run.Code);
        Assert.Contains("      6  tariff/us/schedule/lines.csv", run.Out, StringComparison.Ordinal);
        Assert.Contains("US schedule: usitc_tariff_database_2017_hts8.csv:5: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("; the other rows were written.\n", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private (Dictionary<string, ImportedTable> Tables, List<string> Faults) Make()
    {
        var faults = new List<string>();
        var tables = new UsScheduleImport()
            .Make(From, faults)
            .ToDictionary(t => Path.GetFileName(t.Path), StringComparer.Ordinal);
        return (tables, faults);
    }

    private static IEnumerable<string> Rows(Dictionary<string, ImportedTable> tables, string name) =>
        tables[name].Rows.Select(r => string.Join('|', r));

    private void Lines(params string[] rows) =>
        Write(
            "hts/hts_lines_2025_2026.csv",
            ["htsno,digits,indent,description,units,general,special,other,first_revision,last_revision", .. rows]
        );

    private void Write(string path, params string[] lines)
    {
        var target = Path.Combine(From, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, string.Join('\n', lines) + "\n");
    }
}
