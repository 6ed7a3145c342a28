using System.Text.RegularExpressions;
using NodaTime;
using Parley.Core;
using static System.FormattableString;

namespace Parley.Tariffs;

/// <summary>What was loaded.</summary>
/// <param name="Edition">The name of the edition; empty if nothing was loaded.</param>
/// <param name="From">The first day that it covers.</param>
/// <param name="Until">The end of what it covers, exclusive; null if nothing follows it.</param>
/// <param name="Rows">The rows kept.</param>
/// <param name="Headings">The four-digit headings that it has lines of; those of others stay as they were.</param>
/// <param name="Changes">What it changed against what was on file; null if nothing was loaded.</param>
/// <param name="Faults">Every fault: file, place, what and what to do. Rows without one were kept.</param>
public sealed record HtsImportReport(
    string Edition,
    LocalDate From,
    LocalDate? Until,
    int Rows,
    int Headings,
    EditionChanges? Changes,
    IReadOnlyList<string> Faults
);

/// <summary>Loads an official export or annual database of the schedule into a folder of the user's own.</summary>
public static partial class HtsImport
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">The file: an export in CSV or JSON, the combined table, or an annual database.</param>
    /// <param name="data">The data folder, whose editions it is compared with.</param>
    /// <param name="own">The folder of the user's own editions.</param>
    /// <param name="edition">The name, such as <c>2026 Rev 11</c> or <c>2021</c>; null to take it from the file's name.</param>
    /// <param name="effective">The first day; null to take it from the name.</param>
    /// <returns>What was loaded, and every fault.</returns>
    public static HtsImportReport Load(
        string path,
        string data,
        string own,
        string? edition = null,
        LocalDate? effective = null
    )
    {
        var notes = ScheduleNotes.Load(data);
        var file = HtsFileReader.Read(path, id => Find(notes, id), e => After(notes, e.From));
        var faults = new List<string>(file.Faults);
        if (file.Rows.Count == 0)
            return Nothing(faults);
        if (Place(file, notes, path, edition, effective) is not { } place)
        {
            faults.Add(
                $"{Path.GetFileName(path)}: nothing says which edition it is. Give --edition (such as '2026 Rev 11', or the year of an annual database) and, for an edition that is not listed in {ScheduleNotes.EditionsFile}, --effective DAY."
            );
            return Nothing(faults);
        }

        var rows = file.Layout == HtsLayout.Combined ? Open(file.Rows) : file.Rows;
        var before = UsSchedule.Load(data, own).Lines;
        var lines = OwnEditions.Lines(rows, file.Layout, place.From, place.Until, before, notes.Bases, faults);
        var headings = OwnEditions.Headings(rows);
        OwnEditions.Store(own, place, rows);
        var day = file.Layout == HtsLayout.Combined ? lines.Max(l => l.From) : place.From;
        return new HtsImportReport(
            place.Name,
            place.From,
            place.Until,
            rows.Count,
            headings.Count,
            EditionChanges.Between(before.Where(l => headings.Contains(l.Code.Hs4)), lines, day),
            faults
        );
    }

    private static HtsImportReport Nothing(List<string> faults) => new("", default, null, 0, 0, null, faults);

    private static OwnEdition? Place(
        HtsFile file,
        ScheduleNotes notes,
        string path,
        string? edition,
        LocalDate? effective
    )
    {
        if (file.Layout == HtsLayout.Combined)
        {
            var first = file.Rows.Min(r => r.From) ?? default;
            return Named(edition ?? "combined", file.Layout, effective ?? first, null);
        }

        var wanted = edition ?? Path.GetFileNameWithoutExtension(path);
        if (file.Layout == HtsLayout.Annual)
        {
            var year = effective?.Year ?? (Year().Match(wanted) is { Success: true } y ? Number(y.Value) : 0);
            return year == 0
                ? null
                : Named(
                    edition ?? Invariant($"database of {year}"),
                    file.Layout,
                    new LocalDate(year, 1, 1),
                    new LocalDate(year + 1, 1, 1)
                );
        }

        var known = Find(notes, wanted);
        if ((effective ?? known?.From) is not { } from)
            return null;
        var until =
            from < EarlierYears.End
                ? new LocalDate(from.Year + 1, 1, 1)
                : notes.Editions.FirstOrDefault(e => e.OnFile && e.From > from)?.From;
        return Named(edition ?? known?.Name ?? wanted, file.Layout, from, until);
    }

    private static OwnEdition Named(string name, HtsLayout layout, LocalDate from, LocalDate? until) =>
        new(
            Invariant($"{from:uuuu-MM-dd}-{Slug().Replace(name.ToLowerInvariant(), "-").Trim('-')}.csv"),
            name,
            layout,
            from,
            until
        );

    /// <summary>Rows that the newest edition of a combined table still shows have no end.</summary>
    private static HtsRow[] Open(IReadOnlyList<HtsRow> rows)
    {
        var newest = rows.Any(r => r.Until is null) ? null : rows.Max(r => r.Until);
        return [.. rows.Select(r => r.Until == newest ? r with { Until = null } : r)];
    }

    /// <summary>An edition by any way of writing it: 2026_rev_11, 2026HTSRev11, "2026 Rev 11", hts_2026_revision_11_csv.</summary>
    private static ScheduleEdition? Find(ScheduleNotes notes, string text)
    {
        var match = Written().Match(text);
        if (!match.Success)
            return null;
        var revision = match.Groups["rev"].Success ? Invariant($"Rev {Number(match.Groups["rev"].Value)}") : "Basic";
        var name = $"{match.Groups["year"].Value} {revision}";
        return notes.Editions.FirstOrDefault(e => e.Name == name)
            ?? (
                revision is "Basic"
                    ? new ScheduleEdition(name, new LocalDate(Number(match.Groups["year"].Value), 1, 1), default, false)
                    : null
            );
    }

    private static LocalDate? After(ScheduleNotes notes, LocalDate day) =>
        notes.Editions.Where(e => e.From > day).Select(e => (LocalDate?)e.From).FirstOrDefault();

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "(?<year>20[0-9]{2})[^0-9]*?(basic|rev(ision)?[ _]*(?<rev>[0-9]{1,3}))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Written();

    [GeneratedRegex("20[0-9]{2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slug();
}
