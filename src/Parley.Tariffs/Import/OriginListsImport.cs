using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Parley.Tariffs.Import;

/// <summary>
/// Lists of lines that the duties on single origins name: what the agreements with the European Union, South Korea
/// and Switzerland exempt, energy and potash of Canada and Mexico, the duties on Brazil, Section 338, column 2 of Russia.
/// </summary>
public sealed partial class OriginListsImport : TariffImport
{
    private const string Notes = "Harmonized Tariff Schedule, chapter 99, U.S. notes, 2026 Revision 6";
    private const string Tracker = "Harmonized Tariff Schedule, chapter 99, by arifshehab/tariff-rate-tracker";
    private const string Waugh = "Federal Register notices of 2026, by tradewartracker/trade-war-redux-2025";

    /// <inheritdoc/>
    public override string Name => "Lists of single origins";

    [GeneratedRegex(
        @"(?<![\d.])\d{4}\.\d{2}\.\d{2}(\.?\d{2})?(?!\d)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Code();

    /// <inheritdoc/>
    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(faults);
        var text = File.ReadAllLines(Path.Combine(from, "hts", "chapter99_full_text_2026_rev6.txt"));
        var tables = new List<ImportedTable>();
        Agreements(from, tables, faults);
        NorthAmerica(from, tables, faults);
        Brazil(from, text, tables, faults);
        Canada338(from, tables, faults);
        Russia(text, tables, faults);
        return tables.OrderBy(t => t.Path, StringComparer.Ordinal);
    }

    private static void Agreements(string from, List<ImportedTable> tables, ICollection<string> faults)
    {
        var file = CsvFile.Read(Path.Combine(from, "ieepa", "floor_country_exempt_products_dated.csv"));
        (string Group, string Category, string Id, string Coverage)[] lists =
        [
            ("eu", "ptaap", "us-eu-listed", "full"),
            ("eu", "particular", "us-eu-articles", "described"),
            ("eu", "civil_aircraft", "us-eu-civil-aircraft", "end_use"),
            ("eu", "pharma", "us-eu-pharma", "end_use"),
            ("korea", "civil_aircraft", "us-kr-civil-aircraft", "end_use"),
            ("swiss", "ptaap", "us-swiss-listed", "full"),
            ("swiss", "civil_aircraft", "us-swiss-civil-aircraft", "end_use"),
            ("swiss", "pharma", "us-swiss-pharma", "end_use"),
        ];
        foreach (var (group, category, id, coverage) in lists)
        {
            var codes = file
                .Rows.Where(r => Is(r["country_group"], group) && Is(r["category"], category))
                .Select(r => Digits(r, "hts8", faults));
            tables.Add(Table(id, codes, coverage, Tracker, faults));
        }

        foreach (
            var row in file.Rows.Where(r =>
                !Array.Exists(lists, l => Is(l.Group, r["country_group"]) && Is(l.Category, r["category"]))
            )
        )
            faults.Add(
                $"{row.Where}: the group '{row["country_group"]}' with '{row["category"]}' has no list here. Add one."
            );
    }

    private static void NorthAmerica(string from, List<ImportedTable> tables, ICollection<string> faults)
    {
        var file = CsvFile.Read(Path.Combine(from, "ieepa", "fentanyl_carveouts_canada_mexico.csv"));
        IEnumerable<string> Of(string category) =>
            file.Rows.Where(r => Is(r["category"], category)).Select(r => Digits(r, "hts8", faults));
        tables.Add(Table("us-ca-energy", Of("energy_ca"), "full", Tracker, faults));
        string[] canada = [.. Of("potash_ca").Order(StringComparer.Ordinal)];
        string[] mexico = [.. Of("potash_mx").Order(StringComparer.Ordinal)];
        if (!canada.SequenceEqual(mexico, StringComparer.Ordinal))
            faults.Add($"{file.Name}: potash of Canada and of Mexico differ; one list serves both. Write two.");
        var table = Table("us-potash", canada, "full", Tracker, faults);
        tables.Add(
            table with
            {
                Rows = [.. table.Rows.Select(r => (IReadOnlyList<string>)[r[0], r[1], "2025-03-07", "", "", ""])],
            }
        );
    }

    private static void Brazil(string from, string[] text, List<ImportedTable> tables, ICollection<string> faults)
    {
        // Which codes: the note of the schedule. Since when: the tracker, which also has codes that the note lacks.
        const string Listed = "(a) As provided in heading 9903.01.81,";
        const string Articles = "(b) As provided in heading 9903.01.90,";
        const string Aircraft = "(iv) As provided in heading 9903.01.82,";
        const string After = "(v) The additional duties imposed by heading 9903.01.77";
        var dated = CsvFile
            .Read(Path.Combine(from, "ieepa", "country_eo_exempt_products_brazil_india.csv"))
            .Rows.ToLookup(r => Digits(r, "hts10", faults), r => r["effective_date_start"], StringComparer.Ordinal);
        var listed = Table("us-brazil-40-listed", Between(text, Listed, Articles, faults), "full", Notes, faults);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in listed.Rows)
        {
            var starts = dated[row[0]].Order(StringComparer.Ordinal).ToList();
            if (starts.Count == 0)
                faults.Add($"country_eo_exempt_products_brazil_india.csv: {row[0]} of the note has no date there.");
            rows.Add(starts is ["2025-11-13", ..] ? [row[0], row[1], "2025-11-13", "", "EO-14361", ""] : row);
        }

        tables.Add(listed with { Rows = rows });
        tables.Add(
            Table("us-brazil-40-articles", Between(text, Articles, Aircraft, faults), "described", Notes, faults)
        );
        tables.Add(
            Table("us-brazil-40-civil-aircraft", Between(text, Aircraft, After, faults), "end_use", Notes, faults)
        );
        var file = CsvFile.Read(Path.Combine(from, "s301_2026", "brazil_301_exemptions.csv"));
        (string Category, string Id, string Coverage)[] lists =
        [
            ("flat", "us-301-brazil-listed", "full"),
            ("named", "us-301-brazil-articles", "described"),
            ("aircraft", "us-301-brazil-civil-aircraft", "end_use"),
            ("pharma", "us-301-brazil-pharma", "end_use"),
        ];
        foreach (var (category, id, coverage) in lists)
        {
            var codes = file.Rows.Where(r => Is(r["category"], category)).Select(r => Digits(r, "HTSUS", faults));
            tables.Add(Table(id, codes, coverage, Waugh, faults));
        }
    }

    private static void Canada338(string from, List<ImportedTable> tables, ICollection<string> faults)
    {
        (string File, string Id, string Coverage)[] lists =
        [
            ("canada_338_alcohol.csv", "us-338-alcohol", "full"),
            ("canada_338_autos.csv", "us-338-autos", "full"),
            ("canada_338_dairy.csv", "us-338-dairy", "full"),
            ("canada_338_aircraft_exempt.csv", "us-338-civil-aircraft", "end_use"),
        ];
        foreach (var (name, id, coverage) in lists)
        {
            var codes = CsvFile
                .Read(Path.Combine(from, "s301_2026", name))
                .Rows.Select(r => Digits(r, "HTSUS", faults));
            tables.Add(Table(id, codes, coverage, Waugh, faults));
        }
    }

    private static void Russia(string[] text, List<ImportedTable> tables, ICollection<string> faults)
    {
        const string At35 = "(b) Heading 9903.90.08 applies";
        const string About70 = "(c) For the purposes of heading 9903.90.09";
        const string At70 = "(d) Heading 9903.90.09 applies";
        const string Next = "31. (a)";
        tables.Add(Table("us-russia-35", Between(text, At35, About70, faults), "full", Notes, faults));
        tables.Add(Table("us-russia-70", Between(text, At70, Next, faults), "full", Notes, faults));
    }

    /// <summary>The codes that stand in the text from one line to another, chapter 99 itself left out.</summary>
    private static List<string> Between(string[] text, string first, string next, ICollection<string> faults)
    {
        var start = Array.FindIndex(text, l => l.TrimStart().StartsWith(first, StringComparison.Ordinal));
        var end =
            start < 0
                ? -1
                : Array.FindIndex(text, start + 1, l => l.TrimStart().StartsWith(next, StringComparison.Ordinal));
        if (end < 0)
        {
            faults.Add(
                $"chapter99_full_text_2026_rev6.txt: no text from '{first}' to '{next}'. Was another revision given?"
            );
            return [];
        }

        return
        [
            .. Code()
                .Matches(string.Join('\n', text[start..end]))
                .Select(m => m.Value.Replace(".", "", StringComparison.Ordinal))
                .Where(c => !c.StartsWith("9903", StringComparison.Ordinal)),
        ];
    }

    private static ImportedTable Table(
        string id,
        IEnumerable<string> codes,
        string coverage,
        string origin,
        ICollection<string> faults
    )
    {
        string[] sorted =
        [
            .. codes.Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        if (sorted.Length == 0)
            faults.Add($"{id}: no code was found. Is the collection whole?");
        return new ImportedTable(
            Invariant($"tariff/us/lists/{id}.csv"),
            ["code", "coverage", "from", "until", "by", "ended_by"],
            [.. sorted.Select(c => (IReadOnlyList<string>)[c, coverage, "", "", "", ""])],
            origin
        );
    }

    private static string Digits(CsvLine row, string column, ICollection<string> faults)
    {
        var code = row[column].Replace(".", "", StringComparison.Ordinal);
        if (code.Length is >= 2 and <= 10 && code.All(char.IsAsciiDigit))
            return code;
        faults.Add($"{row.Where}: '{row[column]}' is no code of 2 to 10 digits.");
        return "";
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
