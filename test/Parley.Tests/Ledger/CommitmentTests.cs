using Parley.Core;
using Parley.Ledger;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Ledger;

/// <summary>What acts and time do to a commitment, the label made of it all, and when it leaves the board.</summary>
public sealed class CommitmentTests
{
    private static Story Done(string acts, bool continuing)
    {
        var story = new Story().Promise("C", "CN", continuing);
        var day = 1;
        foreach (var act in acts.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            story.Do(
                Invariant($"2025-03-{day++:00}"),
                Enum.Parse<Effect>(act.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
                "C"
            );
        return story;
    }

    [Theory]
    [InlineData("", Performance.None)]
    [InlineData("performs", Performance.Performed)]
    [InlineData("partly_performs", Performance.PartlyPerformed)]
    [InlineData("partly_performs performs", Performance.Performed)]
    [InlineData("performs partly_performs", Performance.Performed)]
    [InlineData("performs frustrates", Performance.Frustrated)]
    [InlineData("performs reverses", Performance.Reversed)]
    [InlineData("performs reverses partly_performs", Performance.PartlyPerformed)]
    [InlineData("performs reverses performs", Performance.Performed)]
    [InlineData("frustrates partly_performs", Performance.Frustrated)]
    [InlineData("offsets", Performance.None)]
    [InlineData("performs offsets", Performance.Performed)]
    [InlineData("partly_performs offsets", Performance.PartlyPerformed)]
    public void Performance_OfActs_FollowsThemInOrder(string acts, Performance performance)
    {
        Assert.Equal(performance, Done(acts, continuing: true).On("2025-03-31").Performance);
        Assert.Equal(performance, Done(acts, continuing: false).On("2025-03-31").Performance);
    }

    [Fact]
    public void Performance_DoesNotCrossReadings()
    {
        var story = new Story()
            .Promise("C", "CN")
            .Promise("R", "CN", account: "US", reads: "C")
            .Do("2025-03-01", Effect.Performs, "C");
        Assert.Equal(Performance.None, story.On("2025-03-31", "R").Performance);
    }

    [Theory]
    [InlineData("", true, null, "Pending")]
    [InlineData("performs", true, null, "Performing")]
    [InlineData("performs", false, null, "Fulfilled")]
    [InlineData("partly_performs", true, null, "Partly performed")]
    [InlineData("performs frustrates", true, null, "Frustrated")]
    [InlineData("", true, "alleges", "Breach alleged, no answer")]
    [InlineData("partly_performs", true, "alleges", "Breach alleged, no answer, partly performed")]
    [InlineData("partly_performs", true, "denies", "Disputed, partly performed")]
    [InlineData("performs", true, "denies", "Disputed, performing")]
    [InlineData("performs", false, "settles", "Settled, fulfilled")]
    [InlineData("", true, "questions", "Questioned")]
    [InlineData("performs", false, "questions", "Questioned, fulfilled")]
    public void Label_IsContentionThenPerformance(string acts, bool continuing, string? words, string label)
    {
        var story = Done(acts, continuing);
        if (words is "alleges" or "denies" or "settles")
            story.Say("US", "2025-03-10", Polarity.AllegesBreach, "C");
        if (words is "denies")
            story.Say("CN", "2025-03-11", Polarity.DeniesBreach, "C");
        if (words is "settles")
            story.Say("US", "2025-03-11", Polarity.AssertsResolution, "C");
        if (words is "questions")
            story.Say("US", "2025-03-10", Polarity.AllegesDelay, "C");
        Assert.Equal(label, story.On("2025-03-20").Label);
    }

    [Fact]
    public void Labels_OfAllCombinations_AreFromTheClosedListAndNeverAVerdict()
    {
        string[] contention = ["Disputed", "Breach alleged, no answer", "Questioned", "Settled"];
        string[] performance =
        [
            "Fulfilled",
            "Performing",
            "Partly performed",
            "Frustrated",
            "Overdue, no evidence",
            "Pending",
        ];
        var closed = contention
            .Concat(performance)
            .Concat(contention.SelectMany(c => performance.Select(p => $"{c}, {char.ToLowerInvariant(p[0])}{p[1..]}")))
            .ToHashSet(StringComparer.Ordinal);
        var basis = new Story().Promise("C", "CN").Promise("ONCE", "CN", continuing: false);
        string[] never = ["breached", "violated", "broken", "broke", "failed", "default", "guilty"];
        foreach (var id in new[] { "C", "ONCE" })
        {
            var state = basis.On("2025-03-31", id);
            foreach (var c in Enum.GetValues<Contention>())
            foreach (var p in Enum.GetValues<Performance>())
            foreach (var t in Enum.GetValues<Term>())
            {
                var label = (state with { Contention = c, Performance = p, Term = t }).Label;
                Assert.Contains(label, closed);
                Assert.DoesNotContain(never, w => label.Contains(w, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Fact]
    public void Badge_OfAnAccount_StandsInEveryState()
    {
        var state = new Story().Promise("C", "CN", account: "US").On("2025-03-31");
        foreach (var c in Enum.GetValues<Contention>())
        foreach (var p in Enum.GetValues<Performance>())
            Assert.Equal(Ask.US, (state with { Contention = c, Performance = p }).OneAccountOnly);
    }

    [Fact]
    public void Badge_InTheShippedLedger_StandsForEveryCommitmentOfOneAccountOnEveryDay()
    {
        foreach (var day in new[] { "2025-06-09", "2025-07-10", "2026-01-20", "2026-10-10" })
        {
            Assert.All(Ask.On(day).Commitments, s => Assert.Equal(s.Commitment.Account, s.OneAccountOnly));
        }
    }

    [Theory]
    [InlineData("2025-03-30", true)]
    [InlineData("2025-03-31", true)] // day 30 after 1 March
    [InlineData("2025-04-01", false)]
    public void Board_AfterFulfilment_KeepsItFor30Days(string day, bool shown)
    {
        var story = Done("performs", continuing: false);
        Assert.Equal(shown, Ask.On(story.Book, day).Board.Any());
        // In the ledger it stays.
        Assert.Equal("Fulfilled", story.On(day).Label);
        Assert.Equal(Term.Closed, story.On(day).Term);
    }

    [Theory]
    [InlineData("2025-03-01", Term.Due, true)]
    [InlineData("2025-03-02", Term.Closed, true)]
    [InlineData("2025-03-31", Term.Closed, true)]
    [InlineData("2025-04-01", Term.Closed, false)]
    public void Board_AfterItsTime_KeepsALastingOneFor30Days(string day, Term term, bool shown)
    {
        var story = new Story().Promise("C", "CN", from: "2025-01-10", due: "2025-03-01");
        Assert.Equal(term, story.On(day).Term);
        Assert.Equal(shown, Ask.On(story.Book, day).Board.Any());
    }

    [Theory]
    [InlineData("2025-06-13", true)]
    [InlineData("2025-06-14", false)]
    public void Board_OfTheShippedLedger_DropsTheRemovalsOfGeneva30DaysOn(string day, bool shown)
    {
        var board = Ask.On(day).Board.Select(s => s.Commitment.Id).ToHashSet();
        Assert.Equal(shown, board.Contains(Ask.Id("C-GVA-US2")));
        Assert.Contains(Ask.Id("C-GVA-US1"), board);
    }

    [Theory]
    [InlineData("2025-09-10", true)]
    [InlineData("2025-09-11", true)] // 30 days after 12 August
    [InlineData("2025-09-12", false)]
    public void Board_OfTheShippedLedger_DropsGenevaAfterItsSuccessor(string day, bool shown)
    {
        var view = Ask.On(day);
        Assert.Equal(Ask.Day("2025-08-12"), view.Commitment("C-GVA-US1").ClosedOn);
        Assert.Equal(shown, view.Board.Any(s => s.Commitment.Id == Ask.Id("C-GVA-US1")));
    }

    [Theory]
    [InlineData("2025-02-28", false, CommitmentKind.Purchase, Term.NotYetDue, "Pending")]
    [InlineData("2025-03-01", false, CommitmentKind.Purchase, Term.Due, "Pending")]
    [InlineData("2025-03-02", false, CommitmentKind.Purchase, Term.Overdue, "Overdue, no evidence")]
    [InlineData("2025-03-02", true, CommitmentKind.Suspend, Term.Overdue, "Overdue, no evidence")]
    [InlineData("2025-03-02", true, CommitmentKind.Refrain, Term.Due, "Pending")]
    public void Term_OfASingleDay_PassesFromNotYetToOverdue(
        string day,
        bool continuing,
        CommitmentKind kind,
        Term term,
        string label
    )
    {
        var state = new Story().Promise("C", "CN", continuing, due: "2025-03-01", kind: kind).On(day);
        Assert.Equal((term, label), (state.Term, state.Label));
    }

    [Theory]
    [InlineData("2025-12-09", "2025-12-09", Term.NoDate)] // a reading without a day keeps it open
    [InlineData("2025-11-05", "2025-11-05", Term.NotYetDue)]
    [InlineData("2026-01-20", "2026-01-20", Term.Closed)]
    public void Soybeans_WithRivalDueDays_ShowEveryReading(string on, string known, Term term)
    {
        var state = Ask.On(on, known).Commitment("C-KL-CN3");
        Assert.Equal(term, state.Term);
        string[] readings =
            Ask.Day(known) < Ask.Day("2025-12-09")
                ? ["DR-KL-CN3-1", "DR-KL-CN3-2"]
                : ["DR-KL-CN3-1", "DR-KL-CN3-2", "DR-KL-CN3-3", "DR-KL-CN3-4"];
        Assert.Equal(readings, Ask.Sorted(state.DueReadings.Select(r => r.Id)));
    }

    [Fact]
    public void Steps_OfALabel_NameRecordsThatAreOnFile()
    {
        foreach (var state in Ask.On("2025-06-09").Commitments)
        {
            Assert.NotEmpty(state.Steps);
            Assert.All(state.Steps, s => Assert.All(s.Records, r => Assert.NotNull(Repo.Shipped.Find(r))));
            Assert.All(state.Evidence, r => Assert.NotNull(Repo.Shipped.Find(r)));
        }
    }
}
