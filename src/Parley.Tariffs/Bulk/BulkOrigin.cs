using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>
/// The law for origins that no rule tells apart, worked out once for each profile and time. Only the lists that measures
/// on these origins use count for a profile, and only the changes that touch the profile cut its time.
/// </summary>
internal sealed class BulkOrigin
{
    private readonly LawView law;
    private readonly string origin;
    private readonly Dictionary<string, int> programmes;
    private readonly (Measure Measure, MeasureTimeline Timeline)[] measures;
    private readonly HashSet<int> lists = [];
    private readonly ConcurrentDictionary<int, Profile> reduced = new();
    private readonly Dictionary<string, Profile> interned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Profile, decimal? Column1), StackRun> runs = new();
    private readonly ConcurrentDictionary<int, bool> topUps = new();

    public BulkOrigin(LawView law, string origin, IEnumerable<Programme> order)
    {
        this.law = law;
        this.origin = origin;
        programmes = order.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var all = law.Law.Measures;
        measures =
        [
            .. Enumerable
                .Range(0, all.Count)
                .Where(i =>
                    law.Timelines[i] is not null
                    && all[i].Kind is not (MeasureKind.Information or MeasureKind.Fee)
                    && all[i].Origins.EverIncludes(origin)
                )
                .Select(i => (all[i], law.Timelines[i]!)),
        ];
        foreach (var (measure, _) in measures)
        {
            lists.UnionWith(measure.Scope.Lists.Select(l => l.Index));
            lists.UnionWith(measure.Scope.Except.Select(l => l.Index));
        }
    }

    /// <summary>The profile, less the lists that do not matter for these origins; one for all lines that are alike.</summary>
    public Profile Reduce(Profile profile) => reduced.GetOrAdd(profile.Id, _ => Intern(profile));

    /// <summary>The run of a profile for a line with a column 1 rate.</summary>
    /// <param name="profile">Any profile of the law.</param>
    /// <param name="column1">Column 1 in percent; null if it is charged per unit.</param>
    public StackRun Run(Profile profile, decimal? column1)
    {
        var less = Reduce(profile);
        var depends = topUps.GetOrAdd(less.Id, _ => Relevant(less).Any(HasTopUp));
        decimal? key = depends ? column1 : 0m;
        return runs.GetOrAdd((less.Id, key), k => Make(less, k.Column1, depends));
    }

    private Profile Intern(Profile profile)
    {
        var rows = profile.Rows.Where(r => lists.Contains(r.List)).ToArray();
        var key = string.Join(' ', rows.Select(r => law.Law.Profiles.Signature(r)));
        lock (interned)
        {
            if (!interned.TryGetValue(key, out var less))
                interned[key] = less = new Profile(interned.Count, rows);
            return less;
        }
    }

    private static bool HasTopUp((Measure Measure, MeasureTimeline Timeline) measure) =>
        measure.Measure.Periods.Any(p => p.TopUp);

    private IEnumerable<(Measure Measure, MeasureTimeline Timeline)> Relevant(Profile profile)
    {
        var on = profile.Rows.Select(r => r.List).ToHashSet();
        return measures.Where(m => m.Measure.Scope.IsAll || m.Measure.Scope.Lists.Any(l => on.Contains(l.Index)));
    }

    private StackRun Make(Profile profile, decimal? column1, bool dependsOnColumn1)
    {
        var relevant = Relevant(profile).ToArray();
        var cuts = Cuts(profile, relevant);
        var starts = new List<Instant>();
        var stacks = new List<BulkStack>();
        foreach (var cut in cuts)
        {
            var stack = At(cut, profile, relevant, column1);
            if (stacks.Count > 0 && stacks[^1].SameAs(stack))
                continue;
            starts.Add(cut);
            stacks.Add(stack);
        }

        return new StackRun([.. starts], [.. stacks], dependsOnColumn1);
    }

    private Instant[] Cuts(Profile profile, (Measure Measure, MeasureTimeline Timeline)[] relevant)
    {
        var cuts = new SortedSet<Instant> { Instant.MinValue };
        foreach (var (measure, timeline) in relevant)
        {
            cuts.UnionWith(timeline.Changes);
            cuts.UnionWith(measure.Origins.Boundaries(origin));
        }

        foreach (var (_, row) in profile.Rows)
        {
            if (row.From is { } from)
                cuts.Add(from);
            if (row.Until is { } until)
                cuts.Add(until);
        }

        foreach (var relation in law.Law.Relations.Where(r => r.Set.KnownBy(law.Known)))
        {
            if (relation.From is { } from)
                cuts.Add(from);
            if (End.Governing(relation.Ends, law.Known) is { Until: { } until })
                cuts.Add(until);
            cuts.UnionWith(relation.Origins.Boundaries(origin));
        }

        return [.. cuts];
    }

    private BulkStack At(
        Instant cut,
        Profile profile,
        (Measure Measure, MeasureTimeline Timeline)[] relevant,
        decimal? column1
    )
    {
        var at = cut == Instant.MinValue ? Instant.FromUtc(2018, 1, 1, 0, 0) : cut;
        var slice = new Slice(
            cut,
            null,
            law.Known,
            [
                .. relevant
                    .Where(r => r.Measure.Origins.Includes(origin, at))
                    .Select(r => (r.Measure, r.Timeline.At(at))),
            ],
            [.. law.Law.Relations.Where(r => r.On(at, law.Known) && r.Origins.Includes(origin, at))]
        );
        var column = BaseDuties.Of(false, Rate.Percent(column1 ?? 0m));
        var given = new Given(ShipmentFacts.None, column1);
        var solution = Solution.Of(slice, [profile], column, given);
        var mfn = column1 ?? 0m;
        return new BulkStack(
            [.. solution.Everywhere.Where(l => l.Measure != column.Measure).Select(Layer)],
            solution.Min - mfn,
            solution.Max - mfn,
            [.. solution.Needs]
        );
    }

    private BulkLayer Layer(Layer layer) =>
        new(
            layer.Measure,
            programmes[layer.Measure.Programme],
            (long)decimal.Round(layer.Percent * 10_000m),
            layer.Rate.Specifics.IsEmpty ? null : layer.Rate,
            layer.Share
        );
}
