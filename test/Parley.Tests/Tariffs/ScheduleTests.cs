using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>Which line a code is on a day, and what it bears.</summary>
public sealed class ScheduleTests
{
    private static readonly Lazy<UsSchedule> Loaded = new(() => UsSchedule.Load(Repo.Data));

    internal static UsSchedule Shipped => Loaded.Value;

    internal static HtsCode Code(string text) => HtsCode.Parse(text).Value;

    internal static LocalDate Day(string text) => Moment.Parse(text).Value.FirstDay;

    private static ScheduleAnswer.Found Found(string code, string day) =>
        Assert.IsType<ScheduleAnswer.Found>(Shipped.Find(Code(code), Day(day)));

    [Theory]
    [InlineData("9503.00.0073", "2025-02-04", "Free")]
    [InlineData("7326.90.8688", "2026-08-15", "2.9%")]
    [InlineData("0101.30.00", "2025-01-01", "6.8%")] // printed at 0101.30.00.00
    [InlineData("8541.40.60", "2019-09-01", "Free")]
    [InlineData("8541.42.00", "2022-01-27", "Free")]
    [InlineData("9031.80.80", "2019-07-01", "Free")]
    public void Find_GivesTheGeneralDuty(string code, string day, string general) =>
        Assert.Equal(general, Found(code, day).Line.General);
}
