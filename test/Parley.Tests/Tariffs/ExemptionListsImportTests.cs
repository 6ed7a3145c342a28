using Parley.Tariffs.Import;
using Xunit;

namespace Parley.Tests.Tariffs;

public sealed class ExemptionListsImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-exempt-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Make_DatesAnnexTwoByItsActs_AndNamesADayThatNoActIsKnownFor()
    {
        Write(
            "ieepa/annex_ii_exempt_prefixes_dated.csv",
            "prefix,first_revision,last_revision,first_effective_date,removed_at,end_effective_date",
            "27090010,rev_7,2026_rev_9,NA,NA,NA",
            "8471,rev_10,2026_rev_9,2025-04-05,NA,NA",
            "74031100,rev_7,rev_16,NA,rev_17,2025-07-31",
            "99999999,rev_7,rev_16,NA,rev_17,2025-07-30"
        );
        foreach (var name in (string[])["product_exemptions", "specific_articles"])
            Write($"s122/s122_annexII_{name}.csv", "hts_code,digits", "08059001,8");
        Write("s122/s122_civil_aircraft_exemptions.csv", "hts_code,digits", "88073000,8");
        Write(
            "s301_2026/forced_labor_301_exemptions_common.csv",
            "hts,condition,ch99_heading,legal_basis,provenance",
            "30049092,pharma,9903.05.89,52(e),x",
            "29225040,pharma,9903.05.89,52(e),x"
        );
        var faults = new List<string>();

        var tables = new ExemptionListsImport()
            .Make(folder, faults)
            .ToDictionary(
                t => Path.GetFileNameWithoutExtension(t.Path),
                t => string.Join(' ', t.Rows.Select(r => string.Join(',', r))),
                StringComparer.Ordinal
            );

        Assert.Contains("_dated.csv:5: no act is known for this day", Assert.Single(faults), StringComparison.Ordinal);
        Assert.Equal(
            "27090010,full,,,, 74031100,full,,2025-08-01,,PROC-10962 8471,full,2025-04-05,,MEMO-2025-04-11,",
            tables["us-annex-ii"]
        );
        Assert.Equal("08059001,described,,,,", tables["us-122-articles"]);
        Assert.Equal("88073000,end_use,,,,", tables["us-122-civil-aircraft"]);
        Assert.Equal("29225040,end_use,,,, 30049092,full,,,,", tables["us-forced-labour-pharmaceutical"]);
    }

    private void Write(string path, params string[] lines)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
    }
}
