using Parley.Tariffs.Import;
using Xunit;

namespace Parley.Tests.Tariffs;

public sealed class Section232ImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-s232-").FullName;

    public Section232ImportTests() => Collection();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Make_TwoColumnsThatRunIntoEachOther_AreToldApartByChapter()
    {
        var lists = Make();

        Assert.Equal("7206 7306", Codes(lists["us-232-1a-steel"]));
        Assert.Equal("73110000 7326908688", Codes(lists["us-232-1a-steel-derivatives"]));
        Assert.Equal("74062000", Codes(lists["us-232-1a-copper"]));
    }

    [Fact]
    public void Make_CodesMovedInJune_EndInOneListAndBeginInTheOther()
    {
        var lists = Make();

        Assert.Equal("84271040,full,2026-04-06,2026-06-08,,PROC-11032", Row(lists["us-232-1b-steel"], "84271040"));
        Assert.Equal("84271040,full,2026-06-08,,PROC-11032,", Row(lists["us-232-1c"], "84271040"));
        Assert.Equal("84271040", Codes(lists["us-232-weight-rule"]));
    }

    [Fact]
    public void Make_DerivativesOf2025_AreDatedAndEndWithTheNewRegime()
    {
        var lists = Make();

        Assert.Equal(
            "22030000,full,2025-04-04,2026-04-06,90-FR-14786,PROC-11021",
            Row(lists["us-232-aluminum-derivatives-other"], "22030000")
        );
        Assert.Equal(
            "8424909080,full,2025-03-12,2026-04-06,,PROC-11021",
            Row(lists["us-232-aluminum-derivatives-other"], "8424909080")
        );
        Assert.Equal(
            "84672200,full,2025-08-18,2026-04-06,90-FR-40326,PROC-11021",
            Row(lists["us-232-aluminum-derivatives-other"], "84672200")
        );
        Assert.Equal("none", Row(lists["us-232-steel-derivatives-73"], "73170030").Split(',')[1]);
    }

    [Fact]
    public void Make_YearsAndChapter98_AreNoCodes() =>
        Assert.Equal("8471 87081030", Codes(Make()["us-232-auto-parts"]));

    [Fact]
    public void Make_ListOfAnotherRevision_SaysWhichWordsAreMissing()
    {
        Write("hts/chapter99_full_text_2026_rev6.txt", "another text");

        var error = Assert.Throws<FormatException>(() => new Section232Import().Make(folder, []).Count());

        Assert.Contains("Was another revision given?", error.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, ImportedTable> Make()
    {
        var faults = new List<string>();
        var tables = new Section232Import().Make(folder, faults).ToList();
        Assert.Empty(faults);
        return tables.ToDictionary(t => Path.GetFileNameWithoutExtension(t.Path), StringComparer.Ordinal);
    }

    private static string Codes(ImportedTable table) => string.Join(' ', table.Rows.Select(r => r[0]));

    private static string Row(ImportedTable table, string code) =>
        string.Join(',', table.Rows.Single(r => r[0] == code));

    private void Write(string path, params string[] lines)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
    }

    private void Collection()
    {
        Write(
            "hts/chapter99_full_text_2026_rev6.txt",
            "(c) Headings apply to the full customs value of articles classifiable",
            "(iii) Articles of steel:",
            "   7206   7306",
            "Revision 6 (2026)     7311.00.00   74 (iv)",
            "(iv) Derivative steel articles:  7406.20.00  7326.90.8688",
            "(vii) Derivative steel articles:",
            "   8427.10.40",
            "(d) Headings 9903.82.04",
            "(j) The rates of duty set forth in heading 9903.85.07: 7610.10.00",
            "(k) The rates of duty in heading 9903.85.08: 2203.00.00; 8424.90.9080; 8467.22.00.",
            "For any derivative aluminum product that is classified",
            "(b) The rates of duty set forth in headings 9903.94.01 8703.23.01",
            "(c) Heading 9903.94.02",
            "(g) Subject to a manufacturer's import adjustment of April 29, 2025 (90 FR)",
            "  8471  8708.10.30  9802.00.60",
            "(h) Heading 9903.94.06",
            "(i) Heading 9903.94.31 sets forth 8703.23.01",
            "The aggregate annual import volume",
            "(j) Heading 9903.94.32 sets forth 4009.12.0020",
            "Any automotive part, except those",
            "(a) As provided in heading 9903.96.01 3917.21.00",
            "(b) As provided in heading 9903.96.02 3917.22.00",
            "36. [Note deleted.]",
            "(b) The rates of duty set forth in heading 9903.76.01 4403.11.00",
            "(c) Heading 9903.76.02",
            "(d) The rates of duty set forth in headings 9903.76.02 9401.61.4011",
            "(e) Except for as",
            " 9903.76.22, and 9903.76.23 apply to all imported completed 9403.40.9060",
            "(g) Heading 9903.76.04",
            "(b) The rate of duty set forth in heading 9903.74.01 8701.21.00",
            "(c) Heading 9903.74.02 applies to buses 8702.10.31",
            "(d) Heading 9903.74.03",
            "(i) The rates of duty set forth in heading 9903.74.08 4009.12.0020",
            "(j) Heading 9903.74.09",
            "(b) For the purposes of this note, \"semiconductor articles\" 8471.50",
            "To be included within"
        );
        Write(
            "s232/s232_metal_chapter_products.csv",
            "hts_prefix,metal_type,kind,effective_date,source",
            "7208,steel,mill,,2018",
            "73170030,steel,derivative,,Proc 9980 (2020)",
            "73269086,steel,derivative,2025-03-12,Proc 10896"
        );
        Write(
            "s232/s232_annex_products.csv",
            "hts_prefix,annex,metal_type,source,effective_date",
            "84271040,1b,steel,proclamation,2026-04-06",
            "84271040,1c,steel,proclamation,2026-06-08"
        );
        Write(
            "s232/s232_steel_derivatives_note16n_2025.csv",
            "hts_prefix,ch99_heading,effective_date,instrument,source,confidence",
            "84313100,9903.81.91,2025-03-12,x,x,high"
        );
        Write(
            "s232/s232_derivative_products.csv",
            "hts_prefix,ch99_code,derivative_type,effective_date",
            "84271040,9903.81.91,steel,2025-08-18"
        );
        Write(
            "s232/tariff_etrs_2025-10-30_s232_lists.csv",
            "programme,hts_prefix,default_rate_share_2025_10_30",
            "aluminum_derivative_9903_85_08,8424909080,0.5"
        );
        Write("s232/s232_copper_products.csv", "hts10,ch99_code", "74061000,9903.78.01");
        Write("s232/s232_aircraft_exempt_taiwan.csv", "hts8,ch99_code,source", "73043130,9903.96.03,x");
        Write("s232/s232_pharma_products.csv", "hts10", "3004901000");
    }
}
