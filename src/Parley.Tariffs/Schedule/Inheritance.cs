using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>
/// Gives every line its duties: its own, or those of the longest shorter code that prints any on the day, never those of
/// a neighbour. Days on which the bearer changes cut the line.
/// </summary>
internal static class Inheritance
{
    /// <summary>Resolves lines. The result is sorted by code and day.</summary>
    /// <param name="printed">What is printed, in any order.</param>
    /// <param name="basis">On what the lines rest.</param>
    /// <param name="faults">Takes lines that print no duty and have no line above that does.</param>
    public static List<ScheduleLine> Resolve(
        IEnumerable<PrintedLine> printed,
        ScheduleBasis basis,
        ICollection<string> faults
    )
    {
        var rows = printed.OrderBy(p => p.Code).ThenBy(p => p.From).ToArray();
        var all = new List<ScheduleLine>(rows.Length + (rows.Length / 2));
        for (int start = 0, end; start < rows.Length; start = end)
        {
            var hts8 = rows[start].Code.Hts8;
            end = start + 1;
            while (end < rows.Length && rows[end].Code.Hts8 == hts8)
                end++;
            Family(hts8, rows.AsSpan(start, end - start), basis, all, faults);
        }

        return all;
    }

    private static void Family(
        HtsCode hts8,
        ReadOnlySpan<PrintedLine> rows,
        ScheduleBasis basis,
        List<ScheduleLine> all,
        ICollection<string> faults
    )
    {
        var legal = 0;
        while (legal < rows.Length && rows[legal].Code.Length == 8)
            legal++;
        var above = rows[..legal];
        var at = all.Count;
        foreach (var row in above)
            all.Add(Line(hts8, row, row.From, row.Until, row.Units, basis));
        foreach (var row in rows[legal..])
        {
            if (row.Bears && !Covered(above, row))
                all.Add(Line(hts8, row, row.From, row.Until, row.Units, basis));
        }

        all.Sort(at, all.Count - at, Comparer<ScheduleLine>.Create((a, b) => a.From.CompareTo(b.From)));
        foreach (var row in rows[legal..])
        {
            if (row.Bears)
                all.Add(Line(row.Code, row, row.From, row.Until, row.Units, basis));
            else
                Inherited(row, above, basis, all, faults);
        }
    }

    private static void Inherited(
        PrintedLine row,
        ReadOnlySpan<PrintedLine> above,
        ScheduleBasis basis,
        List<ScheduleLine> all,
        ICollection<string> faults
    )
    {
        var day = row.From;
        foreach (var bearer in above)
        {
            if (row.Until is { } end && day >= end)
                break;
            var until = Earlier(row.Until, bearer.Until);
            if (bearer.From > day || (until is { } last && last <= day))
                continue;
            all.Add(Line(row.Code, bearer, day, until, row.Units.Length > 0 ? row.Units : bearer.Units, basis));
            if (until is not { } next)
                return;
            day = next;
        }

        if (row.Until is not { } stop || day < stop)
            faults.Add(
                $"{row.Code}: from {ScheduleTable.Text(day)} it prints no duty, and no line above it does. Check the edition."
            );
    }

    private static bool Covered(ReadOnlySpan<PrintedLine> above, PrintedLine row)
    {
        foreach (var bearer in above)
        {
            if (bearer.From <= row.From && (bearer.Until is not { } end || row.From < end))
                return true;
        }

        return false;
    }

    private static ScheduleLine Line(
        HtsCode code,
        PrintedLine bearer,
        LocalDate from,
        LocalDate? until,
        string units,
        ScheduleBasis basis
    ) => new(code, bearer.Code, from, until, units, bearer.General, bearer.Special, bearer.Column2, basis);

    private static LocalDate? Earlier(LocalDate? a, LocalDate? b) =>
        (a, b) switch
        {
            (null, _) => b,
            (_, null) => a,
            ({ } x, { } y) => x < y ? x : y,
        };
}
