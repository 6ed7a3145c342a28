using NodaTime;
using Parley.Core;
using Parley.Tariffs.Import;
using static Parley.Tariffs.ScheduleTable;

namespace Parley.Tariffs;

/// <summary>One edition or database that a user loaded.</summary>
/// <param name="File">Its file in the folder.</param>
/// <param name="Name">The name given to it.</param>
/// <param name="Layout">What it is.</param>
/// <param name="From">The first day that it covers.</param>
/// <param name="Until">The end of what it covers, exclusive; null if nothing follows it.</param>
internal sealed record OwnEdition(string File, string Name, HtsLayout Layout, LocalDate From, LocalDate? Until);

/// <summary>
/// The editions and annual databases that a user loaded, in a folder of their own: one table for each, and a table that
/// names them. They take the place of the lines on file in the days that they cover.
/// </summary>
internal static class OwnEditions
{
    private const string Index = "editions.csv";

    private static readonly string[] Headers =
    [
        "code",
        "indent",
        "description",
        "units",
        "general",
        "special",
        "column2",
        "from",
        "until",
    ];

    /// <summary>What was loaded, in the order of days; databases first, so that an edition overrules them.</summary>
    public static IReadOnlyList<OwnEdition> All(string own, ICollection<string> faults)
    {
        var all = new List<OwnEdition>();
        ReadAny(
            Path.Combine(own, Index),
            5,
            faults,
            row =>
                all.Add(
                    new OwnEdition(
                        row.GetString(0),
                        row.GetString(1),
                        Enum.TryParse<HtsLayout>(row.GetString(2), ignoreCase: true, out var layout)
                            ? layout
                            : throw new FormatException($"'{row.GetString(2)}' is no kind of edition."),
                        Day(row.GetString(3)),
                        End(row.GetString(4))
                    )
                )
        );
        return [.. all.OrderBy(e => e.Layout != HtsLayout.Annual).ThenBy(e => e.From)];
    }

    /// <summary>Stores an edition; one of the same name is replaced.</summary>
    public static void Store(string own, OwnEdition edition, IEnumerable<HtsRow> rows)
    {
        Directory.CreateDirectory(own);
        Write(
            Path.Combine(own, edition.File),
            new ImportedTable(
                edition.File,
                Headers,
                [
                    .. rows.Select(r =>
                        (IReadOnlyList<string>)
                            [
                                r.Code,
                                r.Indent.ToString(System.Globalization.CultureInfo.InvariantCulture),
                                r.Description,
                                r.Units,
                                r.General,
                                r.Special,
                                r.Column2,
                                r.From is { } from ? Text(from) : "",
                                r.Until is { } until ? Text(until) : "",
                            ]
                    ),
                ],
                ""
            )
        );
        var all = All(own, []).Where(e => e.File != edition.File).Append(edition).OrderBy(e => e.From);
        Write(
            Path.Combine(own, Index),
            new ImportedTable(
                Index,
                ["file", "edition", "kind", "from", "until"],
                [
                    .. all.Select(e =>
                        (IReadOnlyList<string>)
                            [e.File, e.Name, e.Layout.ToString(), Text(e.From), e.Until is { } until ? Text(until) : ""]
                    ),
                ],
                ""
            )
        );
    }

    /// <summary>The rows of a stored edition.</summary>
    public static List<HtsRow> Rows(string own, OwnEdition edition, ICollection<string> faults)
    {
        var rows = new List<HtsRow>(30_000);
        Read(
            Path.Combine(own, edition.File),
            Headers.Length,
            faults,
            row =>
                rows.Add(
                    new HtsRow(
                        row.GetString(0),
                        row.Parse<int>(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetString(4),
                        row.GetString(5),
                        row.GetString(6),
                        End(row.GetString(7)),
                        End(row.GetString(8))
                    )
                )
        );
        return rows;
    }

    /// <summary>Lays what a user loaded over lines.</summary>
    /// <param name="own">The folder; nothing is laid over if it is not there.</param>
    /// <param name="lines">The lines on file, sorted.</param>
    /// <param name="bases">Codes of earlier years, for the statistical lines of annual databases.</param>
    /// <param name="faults">Takes what cannot be read.</param>
    public static ScheduleLine[] Over(string own, ScheduleLine[] lines, ScheduleBases bases, ICollection<string> faults)
    {
        foreach (var edition in All(own, faults))
        {
            var rows = Rows(own, edition, faults);
            var headings = Headings(rows);
            // What its rows lack was told when it was loaded.
            var mine = Lines(rows, edition.Layout, edition.From, edition.Until, lines, bases, []);
            lines =
            [
                .. lines
                    .SelectMany(l => headings.Contains(l.Code.Hs4) ? Outside(l, edition.From, edition.Until) : [l])
                    .Concat(mine)
                    .OrderBy(l => l.Code)
                    .ThenBy(l => l.From),
            ];
        }

        return lines;
    }

    /// <summary>The headings that rows have lines of: an export of some chapters says nothing of the others.</summary>
    public static HashSet<HsCode> Headings(IEnumerable<HtsRow> rows) =>
        [.. rows.Where(r => r.Code.Length is 8 or 10).Select(r => HtsCode.Parse(r.Code).Value.Hs4)];

    /// <summary>The lines of an edition with their duties, in the days that it covers.</summary>
    public static List<ScheduleLine> Lines(
        IEnumerable<HtsRow> rows,
        HtsLayout layout,
        LocalDate from,
        LocalDate? until,
        IReadOnlyList<ScheduleLine> others,
        ScheduleBases bases,
        ICollection<string> faults
    )
    {
        var printed = rows.Where(r => r.Code.Length is 8 or 10 && string.CompareOrdinal(r.Code, "99") < 0)
            .Select(r =>
                (
                    Row: r,
                    From: r.From is { } first && first > from ? first : from,
                    Until: r.Until is { } last && !(last >= until) ? last : until
                )
            )
            .Where(p => p.Until is not { } last || p.From < last)
            .Select(p => new PrintedLine(
                HtsCode.Parse(p.Row.Code).Value,
                p.Row.Units,
                p.Row.General,
                p.Row.Special,
                p.Row.Column2,
                p.From,
                p.Until
            ))
            .DistinctBy(p => (p.Code, p.From));
        var lines = Inheritance.Resolve(printed, ScheduleBasis.UserEdition, faults);
        return layout == HtsLayout.Annual ? WithNumbers(lines, others, bases) : lines;
    }

    /// <summary>An annual database has legal lines only: numbers that were seen in those years take their duty.</summary>
    private static List<ScheduleLine> WithNumbers(
        List<ScheduleLine> legal,
        IReadOnlyList<ScheduleLine> others,
        ScheduleBases bases
    )
    {
        var numbers = others
            .Where(l => l.On(EarlierYears.End))
            .Select(l => l.Code)
            .Concat(bases.Earlier.Keys)
            .Where(c => c.Length == 10)
            .Distinct()
            .ToLookup(c => c.Hts8);
        return
        [
            .. legal
                .Select(l =>
                    l with
                    {
                        General = Duty(l.General),
                        Special = null,
                        Column2 = l.Column2 is "" ? null : l.Column2,
                    }
                )
                .SelectMany(l => numbers[l.Code].Select(n => l with { Code = n }).Prepend(l)),
        ];
    }

    private static IEnumerable<ScheduleLine> Outside(ScheduleLine line, LocalDate from, LocalDate? until)
    {
        if (line.From < from)
            yield return line.Until is { } end && end <= from ? line : line with { Until = from };
        if (until is { } after && (line.Until is not { } last || last > after))
            yield return line.From >= after ? line : line with { From = after };
    }

    private static void Write(string path, ImportedTable table)
    {
        var beside = path + ".new";
        File.WriteAllText(beside, TariffImportRun.Text(table));
        File.Move(beside, path, overwrite: true);
    }
}
