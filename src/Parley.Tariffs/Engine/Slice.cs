using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>The law as known on one day, in one view: each measure's timeline.</summary>
internal sealed class LawView
{
    private readonly Dictionary<string, OriginView> origins = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public LawView(TariffLaw law, KnownDay known, bool final)
    {
        Law = law;
        Known = known;
        Timelines = [.. law.Measures.Select(m => MeasureTimeline.Of(m, known, final))];
    }

    public TariffLaw Law { get; }

    public KnownDay Known { get; }

    /// <summary>In the order of the law's measures; null where nothing is known of one.</summary>
    public IReadOnlyList<MeasureTimeline?> Timelines { get; }

    public OriginView For(string origin)
    {
        lock (gate)
        {
            if (!origins.TryGetValue(origin, out var view))
                origins[origin] = view = new OriginView(this, origin);
            return view;
        }
    }
}

/// <summary>The law for goods of one origin, cut into the times between which nothing changes.</summary>
internal sealed class OriginView
{
    private readonly LawView law;
    private readonly int[] measures;
    private readonly Instant[] cuts;
    private readonly Slice?[] slices;

    public OriginView(LawView law, string origin)
    {
        this.law = law;
        Origin = origin;
        measures =
        [
            .. Enumerable
                .Range(0, law.Law.Measures.Count)
                .Where(i => law.Timelines[i] is not null && law.Law.Measures[i].Origins.EverIncludes(origin)),
        ];
        cuts = [Instant.MinValue, .. Boundaries().Order().Distinct()];
        slices = new Slice?[cuts.Length];
    }

    public string Origin { get; }

    /// <summary>The instants at which something changes, sorted; the first is the beginning of time.</summary>
    public IReadOnlyList<Instant> Cuts => cuts;

    public int IndexAt(Instant at)
    {
        var found = Array.BinarySearch(cuts, at);
        return found >= 0 ? found : ~found - 1;
    }

    public Slice At(Instant at) => this[IndexAt(at)];

    public Slice this[int index] => slices[index] ??= Make(index);

    private Slice Make(int index)
    {
        var at = cuts[index];
        var all = law.Law.Measures;
        var standing = new List<(Measure, MeasureState)>(measures.Length);
        foreach (var i in measures)
        {
            if (all[i].Origins.Includes(Origin, at))
                standing.Add((all[i], law.Timelines[i]!.At(at)));
        }

        var relations = law.Law.Relations.Where(r => r.On(at, law.Known) && r.Origins.Includes(Origin, at));
        return new Slice(at, index + 1 < cuts.Length ? cuts[index + 1] : null, law.Known, standing, [.. relations]);
    }

    private IEnumerable<Instant> Boundaries()
    {
        var lists = new HashSet<CodeList>();
        foreach (var i in measures)
        {
            var measure = law.Law.Measures[i];
            foreach (var change in law.Timelines[i]!.Changes.Concat(measure.Origins.Boundaries(Origin)))
                yield return change;
            lists.UnionWith(measure.Scope.Lists);
            lists.UnionWith(measure.Scope.Except);
        }

        foreach (var row in lists.SelectMany(l => l.Rows))
        {
            if (row.From is { } from)
                yield return from;
            if (row.Until is { } until)
                yield return until;
        }

        foreach (var relation in law.Law.Relations.Where(r => r.Set.KnownBy(law.Known)))
        {
            if (relation.From is { } from)
                yield return from;
            if (End.Governing(relation.Ends, law.Known) is { Until: { } until })
                yield return until;
            foreach (var change in relation.Origins.Boundaries(Origin))
                yield return change;
        }
    }
}

/// <summary>The law for one origin in a time in which nothing changes.</summary>
internal sealed class Slice
{
    public Slice(
        Instant from,
        Instant? until,
        KnownDay known,
        IReadOnlyList<(Measure Measure, MeasureState State)> standing,
        IReadOnlyList<Relation> relations
    )
    {
        From = from;
        Until = until;
        Known = known;
        Standing = standing;
        Relations = relations;
        Duties = [.. standing.Where(s => s.Measure.Charges && s.State.Standing == Engine.Standing.InForce)];
        Reliefs =
        [
            .. standing.Where(s =>
                s.Measure.Kind is MeasureKind.Exemption or MeasureKind.Relief
                && s.State.Standing == Engine.Standing.InForce
            ),
        ];
        HasTopUps = Duties.Any(d => d.State.TopUp) || Reliefs.Any(r => r.State.TopUp);
        TakesWhole = relations.Any(r => r is { Kind: RelationKind.Displaces, WholeArticle: true });
    }

    public Instant From { get; }

    public Instant? Until { get; }

    public KnownDay Known { get; }

    /// <summary>Every measure that is about the origin, with how it stands.</summary>
    public IReadOnlyList<(Measure Measure, MeasureState State)> Standing { get; }

    public IReadOnlyList<Relation> Relations { get; }

    public (Measure Measure, MeasureState State)[] Duties { get; }

    public (Measure Measure, MeasureState State)[] Reliefs { get; }

    /// <summary>Whether some duty depends on column 1.</summary>
    public bool HasTopUps { get; }

    /// <summary>Whether a duty on a part of the article can displace another on the whole of it.</summary>
    public bool TakesWhole { get; }

    /// <summary>When the times are asked of scopes: any instant of the slice answers alike.</summary>
    public Instant At => From == Instant.MinValue ? Instant.FromUtc(2018, 1, 1, 0, 0) : From;
}
