using System.Globalization;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;
using Parley.Tests.HouseRules;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>docs/tariff-coverage.md says what is on file: every step is asked of the measure that it names.</summary>
public sealed class CoverageTests
{
    private static readonly List<string[]> Rows =
    [
        .. File.ReadLines(House.PathOf("docs/tariff-coverage.md"))
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2]))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Table_NamesEveryOneOfThe60Steps() =>
        Assert.Equal(
            Enumerable.Range(1, 60),
            Rows.Select(r => int.Parse(r[0], CultureInfo.InvariantCulture)).Distinct()
        );

    [Fact]
    public void Steps_OfTheTable_AreInForceAtTheirRate() =>
        House.Holds("These steps of docs/tariff-coverage.md are not so in the book:", [.. Rows.SelectMany(Fault)]);

    [Fact]
    public void Steps_WithoutADay_SayWhy() =>
        Assert.All(Rows.Where(r => r[2].Length == 0), r => Assert.True(r[4].Length > 20, $"step {r[0]}"));

    private static IEnumerable<string> Fault(string[] row)
    {
        if (row[2].Length == 0)
            yield break;
        var id = row[1].Trim('`');
        var measure = CaseTests.Shipped.Book.Measures.FirstOrDefault(m =>
            string.Equals(m.Id, id, StringComparison.Ordinal)
        );
        if (measure is null)
        {
            yield return $"step {row[0]}: no measure {id}";
            yield break;
        }

        var at = Eastern.Parse(row[2]).Value;
        var timeline = MeasureTimeline.Of(measure, KnownDay.Everything, final: false)!;
        var state = timeline.At(at);
        if (
            state.Standing != Standing.InForce
            || !string.Equals(state.Rate!.ToString(), row[3], StringComparison.Ordinal)
        )
            yield return $"step {row[0]}: {id} is {state.Standing} at {state.Rate} on {row[2]}, not {row[3]}";
        if (!measure.Origins.Includes("CN", at))
            yield return $"step {row[0]}: {id} is not about China";
    }
}
