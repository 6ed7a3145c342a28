using NodaTime;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;
using Parley.Tests.Ledger;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Desk;

/// <summary>What must hold of the briefing on every day from 2025-01-01 to the end of the facts.</summary>
public sealed class EveryDayTests
{
    private const string First = "2025-01-01";
    private const string Last = "2026-10-10";

    /// <summary>Days about which to ask while knowledge grows: before, within and after the truces, and ahead of all.</summary>
    private static readonly string[] Asked = ["2025-06-09", "2025-11-10", "2026-02-23", "2026-11-11"];

    private static readonly Lazy<IReadOnlyList<Briefing>> Daily = new(() =>
        [.. Ask.Days(First, Last).Select(day => Make(Repo.Shipped, day, day))]
    );

    private static Briefing Make(LedgerBook book, LocalDate on, LocalDate known) =>
        BriefingMaker.Make(book, OnDay.Of(on), KnownDay.Of(known));

    [Fact]
    public void Briefing_FromTheFullBook_EqualsTheOneFromWhatWasKnown()
    {
        // Knowledge moves on some days only; between them the earlier book is the same book.
        var earlier = Repo.Shipped.UpTo(KnownDay.Of(Ask.Day(First).PlusDays(-1)));
        foreach (var full in Daily.Value)
        {
            var known = KnownDay.Parse(full.Known).Value;
            var then = Repo.Shipped.UpTo(known);
            earlier = then.Records.Count == earlier.Records.Count ? earlier : then;
            var there = BriefingMaker.Make(earlier, OnDay.Parse(full.On).Value, known);
            Assert.Equal(BriefingJson.Write(there), BriefingJson.Write(full));
        }
    }

    [Theory]
    [MemberData(nameof(DaysAsked))]
    public void Briefing_OfOneDayWhileKnowledgeGrows_NeverUsesWhatCameLater(string on)
    {
        var day = Ask.Day(on);
        var count = -1;
        foreach (var known in Ask.Days(First, Last))
        {
            var then = Repo.Shipped.UpTo(KnownDay.Of(known));
            if (then.Records.Count == count)
                continue;
            count = then.Records.Count;
            var full = BriefingJson.Write(Make(Repo.Shipped, day, known));
            Assert.Equal(BriefingJson.Write(Make(then, day, known)), full);
        }
    }

    public static TheoryData<string> DaysAsked() => [.. Asked];

    [Fact]
    public void Briefing_OnEveryDay_CitesOnlyWhatWasPublic()
    {
        var early = Daily.Value.SelectMany(b =>
            b.Records.Where(r => !KnownDay.Parse(b.Known).Value.Covers(Moment.Parse(r.Value.KnownFrom).Value))
                .Select(r => $"{b.Known}: {r.Key}, known from {r.Value.KnownFrom}")
        );
        Assert.Empty(early);
    }

    [Fact]
    public void Briefing_OnEveryDay_ListsEveryRecordAndSourceThatItNames()
    {
        var unlisted = Daily.Value.SelectMany(b =>
            b.Lines.SelectMany(l =>
                    l.Records.Where(r => !b.Records.ContainsKey(r.ToString())).Select(r => $"{b.On}: {r}")
                )
                .Concat(b.Records.SelectMany(r => r.Value.Sources).Where(s => !b.Sources.ContainsKey(s)))
        );
        Assert.Empty(unlisted);
    }

    [Fact]
    public void Briefing_OnEveryDay_SaysWhichCopiesAreHeldFromALaterDay() =>
        Assert.All(
            Daily.Value,
            b =>
                Assert.All(
                    b.Sources.Values,
                    s =>
                        Assert.Equal(
                            KnownDay.Parse(b.Known).Value.Covers(Moment.Parse(s.Published).Value) ? null : s.Published,
                            s.CopyHeld
                        )
                )
        );

    [Fact]
    public void Sections_OnEveryDay_AreAllThereAndNoneIsEmpty()
    {
        string[] sections =
        [
            "truce",
            "rates",
            "peak",
            "talks",
            "commitments",
            "said",
            "figures",
            "disagreements",
            "unknown",
            "next",
            "acts",
            "not_covered",
        ];
        Assert.All(
            Daily.Value,
            b =>
            {
                Assert.Equal(sections, b.Sections.Keys.ToArray());
                Assert.All(b.Sections.Values, s => Assert.NotEmpty(s.Lines));
                Assert.All(b.Lines, l => Assert.False(string.IsNullOrWhiteSpace(l.Text)));
            }
        );
    }

    [Fact]
    public void Citations_OnEveryDay_AreUniqueAndNameTheirLine() =>
        Assert.All(
            Daily.Value,
            b =>
            {
                Assert.Equal(b.Lines.Count(), b.Lines.Select(l => l.Citation).Distinct(StringComparer.Ordinal).Count());
                Assert.All(
                    b.Sections,
                    s =>
                        Assert.All(
                            s.Value.Lines,
                            l => Assert.Equal($"parley:{b.Vintage}:{b.On}:{b.Known}:{s.Key}/{l.Key}", l.Citation)
                        )
                );
            }
        );

    [Fact]
    public void Lines_OnEveryDay_NeverSayThatAPromiseWasBroken()
    {
        // The label is Parley's own word; the rest of a line tells what others say.
        string[] never = ["breached", "violated", "broken", "broke", "cheated", "failed", "kept", "guilty"];
        var labels = Daily
            .Value.SelectMany(b => b.Lines.OfType<CommitmentLine>())
            .Select(c => c.Status)
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(labels);
        Assert.All(
            labels,
            label => Assert.All(never, w => Assert.DoesNotContain(w, label, StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public void Commitments_ToldByOneSideAlone_AlwaysCarryTheirBadge() =>
        Assert.All(
            Daily.Value.SelectMany(b => b.Lines.OfType<CommitmentLine>()),
            line =>
            {
                var account = ((Commitment)Repo.Shipped.Find(line.Commitment)!).Account;
                Assert.Equal(account, line.OneAccountOnly);
                Assert.Equal(account is not null, line.Text.Contains("one account only", StringComparison.Ordinal));
            }
        );

    [Fact]
    public void TruceClock_OnEveryDayInForce_CountsEveryDayOnceAndLosesNone()
    {
        foreach (var pair in Daily.Value.Zip(Daily.Value.Skip(1)))
        {
            var (today, tomorrow) = (Clock(pair.First), Clock(pair.Second));
            if (today is { Day: { } day, DaysLeft: { } left } && tomorrow?.Agreement == today.Agreement)
            {
                Assert.Equal((day + 1, left - 1), (tomorrow.Day, tomorrow.DaysLeft));
                Assert.True(
                    day >= 1 && day <= today.Length,
                    Invariant($"{pair.First.On}: day {day} of {today.Length}")
                );
            }
        }

        static TruceLine? Clock(Briefing b) => b.Lines<TruceLine>("truce").SingleOrDefault();
    }
}
