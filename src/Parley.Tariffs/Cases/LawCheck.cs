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
        faults.AddRange(Contradictions(book));
        faults.AddRange(Strangers(book));
        foreach (var one in LawCase.Read(data, faults))
            faults.AddRange(one.Check(book).Select(f => $"{one.Where}: {one.Id} ({one.Cite}): {f}"));
        return faults;
    }

    /// <summary>Lines that bear two headings of a programme that allows one, on the same day.</summary>
    internal static IEnumerable<string> Contradictions(TariffBook book)
    {
        var exclusive = book.Programmes.Where(p => p.Exclusive).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        if (exclusive.Count == 0)
            yield break;
        var view = book.View(KnownDay.Everything, final: false);
        var said = new HashSet<(string, string)>();
        foreach (var origin in Origins(book, exclusive))
        {
            var law = view.For(origin);
            for (var i = 1; i < law.Cuts.Count; i++)
            {
                var duties = law[i]
                    .Duties.Where(d => exclusive.Contains(d.Measure.Programme) && d.Measure.Needs.Count == 0)
                    .ToList();
                foreach (var line in book.Schedule.Lines)
                {
                    var day = law.Cuts[i].InZone(Eastern.Zone).Date;
                    if (!line.On(day) || (line.Code.Length == 8 && book.Schedule.Under(line.Code, day).Count > 0))
                        continue;
                    var profile = book.Law.Profiles.Of(CodePrefix.Of(line.Code));
                    var both = duties
                        .Where(d => d.Measure.Scope.Of(profile, law[i].At, view.Known) == Coverage.Full)
                        .Select(d => d.Measure)
                        .ToList();
                    foreach (
                        var group in both.GroupBy(m => m.Programme, StringComparer.Ordinal).Where(g => g.Count() > 1)
                    )
                    {
                        var (a, b) = (group.First(), group.Skip(1).First());
                        if (said.Add((a.Id, b.Id)))
                            yield return Invariant(
                                $"{a.File} and {b.File}: both charge {line.Code} on {Eastern.Text(law.Cuts[i])}; {a.Programme} allows one heading on a line. Take the line out of one of them."
                            );
                    }
                }
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

    private static IEnumerable<string> Origins(TariffBook book, HashSet<string> programmes) =>
        book
            .Measures.Where(m => programmes.Contains(m.Programme))
            .SelectMany(m => m.Origins.Named)
            .Distinct(StringComparer.Ordinal);
}
