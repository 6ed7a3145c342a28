namespace Parley.Tariffs.Import;

/// <summary>
/// Lists of goods outside a duty that all origins share: Annex II of the reciprocal duty with its changes, Annex II of the
/// Section 122 surcharge, and U.S. note 52 of the forced labour duty.
/// </summary>
internal sealed class ExemptionListsImport : TariffImport
{
    private const string Collection = ", in Parley's collection of the US tariff data";

    /// <inheritdoc/>
    public override string Name => "Exemptions that all origins share";

    /// <inheritdoc/>
    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults) =>
        [AnnexTwo(from, faults), .. Surcharge(from), .. ForcedLabour(from, faults)];

    private static ImportedTable AnnexTwo(string from, ICollection<string> faults)
    {
        var rows = new ListRows();
        foreach (var line in CsvFile.Read(Path.Combine(from, "ieepa", "annex_ii_exempt_prefixes_dated.csv")).Rows)
        {
            var (start, by) = line["first_effective_date"] switch
            {
                "NA" => ("", ""),
                "2025-04-05" => ("2025-04-05", "MEMO-2025-04-11"),
                "2025-09-08" => ("2025-09-08", "EO-14346"),
                "2025-11-13" => ("2025-11-13", "EO-14360"),
                _ => ("?", ""),
            };
            // The source gives the last day; a list gives the first day without.
            var (end, endedBy) = line["end_effective_date"] switch
            {
                "NA" => ("", ""),
                "2025-07-31" => ("2025-08-01", "PROC-10962"),
                "2025-09-07" => ("2025-09-08", "EO-14346"),
                "2025-10-13" => ("2025-10-14", "PROC-10976"),
                _ => ("?", ""),
            };
            if (start is "?" || end is "?")
                faults.Add($"{line.Where}: no act is known for this day. Name the act in the import.");
            else
                rows.Add(line["prefix"], "full", start, end, by, endedBy);
        }

        return rows.Table("us-annex-ii", "Annex II of EO 14257 as amended (U.S. note 2(v)(iii))" + Collection);
    }

    private static IEnumerable<ImportedTable> Surcharge(string from)
    {
        const string origin = "Annex II of Proclamation 11012 (U.S. note 2(aa))" + Collection;
        (string File, string List, string Coverage)[] files =
        [
            ("s122_annexII_product_exemptions.csv", "us-122-annex-ii", "full"),
            ("s122_annexII_specific_articles.csv", "us-122-articles", "described"),
            ("s122_civil_aircraft_exemptions.csv", "us-122-civil-aircraft", "end_use"),
        ];
        foreach (var (file, list, coverage) in files)
        {
            var rows = new ListRows();
            foreach (var line in CsvFile.Read(Path.Combine(from, "s122", file)).Rows)
                rows.Add(line["hts_code"], coverage);
            yield return rows.Table(list, origin);
        }
    }

    private static IEnumerable<ImportedTable> ForcedLabour(string from, ICollection<string> faults)
    {
        const string origin = "U.S. note 52(b) to (e)" + Collection;
        var lists = new SortedDictionary<string, ListRows>(StringComparer.Ordinal);
        foreach (
            var line in CsvFile.Read(Path.Combine(from, "s301_2026", "forced_labor_301_exemptions_common.csv")).Rows
        )
        {
            var (list, coverage) = line["condition"] switch
            {
                "full" => ("us-forced-labour-exempt", "full"),
                "ex" => ("us-forced-labour-articles", "described"),
                "aircraft" => ("us-forced-labour-civil-aircraft", "end_use"),
                "pharma" => ("us-forced-labour-pharmaceutical", "end_use"),
                _ => ("", ""),
            };
            if (list.Length == 0)
            {
                faults.Add($"{line.Where}: condition '{line["condition"]}' is not known. Add it to the import.");
                continue;
            }

            if (!lists.TryGetValue(list, out var rows))
                lists[list] = rows = new ListRows();
            // A product of chapter 30 is for pharmaceutical use by its classification.
            var medicine =
                coverage is "end_use"
                && line["condition"] is "pharma"
                && line["hts"].StartsWith("30", StringComparison.Ordinal);
            rows.Add(line["hts"], medicine ? "full" : coverage);
        }

        return lists.Select(l => l.Value.Table(l.Key, origin));
    }
}
