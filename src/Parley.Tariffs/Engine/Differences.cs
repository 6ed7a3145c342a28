using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Tariffs.Engine;

/// <summary>What differs between two times, measure by measure, with the act that makes the difference.</summary>
internal sealed class Differences(Slice slice, IReadOnlyList<Profile> profiles)
{
    /// <summary>
    /// The measures whose duty differs at the beginning of the slice. One that differs only because another takes its place,
    /// or leaves it, is named without an act: the act stands with the other.
    /// </summary>
    public List<string> Between(Solution before, Solution after)
    {
        var then = ByName(before);
        var now = ByName(after);
        var found = new List<string>();
        foreach (var name in then.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            then.TryGetValue(name, out var old);
            now.TryGetValue(name, out var next);
            if (old.Percent == next.Percent && string.Equals(old.Specific, next.Specific, StringComparison.Ordinal))
                continue;
            var acts = Acts([.. (old.Measures ?? []).Union(next.Measures ?? [])]);
            found.Add($"{name} {Said(old)} → {Said(next)}{(acts.Count == 0 ? "" : $" ({string.Join(", ", acts)})")}");
        }

        return found;
    }

    /// <summary>The row that put the line under a measure after a time, if the line came under it later than the measure began.</summary>
    public ListRow? Listing(Measure measure, Instant after)
    {
        if (measure.Scope.IsAll || profiles.Count != 1)
            return null;
        var rows = measure
            .Scope.Lists.Select(l => profiles[0].Deciding(l, slice.At, slice.Known))
            .Where(r => r is not null && r.Coverage != Coverage.None)
            .ToList();
        return rows.Count > 0 && rows.TrueForAll(r => r!.From > after) ? rows.MinBy(r => r!.From) : null;
    }

    private List<string> Acts(IReadOnlyCollection<Measure> measures)
    {
        var own = slice
            .Standing.Where(s => measures.Contains(s.Measure) && s.State.From == slice.At)
            .Select(s => s.State.Made ?? s.State.Set)
            .Concat(Rows(measures));
        var exempting = slice
            .Standing.Where(s =>
                s.Measure.Kind == MeasureKind.Exemption
                && measures.Any(s.Measure.Concerns)
                && profiles.Any(p => s.Measure.Scope.Of(p, slice.At, slice.Known) == Coverage.Full)
            )
            .ToList();
        var exemptions = exempting
            .Where(s => s.State.From == slice.At)
            .Select(s => s.State.Set)
            .Concat(Rows([.. exempting.Select(s => s.Measure)]));
        return
        [
            .. own.Concat(exemptions)
                .OfType<Origination>()
                .Select(o => o.By.Id.ToString())
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The acts that put the line on a list of the measures, or took it off, at the beginning of the slice.</summary>
    private IEnumerable<Origination?> Rows(IEnumerable<Measure> measures)
    {
        var lists = measures.SelectMany(m => m.Scope.Lists.Concat(m.Scope.Except)).Select(l => l.Index).ToHashSet();
        return profiles
            .SelectMany(p => p.Rows)
            .Where(r => lists.Contains(r.List))
            .Select(r =>
                r.Row.From == slice.At ? r.Row.Set
                : r.Row.Until == slice.At ? r.Row.Ended
                : null
            );
    }

    private static Dictionary<string, (decimal Percent, string? Specific, List<Measure>? Measures)> ByName(
        Solution solution
    )
    {
        var found = new Dictionary<string, (decimal Percent, string? Specific, List<Measure>? Measures)>(
            StringComparer.Ordinal
        );
        foreach (var layer in solution.Stacks.SelectMany(s => s.Layers))
        {
            found.TryGetValue(layer.Measure.Name, out var most);
            var measures = most.Measures ?? [];
            measures.Add(layer.Measure);
            var specific = layer.Rate.Specifics.IsEmpty ? most.Specific : string.Join(" + ", layer.Rate.Specifics);
            found[layer.Measure.Name] = (Math.Max(most.Percent, layer.Percent), specific, measures);
        }

        return found;
    }

    private static string Said((decimal Percent, string? Specific, List<Measure>? Measures) duty) =>
        duty.Specific is not { } specific ? StackWriter.Percent(duty.Percent)
        : duty.Percent == 0m ? specific
        : Invariant($"{StackWriter.Percent(duty.Percent)} + {specific}");
}
