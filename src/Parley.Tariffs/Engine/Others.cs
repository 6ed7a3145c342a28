using NodaTime;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>What else an answer tells: the total with each relief that may be claimed, changes to come, facts without effect.</summary>
internal sealed class Others(
    Goods goods,
    Columns columns,
    Slice slice,
    IReadOnlyList<Profile> profiles,
    Given given,
    Solution solution
)
{
    private const int MostChanges = 24;

    public IEnumerable<Alternative> Alternatives()
    {
        foreach (var (preference, facts) in columns.Open(given.Facts))
        {
            var claimed = With(facts, null);
            if (!Same(claimed))
                yield return new Alternative(
                    Fact.Preference.Name,
                    Total(claimed, facts),
                    null,
                    $"Special column, {preference.Name} ({Fact.Preference.Name}={preference.Symbol})",
                    StackWriter.Specifics(claimed)
                );
        }

        foreach (var (relief, _) in slice.Reliefs)
        {
            if (!MayBeClaimed(relief))
                continue;
            var facts = relief.Needs.Aggregate(
                given.Facts,
                (f, need) => need.Holds(f) == true ? f : f.With(need.Fact, need.Example())
            );
            var claimed = With(facts, relief);
            if (Same(claimed))
                continue;
            var fact = relief.Needs.Count > 0 ? relief.Needs[0].Fact.Name : Fact.Claim.Name;
            var condition = relief.Needs.Count > 0 ? $" ({string.Join(", ", relief.Needs)})" : "";
            yield return new Alternative(
                fact,
                relief.Reduces == BaseReduction.Chapter98 ? null : Total(claimed, facts),
                relief.Heading,
                $"{relief.Title}{condition}",
                StackWriter.Specifics(claimed)
            );
        }
    }

    /// <summary>The changes after an instant, as known, while the goods and their facts stay the same.</summary>
    public List<NextChange> NextChanges(OriginView law, Instant at)
    {
        var column = columns.Of(given.Facts).Duty;
        var changes = new List<NextChange>();
        var before = solution;
        for (var i = law.IndexAt(at) + 1; i < law.Cuts.Count && changes.Count < MostChanges; i++)
        {
            var after = Solution.Of(law[i], profiles, column, given, explain: false);
            var differences = new Differences(law[i], profiles).Between(before, after);
            before = after;
            if (differences.Count > 0)
                changes.Add(
                    new NextChange(
                        law.Cuts[i],
                        column.Rate is null ? null : after.Total,
                        differences,
                        StackWriter.Specifics(after)
                    )
                );
        }

        return changes;
    }

    /// <summary>Facts that were given and change nothing: said, not silently dropped.</summary>
    public IEnumerable<string> Ignored()
    {
        foreach (var fact in given.Facts.Given)
        {
            var without = With(given.Facts.Without(fact), null);
            if (Same(without) && without.Needs.Count == solution.Needs.Count)
                yield return $"The fact {fact}={given.Facts[fact]!.Text} makes no difference to this line on this day.";
        }
    }

    private bool MayBeClaimed(Measure relief) =>
        profiles.Any(p => relief.Scope.Of(p, slice.At, slice.Known) != Coverage.None)
        && solution.Stacks.Any(s => s.Layers.Any(l => relief.Concerns(l.Measure)))
        && !solution.Stacks.All(s =>
            s.Layers.Any(l => ReferenceEquals(l.Relief, relief) || ReferenceEquals(l.Measure, relief))
        );

    private Solution With(ShipmentFacts facts, Measure? forced)
    {
        var column = columns.Of(facts).Duty;
        return Solution.Of(slice, profiles, column, new Given(facts, LawOn.Column1(column, goods)), forced);
    }

    private decimal? Total(Solution claimed, ShipmentFacts facts) =>
        columns.Of(facts).Duty.Rate is null ? null : claimed.Total;

    private bool Same(Solution other) =>
        other.Min == solution.Min
        && other.Max == solution.Max
        && StackWriter.Specifics(other).SequenceEqual(StackWriter.Specifics(solution));
}
