using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>
/// The law for origins that no rule tells apart, worked out once for each profile. Only the lists that measures on these
/// origins use count for a profile. Its time is swept once from change to change: what is present is kept as a set, and
/// <see cref="LawTimes"/> knows the stack of a set that was met before.
/// </summary>
internal sealed class BulkOrigin
{
    private readonly LawTimes times;
    private readonly string origin;
    private readonly bool[] measures;
    private readonly (Instant From, RelationSet Set)[] relations;
    private readonly HashSet<int> lists = [];
    private readonly ConcurrentDictionary<int, Reduced> reduced = new();
    private readonly Dictionary<UInt128, Reduced> interned = [];
    private readonly ConcurrentDictionary<(int Profile, OrdinaryDuty Ordinary, MetalShares? Metals), StackRun> runs =
        new();

    public BulkOrigin(LawTimes times, string origin)
    {
        this.times = times;
        this.origin = origin;
        var view = times.View;
        var all = view.Law.Measures;
        measures = [.. all.Select((m, i) => view.Timelines[i] is not null && m.Origins.EverIncludes(origin))];
        foreach (var measure in all.Where((_, i) => measures[i]))
        {
            lists.UnionWith(measure.Scope.Lists.Select(l => l.Index));
            lists.UnionWith(measure.Scope.Except.Select(l => l.Index));
        }

        relations = [.. Relations()];
    }

    /// <summary>The run of a profile for a line with an ordinary duty.</summary>
    /// <param name="profile">Any profile of the law.</param>
    /// <param name="ordinary">The ordinary duty of the line.</param>
    /// <param name="metals">Shares of metal to take for the facts; null for none.</param>
    public StackRun Run(Profile profile, OrdinaryDuty ordinary, MetalShares? metals = null)
    {
        var less = reduced.GetOrAdd(profile.Id, _ => Intern(profile));
        if (metals is null && less.Independent is { } free)
            return free;
        return runs.TryGetValue((less.Id, ordinary, metals), out var run)
            ? run
            : runs.GetOrAdd((less.Id, ordinary, metals), Make(less, ordinary, metals));
    }

    private Reduced Intern(Profile profile)
    {
        var key = times.MarkOn(profile, lists);
        lock (interned)
        {
            if (!interned.TryGetValue(key, out var less))
                interned[key] = less = new Reduced(interned.Count, profile);
            return less;
        }
    }

    private StackRun Make(Reduced profile, OrdinaryDuty ordinary, MetalShares? metals)
    {
        var on = times.Of(profile.Profile);
        var changes = Changes(on);
        var present = new Presence?[on.Measures.Length];
        var mark = UInt128.Zero;
        var topUps = 0;
        var depends = false;
        var starts = new List<Instant>();
        var stacks = new List<BulkStack>();
        int next = 0,
            relation = 0;
        for (var at = Instant.MinValue; ; )
        {
            for (; next < changes.Count && changes[next].At == at; next++)
            {
                ref var slot = ref present[changes[next].Slot];
                Turn(slot);
                slot = changes[next].Presence;
                Turn(slot, 1);
            }

            while (relation + 1 < relations.Length && relations[relation + 1].From <= at)
                relation++;
            depends |= topUps > 0;
            var stack = times.Stack(
                mark,
                present,
                relations[relation].Set,
                topUps > 0 ? ordinary : OrdinaryDuty.None,
                metals,
                at,
                profile.Profile
            );
            if (stacks.Count == 0 || !ReferenceEquals(stacks[^1], stack))
            {
                starts.Add(at);
                stacks.Add(stack);
            }

            var change = next < changes.Count ? changes[next].At : Instant.MaxValue;
            var other = relation + 1 < relations.Length ? relations[relation + 1].From : Instant.MaxValue;
            at = Instant.Min(change, other);
            if (at == Instant.MaxValue)
                break;
        }

        var run = times.Share(new StackRun([.. starts], [.. stacks], depends));
        if (!depends && metals is null)
            profile.Independent = run;
        return run;

        void Turn(Presence? one, int step = -1)
        {
            if (one is null)
                return;
            mark ^= one.Mark;
            if (one.State.TopUp)
                topUps += step;
        }
    }

    /// <summary>Every change of what is present on a profile, by time.</summary>
    private List<(Instant At, int Slot, Presence? Presence)> Changes(ProfileTimes on)
    {
        var changes = new List<(Instant At, int Slot, Presence? Presence)>();
        for (var slot = 0; slot < on.Measures.Length; slot++)
        {
            var number = on.Measures[slot];
            if (!measures[number])
                continue;
            var origins = times.View.Law.Measures[number].Origins;
            var boundaries = origins.Boundaries(origin).ToArray();
            if (boundaries.Length == 0)
            {
                foreach (var (from, presence) in on.Times[slot])
                    changes.Add((from, slot, presence));
                continue;
            }

            foreach (var cut in on.Times[slot].Select(t => t.From).Concat(boundaries).Order().Distinct())
            {
                var at = cut == Instant.MinValue ? LawTimes.Beginning : cut;
                var presence = origins.Includes(origin, at)
                    ? Array.FindLast(on.Times[slot], t => t.From <= cut).Presence
                    : null;
                changes.Add((cut, slot, presence));
            }
        }

        changes.Sort((a, b) => a.At.CompareTo(b.At));
        return changes;
    }

    private IEnumerable<(Instant From, RelationSet Set)> Relations()
    {
        var view = times.View;
        var cuts = new SortedSet<Instant> { Instant.MinValue };
        foreach (var relation in view.Law.Relations.Where(r => r.Set.KnownBy(view.Known)))
        {
            if (relation.From is { } from)
                cuts.Add(from);
            if (End.Governing(relation.Ends, view.Known) is { Until: { } until })
                cuts.Add(until);
            cuts.UnionWith(relation.Origins.Boundaries(origin));
        }

        RelationSet? last = null;
        foreach (var cut in cuts)
        {
            var at = cut == Instant.MinValue ? LawTimes.Beginning : cut;
            var set = times.Set([
                .. view.Law.Relations.Where(r => r.On(at, view.Known) && r.Origins.Includes(origin, at)),
            ]);
            if (!ReferenceEquals(set, last))
                yield return (cut, set);
            last = set;
        }
    }

    /// <summary>Profiles that these origins' law does not tell apart, and one of them to ask the law with.</summary>
    private sealed class Reduced(int id, Profile profile)
    {
        private volatile StackRun? independent;

        public int Id { get; } = id;

        public Profile Profile { get; } = profile;

        /// <summary>The run, once it is known that column 1 does not matter.</summary>
        public StackRun? Independent
        {
            get => independent;
            set => independent = value;
        }
    }
}
