using CsCheck;
using NodaTime;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class TwoDatedTests
{
    private static TwoDated<string> Fact(string value, string period, string known) =>
        new(value, LegalPeriod.Parse(period + "[America/New_York]").Value, Moment.Parse(known).Value);

    private static string? Ask(TwoDated<string>[] facts, string on, string known) =>
        facts.InForce(OnDay.Parse(on).Value, KnownDay.Parse(known).Value)?.Value;

    [Fact]
    public void InForce_ExtensionOfATruce_HoldsOnlyOnceItIsKnown()
    {
        TwoDated<string>[] facts =
        [
            Fact("34", "2025-04-09/..", "2025-04-09"),
            Fact("10", "2025-05-14T00:01-04:00/2025-08-12T00:01-04:00", "2025-05-12"),
            Fact("10 again", "2025-08-12T00:01-04:00/2025-11-10", "2025-08-11"),
        ];
        Assert.Equal("10", Ask(facts, "2025-08-11", "2025-06-09"));
        Assert.Equal("34", Ask(facts, "2025-08-13", "2025-06-09"));
        Assert.Equal("10 again", Ask(facts, "2025-08-13", "2025-08-12"));
        Assert.Equal("10", Ask(facts, "2025-08-12T00:00-04:00", "2025-12-31"));
        Assert.Equal("10 again", Ask(facts, "2025-08-12T00:01-04:00", "2025-12-31"));
        Assert.Equal("34", Ask(facts, "2025-11-10", "2025-12-31"));
        Assert.Null(Ask(facts, "2025-04-08", "2025-12-31"));
        Assert.Null(Ask(facts, "2025-08-13", "2025-04-08"));
    }

    [Fact]
    public void InForce_KnownOnOneDay_PrefersTheLaterStartThenTheLaterInTheList()
    {
        TwoDated<string>[] facts =
        [
            Fact("late", "2025-03-01/..", "2025-01-01"),
            Fact("early", "2025-02-01/..", "2025-01-01"),
            Fact("early again", "2025-02-01/..", "2025-01-01"),
        ];
        Assert.Equal("late", Ask(facts, "2025-03-02", "2025-01-02"));
        Assert.Equal("early again", Ask(facts, "2025-02-02", "2025-01-02"));
    }

    [Fact]
    public void InForce_FactKnownLater_NeverLeaksBack() =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 100], Gen.Int[1, 60], Gen.Int[0, 100]).Array[0, 8],
                Gen.Int[0, 160],
                Gen.Int[0, 101]
            )
            .Sample(
                (rows, on, known) =>
                {
                    var zero = new LocalDate(2025, 1, 1);
                    var facts = rows.Select(
                            (r, i) =>
                                new TwoDated<int>(
                                    i,
                                    LegalPeriod
                                        .From(Moment.OfDay(zero.PlusDays(r.Item1)), "Asia/Shanghai")
                                        .Value.Until(Moment.OfDay(zero.PlusDays(r.Item1 + r.Item2)))
                                        .Value,
                                    Moment.OfDay(zero.PlusDays(r.Item3))
                                )
                        )
                        .ToArray();
                    var expected = rows.Select((r, i) => (Row: r, Index: i))
                        .Where(x => x.Row.Item3 <= known && x.Row.Item1 <= on && on < x.Row.Item1 + x.Row.Item2)
                        .OrderBy(x => (x.Row.Item3, x.Row.Item1, x.Index))
                        .Select(x => (int?)x.Index)
                        .LastOrDefault();
                    return facts.InForce(OnDay.Of(zero.PlusDays(on)), KnownDay.Of(zero.PlusDays(known)))?.Value
                        == expected;
                }
            );
}
