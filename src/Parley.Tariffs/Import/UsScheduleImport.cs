using System.Text.RegularExpressions;
using NodaTime.Text;
using Parley.Core;

namespace Parley.Tariffs.Import;

/// <summary>
/// Makes the tables of the US schedule: the duties of every line by day, the yearly bases of 2017 and 2025, editions,
/// changes of statistical codes, and codes seen in earlier years. No description is taken over.
/// </summary>
internal sealed class UsScheduleImport : TariffImport
{
    public const string Hts = "Harmonized Tariff Schedule, editions 2025 Basic to 2026 Rev 10 (USITC)";
    private const string Yearly = "Tariff database of the USITC, ";

    private static readonly LocalDatePattern LongDay = LocalDatePattern.CreateWithInvariantCulture("MMMM d, uuuu");

    private static readonly Regex Pair = new(
        @"described in statistical reporting numbers? (?<old>[0-9., or]+?),? prior to (?<day>\w+ \d+, \d{4})[;,]? described in statistical reporting numbers? (?<new>[0-9., or]+?),? effective \k<day>",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    public override string Name => "US schedule";

    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        var editions = EditionTable.Read(Path.Combine(from, "hts", "hts_revisions.csv"));
        yield return editions.Table();
        yield return new LineTable(from, editions, faults).Table();
        yield return Changes(from, editions, faults);
        yield return Base2017(from, faults);
        yield return Base2025(from, faults);
        yield return Earlier(from, editions, faults);
    }

    private static ImportedTable Changes(string from, EditionTable editions, ICollection<string> faults)
    {
        var file = CsvFile.Read(Path.Combine(from, "concordance", "hts10_changes_2025_2026.csv"));
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in file.Rows)
        {
            var (old, next) = (Named(row["old_hts10"]), Named(row["new_hts10"]));
            if (!Codes(row, faults, old, next) || old.Length == 0 || next.Length == 0)
                continue;
            if (editions.Find(row["revision_to"]) is { } edition)
                rows.Add([old, next, ScheduleTable.Text(edition.From)]);
            else
                faults.Add($"{row.Where}: no edition '{row["revision_to"]}' is in hts_revisions.csv.");
        }

        rows.AddRange(Renumbered(from));
        return new ImportedTable(
            ScheduleNotes.ChangesFile,
            ["old_code", "new_code", "from"],
            Sorted(rows),
            Hts
                + ", codes matched by their texts; and U.S. note 20 to subchapter III of chapter 99, which names the number of an excluded article before and after a day"
        );
    }

    /// <summary>"described in statistical reporting number A prior to DAY; described in statistical reporting number B effective DAY".</summary>
    private static IEnumerable<IReadOnlyList<string>> Renumbered(string from)
    {
        var found = new HashSet<(string, string, string)>();
        foreach (var row in CsvFile.Read(Path.Combine(from, "s301", "s301_exclusion_items_note20.csv")).Rows)
        {
            foreach (Match pair in Pair.Matches(row["exclusion_text"]))
            {
                var day = LongDay.Parse(pair.Groups["day"].Value);
                if (!day.Success)
                    continue;
                foreach (var old in CodesIn(pair.Groups["old"].Value))
                {
                    foreach (var next in CodesIn(pair.Groups["new"].Value))
                        found.Add((old, next, ScheduleTable.Text(day.Value)));
                }
            }
        }

        return found.Select(f => (IReadOnlyList<string>)[f.Item1, f.Item2, f.Item3]);
    }

    private static IEnumerable<string> CodesIn(string text) =>
        text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(HtsCode.Parse)
            .Where(c => c.Ok)
            .Select(c => c.Value.Digits);

    private static ImportedTable Base2017(string from, ICollection<string> faults)
    {
        var file = CsvFile.Read(Path.Combine(from, "mfn", "usitc_tariff_database_2017_hts8.csv"));
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in file.Rows)
        {
            var (begin, end) = (row["begin_effect_date"], row["end_effective_date"]);
            if (!Codes(row, faults, row["hts8"]) || !Days(row, faults, begin, end) || row["mfn_text_rate"].Length == 0)
                continue;
            if (string.CompareOrdinal(begin, "2018-01-01") <= 0 && string.CompareOrdinal("2018-01-01", end) <= 0)
                rows.Add([
                    row["hts8"],
                    ScheduleTable.Duty(row["mfn_text_rate"]),
                    ScheduleTable.Duty(row["col2_text_rate"]),
                    begin,
                    Next(end),
                ]);
        }

        return new ImportedTable(
            ScheduleBases.Base2017File,
            ["code", "general", "column2", "from", "until"],
            Sorted(rows),
            Yearly + "2017, rows that hold on 2018-01-01"
        );
    }

    /// <summary>The collection prints each day of this database one day early: HS 2022 begins on 2022-01-26 in it.</summary>
    private static ImportedTable Base2025(string from, ICollection<string> faults)
    {
        var file = CsvFile.Read(Path.Combine(from, "mfn", "usitc_tariff_database_2025_hts8.csv"));
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in file.Rows)
        {
            var (begin, end) = (row["begin_effect_date"], row["end_effective_date"]);
            if (!Codes(row, faults, row["hts8"]) || !Days(row, faults, begin, end))
                continue;
            if (row["mfn_text_rate"].Length > 0 && !row["hts8"].StartsWith("99", StringComparison.Ordinal))
                rows.Add([row["hts8"], row["mfn_text_rate"], Next(begin), Next(Next(end))]);
        }

        return new ImportedTable(
            ScheduleBases.Base2025File,
            ["code", "general", "from", "until"],
            Sorted(rows),
            Yearly + "2025, each day set one later: the copy in the collection prints them a day early"
        );
    }

    private static ImportedTable Earlier(string from, EditionTable editions, ICollection<string> faults)
    {
        var first = LineTable
            .Rows(from, editions, faults: [])
            .Where(r => editions.Find(r["first_revision"])?.From == EarlierYears.End)
            .Select(r => r["htsno"].Replace(".", "", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(Path.Combine("s301", "s301_lists_hts2020_usitc_china_tariffs_2020-01-01.csv"), "hts", "2020");
        Add(Path.Combine("trade", "us_imports_2024_hts10_sum_of_50_partners.csv"), "hts10", "2024");
        Add(Path.Combine("concordance", "hs10_naics.csv"), "hs10", "statistics before 2025");
        return new ImportedTable(
            ScheduleBases.EarlierFile,
            ["code", "seen"],
            [.. seen.Select(p => (IReadOnlyList<string>)[p.Key, p.Value])],
            "Codes of the Section 301 lists of 2020 (USITC), of import statistics of 2024 and of classifications (Census) that are not in HTS 2025"
        );

        void Add(string path, string column, string when)
        {
            foreach (var row in CsvFile.Read(Path.Combine(from, path)).Rows)
            {
                var code = Undated(row[column]);
                if (Codes(row, faults, code) && !first.Contains(code))
                    seen.TryAdd(code, when);
            }
        }
    }

    /// <summary>A spreadsheet made days of the codes of the 2020 list that look like one: 1901-10-05 is 1901.10.05.</summary>
    private static string Undated(string code) =>
        code.EndsWith(" 00:00:00", StringComparison.Ordinal)
            ? code[..^9].Replace("-", "", StringComparison.Ordinal)
            : code;

    private static string Named(string code) => code is "NA" ? "" : code;

    private static string Next(string day) => ScheduleTable.Text(ScheduleTable.Day(day).PlusDays(1));

    private static bool Codes(CsvLine row, ICollection<string> faults, params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (code.Length > 0 && HtsCode.Parse(code).Fault is { } fault)
            {
                faults.Add($"{row.Where}: {fault}");
                return false;
            }
        }

        return true;
    }

    private static bool Days(CsvLine row, ICollection<string> faults, params ReadOnlySpan<string> days)
    {
        try
        {
            foreach (var day in days)
                _ = ScheduleTable.Day(day);
            return true;
        }
        catch (FormatException e)
        {
            faults.Add($"{row.Where}: {e.Message}");
            return false;
        }
    }

    private static IReadOnlyList<string>[] Sorted(List<IReadOnlyList<string>> rows) =>
        [.. rows.OrderBy(r => string.Join('\t', r), StringComparer.Ordinal)];
}
