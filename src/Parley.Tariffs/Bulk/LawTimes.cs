using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A measure that stands in one way and covers a line in one way. Equal ones share one object.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="State">How it stands: in force.</param>
/// <param name="Coverage">How it covers the line: not none.</param>
/// <param name="Mark">A number of its own, to tell sets of them apart by the exclusive or of their marks.</param>
internal sealed record Presence(Measure Measure, MeasureState State, Coverage Coverage, UInt128 Mark);

/// <summary>The presence of one measure on lines of one profile, from an instant to the next; null where it is absent.</summary>
internal readonly record struct PresenceFrom(Instant From, Presence? Presence);

/// <summary>What of the law can touch lines of one profile: by the number of the measure, its presence by time.</summary>
internal sealed record ProfileTimes(int[] Measures, PresenceFrom[][] Times);

/// <summary>What a top-up must know of the ordinary duty.</summary>
/// <param name="Percent">Its ad valorem part in percent.</param>
/// <param name="Whole">Whether that is all of it; else it is charged per unit too, or cannot be told.</param>
internal readonly record struct OrdinaryDuty(decimal Percent, bool Whole)
{
    public static OrdinaryDuty None { get; } = new(0m, true);

    public static OrdinaryDuty Of(Rate? rate) => new(rate?.AdValorem ?? 0m, rate is { Specifics.IsEmpty: true });
}

/// <summary>Relations that hold together. Equal sets share one object.</summary>
internal sealed record RelationSet(int Id, IReadOnlyList<Relation> Relations);

/// <summary>
/// What all origins share of the work: the presence of measures on profiles by time, and each stack, which is worked out
/// once for the same presences, the same relations and, where there is a top-up, the same column 1.
/// </summary>
internal sealed class LawTimes(LawView view, IEnumerable<Programme> order)
{
    private readonly ConcurrentDictionary<int, ProfileTimes> profiles = new();
    private readonly ConcurrentDictionary<int, (int List, UInt128 Mark)[]> rows = new();
    private readonly ConcurrentDictionary<(UInt128 Mark, int Relations), RelationSet> relevant = new();
    private readonly ConcurrentDictionary<
        (UInt128 Mark, int Relations, OrdinaryDuty Ordinary, MetalShares? Metals),
        BulkStack
    > stacks = new();
    private readonly ConcurrentDictionary<BulkStack, BulkStack> distinct = new(StackContent.Instance);
    private readonly ConcurrentDictionary<StackRun, StackRun> runs = new(RunContent.Instance);
    private readonly Dictionary<string, RelationSet> relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> programmes = order
        .Select((p, i) => (p.Id, i))
        .ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);

    public LawView View { get; } = view;

    /// <summary>How many stacks were worked out.</summary>
    public int Solved => stacks.Count;

    /// <summary>When the law is asked about the beginning of time.</summary>
    public static Instant Beginning { get; } = Instant.FromUtc(2018, 1, 1, 0, 0);

    public ProfileTimes Of(Profile profile) => profiles.GetOrAdd(profile.Id, _ => Make(profile));

    /// <summary>A number of its own for what the lists among some say of a profile; equal ones are alike there.</summary>
    public UInt128 MarkOn(Profile profile, HashSet<int> lists)
    {
        var mark = UInt128.Zero;
        foreach (var (list, one) in rows.GetOrAdd(profile.Id, _ => Rows(profile)))
        {
            if (lists.Contains(list))
                mark += one;
        }

        return mark;
    }

    private (int List, UInt128 Mark)[] Rows(Profile profile) =>
        [.. profile.Rows.Select(r => (r.List, Mark((ulong)View.Law.Profiles.Signature(r))))];

    public RelationSet Set(IReadOnlyList<Relation> set)
    {
        var key = string.Join('\n', set.Select(r => r.File + '#' + r.Id));
        lock (relations)
        {
            if (!relations.TryGetValue(key, out var found))
                relations[key] = found = new RelationSet(relations.Count, set);
            return found;
        }
    }

    public StackRun Share(StackRun run) => runs.GetOrAdd(run, run);

    /// <summary>The stack of a set of presences.</summary>
    /// <param name="mark">The exclusive or of their marks.</param>
    /// <param name="present">The presences, with gaps, in the order of the law's measures.</param>
    /// <param name="set">The relations that hold.</param>
    /// <param name="ordinary">The ordinary duty; none where no top-up is present.</param>
    /// <param name="metals">Shares of metal to take for the facts; null for none.</param>
    /// <param name="at">An instant at which it is so.</param>
    /// <param name="profile">A profile on which it is so.</param>
    public BulkStack Stack(
        UInt128 mark,
        Presence?[] present,
        RelationSet set,
        OrdinaryDuty ordinary,
        MetalShares? metals,
        Instant at,
        Profile profile
    )
    {
        var matter = relevant.TryGetValue((mark, set.Id), out var found)
            ? found
            : relevant.GetOrAdd((mark, set.Id), Relevant(set, present));
        return stacks.TryGetValue((mark, matter.Id, ordinary, metals), out var stack)
            ? stack
            : stacks.GetOrAdd(
                (mark, matter.Id, ordinary, metals),
                Solve(present, matter, ordinary, metals, at, profile)
            );
    }

    /// <summary>The relations of a set that can concern what is present: both of their sides are.</summary>
    private RelationSet Relevant(RelationSet set, Presence?[] present)
    {
        var both = set.Relations.Where(r => r.Kind == RelationKind.OneOf || (Any(r.Displaces) && Any(r.When)));
        return Set([.. both]);

        bool Any(IReadOnlyList<string> names) =>
            names.Any(n => n is BaseDuties.Column1Id or BaseDuties.Column2Id)
            || Array.Exists(present, p => p is { Measure.Charges: true } && Relation.Names(names, p.Measure));
    }

    private BulkStack Solve(
        Presence?[] present,
        RelationSet set,
        OrdinaryDuty ordinary,
        MetalShares? metals,
        Instant at,
        Profile profile
    )
    {
        var standing = new List<(Measure, MeasureState)>();
        foreach (var one in present)
        {
            if (one is not null)
                standing.Add((one.Measure, one.State));
        }

        var slice = new Slice(at, null, View.Known, standing, set.Relations);
        // A relation that displaces column 2 holds only for origins that bear it.
        var second = set.Relations.Any(r => r.Displaces.Contains(BaseDuties.Column2Id, StringComparer.Ordinal));
        var column = BaseDuties.Of(second, Rate.Percent(ordinary.Percent));
        var solution = Solution.Of(
            slice,
            [profile],
            column,
            new Given(metals?.Facts ?? ShipmentFacts.None, ordinary.Whole ? ordinary.Percent : null)
        );
        // Ways that come to the same total are one answer: the first stands for all, as in a single answer.
        var owed = solution.Needs.Count == 0 ? solution.Stacks[0].Layers : solution.Everywhere;
        var replaced = solution.Stacks.All(s => s.Layers.All(l => l.Measure != column.Measure));
        var beside = replaced ? 0m : ordinary.Percent;
        var stack = new BulkStack(
            [.. owed.Where(l => l.Measure != column.Measure).Select(Layer)],
            solution.Min - beside,
            solution.Max - beside,
            [.. solution.Needs],
            // The last answer to each question is no, and the last stack follows the last answers.
            metals is null
                ? null
                : [.. solution.Stacks[^1].Layers.Where(l => l.Measure != column.Measure).Select(Layer)]
        )
        {
            ReplacesOrdinary = replaced,
        };
        return distinct.GetOrAdd(stack, stack);
    }

    private BulkLayer Layer(Layer layer) =>
        new(
            layer.Measure,
            programmes[layer.Measure.Programme],
            (long)decimal.Round(layer.Percent * 10_000m),
            layer.Rate.Specifics.IsEmpty ? null : layer.Rate,
            layer.Share
        );

    private ProfileTimes Make(Profile profile)
    {
        var on = profile.Rows.ToLookup(r => r.List, r => r.Row);
        var all = View.Law.Measures;
        var measures = new List<int>();
        var times = new List<PresenceFrom[]>();
        for (var i = 0; i < all.Count; i++)
        {
            if (View.Timelines[i] is not { } timeline || all[i].Kind is MeasureKind.Information or MeasureKind.Fee)
                continue;
            var scope = all[i].Scope;
            if (!scope.IsAll && !scope.Lists.Any(l => on.Contains(l.Index)))
                continue;
            var presence = Presences(i, timeline, profile, on);
            if (presence.Length == 1 && presence[0].Presence is null)
                continue;
            measures.Add(i);
            times.Add(presence);
        }

        return new ProfileTimes([.. measures], [.. times]);
    }

    private PresenceFrom[] Presences(int number, MeasureTimeline timeline, Profile profile, ILookup<int, ListRow> on)
    {
        var measure = View.Law.Measures[number];
        var cuts = new SortedSet<Instant>(timeline.Changes) { Instant.MinValue };
        foreach (var row in measure.Scope.Lists.Concat(measure.Scope.Except).SelectMany(l => on[l.Index]))
        {
            if (row.From is { } from)
                cuts.Add(from);
            if (row.Until is { } until)
                cuts.Add(until);
        }

        var found = new List<PresenceFrom>();
        foreach (var cut in cuts)
        {
            var at = cut == Instant.MinValue ? Beginning : cut;
            var presence = At(number, timeline.IndexAt(at), timeline, measure.Scope.Of(profile, at, View.Known));
            if (found.Count == 0 || found[^1].Presence?.Mark != presence?.Mark)
                found.Add(new PresenceFrom(cut, presence));
        }

        return [.. found];
    }

    private Presence? At(int number, int state, MeasureTimeline timeline, Coverage coverage)
    {
        if (coverage == Coverage.None || timeline.States[state].Standing != Standing.InForce)
            return null;
        var seed = ((ulong)number << 24) | ((ulong)state << 4) | (ulong)coverage;
        return new Presence(View.Law.Measures[number], timeline.States[state], coverage, Mark(seed));
    }

    /// <summary>Spreads a number over 128 bits (the finalizer of SplitMix64, twice).</summary>
    private static UInt128 Mark(ulong seed)
    {
        return new UInt128(Mix(seed + 0x9E3779B97F4A7C15), Mix(seed + 0x3C6EF372FE94F82A));

        static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private sealed class StackContent : IEqualityComparer<BulkStack>
    {
        public static StackContent Instance { get; } = new();

        public bool Equals(BulkStack? x, BulkStack? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.SameAs(y));

        public int GetHashCode(BulkStack obj) =>
            HashCode.Combine(obj.Min, obj.Max, obj.PerMillion, obj.Layers.Count, obj.Needs.Count);
    }

    private sealed class RunContent : IEqualityComparer<StackRun>
    {
        public static RunContent Instance { get; } = new();

        public bool Equals(StackRun? x, StackRun? y) =>
            ReferenceEquals(x, y)
            || (
                x is not null
                && y is not null
                && x.DependsOnColumn1 == y.DependsOnColumn1
                && x.From.SequenceEqual(y.From)
                && x.Stacks.SequenceEqual(y.Stacks)
            );

        public int GetHashCode(StackRun obj)
        {
            var hash = new HashCode();
            foreach (var from in obj.From)
                hash.Add(from);
            foreach (var stack in obj.Stacks)
                hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(stack));
            return hash.ToHashCode();
        }
    }
}
