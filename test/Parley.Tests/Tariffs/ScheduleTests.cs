using System.Diagnostics;
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

    [Fact]
    public void Dump()
    {
        var watch = Stopwatch.StartNew();
        var s = UsSchedule.Load(Repo.Data);
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"{watch.ElapsedMilliseconds} ms, {s.Lines.Count}")
        );
        for (var i = 0; i < 5; i++)
        {
            watch.Restart();
            s = UsSchedule.Load(Repo.Data);
            TestContext.Current.TestOutputHelper!.WriteLine(
                FormattableString.Invariant($"{watch.ElapsedMilliseconds} ms, {s.Lines.Count}")
            );
        }

        foreach (var g in s.Lines.GroupBy(l => (l.Basis, l.Code.Length)))
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{g.Key} {g.Count()}"));
        foreach (
            var (c, d) in new[]
            {
                ("8543.70.9960", "2021-03-01"),
                ("8543.70.9860", "2021-03-01"),
                ("8541.42.00", "2021-03-01"),
                ("9031.80.80", "2018-08-10"),
                ("0709.70.0000", "2026-03-01"),
                ("0709.70.0010", "2026-01-31"),
                ("9503.00.0072", "2025-03-01"),
                ("9503.00.0079", "2026-08-01"),
                ("7602.00.0095", "2026-02-01"),
                ("9503.00.0073", "2017-12-31"),
                ("9503.00.0073", "2026-08-01"),
                ("1234.56.78", "2019-01-01"),
            }
        )
            TestContext.Current.TestOutputHelper!.WriteLine($"{c} {d}: {s.Find(Code(c), Day(d))}");
    }
}
