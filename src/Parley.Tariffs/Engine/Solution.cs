using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>All that can be owed when the missing facts are answered in every way that matters.</summary>
internal sealed class Solution
{
    private const int MostStacks = 4096;

    private readonly List<Stack> stacks = [];
    private readonly SortedSet<string> needs = new(StringComparer.Ordinal);

    private Solution() { }

    /// <summary>The stacks, one for each way of answering; one if nothing is missing.</summary>
    public IReadOnlyList<Stack> Stacks => stacks;

    /// <summary>The layers that are owed alike however the missing facts are answered.</summary>
    public IEnumerable<Layer> Everywhere => stacks.Count == 1 ? stacks[0].Layers : stacks[0].Layers.Where(IsEverywhere);

    /// <summary>The facts whose answer makes a difference.</summary>
    public IReadOnlyCollection<string> Needs => needs;

    public decimal Min { get; private set; }

    public decimal Max { get; private set; }

    /// <summary>The total, if it does not depend on missing facts.</summary>
    public decimal? Total => needs.Count == 0 ? Min : null;

    public bool IsEverywhere(Layer layer) =>
        stacks.TrueForAll(s =>
            s.Layers.Any(l => ReferenceEquals(l.Measure, layer.Measure) && l.Percent == layer.Percent)
        );

    public static Solution Of(
        Slice slice,
        IReadOnlyList<Profile> profiles,
        BaseDuty column,
        Given given,
        Measure? forced = null,
        bool explain = false
    )
    {
        var solution = new Solution();
        (decimal Min, decimal Max)? all = null;
        foreach (var profile in profiles)
        {
            var one = solution.Solve(slice, profile, column, given, forced, explain);
            if (all is { } before && before != one)
                solution.needs.Add(StatisticalNumber);
            all = all is { } a ? (Math.Min(a.Min, one.Min), Math.Max(a.Max, one.Max)) : one;
        }

        (solution.Min, solution.Max) = all ?? (0m, 0m);
        return solution;
    }

    /// <summary>What is missing when eight digits are given and the lines under them differ.</summary>
    public const string StatisticalNumber = "statistical_number";

    private (decimal Min, decimal Max) Solve(
        Slice slice,
        Profile profile,
        BaseDuty column,
        Given given,
        Measure? forced,
        bool explain
    )
    {
        var stack = StackBuilder.Build(slice, profile, column, given, forced, explain);
        if (stack.Open is not { } question)
        {
            if (stacks.Count >= MostStacks)
                throw new InvalidOperationException(
                    $"More than {MostStacks} combinations of missing facts on one line: first {string.Join(", ", needs)}."
                );
            stacks.Add(stack);
            return (stack.Percent, stack.Percent);
        }

        (decimal Min, decimal Max)? all = null;
        foreach (var answer in question.Answers)
        {
            var one = Solve(slice, profile, column, answer, forced, explain);
            if (all is { } before && before != one)
                needs.Add(question.Need);
            all = all is { } a ? (Math.Min(a.Min, one.Min), Math.Max(a.Max, one.Max)) : one;
        }

        return all ?? (0m, 0m);
    }
}
