using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>The average rate on goods of China against the rule book: its steps, and its level on 1 January 2025.</summary>
public sealed class SeriesTests
{
    private static readonly KnownDay Known = KnownDay.Parse("2026-11-25").Value;

    /// <summary>The figures of the rule book for our definition; agreement to 0.05 is what it tells to expect.</summary>
    private const decimal Near = 0.05m;

    private static readonly Lazy<RateSeries> Series = new(() => Make(SeriesBy.Programme));

    [Theory]
    [InlineData("2025-01-01", "us-mfn", 2.53)]
    [InlineData("2025-01-01", "us-301-tech", 10.02)]
    public void Level_OnTheFirstDay_IsThatOfTheRuleBook(string day, string programme, double figure)
    {
        var found = On(day).Parts[programme];

        Assert.InRange(found, (decimal)figure - Near, (decimal)figure + Near);
    }

    [Fact]
    public void Level_OfSection301In2026_IsInTheRangeOfTheRuleBook() =>
        Assert.InRange(On("2026-01-01").Parts["us-301-tech"], 10.4m, 10.7m);

    [Theory]
    [InlineData("2025-02-04", "us-ieepa-fentanyl", 1)]
    [InlineData("2025-03-04", "us-ieepa-fentanyl", 1)]
    [InlineData("2025-03-12", "us-232-metals", 1)]
    [InlineData("2025-04-03", "us-232-autos", 1)]
    [InlineData("2025-04-05", "us-ieepa-reciprocal", 1)]
    [InlineData("2025-04-09", "us-ieepa-reciprocal", 1)]
    [InlineData("2025-04-10", "us-ieepa-reciprocal", 1)]
    [InlineData("2025-05-14", "us-ieepa-reciprocal", -1)]
    [InlineData("2025-06-04", "us-232-metals", 1)]
    [InlineData("2025-06-23", "us-232-metals", 1)]
    [InlineData("2025-08-01", "us-232-metals", 1)]
    [InlineData("2025-08-18", "us-232-metals", 1)]
    [InlineData("2025-10-14", "us-232-wood", 1)]
    [InlineData("2025-11-10", "us-ieepa-fentanyl", -1)]
    [InlineData("2026-01-01", "us-301-tech", 1)]
    [InlineData("2026-02-24", "us-ieepa-reciprocal", -1)]
    [InlineData("2026-02-24", "us-ieepa-fentanyl", -1)]
    [InlineData("2026-02-24", "us-122", 1)]
    [InlineData("2026-04-06", "us-232-metals", 1)]
    [InlineData("2026-07-24", "us-122", -1)]
    [InlineData("2026-07-24", "us-301-forced-labour", 1)]
    [InlineData("2026-09-03", "us-232-drones", 1)]
    public void Steps_OfTheProgrammeTable_FallOnTheirDayAndInTheirDirection(string day, string programme, int direction)
    {
        var steps = Series.Value.Steps;
        var at = steps.ToList().FindIndex(s => s.From == Ledger.Ask.Day(day));

        Assert.True(at > 0, $"No step on {day}.");
        var moved = steps[at].Parts.GetValueOrDefault(programme) - steps[at - 1].Parts.GetValueOrDefault(programme);
        Assert.Equal(direction, Math.Sign(moved));
    }

    [Fact]
    public void Steps_LargerThanATenthOfAPoint_AreThoseOfTheProgrammeTable()
    {
        string[] table =
        [
            "2025-02-04",
            "2025-03-04",
            "2025-03-12",
            "2025-04-03",
            "2025-04-05",
            "2025-04-09",
            "2025-04-10",
            "2025-05-14",
            "2025-06-04",
            "2025-08-01",
            "2025-08-18",
            "2025-11-10",
            "2026-01-01",
            "2026-02-24",
            "2026-04-06",
            "2026-07-24",
        ];
        var steps = Series.Value.Steps;
        var large = Enumerable
            .Range(1, steps.Count - 1)
            .Where(i => Math.Abs(steps[i].Weighted - steps[i - 1].Weighted) > 0.1m)
            .Select(i => steps[i].From.ToString("uuuu-MM-dd", null));

        Assert.Equal(table, large, StringComparer.Ordinal);
    }

    [Fact]
    public void Parts_AddUpToTheTotal()
    {
        foreach (var step in Series.Value.Steps)
            Assert.InRange(step.Parts.Values.Sum() - step.Weighted, -0.001m, 0.001m);
    }

    [Fact]
    public void Chapters_WeighTheSameTotal()
    {
        var steps = Make(SeriesBy.Chapter).Steps;

        Assert.Equal(Series.Value.Steps[0].Weighted, steps[0].Weighted);
        Assert.Equal(0m, steps[0].Parts.GetValueOrDefault("98"));
    }

    [Fact]
    public void Weights_LeaveOutThePartnerThatIsCountedTwice()
    {
        Assert.Empty(TradeWeights.Load(Repo.Data, "4359").Imports);
        Assert.NotEmpty(TradeWeights.Load(Repo.Data, TradeWeights.Union).Imports);
    }

    [Theory]
    [InlineData("7326908688", 1, 0)]
    [InlineData("7616995190", 0, 1)]
    public void Metals_OfTheirChapters_AreWhole(string code, int steel, int aluminum)
    {
        var shares = TradeWeights.Load(Repo.Data, "5700").SharesOf(HtsCode.Parse(code).Value);

        Assert.Equal(new MetalShares(steel, aluminum, 0m), shares);
    }

    private static SeriesStep On(string day) => Series.Value.Steps.Last(s => s.From <= Ledger.Ask.Day(day));

    [Fact]
    public void Sectors_WeighedByTheirImports_AddUpToTheTotal()
    {
        var weights = TradeWeights.Load(Repo.Data, "5700");
        var shares = weights
            .Imports.GroupBy(i => weights.SectorOf(i.Code), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(i => i.Value) / weights.Total, StringComparer.Ordinal);
        var step = Make(SeriesBy.Sector).Steps[0];
        Assert.InRange(step.Parts.Count, 36, 66);
        Assert.Equal(step.Weighted, step.Parts.Sum(p => p.Value * shares[p.Key]), 3);
        Assert.InRange(shares[TradeWeights.NoSector], 0m, 0.03m);
    }

    private static RateSeries Make(SeriesBy by)
    {
        var book = CaseTests.Shipped.Book;
        return RateSeries.Make(
            book.Bulk(Known),
            [.. book.Programmes],
            TradeWeights.Load(Repo.Data, "5700"),
            "CN",
            new LocalDate(2025, 1, 1),
            new LocalDate(2026, 10, 2),
            by
        );
    }
}
