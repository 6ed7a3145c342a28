using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;
using static System.FormattableString;
using static Parley.Tests.Ledger.Ask;

namespace Parley.Tests.Ledger;

/// <summary>The points added on all goods, by day and by minute, as known then or earlier.</summary>
public sealed class RateHistoryTests
{
    [Theory]
    [InlineData("2025-01-17", 0)]
    [InlineData("2025-02-03", 0)]
    [InlineData("2025-02-04", 10)]
    [InlineData("2025-03-03", 10)]
    [InlineData("2025-03-04", 20)]
    [InlineData("2025-04-04", 20)]
    [InlineData("2025-04-05", 30)]
    [InlineData("2025-04-08", 30)]
    [InlineData("2025-04-09", 104)]
    [InlineData("2025-04-10", 145)]
    [InlineData("2025-05-13", 145)]
    [InlineData("2025-05-14", 30)]
    [InlineData("2025-08-11", 30)]
    [InlineData("2025-08-12", 30)]
    [InlineData("2025-09-01", 30)]
    [InlineData("2025-11-09", 30)]
    [InlineData("2025-11-10", 20)]
    [InlineData("2025-12-01", 20)]
    [InlineData("2026-02-20", 20)]
    [InlineData("2026-02-23", 20)]
    [InlineData("2026-02-24", 10)]
    [InlineData("2026-07-23", 10)]
    [InlineData("2026-07-24", 12.5)]
    [InlineData("2026-10-10", 12.5)]
    public void Rates_OfTheUSOnChina_StandAtNoonInWashington(string day, double points) =>
        Assert.Equal((decimal)points, On(day).Rates(US, CN).AllGoods);

    [Theory]
    [InlineData("2025-04-09", 0)]
    [InlineData("2025-04-10T12:00+08:00", 0)]
    [InlineData("2025-04-10T12:01+08:00", 84)]
    [InlineData("2025-04-11", 84)]
    [InlineData("2025-04-12", 125)]
    [InlineData("2025-04-15", 125)]
    [InlineData("2025-05-13", 125)]
    [InlineData("2025-05-15", 10)]
    [InlineData("2025-09-01", 10)]
    [InlineData("2025-12-01", 10)]
    [InlineData("2026-02-24", 10)]
    [InlineData("2026-10-10", 10)]
    public void Rates_OfChinaOnTheUS_ReplaceWithinTheLayerAndNeverAdd(string day, double points)
    {
        var rates = On(day, day[..10]).Rates(CN, US);
        Assert.Equal((decimal)points, rates.AllGoods);
        Assert.True(rates.Layers.Count <= 1);
    }

    [Fact]
    public void Rates_On24February2026_AreTheSurchargeOfSection122Alone()
    {
        Assert.Equal(
            ["us-ieepa-fentanyl", "us-ieepa-reciprocal"],
            On("2026-02-23").Rates(US, CN).Layers.Select(l => l.Layer).Order(StringComparer.Ordinal).ToArray()
        );
        Assert.Equal("us-122", Assert.Single(On("2026-02-24").Rates(US, CN).Layers).Layer);
        Assert.Equal("us-301-forced-labour", Assert.Single(On("2026-07-24").Rates(US, CN).Layers).Layer);
    }

    [Theory]
    [InlineData("2026-02-23T23:59-05:00", 20)]
    [InlineData("2026-02-24T00:00-05:00", 0)]
    [InlineData("2026-02-24T00:01-05:00", 10)]
    [InlineData("2026-07-24T00:00-04:00", 10)]
    [InlineData("2026-07-24T00:01-04:00", 12.5)]
    public void Rates_WhenOneProgrammeFollowsAnother_ChangeAtTheMinute(string minute, double points) =>
        Assert.Equal((decimal)points, On(minute, minute[..10]).Rates(US, CN).AllGoods);

    [Theory]
    // Summer: 12:01 in Beijing is 00:01 in Washington. A bare day means noon in Beijing, one minute before.
    [InlineData("2025-05-14", 125)]
    [InlineData("2025-05-14T12:00+08:00", 125)]
    [InlineData("2025-05-14T12:01+08:00", 10)]
    [InlineData("2025-05-14T00:00-04:00", 125)]
    [InlineData("2025-05-14T00:01-04:00", 10)]
    public void Rates_OfChinaWhenGenevaBegins_ChangeAt1201Beijing(string on, int points) =>
        Assert.Equal(points, On(on, "2025-05-14").Rates(CN, US).AllGoods);

    [Theory]
    // Winter: 00:01 in Washington is 13:01 in Beijing. As known before the notices of November the 24 points return
    // then; as known after them, No. 2 stops then.
    [InlineData("2025-11-10T13:00+08:00", "2025-11-01", 10, true)]
    [InlineData("2025-11-10T13:01+08:00", "2025-11-01", 34, true)]
    [InlineData("2025-11-10", "2025-11-10", 10, true)]
    [InlineData("2025-11-10T13:00+08:00", "2025-11-10", 10, true)]
    [InlineData("2025-11-10T13:01+08:00", "2025-11-10", 10, false)]
    [InlineData("2025-11-10T00:00-05:00", "2025-11-10", 10, true)]
    [InlineData("2025-11-10T00:01-05:00", "2025-11-10", 10, false)]
    [InlineData("2025-11-11", "2025-11-11", 10, false)]
    public void Rates_OfChinaWhenBusanBegins_ChangeAt1301Beijing(string on, string known, int points, bool no2)
    {
        var rates = On(on, known).Rates(CN, US);
        Assert.Equal(points, rates.AllGoods);
        Assert.Equal(no2, rates.OnSomeGoods.Any(p => p.Measure.Layer == "cn-2025-no2"));
    }

    [Theory]
    // The snap-back: returns at 00:01 Washington by the law as known before the extension, never after it.
    [InlineData("2025-08-12T00:00-04:00", "2025-06-09", 30, 10)]
    [InlineData("2025-08-12T00:01-04:00", "2025-06-09", 54, 34)]
    [InlineData("2025-08-12T00:00-04:00", "2025-08-10", 30, 10)]
    [InlineData("2025-08-12T00:01-04:00", "2025-08-10", 54, 34)]
    [InlineData("2025-08-12T12:00+08:00", "2025-06-09", 30, 10)]
    [InlineData("2025-08-12T12:01+08:00", "2025-06-09", 54, 34)]
    // The US order was public on the 11th, the Chinese notice on the 12th.
    [InlineData("2025-08-12T00:01-04:00", "2025-08-11", 30, 34)]
    [InlineData("2025-08-12T00:00-04:00", "2025-08-12", 30, 10)]
    [InlineData("2025-08-12T00:01-04:00", "2025-08-12", 30, 10)]
    public void Rates_AtTheEndOfTheGenevaTruce_ReturnOnlyWhileNoExtensionIsKnown(
        string on,
        string known,
        int us,
        int china
    )
    {
        var view = On(on, known);
        Assert.Equal((us, china), (view.Rates(US, CN).AllGoods, view.Rates(CN, US).AllGoods));
    }

    [Theory]
    // What if nobody acts: asked about a day ahead, by the law as known on another.
    [InlineData("2025-08-13", "2025-06-09", 54, 34)]
    [InlineData("2025-11-09", "2025-08-12", 30, 10)]
    [InlineData("2025-11-11", "2025-08-12", 54, 34)]
    [InlineData("2025-11-11", "2025-11-05", 20, 10)]
    [InlineData("2026-11-11", "2025-11-10", 44, 34)]
    // After the ruling nothing returns on the US side; the extension to January 2027 is in words alone.
    [InlineData("2026-11-11", "2026-02-20", 0, 34)]
    [InlineData("2026-11-11", "2026-10-10", 12.5, 34)]
    public void Rates_AskedAboutADayAhead_AreTheLawAsKnown(string on, string known, double us, double china)
    {
        var view = On(on, known);
        Assert.Equal((decimal)us, view.Rates(US, CN).AllGoods);
        Assert.Equal((decimal)china, view.Rates(CN, US).AllGoods);
    }

    [Fact]
    public void Rates_OnEveryDay_AreNeverTheSumOfAReplacedAndAReplacingStep()
    {
        // 243 = 34 + 84 + 125 and the like: only these totals ever applied.
        decimal[] us = [0, 10, 12.5m, 20, 30, 104, 145];
        decimal[] china = [0, 10, 84, 125];
        foreach (var day in Days("2025-01-01", "2026-10-10"))
        {
            var view = Repo.Shipped.On(OnDay.Of(day), KnownDay.Of(day));
            Assert.Contains(view.Rates(US, CN).AllGoods, us);
            Assert.Contains(view.Rates(CN, US).AllGoods, china);
        }
    }

    [Fact]
    public void Peak_OverTime_OnlyGrowsAndNamesTheDayItWasReached()
    {
        var last = 0m;
        foreach (var day in Days("2025-02-04", "2026-10-10"))
        {
            var peak = Repo.Shipped.On(OnDay.Of(day), KnownDay.Of(day)).Peak(US, CN)!;
            Assert.True(peak.Rates.AllGoods >= last, Invariant($"{day:R}: {peak.Rates.AllGoods} after {last}"));
            Assert.True(peak.From.FirstDay <= day);
            last = peak.Rates.AllGoods;
        }

        Assert.Equal(145, last);
    }

    [Fact]
    public void RangeOf_GoodsOnEveryList_IsOpenWhereALayerHasNoRate()
    {
        var view = On("2025-06-09");
        Assert.Equal((30m, (decimal?)null), (view.Rates(US, CN).Min, view.Rates(US, CN).Max));
        var china = view.Rates(CN, US);
        Assert.Equal(10, china.Min);
        // One list of each layer at its highest: 10 + 25 (2018 lists) + 25 (232) + 5 (2019) + 15 (No. 1) + 15 (No. 2).
        Assert.Equal(95, china.Max);
    }
}
