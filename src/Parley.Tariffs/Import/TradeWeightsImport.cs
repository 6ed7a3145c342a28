using System.Globalization;

namespace Parley.Tariffs.Import;

/// <summary>
/// Imports of 2024 by line and origin, and shares of metal in value by line. Slovakia stands in the source beside the
/// European Union that holds it, and is left out. Shares are kept by the shortest code under which all lines have the same.
/// </summary>
internal sealed class TradeWeightsImport : TariffImport
{
    private const string CountedTwice = "4359";

    public override string Name => "Weights";

    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        yield return Imports(Path.Combine(from, "trade", "us_imports_2024_hts10_by_partner.csv"), faults);
        yield return Shares(Path.Combine(from, "s232", "metal_content_shares_bea_hs10.csv"));
        yield return Sectors(Path.Combine(from, "concordance", "hs10_gtap.csv"), faults);
    }

    private static ImportedTable Sectors(string path, ICollection<string> faults)
    {
        var sectors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in CsvFile.Read(path).Rows)
        {
            var sector = row["gtap_code"].ToLowerInvariant();
            if (sector.Length == 0)
                continue;
            if (!sectors.TryAdd(row["hs6_code"], sector) && sectors[row["hs6_code"]] != sector)
                faults.Add(
                    $"{row.Where}: {row["hs6_code"]} stands in the sectors {sectors[row["hs6_code"]]} and {sector}."
                );
        }

        return new ImportedTable(
            "tariff/us/weights/sectors.csv",
            ["hs6", "gtap"],
            [.. sectors.Select(s => (string[])[s.Key, s.Value])],
            "Six digits to sectors of the GTAP classification, in Parley's collection of the US tariff data"
        );
    }

    private static ImportedTable Imports(string path, ICollection<string> faults)
    {
        var rows = new List<string[]>();
        foreach (var row in CsvFile.Read(path).Rows)
        {
            var census = row["census_code"];
            if (census is CountedTwice)
                continue;
            if (row["hts10"].Length != 10)
                faults.Add($"{row.Where}: '{row["hts10"]}' has not ten digits. Was a leading zero lost?");
            else
                rows.Add([row["hts10"], census, row["value_usd"]]);
        }

        return new ImportedTable(
            "tariff/us/weights/imports-2024.csv",
            ["hts10", "census", "value"],
            [.. rows.OrderBy(r => r[0], StringComparer.Ordinal).ThenBy(r => r[1], StringComparer.Ordinal)],
            "US Census Bureau, imports for consumption 2024 by line and partner, in Parley's collection of the US tariff data"
        );
    }

    private static ImportedTable Shares(string path)
    {
        var shares = new SortedDictionary<string, (string, string, string)>(StringComparer.Ordinal);
        foreach (var row in CsvFile.Read(path).Rows)
            shares[row["hs10"]] = row["hs10"][..2] switch
            {
                "72" or "73" => ("1", "0", "0"),
                "76" => ("0", "1", "0"),
                _ => (Number(row["steel_share"]), Number(row["aluminum_share"]), Number(row["copper_share"])),
            };
        var rows = new List<string[]>();
        foreach (var chapter in shares.GroupBy(s => s.Key[..2], StringComparer.Ordinal))
            Collapse(chapter.Key, [.. chapter], rows);
        return new ImportedTable(
            "tariff/us/weights/metal-shares.csv",
            ["code", "steel", "aluminum", "copper"],
            rows,
            "Shares of metal from input-output tables of the Bureau of Economic Analysis, by line, in Parley's collection of the US tariff data; chapters 72, 73 and 76 are whole metal"
        );
    }

    private static void Collapse(
        string prefix,
        KeyValuePair<string, (string Steel, string Aluminum, string Copper)>[] lines,
        List<string[]> rows
    )
    {
        var first = lines[0].Value;
        if (Array.TrueForAll(lines, l => l.Value == first))
        {
            rows.Add([prefix, first.Steel, first.Aluminum, first.Copper]);
            return;
        }

        // Codes have an even number of digits.
        foreach (var group in lines.GroupBy(l => l.Key[..(prefix.Length + 2)], StringComparer.Ordinal))
            Collapse(group.Key, [.. group], rows);
    }

    private static string Number(string text) =>
        decimal.Parse(text, CultureInfo.InvariantCulture).ToString("0.#####", CultureInfo.InvariantCulture);
}
