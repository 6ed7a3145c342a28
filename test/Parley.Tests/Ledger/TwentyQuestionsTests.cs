using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;
using static Parley.Tests.Ledger.Ask;

namespace Parley.Tests.Ledger;

/// <summary>Questions 1 to 10 of the twenty that people ask, about 9 June 2025 as known to the end of that day.</summary>
public sealed class TwentyQuestionsTests
{
    private static readonly LedgerView View = On("2025-06-09");

    [Fact]
    public void Question01_IsThereATruce_GenevaOnDay27Of90()
    {
        var truce = View.Truce()!;
        Assert.Equal("A-2025-GVA", truce.State.Agreement.Id.ToString());
        Assert.Equal(TextStatus.JointStatement, truce.State.Agreement.TextStatus);
        Assert.Equal(AgreementStage.InForce, truce.State.Stage);
        Assert.False(truce.State.Unenacted);
        Assert.Equal(Day("2025-05-12"), truce.State.Agreement.Announced.FirstDay);
        var from = truce.State.Agreement.InForceFrom!.Value.Exact!.Value;
        Assert.Equal(new LocalDateTime(2025, 5, 14, 0, 1), from.InZone(Washington).LocalDateTime);
        Assert.Equal("EDT", from.InZone(Washington).GetZoneInterval().Name);
        Assert.Equal((27, 90), (truce.Day, truce.Length));
    }

    [Fact]
    public void Question02_WhenDoesItEndByDefault_OneMinutePastMidnightWashingtonOn12August()
    {
        var truce = View.Truce()!;
        var end = truce.State.Agreement.Expires!.Value.Exact!.Value;
        Assert.Equal(Instant.FromUtc(2025, 8, 12, 4, 1), end);
        Assert.Equal(new LocalDateTime(2025, 8, 12, 0, 1), end.InZone(Washington).LocalDateTime);
        Assert.Equal(new LocalDateTime(2025, 8, 12, 12, 1), end.InZone(Beijing).LocalDateTime);
        Assert.Equal(64, truce.DaysLeft);
        Assert.Null(truce.Extension);
    }

    [Fact]
    public void Question03_WhatReturnsThen_TwentyFourPointsOnEachSideAndNotThePeaks()
    {
        var end = View.Truce()!.State.Agreement.Expires!.Value.Exact!.Value;
        var before = end - Duration.FromMinutes(1);
        Assert.Equal(30, View.RatesAt(US, CN, before).AllGoods);
        Assert.Equal(10, View.RatesAt(CN, US, before).AllGoods);
        var us = View.RatesAt(US, CN, end);
        Assert.Equal(54, us.AllGoods);
        Assert.Equal(
            [("us-ieepa-fentanyl", 20m), ("us-ieepa-reciprocal", 34m)],
            us.Layers.OrderBy(l => l.Layer, StringComparer.Ordinal).Select(l => (l.Layer, l.Applied))
        );
        Assert.Equal(34, View.RatesAt(CN, US, end).AllGoods);
        foreach (var (removed, points) in new[] { ("US-REC-125", 125m), ("CN-2025-06", 125m) })
        {
            var state = View.StateOf(View.Known<Measure>(removed), end);
            Assert.Equal(MeasureStage.Removed, state.Stage);
            Assert.Equal([points], state.Measure.Points);
        }

        foreach (var suspended in new[] { "C-GVA-US1", "C-GVA-CN1" })
        {
            var commitment = View.Known<Commitment>(suspended);
            Assert.Equal((CommitmentKind.Suspend, 24m), (commitment.Kind, commitment.Quantity));
            Assert.Equal("24 points return", commitment.OnLapse);
        }

        foreach (var removed in new[] { "C-GVA-US2", "C-GVA-CN2" })
        {
            var commitment = View.Known<Commitment>(removed);
            Assert.Equal(CommitmentKind.Remove, commitment.Kind);
            Assert.Equal("does not return automatically", commitment.OnLapse);
        }
    }

    [Fact]
    public void Question04_WhatDoesTheUSAddOnChineseGoods_ThirtyPointsAndTheListsOf2018()
    {
        var rates = View.Rates(US, CN);
        Assert.Equal(30, rates.AllGoods);
        Assert.Equal(
            [("US-FEN-2", 20m, 0m, 20m), ("US-REC-10", 34m, 24m, 10m)],
            rates
                .Layers.OrderBy(l => l.Measure.Id)
                .Select(l => (l.Measure.Id.ToString(), l.Points, l.Suspended, l.Applied))
        );
        Assert.Equal(Day("2025-03-04"), View.Known<Measure>("US-FEN-2").Effective!.Value.FirstDay);
        Assert.Equal(
            ["US-232-ALL", "US-301-L1", "US-301-L2", "US-301-L3-25", "US-301-L4A-7.5"],
            Sorted(rates.OnSomeGoods.Select(p => p.Measure.Id))
        );
        // Section 232 stands without rates: the upper end is open and says so.
        Assert.Null(rates.Max);
    }

    [Fact]
    public void Question05_WhatDoesChinaAddOnUSGoods_TenAndMoreOn80And740Lines()
    {
        var rates = View.Rates(CN, US);
        Assert.Equal(10, rates.AllGoods);
        var layer = Assert.Single(rates.Layers);
        Assert.Equal(("CN-2025-04", 24m, 10m), (layer.Measure.Id.ToString(), layer.Suspended, layer.Applied));
        var no1 = rates.OnSomeGoods.Where(p => p.Measure.Layer == "cn-2025-no1").Select(p => p.Measure).ToArray();
        var no2 = rates.OnSomeGoods.Where(p => p.Measure.Layer == "cn-2025-no2").Select(p => p.Measure).ToArray();
        Assert.Equal(["CN-2025-01", "CN-2025-01B"], Ids(no1.Select(m => m.Id)));
        Assert.Equal(["CN-2025-02A", "CN-2025-02B"], Ids(no2.Select(m => m.Id)));
        Assert.Equal([15m, 10m], no1.Select(m => m.Points.Single()));
        Assert.Equal([15m, 10m], no2.Select(m => m.Points.Single()));
        Assert.Equal((80, 740), (no1.Sum(m => m.Lines), no2.Sum(m => m.Lines)));
        Assert.Contains(rates.OnSomeGoods, p => p.Measure.Layer == "cn-2018-lists");
        Assert.Contains(rates.OnSomeGoods, p => p.Measure.Layer == "cn-2019-list4");
        // "10 percent" in the press is one layer: kept as a disagreement, the notices first.
        var reading = View.Known<Disagreement>("DG-GVA-10");
        Assert.Equal("press", reading.Readings[1].By);
    }

    [Fact]
    public void Question06_WhichRateWasHighest_145From10AprilAnd125From12April()
    {
        var us = View.Peak(US, CN)!;
        Assert.Equal((145m, "US-REC-125"), (us.Rates.AllGoods, us.Top.Id.ToString()));
        Assert.Equal(Day("2025-04-10"), us.From.FirstDay);
        var cn = View.Peak(CN, US)!;
        Assert.Equal((125m, "CN-2025-06"), (cn.Rates.AllGoods, cn.Top.Id.ToString()));
        Assert.Equal(Day("2025-04-12"), cn.From.FirstDay);
        Assert.All([us, cn], p => Assert.Equal(EndKind.Removed, p.End!.Kind));
        // "145 between the two" is loose: China never added 145.
        Assert.NotEqual(us.Rates.AllGoods, cn.Rates.AllGoods);
    }

    [Fact]
    public void Question07_IsRareEarthLicensingSuspended_NoAnd17And28ListingsAre()
    {
        var control = View.Measure("EC-2025-18");
        Assert.Equal(MeasureStage.InForce, control.Stage);
        Assert.Empty(control.Suspensions);
        string[] elements = ["samarium", "gadolinium", "terbium", "dysprosium", "lutetium", "scandium", "yttrium"];
        Assert.All(elements, e => Assert.Contains(e, control.Measure.Scope, StringComparison.Ordinal));
        string[] listings = ["CN-NT-0404A", "CN-NT-0409A", "CN-NT-0404B", "CN-NT-0409B"];
        Assert.All(
            listings,
            id =>
            {
                var state = View.Measure(id);
                Assert.Equal(MeasureStage.Suspended, state.Stage);
                Assert.Equal(Day("2025-05-14"), Assert.Single(state.Suspensions).From.FirstDay);
            }
        );
        Assert.Equal(
            ["11 firms", "6 firms", "16 entities", "12 entities"],
            listings.Select(id => View.Known<Measure>(id).Value!).ToArray()
        );
    }

    [Fact]
    public void Question08_DidChinaPromiseRareEarthsInGeneva_OnlyByTheUSReading()
    {
        var text = View.Known<Commitment>("C-GVA-CN3");
        Assert.Equal(("joint statement", CommitmentKind.SuspendOrRemove), (text.TextBasis, text.Kind));
        Assert.Null(text.Account);
        Assert.Contains("since 2 Apr 2025", text.Content, StringComparison.Ordinal);
        var reading = View.Commitment("C-GVA-CN3R");
        Assert.Equal(US, reading.OneAccountOnly);
        Assert.Equal(text.Id, reading.Commitment.InterpretationOf);
        Assert.Equal("rare earths", reading.Commitment.Topic);
        var (us, cn) = (View.Claim("CL-0103"), View.Claim("CL-0106"));
        Assert.Equal((US, reading.Commitment.Id), (us.Side, us.Claim.Commitment));
        Assert.Equal((CN, text.Id), (cn.Side, cn.Claim.Commitment));
    }

    [Fact]
    public void Question09_WhoAllegesBreachOrDelayByChina_TrumpGreerAnOfficialAndBessent()
    {
        var alleged = View
            .Said.Where(s => s.Claim.About.Contains(CN) && s.Day < Day("2025-06-09"))
            .Where(s =>
                s.Claim.Polarity is Polarity.AllegesBreach or Polarity.AllegesDelay
                && s.Claim.Agreement == Id("A-2025-GVA")
            )
            .ToArray();
        Assert.Equal(
            [
                ("CL-0101", "Trump", Day("2025-05-30"), Polarity.AllegesBreach),
                ("CL-0102", "Trump", Day("2025-05-30"), Polarity.AllegesBreach),
                ("CL-0103", "Greer", Day("2025-05-30"), Polarity.AllegesBreach),
                ("CL-0104", "unnamed official to Reuters", Day("2025-05-30"), Polarity.AllegesDelay),
                ("CL-0105", "Bessent", Day("2025-06-01"), Polarity.AllegesBreach),
            ],
            alleged.Select(s => (s.Claim.Id.ToString(), s.Who, s.Day, s.Claim.Polarity))
        );
        Assert.All(alleged, s => Assert.Equal(US, s.Side));
        // Trump names no term; "a big part" comes second.
        Assert.Null(alleged[0].Claim.Commitment);
        Assert.Equal("a big part", alleged[1].Claim.ShortQuote);
        Assert.Null(alleged[3].Speaker);
    }

    [Fact]
    public void Question10_WhoAllegesBreachByTheUS_MofcomOverChipsSoftwareAndVisas()
    {
        var said = Assert.Single(
            View.Said,
            s => s.Claim.About.Contains(US) && s.Claim.Polarity == Polarity.AllegesBreach
        );
        Assert.Equal(
            ("CL-0107", "MOFCOM", Day("2025-06-02"), "C-GVA-US3R"),
            (said.Claim.Id.ToString(), said.Who, said.Day, said.Claim.Commitment.ToString())
        );
        Assert.Equal(
            ["US-ASCEND", "US-EDA", "US-VISA"],
            Sorted(
                View.All<ClaimLink>()
                    .Where(l => l.From == said.Claim.Id && l.Relation == LinkRelation.NamesAct)
                    .Select(l => l.To)
            )
        );
    }
}
