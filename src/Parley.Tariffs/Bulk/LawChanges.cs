using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A total, or the least and the greatest where facts are missing.</summary>
/// <param name="Min">The least, percent.</param>
/// <param name="Max">The greatest, percent.</param>
public readonly record struct Span(decimal Min, decimal Max);

/// <summary>A duty that differs between two days.</summary>
/// <param name="Programme">Its programme, by id.</param>
/// <param name="Measure">The measure, by id; that of the programme for the ordinary duty.</param>
/// <param name="Before">Percent on the first day; 0 if not owed.</param>
/// <param name="After">Percent on the second day.</param>
/// <param name="Act">The act by which it stands so on the second day; null for the schedule.</param>
public sealed record LayerChange(string Programme, string Measure, decimal Before, decimal After, string? Act);

/// <summary>A line whose total moved.</summary>
/// <param name="Code">The line.</param>
/// <param name="Before">The total on the first day.</param>
/// <param name="After">The total on the second day.</param>
/// <param name="Needs">Facts that decide on either day.</param>
/// <param name="Layers">What moved.</param>
public sealed record LineChange(
    HtsCode Code,
    Span Before,
    Span After,
    IReadOnlyList<string> Needs,
    IReadOnlyList<LayerChange> Layers
);

/// <summary>What moved between two days, for one origin.</summary>
/// <param name="Lines">Lines whose total moved.</param>
/// <param name="Same">How many lines of both days did not move.</param>
/// <param name="Gone">Lines of the first day that the schedule of the second has no more.</param>
/// <param name="New">Lines that only the second day has.</param>
public sealed record LawChanges(
    IReadOnlyList<LineChange> Lines,
    int Same,
    IReadOnlyList<HtsCode> Gone,
    IReadOnlyList<HtsCode> New
)
{
    /// <summary>Compares two days.</summary>
    /// <param name="law">The law in bulk.</param>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <param name="first">The first day.</param>
    /// <param name="second">The second day.</param>
    /// <returns>What moved.</returns>
    public static LawChanges Make(BulkLaw law, string origin, LocalDate first, LocalDate second)
    {
        ArgumentNullException.ThrowIfNull(law);
        var before = On(law, first);
        var after = On(law, second);
        var (then, now) = (Noon(first), Noon(second));
        var moved = new List<LineChange>();
        var same = 0;
        foreach (var (code, old) in before)
        {
            if (!after.TryGetValue(code, out var line))
                continue;
            var (a, b) = (law.Run(old, origin).At(then), law.Run(line, origin).At(now));
            var (x, y) = (
                a.ReplacesOrdinary ? 0m : law.Ordinary(old, origin)?.AdValorem ?? 0m,
                b.ReplacesOrdinary ? 0m : law.Ordinary(line, origin)?.AdValorem ?? 0m
            );
            var (from, to) = (new Span(x + a.Min, x + a.Max), new Span(y + b.Min, y + b.Max));
            if (from == to)
            {
                same++;
                continue;
            }

            moved.Add(
                new LineChange(
                    code,
                    from,
                    to,
                    [.. a.Needs.Union(b.Needs, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    [.. Ordinary(law, origin, x, y), .. Layers(law, a, b, now)]
                )
            );
        }

        return new LawChanges(
            moved,
            same,
            [.. before.Keys.Where(c => !after.ContainsKey(c))],
            [.. after.Keys.Where(c => !before.ContainsKey(c))]
        );
    }

    private static IEnumerable<LayerChange> Ordinary(BulkLaw law, string origin, decimal before, decimal after)
    {
        if (before == after)
            yield break;
        var column = law.IsColumn2(origin) ? BaseDuties.Column2Id : BaseDuties.Column1Id;
        yield return new LayerChange(column, column, before, after, null);
    }

    private static IEnumerable<LayerChange> Layers(BulkLaw law, BulkStack before, BulkStack after, Instant now)
    {
        var measures = before.Layers.Concat(after.Layers).Select(l => l.Measure).Distinct();
        foreach (var measure in measures)
        {
            var (x, y) = (Percent(before, measure), Percent(after, measure));
            if (x != y)
                yield return new LayerChange(
                    measure.Programme,
                    measure.Id,
                    x,
                    y,
                    law.ActOf(measure, now)?.Id.ToString()
                );
        }

        static decimal Percent(BulkStack stack, Measure measure) =>
            stack.Layers.Where(l => ReferenceEquals(l.Measure, measure)).Sum(l => l.PerMillion) / 10_000m;
    }

    private static SortedDictionary<HtsCode, BulkLine> On(BulkLaw law, LocalDate day)
    {
        var found = new SortedDictionary<HtsCode, BulkLine>();
        foreach (var row in PanelLines.Of(law, day, day.PlusDays(1), out var representatives))
            found[row.Code] = representatives[row.Class];
        return found;
    }

    private static Instant Noon(LocalDate day) => Eastern.Zone.AtLeniently(day.At(LocalTime.Noon)).ToInstant();
}
