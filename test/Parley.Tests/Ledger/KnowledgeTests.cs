using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;
using static Parley.Tests.Ledger.Ask;

namespace Parley.Tests.Ledger;

/// <summary>Knowledge only grows: what is visible on one known day is visible on the next, unless it was corrected.</summary>
public sealed class KnowledgeTests
{
    private static HashSet<RecordId> Visible(LedgerBook book, LocalDate known) =>
        [.. book.On(OnDay.Of(known), KnownDay.Of(known)).All().Select(r => r.Id)];

    [Fact]
    public void Visible_FromDayToDay_LosesOnlyWhatACorrectionReplaces()
    {
        var before = Visible(Repo.Shipped, Day("2024-12-31"));
        foreach (var day in Days("2025-01-01", "2026-10-10"))
        {
            var now = Visible(Repo.Shipped, day);
            var corrected = Repo
                .Shipped.Records.Where(r => r.Supersedes is not null && KnownDay.Of(day).Covers(r.KnownFrom))
                .Select(r => r.Supersedes!.Value);
            Assert.Empty(before.Except(now).Except(corrected));
            before = now;
        }

        Assert.Equal(
            Repo.Shipped.Records.Where(r => KnownDay.Of(Day("2026-10-10")).Covers(r.KnownFrom) || r is SourceRecord)
                .Count(),
            before.Count + Repo.Shipped.Records.Count(r => r.Supersedes is not null)
        );
    }

    [Fact]
    public void Visible_OnADay_DoesNotDependOnTheDayAskedAbout()
    {
        foreach (var on in new[] { "2019-01-01", "2025-06-09", "2030-01-01" })
            Assert.Equal(Visible(Repo.Shipped, Day("2025-06-09")), [.. On(on, "2025-06-09").All().Select(r => r.Id)]);
    }

    [Fact]
    public void KnownTwice_CutToADayAndThenToAnEarlier_IsTheEarlier()
    {
        var once = Repo.Shipped.UpTo(KnownDay.Of(Day("2025-06-09")));
        var twice = Repo.Shipped.UpTo(KnownDay.Of(Day("2025-09-01"))).UpTo(KnownDay.Of(Day("2025-06-09")));
        Assert.Equal(Ids(once.Records.Select(r => r.Id)), Ids(twice.Records.Select(r => r.Id)));
    }

    [Theory]
    [InlineData("2025-06-19", "R1", "first")]
    [InlineData("2025-06-20", "R2", "second")]
    [InlineData("2025-06-30", "R3", "third")]
    public void Correction_OfACorrection_HidesWhatItReplacesOnlyFromItsKnownDay(
        string known,
        string visible,
        string indicator
    )
    {
        var book = LedgerBook.Of(
            [
                Figure("R1", "2025-06-09", "first", null),
                Figure("R2", "2025-06-20", "second", "R1"),
                Figure("R3", "2025-06-30", "third", "R2"),
            ],
            "test",
            null
        );
        var view = Ask.On(book, "2025-07-01", known);
        var only = Assert.Single(view.All<Release>());
        Assert.Equal((visible, indicator), (only.Id.ToString(), only.Indicator));
        // Nothing is overwritten: the book still holds all three.
        Assert.Equal(3, book.Records.Count);
    }

    [Fact]
    public void Correction_IsFoundUnderTheIdThatItCorrects()
    {
        var book = LedgerBook.Of(
            [Figure("R1", "2025-06-09", "first", null), Figure("R2", "2025-06-20", "second", "R1")],
            "test",
            null
        );
        Assert.Equal("first", Ask.On(book, "2025-07-01", "2025-06-19").Find<Release>(Id("R1"))!.Indicator);
        Assert.Equal("second", Ask.On(book, "2025-07-01", "2025-06-20").Find<Release>(Id("R1"))!.Indicator);
        Assert.Null(Ask.On(book, "2025-07-01", "2025-06-08").Find<Release>(Id("R1")));
    }

    [Theory]
    [InlineData("2025-06-09T02:59Z", false)]
    [InlineData("2025-06-09T03:00Z", true)]
    [InlineData("2025-06-09", true)]
    [InlineData("2025-06-08", false)]
    public void FactKnownToTheMinute_CountsFromThatMinute(string known, bool visible) =>
        Assert.Equal(visible, On("2025-06-09", known).Find<Release>(Id("RL-2506X")) is not null);

    [Theory]
    [InlineData("2025-05-12T23:59Z", false)]
    [InlineData("2025-05-12", true)]
    [InlineData("2025-05-13T00:00Z", true)]
    public void FactKnownToTheDay_CountsFromTheEndOfThatDayInUtc(string known, bool visible) =>
        Assert.Equal(visible, On("2025-05-14", known).Find<Commitment>(Id("C-GVA-US1")) is not null);

    private static Release Figure(string id, string known, string indicator, string? supersedes) =>
        new()
        {
            Id = Id(id),
            KnownFrom = When(known),
            Indicator = indicator,
            Country = CN,
            Period = "2025-05",
            ReleasedOn = When("2025-06-09"),
            Actual = 1,
            Unit = "pct",
            Supersedes = supersedes is null ? null : Id(supersedes),
            Reason = supersedes is null ? null : "revised",
        };
}
