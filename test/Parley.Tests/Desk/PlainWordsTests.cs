using NodaTime;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;
using Xunit;

namespace Parley.Tests.Desk;

/// <summary>Small books made for one question each: what the briefing may say, and what it may not.</summary>
public sealed class PlainWordsTests
{
    private const string Parties = """
        {"type":"party","id":"US","known_from":"2018-01-01","name":"United States","short_name":"US","zone":"America/New_York","city":"Washington","currency":"USD"}
        {"type":"party","id":"CN","known_from":"2018-01-01","name":"China","zone":"Asia/Shanghai","city":"Beijing","currency":"CNY"}
        """;

    private const string Duty = """
        {"type":"measure","id":"M-1","known_from":"2025-01-01","imposer":"US","target":"CN","kind":"tariff","layer":"l","effective":"2025-02-01","points":[50],"all_goods":true,"scope":"all goods","sources":["S"]}
        """;

    private static LedgerBook Book(params string[] records) =>
        LedgerBook.Of(
            records
                .SelectMany(r => r.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(r => RecordJson.Read(r).Value),
            "test",
            null
        );

    private static Briefing Brief(LedgerBook book, string on) =>
        BriefingMaker.Make(book, OnDay.Parse(on).Value, KnownDay.Parse(on).Value);

    private static PeakLine Peak(LedgerBook book, string on) => Assert.Single(Brief(book, on).Lines.OfType<PeakLine>());

    [Theory]
    [InlineData("returns", true)]
    [InlineData("lapses", false)]
    public void Peak_UnderASuspension_ReturnsOnlyIfTheSuspensionSaysSo(string onEnd, bool returns)
    {
        var suspension =
            "{\"type\":\"suspension\",\"id\":\"SU\",\"known_from\":\"2025-03-01\",\"measures\":[\"M-1\"],\"points\":40,\"from\":\"2025-03-02\",\"to\":\"2025-06-01\",\"on_end\":\""
            + onEnd
            + "\",\"sources\":[\"S\"]}";
        var peak = Peak(Book(Parties, Duty, suspension), "2025-04-01");
        Assert.Equal((50m, returns), (peak.Points, peak.ReturnsByDefault));
        Assert.Equal(returns, peak.Text.Contains("would return by default", StringComparison.Ordinal));
    }

    [Fact]
    public void Peak_ThatWasRemoved_DoesNotReturn()
    {
        const string end = """
            {"type":"measure_end","id":"ME","known_from":"2025-03-01","measure":"M-1","at":"2025-03-02","kind":"removed","sources":["S"]}
            """;
        Assert.False(Peak(Book(Parties, Duty, end), "2025-04-01").ReturnsByDefault);
    }

    [Fact]
    public void Suspension_WhoseEndLapses_GivesNothingBack()
    {
        const string suspension = """
            {"type":"suspension","id":"SU","known_from":"2025-03-01","measures":["M-1"],"points":40,"from":"2025-03-02","to":"2025-06-01","on_end":"lapses","sources":["S"]}
            """;
        var view = Book(Parties, Duty, suspension).On(OnDay.Of(new LocalDate(2025, 7, 1)), KnownDay.Everything);
        Assert.Equal(10m, view.Rates(Party.Parse("US").Value, Party.Parse("CN").Value).AllGoods);
    }

    [Theory]
    [InlineData("2025-05-02", "day 2,")]
    [InlineData("2025-05-12", "day 12,")]
    [InlineData("2025-05-23", "day 23,")]
    public void Talk_ThatGoesOn_CountsItsDays(string on, string words)
    {
        const string talk = """
            {"type":"talk","id":"T","known_from":"2025-04-01","title":"Talks","kind":"ministerial","start":"2025-05-01","sources":["S"]}
            {"type":"talk_event","id":"T.began","known_from":"2025-05-01","talk":"T","on":"2025-05-01","kind":"began","sources":["S"]}
            """;
        var line = Assert.Single(Brief(Book(Parties, talk), on).Lines.OfType<TalkLine>());
        Assert.Contains(words, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_On9April2025_TellsTheStepThatGovernsAndNotTheOneItOvertakes()
    {
        var next = Brief(Repo.Shipped, "2025-04-09").Lines.OfType<NextLine>().SelectMany(l => l.Records).ToHashSet();
        Assert.Contains(RecordId.Parse("CN-2025-05").Value, next);
        Assert.DoesNotContain(RecordId.Parse("CN-2025-04").Value, next);
    }

    [Fact]
    public void Disagreement_WhoseEndIsNotYetKnown_IsStillTold()
    {
        var july = OnDay.Parse("2025-07-15").Value;
        Assert.True(Told("2025-06-09"));
        Assert.False(Told("2025-07-15"));

        bool Told(string known) =>
            BriefingMaker
                .Make(Repo.Shipped, july, KnownDay.Parse(known).Value)
                .Lines.OfType<DisagreementLine>()
                .Any(l => l.Key == "DG-CALL-0605");
    }
}
