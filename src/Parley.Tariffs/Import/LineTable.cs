using System.Globalization;
using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Import;

/// <summary>
/// The duties of every line by day, from the combined table of editions. Three kinds of printing error are put right:
/// a line that one edition leaves out, a line that an edition shows without its change record naming it, and a text
/// outside a Basic edition that was corrected without a change record.
/// </summary>
internal sealed class LineTable
{
    private static readonly string[] Duties = ["general", "special", "other"];

    private readonly EditionTable editions;
    private readonly ICollection<string> faults;
    private readonly string[] records;
    private readonly CsvLine[] rows;

    public LineTable(string from, EditionTable editions, ICollection<string> faults)
    {
        this.editions = editions;
        this.faults = faults;
        records =
        [
            .. editions.All.Select(e =>
            {
                var parts = e.Name.Replace("Rev ", "Rev", StringComparison.Ordinal).Split(' ');
                var path = Path.Combine(from, "hts", "change_records", $"{parts[0]}HTS{parts[1]}.txt");
                return File.Exists(path) ? File.ReadAllText(path) : "";
            }),
        ];
        rows = [.. Rows(from, editions, faults).Where(r => !Stray(r))];
    }

    /// <summary>The rows of 8 and 10 digits that can be read.</summary>
    public static IEnumerable<CsvLine> Rows(string from, EditionTable editions, ICollection<string> faults)
    {
        foreach (var row in CsvFile.Read(Path.Combine(from, "hts", "hts_lines_2025_2026.csv")).Rows)
        {
            if (row["digits"] is not ("8" or "10"))
                continue;
            var code = HtsCode.Parse(row["htsno"]);
            if (
                code.Ok
                && editions.Find(row["first_revision"]) is not null
                && editions.Find(row["last_revision"]) is not null
            )
                yield return row;
            else
                faults.Add($"{row.Where}: {code.Fault ?? "its editions are not in hts_revisions.csv."}");
        }
    }

    public ImportedTable Table()
    {
        var lines = new List<IReadOnlyList<string>>();
        foreach (
            var code in rows.GroupBy(r => r["htsno"], StringComparer.Ordinal)
                .OrderBy(g => Digits(g.Key), StringComparer.Ordinal)
        )
            lines.AddRange(Lines(code.Key, [.. code.OrderBy(r => editions.Place(r["first_revision"]))]));
        CheckIndents();
        return new ImportedTable(ScheduleBases.Folder + "lines.csv", PrintedLine.Headers, lines, UsScheduleImport.Hts);
    }

    private IEnumerable<IReadOnlyList<string>> Lines(string dotted, CsvLine[] versions)
    {
        var spans = new List<(string[] Texts, int First, int Last)>();
        foreach (var row in versions)
        {
            var texts = Texts(row);
            var (first, last) = (editions.Place(row["first_revision"]), editions.Place(row["last_revision"]));
            if (spans.Count == 0)
            {
                spans.Add((texts, Start(dotted, first), last));
                continue;
            }

            var (before, start, end) = spans[^1];
            var same = before.AsSpan().SequenceEqual(texts);
            if (first > end + 1 && !same)
                spans.Add((texts, first, last));
            else if (same || Correction(dotted, before, texts, first))
                spans[^1] = (texts, start, last);
            else
                spans.Add((texts, first, last));
        }

        var newest = editions.All.Select((e, i) => (e, i)).Last(p => p.e.OnFile).i;
        foreach (var (texts, first, last) in spans)
        {
            yield return
            [
                Digits(dotted),
                .. texts,
                ScheduleTable.Text(editions.All[first].From),
                last == newest ? "" : ScheduleTable.Text(editions.All[last + 1].From),
            ];
        }
    }

    /// <summary>Whether a row is a misprint: in one edition only, with nothing in its columns, and in no change record.</summary>
    private bool Stray(CsvLine row) =>
        row["first_revision"] == row["last_revision"]
        && row["digits"] is "10"
        && Texts(row).All(t => t.Length == 0)
        && !Named(row["htsno"], editions.Place(row["first_revision"]));

    /// <summary>The edition in which a line begins: the one before, if the change record of the one that shows it is silent.</summary>
    private int Start(string dotted, int first) =>
        first == 0 || editions.All[first].Name.EndsWith("Basic", StringComparison.Ordinal) || Named(dotted, first)
            ? first
            : first - 1;

    private bool Correction(string dotted, string[] before, string[] after, int edition) =>
        before[0] == after[0]
        && !editions.All[edition].Name.EndsWith("Basic", StringComparison.Ordinal)
        && !Named(dotted, edition);

    /// <summary>Whether the change record of an edition names a line, or the line above it as changed.</summary>
    private bool Named(string dotted, int edition)
    {
        var digits = Digits(dotted);
        var legal = $"{digits[..4]}.{digits[4..6]}.{digits[6..8]}";
        return records[edition].Contains(legal + digits[8..], StringComparison.Ordinal);
    }

    private static string[] Texts(CsvLine row) =>
        [
            row["units"],
            .. Duties.Select(c => string.Join(' ', row[c].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];

    private static string Digits(string dotted) => dotted.Replace(".", "", StringComparison.Ordinal);

    /// <summary>The line above by indent must be the line above by digits, in every edition on file.</summary>
    private void CheckIndents()
    {
        var sorted = rows.OrderBy(r => Digits(r["htsno"]), StringComparer.Ordinal)
            .Select(r =>
                (
                    Code: Digits(r["htsno"]),
                    Indent: int.TryParse(r["indent"], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                        ? n
                        : -1,
                    Bears: r["general"].Length > 0 || r["special"].Length > 0,
                    First: editions.Place(r["first_revision"]),
                    Last: editions.Place(r["last_revision"])
                )
            )
            .ToArray();
        for (var edition = 0; edition < editions.All.Count; edition++)
        {
            var above = new Stack<(string Code, int Indent, bool Bears)>();
            foreach (var row in sorted.Where(r => r.First <= edition && edition <= r.Last))
            {
                while (above.TryPeek(out var last) && last.Indent >= row.Indent)
                    above.Pop();
                if (!row.Bears && row.Code.Length == 10)
                {
                    var bearer = above.FirstOrDefault(a => a.Bears).Code;
                    if (bearer is not null && !row.Code.StartsWith(bearer, StringComparison.Ordinal))
                        faults.Add(
                            $"{row.Code} in HTS {editions.All[edition].Name}: by its indent it takes its duty from {bearer}, which its digits do not lie under. Check the edition."
                        );
                }

                above.Push((row.Code, row.Indent, row.Bears));
            }
        }
    }
}
