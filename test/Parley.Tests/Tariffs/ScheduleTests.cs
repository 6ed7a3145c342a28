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
    [InlineData("9503.00.0073", "2025-02-04", "Free", "HTS 2025 Rev 1")]
    [InlineData("7326.90.8688", "2026-06-30", "2.9%", "HTS 2026 Rev 10")]
    [InlineData("7326.90.8688", "2026-08-15", "2.9%", "HTS 2026 Rev 10, the last edition on file")]
    [InlineData("0101.30.00", "2025-01-01", "6.8%", "HTS 2025 Basic")] // printed at 0101.30.00.00
    [InlineData("8541.40.60", "2019-09-01", "Free", "under the code that followed on 2022-01-27")]
    [InlineData("8541.42.00", "2022-01-27", "Free", "row begins on 2022-01-27")]
    [InlineData("9031.80.80", "2018-08-10", "0.8%", "a stage")]
    [InlineData("9031.80.80", "2019-07-01", "Free", "row begins on 2019-07-01")]
    [InlineData("9503.00.0073", "2018-07-06", "Free", "the same in the bases of 2017 and 2025")]
    [InlineData("8543.70.9960", "2021-03-01", "2.6%", "under the code that followed on 2022-01-27")]
    [InlineData("8456.40.90", "2018-07-06", "2.2%", "the same in the bases of 2017 and 2025")] // 0.022 in the database
    public void Find_GivesTheGeneralDutyAndItsBasis(string code, string day, string general, string basis)
    {
        var found = Found(code, day);
        Assert.Equal(general, found.General);
        Assert.Contains(basis, found.Basis, StringComparison.Ordinal);
    }

    /// <summary>Guide §8.1: a line without a duty takes that of its own legal line, never that of a neighbour before it.</summary>
    [Fact]
    public void Find_OfALineWithoutADuty_TakesThatOfItsOwnLegalLine()
    {
        Assert.All(
            Shipped.Lines,
            line =>
                Assert.True(line.DutyFrom.Hts8 == line.Code.Hts8, $"{line.Code} takes its duty from {line.DutyFrom}")
        );
        var found = Found("0102.29.4024", "2025-06-01");
        Assert.Equal(("1¢/kg", "0102.29.40"), (found.General, found.DutyFrom.ToString()));
        Assert.StartsWith("Free (A+", found.Special, StringComparison.Ordinal);
        Assert.Equal("No.|kg", found.Units);
    }

    [Fact]
    public void Lines_OfOneCode_DoNotOverlapAndAreSorted()
    {
        foreach (var (a, b) in Shipped.Lines.Zip(Shipped.Lines.Skip(1)))
        {
            Assert.True(a.Code.CompareTo(b.Code) <= 0, $"{a.Code} stands before {b.Code}");
            if (a.Code == b.Code)
                Assert.True(a.Until <= b.From, $"{a.Code}: two lines on one day");
        }
    }

    [Fact]
    public void FromLines_AnswersAsTheScheduleDoes()
    {
        var again = UsSchedule.FromLines(Shipped.Lines, Repo.Data);
        Assert.Equal(
            Shipped.Find(Code("9503.00.0073"), Day("2021-01-01")),
            again.Find(Code("9503.00.0073"), Day("2021-01-01"))
        );
    }

    [Theory]
    [InlineData("0709.70.0000", "2026-01-31", true)]
    [InlineData("0709.70.0000", "2026-02-01", false)]
    [InlineData("0709.70.0010", "2026-01-31", false)]
    [InlineData("0709.70.0010", "2026-02-01", true)]
    [InlineData("0709.70.00", "2026-01-31", true)]
    [InlineData("0709.70.00", "2026-02-01", true)]
    [InlineData("0901.11.0045", "2025-06-30", true)]
    [InlineData("0901.11.0045", "2025-07-01", false)]
    [InlineData("0901.11.0035", "2025-07-01", true)]
    [InlineData("7602.00.0035", "2026-02-05", true)] // left out of 2026 Rev 2 by mistake
    [InlineData("4420.19.0000", "2025-01-10", true)] // left out of 2025 Basic by mistake
    [InlineData("9401.99.3030", "2025-07-15", false)] // a misprint of 2025 Rev 16
    public void Find_KnowsTheDaysOfALine(string code, string day, bool existed) =>
        Assert.Equal(existed, Shipped.Find(Code(code), Day(day)) is ScheduleAnswer.Found);

    [Fact]
    public void Find_OfALineThatWasSplit_SaysWhenItStoodAndWhatFollowed()
    {
        var none = Assert.IsType<ScheduleAnswer.DidNotExist>(Shipped.Find(Code("7602.00.0095"), Day("2026-02-01")));
        Assert.Equal("2018-01-01 to 2026-01-31", none.Days);
        Assert.Equal([Code("7602.00.0055")], none.Successors);
    }

    [Fact]
    public void Find_OfACodeThatNeverWas_NamesNearOnes()
    {
        var none = Assert.IsType<ScheduleAnswer.DidNotExist>(Shipped.Find(Code("9503.00.0072"), Day("2025-03-01")));
        Assert.Null(none.Days);
        Assert.Equal(
            ["9503.00.00.71", "9503.00.00.73"],
            none.Near.Take(2).Select(c => c.ToString()),
            StringComparer.Ordinal
        );
    }

    [Theory]
    [InlineData("8541.42.00", "2021-03-01", "in that of 2025 alone, with Free from 2022-01-27 on", "See 8541.40.60")]
    [InlineData("8543.70.9860", "2021-03-01", "2.6% from 2022-01-27 on", "See 8543.70.99")]
    [InlineData(
        "9031.80.80",
        "2018-10-01",
        "bears 0.8% in that of 2017 and Free in that of 2025 from 2019-07-01 on",
        "us-hts"
    )]
    [InlineData(
        "8541.40.6099",
        "2021-03-01",
        "he legal line 8541.40.60 bears Free on 2021-03-01",
        "Ask for 8541.40.60"
    )]
    [InlineData("1234.56.78", "2019-01-01", "in neither of them", "check the code")]
    [InlineData("9503.00.0073", "2017-12-31", "from 2018-01-01 on only", "later day")]
    [InlineData("9503.00.0079", "2026-08-01", "not in HTS 2026 Rev 10", "from 2026-07-01 on, may have it")]
    public void Find_WhereNothingOnFileDecides_SaysWhatIsKnownAndWhatToDo(
        string code,
        string day,
        string known,
        string next
    )
    {
        var unknown = Assert.IsType<ScheduleAnswer.UnknownNomenclature>(Shipped.Find(Code(code), Day(day)));
        Assert.Contains(known, unknown.Because, StringComparison.Ordinal);
        Assert.Contains(next, unknown.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NeverGuessesADutyThatTheBasesDisagreeOn()
    {
        // 9.4 % from 2020-07-01; 6.4 % in 2017: nothing on file says when it changed in between.
        Assert.IsType<ScheduleAnswer.UnknownNomenclature>(Shipped.Find(Code("6505.00.01"), Day("2019-01-01")));
        Assert.Equal("9.4%", Found("6505.00.01", "2020-07-01").General);
    }

    [Fact]
    public void NineDigits_AreALostZero_AndTheMessageSaysSo() =>
        Assert.Contains("drops the leading zero", HtsCode.Parse("101300000").Fault, StringComparison.Ordinal);

    [Fact]
    public void Under_GivesTheStatisticalLinesOfTheDay()
    {
        Assert.Equal([Code("0709.70.0000")], Shipped.Under(Code("0709.70.00"), Day("2026-01-31")));
        Assert.Equal(2, Shipped.Under(Code("0709.70.00"), Day("2026-02-01")).Count);
    }

    /// <summary>The base rate is the official text, for every legal line of chapters 1 to 97 on any day of 2025.</summary>
    [Fact]
    public void General_OfEveryLegalLineIn2025_EqualsTheOfficialDatabase()
    {
        var rows = File.ReadLines(Path.Combine(Repo.Data, "tariff/us/schedule/base-2025.csv"))
            .Skip(1)
            .Select(Row)
            .Where(r => string.CompareOrdinal(r.Code, "98") < 0)
            .Where(r =>
                string.CompareOrdinal(r.From, "2025-12-31") <= 0 && string.CompareOrdinal(r.Until, "2025-01-01") > 0
            )
            .ToArray();
        var checkedCodes = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (code, text, from, until) in rows)
        {
            var first = Max(Day(from), new LocalDate(2025, 1, 1));
            var last = Min(Day(until).PlusDays(-1), new LocalDate(2025, 12, 31));
            foreach (var day in new[] { first, last })
            {
                var answer = Shipped.Find(Code(code), day) as ScheduleAnswer.Found;
                if (answer is null || !ScheduleTable.SameDuty(answer.General, text))
                    faults.Add($"{code} on {ScheduleTable.Text(day)}: '{text}', ours '{answer?.General}'");
            }

            checkedCodes.Add(code);
        }

        Assert.Empty(faults);
        var ours = Shipped
            .Lines.Where(l => l.Code.Length == 8 && l.On(new LocalDate(2025, 7, 1)))
            .Where(l => string.CompareOrdinal(l.Code.Digits, "98") < 0)
            .Select(l => l.Code.Digits);
        Assert.Empty(ours.Except(checkedCodes, StringComparer.Ordinal));
        Assert.True(checkedCodes.Count > 11_400);
    }

    private static LocalDate Max(LocalDate a, LocalDate b) => a > b ? a : b;

    private static LocalDate Min(LocalDate a, LocalDate b) => a < b ? a : b;

    private static (string Code, string Text, string From, string Until) Row(string line)
    {
        var parts = line.Split(',');
        return (parts[0], string.Join(',', parts[1..^2]).Trim('"'), parts[^2], parts[^1]);
    }
}
