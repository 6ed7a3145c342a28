using System.Text.RegularExpressions;

namespace Parley.Tariffs.Import;

/// <summary>
/// The lines that granted exclusions of Section 301 name, one list for each heading. An item that is a whole statistical
/// number is <c>full</c>; any other is an article that only its text describes. The texts are not kept.
/// </summary>
internal sealed partial class Section301ExclusionImport : TariffImport
{
    private const string Origin =
        "U.S. note 20(h) to (www) of HTS 2026 Rev 6, in Parley's collection of the US tariff data";

    /// <inheritdoc/>
    public override string Name => "Section 301 exclusions";

    /// <inheritdoc/>
    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        var lists = new SortedDictionary<string, ListRows>(StringComparer.Ordinal);
        foreach (var item in CsvFile.Read(Path.Combine(from, "s301", "s301_exclusion_items_note20.csv")).Rows)
        {
            var text = item["exclusion_text"];
            var codes = Codes(item["hts_codes"], text);
            if (
                codes.Length == 0
                && item["hts_codes"].Length == 0
                && !text.Contains("eleted", StringComparison.Ordinal)
            )
                faults.Add($"{item.Where}: the item names no code and is not deleted. Add its code.");
            var id = "us-excl-" + item["ch99_heading"][^2..];
            if (!lists.TryGetValue(id, out var list))
                lists[id] = list = new ListRows();
            var coverage = item["whole_statistical_number"] is "Y" ? "full" : "described";
            foreach (var code in codes)
                list.Add(code, coverage);
        }

        return lists.Select(l => l.Value.Table(l.Key, Origin));
    }

    // The column also holds headings of chapters 98 and 99 that the following paragraph names; one code has its dots astray.
    private static string[] Codes(string column, string text)
    {
        var codes = column.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (codes.Length == 0)
            codes = [.. Loose().Matches(text).Select(m => m.Value.Replace(".", "", StringComparison.Ordinal))];
        return
        [
            .. codes
                .Where(c => c.Length is 8 or 10 && !c.StartsWith("98", StringComparison.Ordinal))
                .Where(c => !c.StartsWith("99", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"\d{4}\.\d{4}\.\d{2}", RegexOptions.None, 1000)]
    private static partial Regex Loose();
}
