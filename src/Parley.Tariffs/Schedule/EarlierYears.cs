using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>
/// The lines of 2018 to 2024, for which no edition is on file. A legal line answers where the bases of 2017 and 2025 print
/// one general duty, from the day on which its row in the base of 2025 begins, or under the code that followed it. Nothing
/// between is guessed. A statistical line answers with its legal line if its number was seen.
/// </summary>
internal static class EarlierYears
{
    /// <summary>The first day for which duties of these years are told.</summary>
    public static LocalDate First { get; } = new(2018, 1, 1);

    /// <summary>The first day of the first edition on file.</summary>
    public static LocalDate End { get; } = new(2025, 1, 1);

    /// <summary>Works the lines out. Sorted by code and day.</summary>
    /// <param name="bases">The bases.</param>
    /// <param name="editions">The lines of the editions, sorted.</param>
    public static List<ScheduleLine> Lines(ScheduleBases bases, IReadOnlyList<ScheduleLine> editions)
    {
        var first = new List<ScheduleLine>(editions.Count);
        var numbers = new Dictionary<HtsCode, List<(HtsCode Code, string Units)>>(12_000);
        var seen = new HashSet<HtsCode>(editions.Count);
        foreach (var line in editions)
        {
            if (!line.On(End))
                continue;
            first.Add(line);
            Number(line.Code, line.Units);
        }

        foreach (var code in bases.Earlier.Keys)
            Number(code, "");
        var all = new List<ScheduleLine>(2 * first.Count);
        foreach (var line in Legal(bases, first))
        {
            all.Add(line);
            if (!numbers.TryGetValue(line.Code, out var under))
                continue;
            foreach (var (code, units) in under)
                all.Add(line with { Code = code, Units = units.Length > 0 ? units : line.Units });
        }

        all.Sort((a, b) => a.Code == b.Code ? a.From.CompareTo(b.From) : a.Code.CompareTo(b.Code));
        return all;

        void Number(HtsCode code, string units)
        {
            if (code.Length != 10 || !seen.Add(code))
                return;
            if (!numbers.TryGetValue(code.Hts8, out var under))
                numbers.Add(code.Hts8, under = new List<(HtsCode, string)>(4));
            under.Add((code, units));
        }
    }

    private static List<ScheduleLine> Legal(ScheduleBases bases, List<ScheduleLine> first)
    {
        var all = new List<ScheduleLine>(12_000);
        var now = first.Where(l => l.Code.Length == 8).ToDictionary(l => l.Code);
        foreach (var line in now.Values)
        {
            if (line.General.Length > 0 && Whole(bases, line) is { } earlier)
                all.Add(earlier);
        }

        var answered = all.Select(l => l.Code).ToHashSet();
        foreach (var old in bases.Predecessors.Where(p => p.Old.Length == 8).GroupBy(p => p.Old))
        {
            if (
                !now.ContainsKey(old.Key)
                && Under(bases, old.Key, old.Select(p => p.New.Hts8).Distinct(), now) is { } line
            )
                all.Add(line);
        }

        foreach (var (code, general, from, until) in bases.Stages)
        {
            if (
                answered.Contains(code)
                && all.Exists(l => l.Code == code && l.From < until && from < (l.Until ?? until))
            )
                continue;
            var units = now.TryGetValue(code, out var later) ? later.Units : "";
            all.Add(new ScheduleLine(code, code, from, until, units, general, null, null, ScheduleBasis.Stage));
        }

        return all;
    }

    /// <summary>A line that the base of 2025 has: since 2018 if that of 2017 agrees, else since its row begins.</summary>
    private static ScheduleLine? Whole(ScheduleBases bases, ScheduleLine line)
    {
        var earlier = line with
        {
            DutyFrom = line.Code,
            From = First,
            Until = End,
            Special = null,
            Basis = ScheduleBasis.BothBases,
        };
        if (
            bases.Base2017.TryGetValue(line.Code, out var before)
            && ScheduleTable.SameDuty(before.General, line.General)
        )
            return earlier with { Column2 = Same(before.Column2, line.Column2) };
        return Begins(bases, line) is { } begins
            ? earlier with
            {
                From = begins,
                Column2 = null,
                Basis = ScheduleBasis.RowOf2025,
            }
            : null;
    }

    /// <summary>The day from which the base of 2025 has the duty of a line, if that lies before 2025.</summary>
    private static LocalDate? Begins(ScheduleBases bases, ScheduleLine line)
    {
        if (!bases.Base2025.TryGetValue(line.Code, out var rows))
            return null;
        LocalDate? begins = null;
        foreach (var row in rows.Where(r => ScheduleTable.SameDuty(r.General, line.General)))
        {
            if (row.From < End && row.Until >= End && (begins is not { } other || row.From < other))
                begins = row.From;
        }

        return begins is { } day && day < First ? First : begins;
    }

    /// <summary>A line that ended, if every code that followed it bears the duty that it had.</summary>
    private static ScheduleLine? Under(
        ScheduleBases bases,
        HtsCode old,
        IEnumerable<HtsCode> followers,
        Dictionary<HtsCode, ScheduleLine> now
    )
    {
        if (!bases.Base2017.TryGetValue(old, out var before))
            return null;
        LocalDate? until = null;
        string? units = null;
        var column2 = before.Column2;
        foreach (var follower in followers)
        {
            if (
                !now.TryGetValue(follower, out var later)
                || !ScheduleTable.SameDuty(before.General, later.General)
                || Begins(bases, later) is not { } begins
                || begins <= First
            )
                return null;
            until = until is { } other && other < begins ? other : begins;
            units ??= later.Units;
            column2 = Same(column2, later.Column2);
        }

        return new ScheduleLine(
            old,
            old,
            First,
            until,
            units ?? "",
            before.General,
            null,
            column2,
            ScheduleBasis.LaterCode
        );
    }

    private static string? Same(string? before, string? after) =>
        before is { Length: > 0 } && after is not null && ScheduleTable.SameDuty(before, after) ? after : null;
}
