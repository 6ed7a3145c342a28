using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A duty of a stack, as bulk work needs it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Programme">The place of its programme among the programmes.</param>
/// <param name="PerMillion">Parts per million of the customs value: 25 % of the whole value is 250,000.</param>
/// <param name="Rate">The rate, where it also charges per unit; else null.</param>
/// <param name="Share">The share of the value that it is charged on.</param>
public sealed record BulkLayer(Measure Measure, int Programme, long PerMillion, Rate? Rate, decimal Share);

/// <summary>The additional duties on lines of one profile in a time in which nothing changes for them.</summary>
public sealed class BulkStack
{
    internal BulkStack(BulkLayer[] layers, decimal min, decimal max, string[] needs, BulkLayer[]? plain = null)
    {
        Layers = layers;
        Plain = plain ?? layers;
        Min = min;
        Max = max;
        Needs = needs;
        PerMillion = layers.Sum(l => l.PerMillion);
    }

    /// <summary>
    /// The duties beside the ordinary one that are owed however missing facts are answered. Where the answers lead to other
    /// duties and yet to the same total, those of the first answer: they add up to the total.
    /// </summary>
    public IReadOnlyList<BulkLayer> Layers { get; }

    /// <summary>
    /// The duties where every missing fact of scope is answered with no: an article is not the one described, an end use
    /// is another one. Only a run asked for with shares of metal tells them apart; else they are <see cref="Layers"/>.
    /// </summary>
    public IReadOnlyList<BulkLayer> Plain { get; }

    /// <summary>The least additional duty in percent of value.</summary>
    public decimal Min { get; }

    /// <summary>The greatest additional duty in percent of value.</summary>
    public decimal Max { get; }

    /// <summary>Facts that decide and are missing; none if the duty is definite.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <summary>The sum of the layers in parts per million of value.</summary>
    public long PerMillion { get; }

    /// <summary>Whether the ordinary duty falls away, so that these duties are all that is owed.</summary>
    public bool ReplacesOrdinary { get; init; }

    /// <summary>What is owed in all with an ordinary duty, least and greatest, in percent.</summary>
    /// <param name="ordinary">The ordinary duty in percent; null if it has none.</param>
    /// <returns>The totals; null if the ordinary duty has none and does not fall away.</returns>
    public (decimal? Min, decimal? Max) With(decimal? ordinary) =>
        ReplacesOrdinary ? (Min, Max) : (ordinary + Min, ordinary + Max);

    /// <summary>Whether it does not depend on missing facts.</summary>
    public bool Definite => Needs.Count == 0;

    internal bool SameAs(BulkStack other) =>
        ReplacesOrdinary == other.ReplacesOrdinary
        && Min == other.Min
        && Max == other.Max
        && Needs.SequenceEqual(other.Needs, StringComparer.Ordinal)
        && Layers.SequenceEqual(other.Layers)
        && (ReferenceEquals(Plain, Layers) == ReferenceEquals(other.Plain, other.Layers))
        && Plain.SequenceEqual(other.Plain);
}

/// <summary>The additional duties on lines of one profile through time: each stack holds from its instant to the next.</summary>
public sealed class StackRun
{
    private static readonly ConcurrentDictionary<Instant, LocalDate> FirstDays = new();
    private readonly Instant[] from;
    private readonly BulkStack[] stacks;

    internal StackRun(Instant[] from, BulkStack[] stacks, bool dependsOnColumn1)
    {
        this.from = from;
        this.stacks = stacks;
        DependsOnColumn1 = dependsOnColumn1;
    }

    /// <summary>The first instant of each stack; the first is the beginning of time.</summary>
    public IReadOnlyList<Instant> From => from;

    /// <summary>The stacks.</summary>
    public IReadOnlyList<BulkStack> Stacks => stacks;

    /// <summary>Whether a top-up makes it depend on the ordinary duty of the line.</summary>
    public bool DependsOnColumn1 { get; }

    /// <summary>The stack at an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The stack.</returns>
    public BulkStack At(Instant at)
    {
        int low = 0,
            high = from.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (from[middle] <= at)
                low = middle;
            else
                high = middle - 1;
        }

        return stacks[low];
    }

    /// <summary>The days of the stacks. One that holds at no noon is left out.</summary>
    /// <param name="since">The first day.</param>
    /// <param name="until">The end, exclusive; null for all that is known to come.</param>
    /// <returns>The stacks with their days, by day.</returns>
    public IEnumerable<StackDays> Days(LocalDate since, LocalDate? until)
    {
        for (var i = 0; i < stacks.Length; i++)
        {
            var first = i == 0 ? since : LocalDate.Max(FirstDay(from[i]), since);
            var end = i + 1 < stacks.Length ? FirstDay(from[i + 1]) : (LocalDate?)null;
            if (end is { } e && e <= first)
                continue;
            if (until is { } last)
            {
                if (first >= last)
                    yield break;
                if (end is null || end > last)
                    end = last;
            }

            yield return new StackDays(first, end, stacks[i]);
        }
    }

    /// <summary>The first day whose noon Eastern lies at or after an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The day.</returns>
    public static LocalDate FirstDay(Instant instant) =>
        FirstDays.GetOrAdd(
            instant,
            one =>
            {
                var local = one.InZone(Eastern.Zone);
                return local.TimeOfDay <= LocalTime.Noon ? local.Date : local.Date.PlusDays(1);
            }
        );
}
