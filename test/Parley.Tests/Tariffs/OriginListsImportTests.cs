using Parley.Tariffs.Import;
using Xunit;

namespace Parley.Tests.Tariffs;

public sealed class OriginListsImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-origins-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Make_TakesCodesOfANoteUpToTheNext_SortedAndDated()
    {
        Collection();
        var faults = new List<string>();

        var tables = new OriginListsImport().Make(folder, faults).ToDictionary(t => t.Path, StringComparer.Ordinal);

        Assert.Empty(faults);
        Assert.Equal(23, tables.Count);
        Assert.Equal("44071100", Codes(tables["tariff/us/lists/us-russia-35.csv"]));
        Assert.Equal("72011000", Codes(tables["tariff/us/lists/us-russia-70.csv"]));
        Assert.Equal("39172100", Codes(tables["tariff/us/lists/us-brazil-40-civil-aircraft.csv"]));
        Assert.Equal(
            "08012100,full,,,, 09011100,full,2025-11-13,,EO-14361,",
            Rows(tables["tariff/us/lists/us-brazil-40-listed.csv"])
        );
        Assert.Equal("31042000,full,2025-03-07,,,", Rows(tables["tariff/us/lists/us-potash.csv"]));
        Assert.Equal("described", tables["tariff/us/lists/us-eu-articles.csv"].Rows[0][1]);
    }

    [Fact]
    public void Make_UnknownGroup_IsAFaultWithItsLine()
    {
        Collection(extra: "01061400,ptaap,atlantis,9903.02.99,2026-01-01");
        var faults = new List<string>();

        _ = new OriginListsImport().Make(folder, faults).Count();

        Assert.Contains(
            "floor_country_exempt_products_dated.csv:10: the group 'atlantis'",
            Assert.Single(faults),
            StringComparison.Ordinal
        );
    }

    private static string Codes(ImportedTable table) => string.Join(' ', table.Rows.Select(r => r[0]));

    private static string Rows(ImportedTable table) => string.Join(' ', table.Rows.Select(r => string.Join(',', r)));

    private void Collection(string? extra = null)
    {
        Write(
            "hts/chapter99_full_text_2026_rev6.txt",
            "(a) As provided in heading 9903.01.81, the duties do not apply:",
            "   0901.11.00  0801.21.00",
            "(b) As provided in heading 9903.01.90, the duty does not apply:",
            "(1) Named (classifiable in subheading 0805.90.01)",
            "(iv) As provided in heading 9903.01.82, the duties do not apply: 3917.21.00",
            "(v) The additional duties imposed by heading 9903.01.77 shall not",
            "3917.23.00",
            "(b) Heading 9903.90.08 applies to all products: 4407.11.00",
            "(c) For the purposes of heading 9903.90.09, articles",
            "(d) Heading 9903.90.09 applies to all products: 7201.10.00",
            "31. (a) As provided in headings 9903.91.01"
        );
        Write(
            "ieepa/floor_country_exempt_products_dated.csv",
            "hts8,category,country_group,ch99_code,effective_date_start",
            "25041010,ptaap,eu,9903.02.74,2025-09-25",
            "33012951,particular,eu,9903.02.75,2025-09-25",
            "39172100,civil_aircraft,eu,9903.02.76,2025-09-25",
            "28041000,pharma,eu,9903.02.77,2025-09-25",
            "39172100,civil_aircraft,korea,9903.02.81,2025-12-05",
            "01061400,ptaap,swiss,9903.02.84,2026-01-01",
            "39172100,civil_aircraft,swiss,9903.02.85,2026-01-01",
            "28041000,pharma,swiss,9903.02.86,2026-01-01",
            extra ?? "25041010,ptaap,eu,9903.02.74,2025-09-25"
        );
        Write(
            "ieepa/fentanyl_carveouts_canada_mexico.csv",
            "hts8,ch99_code,category",
            "27090010,9903.01.13,energy_ca",
            "31042000,9903.01.15,potash_ca",
            "31042000,9903.01.05,potash_mx"
        );
        Write(
            "ieepa/country_eo_exempt_products_brazil_india.csv",
            "ch99_code,hts10,effective_date_start,effective_date_end,source,note",
            "9903.01.77,0801.21.00,2025-08-06,,order,",
            "9903.01.77,0901.11.00,2025-11-13,,order,",
            "9903.01.77,9014.80.50,2025-08-06,,order,"
        );
        Write(
            "s301_2026/brazil_301_exemptions.csv",
            "HTSUS,category",
            "02011005,flat",
            "08059001,named",
            "39172100,aircraft",
            "28041000,pharma"
        );
        foreach (var name in (string[])["alcohol", "autos", "dairy"])
            Write($"s301_2026/canada_338_{name}.csv", "HTSUS,description", "22030000,\"A, b\"");
        Write("s301_2026/canada_338_aircraft_exempt.csv", "HTSUS,category", "39172100,aircraft");
    }

    private void Write(string path, params string[] lines)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
    }
}
