using CsCheck;
using NodaTime;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class LegalPeriodTests
{
    private const string Washington = "America/New_York";
    private const string Beijing = "Asia/Shanghai";

    private static readonly Gen<LocalDate> Days = Gen.Int[0, 36_000].Select(n => new LocalDate(2000, 1, 1).PlusDays(n));

    private static Moment At(string text) => Moment.Parse(text).Value;

    private static OnDay On(string text) => OnDay.Parse(text).Value;

    private static LegalPeriod From(string start, string zone = Washington) => LegalPeriod.From(At(start), zone).Value;

    [Fact]
    public void Through_LastMinuteOfADayAndUntilTheNext_AreOnePeriod()
    {
        var from = From("2025-05-14T00:01-04:00");
        var through = from.Through(At("2025-11-09T23:59-05:00")).Value;
        var throughDay = from.Through(new LocalDate(2025, 11, 9)).Value;
        var until = from.Until(At("2025-11-10")).Value;
        var untilMinute = from.Until(At("2025-11-10T00:00-05:00")).Value;
        Assert.Single(new HashSet<LegalPeriod> { through, throughDay, until, untilMinute });
        Assert.Equal(new LocalDate(2025, 11, 9), until.LastDay);
        Assert.True(until.Contains(On("2025-11-09T23:59-05:00")));
        Assert.False(until.Contains(On("2025-11-10T00:00-05:00")));
    }

    [Fact]
    public void Until_DayAfterTheClocksChange_UsesTheOffsetOfThatDay()
    {
        // Washington: daylight time ended on 2 November 2025.
        var period = From("2025-08-12").Until(At("2025-11-10")).Value;
        Assert.Equal(Instant.FromUtc(2025, 8, 12, 4, 0), period.First);
        Assert.Equal(Instant.FromUtc(2025, 11, 10, 5, 0), period.EndExcl);
    }

    [Fact]
    public void Through_DayOfTwentyFiveHours_HoldsForAllOfThem()
    {
        var day = From("2025-11-02").Through(new LocalDate(2025, 11, 2)).Value;
        Assert.Equal(Duration.FromHours(25), day.EndExcl - day.First);
        var spring = From("2025-03-09").Through(new LocalDate(2025, 3, 9)).Value;
        Assert.Equal(Duration.FromHours(23), spring.EndExcl - spring.First);
        Assert.True(day.Contains(On("2025-11-02T01:30-04:00")));
        Assert.True(day.Contains(On("2025-11-02T01:30-05:00")));
    }

    [Fact]
    public void Contains_BareDay_MeansNoonInTheZoneOfTheLaw()
    {
        // In force from 12:01 in Beijing: not yet at noon of that day.
        var late = From("2025-04-10T12:01+08:00", Beijing);
        Assert.False(late.Contains(On("2025-04-10")));
        Assert.True(late.Contains(On("2025-04-11")));
        Assert.True(late.Contains(On("2025-04-10T00:01-04:00")));
        Assert.False(late.Contains(On("2025-04-10T00:00-04:00")));
        Assert.True(From("2025-04-10T00:01+08:00", Beijing).Contains(On("2025-04-10")));
    }

    [Fact]
    public void Contains_AnyDay_IsFromFirstToLastDay() =>
        Gen.Select(Days, Gen.Int[0, 400], Days, Gen.OneOf(Washington, Beijing))
            .Sample(
                (first, length, day, zone) =>
                {
                    var last = first.PlusDays(length);
                    var period = LegalPeriod.From(Moment.OfDay(first), zone).Value.Through(last).Value;
                    return period.FirstDay == first
                        && period.LastDay == last
                        && period.Contains(OnDay.Of(day)) == (day >= first && day <= last)
                        && period.Contains(OnDay.Of(last))
                        && !period.Contains(OnDay.Of(last.PlusDays(1)));
                }
            );

    [Fact]
    public void Overlaps_AnyTwoPeriods_IsSymmetricAndMeansASharedDay() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 20], Gen.Int[0, 30], Gen.Int[0, 20])
            .Sample(
                (a, la, b, lb) =>
                {
                    var start = new LocalDate(2025, 10, 20);
                    var one = From("2025-10-20").Through(start).Value;
                    var left = Of(start.PlusDays(a), la);
                    var right = Of(start.PlusDays(b), lb);
                    var share = Math.Max(a, b) <= Math.Min(a + la, b + lb);
                    return left.Overlaps(right) == share && right.Overlaps(left) == share && one.Overlaps(one);

                    static LegalPeriod Of(LocalDate first, int more) =>
                        LegalPeriod.From(Moment.OfDay(first), Washington).Value.Through(first.PlusDays(more)).Value;
                }
            );

    [Fact]
    public void Overlaps_PeriodsThatOnlyTouch_ShareNothing()
    {
        var before = From("2025-01-01").Until(At("2025-06-01")).Value;
        var after = From("2025-06-01");
        Assert.False(before.Overlaps(after));
        Assert.False(after.Overlaps(before));
        // Beijing's first of June begins while it is still May in Washington.
        Assert.True(before.Overlaps(From("2025-06-01", Beijing)));
    }

    [Fact]
    public void Parse_AnyPeriodInAnyCulture_RoundTrips() =>
        Gen.Select(Days, Gen.Int[1, 9000], Gen.Bool, Gen.Bool, Gen.OneOf("de-DE", "zh-CN", "en-US"))
            .Sample(
                (first, length, minute, open, culture) =>
                {
                    using var _ = Cultures.Use(culture);
                    var start = minute
                        ? Moment.OfMinute(first.At(new LocalTime(0, 1)).WithOffset(Offset.FromHours(-4)))
                        : Moment.OfDay(first);
                    var period = LegalPeriod.From(start, Washington).Value;
                    if (!open)
                        period = period.Until(Moment.OfDay(first.PlusDays(length))).Value;
                    var back = LegalPeriod.Parse(period.ToString()).Value;
                    return back == period
                        && string.Equals(back.ToString(), period.ToString(), StringComparison.Ordinal);
                }
            );

    [Fact]
    public void Until_EndNotAfterTheStart_IsRefused()
    {
        var from = From("2025-05-14T00:01-04:00");
        Assert.Contains("not lie after", from.Until(At("2025-05-14")).Fault, StringComparison.Ordinal);
        Assert.Contains("not lie after", from.Until(At("2025-05-14T00:01-04:00")).Fault, StringComparison.Ordinal);
        Assert.False(from.Through(new LocalDate(2025, 5, 13)).Ok);
        Assert.True(from.Through(new LocalDate(2025, 5, 14)).Ok);
        Assert.True(from.Through(At("2025-05-14T00:01-04:00")).Ok);
    }

    [Fact]
    public void From_BadZoneOrCoarseDate_SaysWhyAndWhatToDo()
    {
        Assert.Contains(
            "Did you mean Asia/Shanghai",
            LegalPeriod.From(At("2025-05-14"), "Asia/Shangai").Fault,
            StringComparison.Ordinal
        );
        Assert.False(LegalPeriod.From(At("2025-05-14"), "UTC+08").Ok);
        Assert.Contains("longer than a day", LegalPeriod.From(At("2025-05"), Beijing).Fault, StringComparison.Ordinal);
        Assert.Contains("longer than a day", From("2025-05-14").Until(At("2026")).Fault, StringComparison.Ordinal);
        Assert.False(From("2025-05-14").Through(LocalDate.MaxIsoValue).Ok);
        Assert.False(From("2025-05-14").Through(new LocalDate(2199, 12, 31)).Ok);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-05-14")]
    [InlineData("2025-05-14/..")]
    [InlineData("2025-02-30/..[Asia/Shanghai]")]
    [InlineData("2025-05-14/2025-05-13[Asia/Shanghai]")]
    [InlineData("2025-05-14/[Asia/Shanghai]")]
    [InlineData("[Asia/Shanghai]/")]
    public void Parse_BadPeriod_IsRefused(string? text) => Assert.NotEmpty(LegalPeriod.Parse(text).Fault!);
}
