using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Tariffs.Cases;

/// <summary>Checks the tariff law of a data folder: the files, that rules do not contradict each other, and the cases.</summary>
public static class LawCheck
{
    /// <summary>Every fault of the law.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>Where, what, and what to do; empty if there is none.</returns>
    public static IReadOnlyList<string> Faults(string data)
    {
        if (!Directory.Exists(Path.Combine(data, "tariff", "us")))
            return [];
        TariffBook book;
        try
        {
            book = TariffBook.Load(data);
        }
        catch (TariffLawException e)
        {
            return e.Faults;
        }

        var faults = new List<string>();
        faults.AddRange(Strangers(book));
        foreach (var one in LawCase.Read(data, faults))
            faults.AddRange(one.Check(book).Select(f => $"{one.Where}: {one.Id} ({one.Cite}): {f}"));
        return faults;
    }

    /// <summary>Lines that bear two headings of a programme that allows one, on the same day: such a law does not load.</summary>
    internal static IEnumerable<string> Contradictions(TariffLaw law, UsSchedule schedule)
    {
        var exclusive = law
            .Programmes.Values.Where(p => p.Exclusive)
            .Select(p => p.Id)
            .ToHashSet(StringComparer.Ordinal);
        if (exclusive.Count == 0)
            yield break;
        var view = new LawView(law, KnownDay.Everything, final: false);
        var said = new HashSet<(string, string)>();
        foreach (var origin in Origins(law, exclusive))
        {
            var times = view.For(origin);
            var found = new Dictionary<int, List<(Instant At, Measure One, Measure Other)>>();
            foreach (var line in schedule.Lines)
            {
                if (line.Code.Length == 8 && schedule.Under(line.Code, line.From).Count > 0)
                    continue;
                var profile = law.Profiles.Of(CodePrefix.Of(line.Code));
                if (!found.TryGetValue(profile.Id, out var both))
                    found[profile.Id] = both = [.. Both(times, profile, exclusive, view.Known)];
                foreach (var (at, one, other) in both)
                {
                    if (line.On(at.InZone(Eastern.Zone).Date) && said.Add((one.Id, other.Id)))
                        yield return Invariant(
                            $"{one.File} and {other.File}: both charge {line.Code} on {Eastern.Text(at)}; {one.Programme} allows one heading on a line. Take the line out of one of them."
                        );
                }
            }
        }
    }

    /// <summary>The times at which lines of a profile bear two headings of one exclusive programme.</summary>
    private static IEnumerable<(Instant At, Measure One, Measure Other)> Both(
        OriginView times,
        Profile profile,
        HashSet<string> exclusive,
        KnownDay known
    )
    {
        for (var i = 1; i < times.Cuts.Count; i++)
        {
            var slice = times[i];
            Measure? first = null;
            foreach (var (measure, _) in slice.Duties)
            {
                if (
                    !exclusive.Contains(measure.Programme)
                    || measure.Needs.Count > 0
                    || measure.Scope.Of(profile, slice.At, known) != Coverage.Full
                )
                    continue;
                if (first is not null && string.Equals(first.Programme, measure.Programme, StringComparison.Ordinal))
                    yield return (times.Cuts[i], first, measure);
                first = measure;
            }
        }
    }

    /// <summary>Codes of lists that no nomenclature on file has: a slip of the pen, or a line of a year that is not on file.</summary>
    internal static IEnumerable<string> Strangers(TariffBook book)
    {
        var known = book.Schedule.Prefixes;
        foreach (var list in book.Law.Lists)
        {
            foreach (var row in list.Rows)
            {
                if (!known.Contains(row.Code.First(8).ToString()))
                    yield return $"{list.Id}: {row.Code} is in no nomenclature on file. Correct the code, or name the years in which it stood in the schedule.";
            }
        }
    }

    private static IEnumerable<string> Origins(TariffLaw law, HashSet<string> programmes) =>
        law
            .Measures.Where(m => programmes.Contains(m.Programme))
            .SelectMany(m => m.Origins.Named)
            .Distinct(StringComparer.Ordinal);
}
