using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;
using static System.FormattableString;
using static Parley.Tests.Ledger.Ask;

namespace Parley.Tests.Ledger;

/// <summary>How measures, agreements and deadlines move through their lives, in the shipped ledger.</summary>
public sealed class LifecycleTests
{
    private const string First = "2025-01-01";
    private const string Last = "2026-10-10";

    private static LedgerView Daily(LocalDate day) => Repo.Shipped.On(OnDay.Of(day), KnownDay.Of(day));

    [Fact]
    public void Announcement61_LimbC_AppliesFrom9OctoberUntilItIsSuspendedOn7November()
    {
        var days = Days(First, Last)
            .Where(d => Daily(d) is var v && v.Find<Measure>(Id("EC-2025-61C")) is { } m && v.StateOf(m).Applies)
            .ToArray();
        Assert.Equal((Day("2025-10-09"), Day("2025-11-06")), (days[0], days[^1]));
        Assert.Equal(29, days.Length);
        // Suspended from the start of 7 November in Beijing, to the minute.
        Assert.True(On("2025-11-06T23:59+08:00", "2025-11-07").Measure("EC-2025-61C").Applies);
        Assert.Equal(MeasureStage.Suspended, On("2025-11-07T00:00+08:00", "2025-11-07").Measure("EC-2025-61C").Stage);
    }

    [Fact]
    public void Announcement61_LimbsAAndB_NeverApply()
    {
        foreach (var day in Days("2025-10-09", Last))
        {
            var stage = Daily(day).Measure("EC-2025-61A").Stage;
            Assert.Equal(day < Day("2025-11-07") ? MeasureStage.Announced : MeasureStage.Suspended, stage);
        }
    }

    [Fact]
    public void ExtensionToJanuary2027_On10October2026_IsAnnouncedNotEnacted()
    {
        var view = On(Last);
        var truce = view.Truce()!;
        Assert.Equal("A-2025-KL", truce.State.Agreement.Id.ToString());
        Assert.Equal(AgreementStage.InForce, truce.State.Stage);
        Assert.Equal(Minute("2026-11-10T00:01-05:00"), truce.State.Agreement.Expires!.Value.Exact);
        Assert.Equal(31, truce.DaysLeft);
        var extension = truce.Extension!;
        Assert.Equal("A-2026-EXT", extension.Agreement.Id.ToString());
        Assert.Equal(AgreementStage.Announced, extension.Stage);
        Assert.Equal([US, CN], extension.MissingActs);
        Assert.True(extension.Unenacted);
        Assert.Equal(Day("2027-01-10"), extension.Agreement.Expires!.Value.FirstDay);
        Assert.Contains(extension.Events, e => e.Kind == AgreementEventKind.Silent && e.By == US);
        // So the clocks of 10 November run: the 24 points of China return.
        Assert.Equal(34, view.RatesAt(CN, US, Minute("2026-11-10T13:01+08:00")).AllGoods);
        var end = Assert.Single(view.Ahead, c => c.Kind == ComingKind.AgreementEnds && c.Records[0] == Id("A-2025-KL"));
        Assert.Equal(DeadlineStage.Open, end.Stage);
    }

    [Fact]
    public void ExtensionToJanuary2027_BeforeItsAnnouncement_IsNotThere()
    {
        Assert.Null(On("2026-09-22").Truce()!.Extension);
        Assert.NotNull(On("2026-09-23").Truce()!.Extension);
        Assert.Null(On(Last, "2026-09-22").Truce()!.Extension);
    }

    [Theory]
    [InlineData("CN-NT-0404A", "2025-08-12")]
    [InlineData("CN-NT-0404B", "2025-11-10")]
    public void SuspendedListing_AfterItsPrintedEnd_IsUnknownAndNeverInForce(string listing, string end)
    {
        foreach (var day in Days("2025-05-14", Last))
        {
            var stage = Daily(day).Measure(listing).Stage;
            Assert.Equal(day < Day(end) ? MeasureStage.Suspended : MeasureStage.Unknown, stage);
        }
    }

    [Fact]
    public void SuspendedListing_AskedAboutAheadOfItsPrintedEnd_IsUnknownToo()
    {
        Assert.Equal(MeasureStage.Unknown, On("2025-12-01", "2025-06-09").Measure("CN-NT-0404B").Stage);
        // Without a printed end it stays suspended; removed is removed.
        Assert.Equal(MeasureStage.Suspended, On(Last).Measure("CN-NT-0409A").Stage);
        Assert.Equal(MeasureStage.Removed, On(Last).Measure("CN-NT-0409B").Stage);
    }

    [Fact]
    public void Announcement18_OnEveryDaySinceApril2025_IsInForceAndNeverSuspended()
    {
        foreach (var day in Days("2025-04-04", Last))
            Assert.Equal(MeasureStage.InForce, Daily(day).Measure("EC-2025-18").Stage);
    }

    [Fact]
    public void KualaLumpur_AfterTheRuling_HasOneLegVoidAndItsUSSuspensionFrustrated()
    {
        Assert.Null(On("2026-02-19").Truce()!.State.LegVoid);
        Assert.Null(On("2026-03-01", "2026-02-19").Truce()!.State.LegVoid);
        var after = On("2026-02-20");
        var leg = after.Truce()!.State.LegVoid!;
        Assert.Equal(("AE-KL-4", US, "US-SCOTUS"), (leg.Id.ToString(), leg.By, leg.Instrument.ToString()));
        Assert.Equal(AgreementStage.InForce, after.Truce()!.State.Stage);
        Assert.Equal(Performance.Frustrated, after.Commitment("C-KL-US2").Performance);
        Assert.Equal(Performance.Performed, On("2026-02-19").Commitment("C-KL-US2").Performance);
        // Void in law at once, collected until the 24th.
        Assert.Equal(MeasureStage.Void, On("2026-02-24").Measure("US-REC-10").Stage);
        Assert.Equal(MeasureStage.PartlySuspended, On("2026-02-23").Measure("US-REC-10").Stage);
        Assert.Equal(Day("2026-02-20"), On("2026-02-23").Measure("US-REC-10").End!.VoidFrom!.Value.FirstDay);
    }

    [Theory]
    [InlineData("2025-06-09", "2025-06-09", DeadlineStage.Open)]
    [InlineData("2025-08-10", "2025-08-10", DeadlineStage.Open)]
    [InlineData("2025-08-11", "2025-08-11", DeadlineStage.Open)] // the US order alone does not move the agreement's end
    [InlineData("2025-08-12", "2025-08-12", DeadlineStage.Moved)]
    [InlineData("2025-09-01", "2025-09-01", DeadlineStage.Moved)]
    [InlineData("2025-08-13", "2025-06-09", DeadlineStage.DefaultExecuted)]
    [InlineData("2025-06-09", "2025-08-12", DeadlineStage.Open)]
    public void EndOfTheGenevaTruce_IsMovedOnceBothSidesHaveActed(string on, string known, DeadlineStage stage) =>
        Assert.Equal(
            stage,
            On(on, known)
                .Calendar.Single(c => c.Kind == ComingKind.AgreementEnds && c.Records[0] == Id("A-2025-GVA"))
                .Stage
        );

    [Theory]
    [InlineData("2025-06-09", "2025-06-09", DeadlineStage.Open, DeadlineStage.Open)]
    [InlineData("2025-08-11", "2025-08-11", DeadlineStage.Moved, DeadlineStage.Open)]
    [InlineData("2025-08-12", "2025-08-12", DeadlineStage.Moved, DeadlineStage.Moved)]
    [InlineData("2025-08-13", "2025-08-10", DeadlineStage.DefaultExecuted, DeadlineStage.DefaultExecuted)]
    public void EndsOfTheFirstSuspensions_AreMovedByTheActOfEachSide(
        string on,
        string known,
        DeadlineStage us,
        DeadlineStage china
    )
    {
        var calendar = On(on, known).Calendar.Where(c => c.Kind == ComingKind.SuspensionEnds).ToArray();
        Assert.Equal(us, calendar.Single(c => c.Records[0] == Id("SU-US-REC-1")).Stage);
        Assert.Equal(china, calendar.Single(c => c.Records[0] == Id("CN-2025-07")).Stage);
    }

    [Fact]
    public void Ahead_OnEveryDay_HoldsNothingThatIsPast()
    {
        foreach (var day in Days(First, Last).Where(d => d.Day % 5 == 0))
        {
            var view = Daily(day);
            Assert.All(
                view.Ahead,
                c =>
                {
                    Assert.Equal(DeadlineStage.Open, c.Stage);
                    Assert.True(c.At.LastDay >= day, Invariant($"{day:R}: {c.What} at {c.At}"));
                }
            );
        }
    }

    [Theory]
    [InlineData("2018-12-15", "A-2018-BA", AgreementStage.InForce)]
    [InlineData("2019-03-15", "A-2018-BA", AgreementStage.InForce)] // put off without a date
    [InlineData("2019-06-01", "A-2018-BA", AgreementStage.Lapsed)]
    [InlineData("2025-05-12", "A-2025-GVA", AgreementStage.Announced)]
    [InlineData("2025-05-14", "A-2025-GVA", AgreementStage.InForce)]
    [InlineData("2025-08-12", "A-2025-STK", AgreementStage.InForce)]
    [InlineData("2025-11-09", "A-2025-STK", AgreementStage.InForce)]
    [InlineData("2025-11-10", "A-2025-KL", AgreementStage.InForce)]
    [InlineData("2026-10-10", "A-2025-KL", AgreementStage.InForce)]
    public void Truce_OnADay_IsTheOneThatMattersThen(string day, string agreement, AgreementStage stage)
    {
        var truce = On(day).Truce()!;
        Assert.Equal((agreement, stage), (truce.State.Agreement.Id.ToString(), truce.State.Stage));
    }

    [Fact]
    public void Truce_BeforeAnyWasAnnounced_IsNone() => Assert.Null(On("2018-11-30").Truce());
}
