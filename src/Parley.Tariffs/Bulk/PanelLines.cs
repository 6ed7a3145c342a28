using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Bulk;

/// <summary>
/// The lines of a panel: the statistical lines, and eight digits where none stand under them. Versions that differ in
/// nothing that the panel shows are one row.
/// </summary>
internal static class PanelLines
{
    public static IReadOnlyList<PanelLine> Of(
        BulkLaw law,
        LocalDate since,
        LocalDate? until,
        out IReadOnlyList<BulkLine> representatives
    )
    {
        var statistical = law.Lines.Where(l => l.Code.Length == 10).ToLookup(l => l.Code.Hts8, l => (l.From, l.Until));
        var classes = new Dictionary<(int, OrdinaryDuty, OrdinaryDuty), int>();
        var first = new List<BulkLine>();
        var rows = new List<PanelLine>();
        foreach (var line in law.Lines)
        {
            if (line.Code.Chapter.Digits is "98" or "99")
                continue;
            if (line.Code.Length == 8 && statistical[line.Code].Any(s => Overlap(s, (line.From, line.Until))))
                continue;
            var from = line.From;
            if ((line.Until is { } end && end <= since) || (until is { } last && from >= last))
                continue;
            var key = (line.Profile, OrdinaryDuty.Of(line.General), OrdinaryDuty.Of(line.Column2));
            if (!classes.TryGetValue(key, out var id))
            {
                classes[key] = id = classes.Count;
                first.Add(line);
            }

            var row = new PanelLine(line.Code, from, line.Until, line.General, line.GeneralText, line.Column2, id);
            if (
                rows.Count > 0
                && rows[^1].Until == row.From
                && rows[^1] with { From = from, Until = line.Until } == row
            )
                rows[^1] = rows[^1] with { Until = line.Until };
            else
                rows.Add(row);
        }

        representatives = first;
        return rows;
    }

    private static bool Overlap((LocalDate From, LocalDate? Until) a, (LocalDate From, LocalDate? Until) b) =>
        (a.Until is not { } x || b.From < x) && (b.Until is not { } y || a.From < y);
}
