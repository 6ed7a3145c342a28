using Parley.Core;
using Parley.Desk;
using Parley.Tests.Ledger;
using Xunit;

namespace Parley.Tests.Desk;

/// <summary>The ideal briefing of 9 June 2025, fact by fact, in typed values.</summary>
public sealed class WorkedExampleTests
{
    private static readonly Briefing June = Brief.On("2025-06-09");

    private static void Cites(string section, params string[] records) =>
        Ask.AreAmong(June.RecordsOf(section), records);

    [Fact]
    public void Title_NamesTheDayAndWhatIsKnown() =>
        Assert.Equal("State of the truce: Monday 9 June 2025, known to the end of that day (UTC)", June.Title);

    [Fact]
    public void Sections_AreNumberedInTheOrderOfReading() =>
        Assert.Equal(
            "1 truce, 2 rates, 3 peak, 4 talks, 5 commitments, 6 said, 7 figures, 8 disagreements, 9 unknown, 10 next",
            string.Join(
                ", ",
                June.Sections.Take(10).Select(s => FormattableString.Invariant($"{s.Value.Number} {s.Key}"))
            )
        );

    [Fact]
    public void Truce_IsInForceOnDay27Of90WithItsEndInBothZones()
    {
        var truce = Assert.Single(June.Lines<TruceLine>("truce"));
        Assert.Equal(("A-2025-GVA", "in force"), (truce.Agreement.ToString(), truce.Stage));
        Assert.Equal("2025-05-14T00:01-04:00", truce.InForceFrom);
        Assert.Equal((27, 90, 64), (truce.Day, truce.Length, truce.DaysLeft));
        Assert.Equal("2025-08-12T00:01-04:00", truce.Ends);
        Assert.Equal(["2025-08-12T00:01 Washington", "2025-08-12T12:01 Beijing"], truce.EndsIn.ToArray());
        Assert.Null(truce.Extension);
        Assert.Null(truce.ExtensionEnacted);
        Assert.Empty(truce.MissingActs);
        Assert.False(truce.LegVoid);
        Assert.Equal([new ReturnsBy(Ask.US, 24, 54), new ReturnsBy(Ask.CN, 24, 34)], truce.Returns);
        Assert.Equal(["US-REC-125", "CN-2025-06"], Ask.Ids(truce.DoesNotReturn));
        Cites("truce", "A-2025-GVA", "EO-14298");
        Assert.Empty(new[] { "GVA-JS", "EO14298" }.Except(June.Sources.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void Rates_OfTheUS_Are30InLayersOf10And20()
    {
        var us = June.Lines<RatesLine>("rates")[0];
        Assert.Equal((Ask.US, Ask.CN, 30m), (us.Imposer, us.Target, us.AllGoods));
        Assert.Equal(
            [
                new LayerValue("us-ieepa-fentanyl", Ask.Id("US-FEN-2"), 20, 0, 20),
                new LayerValue("us-ieepa-reciprocal", Ask.Id("US-REC-10"), 34, 24, 10),
            ],
            us.Layers
        );
        Assert.Null(us.LaterThatDay);
        Cites("rates", "US-REC-10", "US-FEN-2");
    }

    [Fact]
    public void Rates_OfChina_Are10AndTenTo15MoreOn80And740Lines()
    {
        var cn = June.Lines<RatesLine>("rates")[1];
        Assert.Equal((Ask.CN, Ask.US, 10m), (cn.Imposer, cn.Target, cn.AllGoods));
        Assert.Equal([new LayerValue("cn-reciprocal", Ask.Id("CN-2025-04"), 34, 24, 10)], cn.Layers);
        foreach (var (layer, lines) in new[] { ("cn-2025-no1", 80), ("cn-2025-no2", 740) })
        {
            var parts = cn.OnSomeGoods.Where(p => string.Equals(p.Layer, layer, StringComparison.Ordinal)).ToArray();
            Assert.Equal(lines, parts.Sum(p => p.Lines));
            Assert.Equal([10m, 15m], parts.SelectMany(p => p.Points).Order());
        }

        Cites("rates", "CN-2025-04", "CN-2025-01", "CN-2025-01B", "CN-2025-02A", "CN-2025-02B");
    }

    [Fact]
    public void Peak_Is145And125RemovedAndNotReturningByDefault()
    {
        var peaks = June.Lines<PeakLine>("peak");
        Assert.Equal(
            [("US", 145m, "2025-04-10T00:01-04:00", "US-REC-125"), ("CN", 125m, "2025-04-12", "CN-2025-06")],
            peaks.Select(p => (p.Imposer.Code, p.Points, p.From, p.Top.ToString()))
        );
        Assert.All(peaks, p => Assert.Equal(("removed", false), (p.Ended, p.ReturnsByDefault)));
        Cites("peak", "US-REC-125", "CN-2025-06", "C-GVA-US2", "C-GVA-CN2");
    }

    [Fact]
    public void Talks_AreLondonOnItsFirstDayAndTheCallOf5June()
    {
        var talks = June.Lines<TalkLine>("talks");
        Assert.Equal(["T-2025-06", "T-2025-06C"], Ask.Ids(talks.Select(t => t.Talk)));
        var london = talks[0];
        Assert.Equal(
            ("ongoing", 1, 2, "London", "Lancaster House"),
            (london.Stage, london.Day, london.Round, london.City, london.Venue)
        );
        Assert.Equal(["Bessent", "Lutnick", "Greer"], london.People["US"].ToArray());
        Assert.Equal(["He Lifeng", "Wang Wentao"], london.People["CN"].Take(2).ToArray());
        Assert.Null(london.Outcome);
        var call = talks[1];
        Assert.Equal(("held", "2025-06-05"), (call.Stage, call.Start));
        Assert.Contains("new round agreed", call.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C-GVA-US1", "Performing", null, "PF-001")]
    [InlineData("C-GVA-US2", "Fulfilled", null, "PF-002")]
    [InlineData("C-GVA-CN1", "Performing", null, "PF-003")]
    [InlineData("C-GVA-CN3", "Disputed, partly performed", null, "PF-004 CL-0101 CL-0106")]
    [InlineData(
        "C-GVA-CN3R",
        "Disputed, partly performed",
        "US",
        "CL-0103 CL-0105 CL-0106 PF-005 CL-0108 CL-0113 CL-0114"
    )]
    [InlineData("C-GVA-US3R", "Breach alleged, no answer", "CN", "CL-0107 CL-0110 US-EDA US-ASCEND US-VISA")]
    [InlineData("C-GVA-B1", "Fulfilled", null, "T-2025-06")]
    public void Commitment_HasItsLabelAccountAndEvidence(string id, string label, string? account, string evidence)
    {
        var line = June.Lines<CommitmentLine>("commitments").Single(c => c.Commitment == Ask.Id(id));
        Assert.Equal(label, line.Status);
        Assert.Equal(account, line.OneAccountOnly?.Code);
        Ask.AreAmong(line.Evidence, evidence.Split(' '));
        Ask.AreAmong(line.Records, [id, .. evidence.Split(' ')]);
    }

    [Fact]
    public void Said_HoldsTheTenClaimsOfTheExampleInOrder()
    {
        string[] wanted =
        [
            "CL-0101",
            "CL-0103",
            "CL-0105",
            "CL-0106",
            "CL-0107",
            "CL-0109",
            "CL-0110",
            "CL-0112",
            "CL-0113",
            "CL-0114",
        ];
        var said = June.Lines<SaidLine>("said");
        Ask.AreAmong(said.Select(s => s.Claim), wanted);
        Assert.Equal(wanted, said.Select(s => s.Claim.ToString()).Where(wanted.Contains).ToArray());
        Assert.All(said, s => Assert.InRange(Ask.Day(s.SaidOn), Ask.Day("2025-05-30"), Ask.Day("2025-06-09")));
    }

    [Theory]
    [InlineData("CL-0101", "2025-05-30", "Donald Trump", "US", "alleges breach")]
    [InlineData("CL-0103", "2025-05-30", "Jamieson Greer", "US", "alleges breach")]
    [InlineData("CL-0105", "2025-06-01", "Scott Bessent", "US", "alleges breach")]
    [InlineData("CL-0106", "2025-06-02", "Ministry of Commerce of China", "CN", "denies breach")]
    [InlineData("CL-0107", "2025-06-02", "Ministry of Commerce of China", "CN", "alleges breach")]
    [InlineData("CL-0110", "2025-06-05", "Xi Jinping", "CN", "demands")]
    [InlineData("CL-0109", "2025-06-05", "Donald Trump", "US", "asserts resolution")]
    [InlineData("CL-0112", "2025-06-06", "Donald Trump", "US", "reports promise")]
    [InlineData("CL-0113", "2025-06-07", "Ministry of Commerce of China", "CN", "partly confirms")]
    [InlineData("CL-0114", "2025-06-08", "Kevin Hassett", "US", "partly confirms")]
    public void Said_NamesWhoSpokeWhenAndForWhom(string id, string day, string speaker, string side, string polarity)
    {
        var line = June.Lines<SaidLine>("said").Single(s => s.Claim == Ask.Id(id));
        Assert.Equal((day, speaker, side, polarity), (line.SaidOn, line.Speaker, line.Side?.Code, line.Polarity));
    }

    [Fact]
    public void Said_OnRequest_HoldsEveryClaimOfTheTenDays()
    {
        var all = Brief.On("2025-06-09", options: new BriefingOptions(AllClaims: true)).Lines<SaidLine>("said");
        Assert.Equal(17, all.Length);
        Ask.AreAmong(all.Select(s => s.Claim), Ask.Ids(June.Lines<SaidLine>("said").Select(s => s.Claim)));
    }

    [Fact]
    public void Figures_AreThoseOutTodayWithBothPollstersAndPriors()
    {
        Assert.Equal("Figures out today", June.Sections["figures"].Title);
        var figures = June.Lines<FigureLine>("figures");
        Assert.Equal(["RL-2506X", "RL-2506M", "RL-2506B", "RL-2506U"], Ask.Ids(figures.Select(f => f.Release)));
        var exports = figures[0];
        Assert.Equal((4.8m, 8.1m, "pct"), (exports.Actual, exports.Prior, exports.Unit));
        Assert.Equal(
            [new SurpriseValue("Reuters poll", 5.0m, -0.2m), new SurpriseValue("Bloomberg survey", 6.0m, -1.2m)],
            exports.Surprises
        );
        var imports = figures[1];
        Assert.Equal((-3.4m, -0.2m), (imports.Actual, imports.Prior));
        Assert.Equal([new SurpriseValue("Reuters poll", -0.9m, -2.5m)], imports.Surprises);
    }

    [Fact]
    public void Disagreements_AreWhatTenPercentCoversAndTheFallInExportsToTheUS()
    {
        Cites("disagreements", "DG-GVA-10", "A-2025-GVA", "CN-2025-02B", "DG-2506U", "RL-2506U");
        var ten = June.Lines<DisagreementLine>("disagreements").Single(l => l.Key == "DG-GVA-10");
        Assert.Equal(["the joint statement and the notices", "press"], ten.Readings.Select(r => r.By).ToArray());
    }

    [Fact]
    public void Unknown_AreTheLicencesAndTheOutcomeOfLondon()
    {
        Assert.Contains(Ask.Id("CL-0113"), June.Line("unknown", "licences").Records);
        Assert.Contains(Ask.Id("T-2025-06"), June.Line("unknown", "T-2025-06").Records);
        Assert.Contains(Ask.Id("C-GVA-US3R"), June.Line("unknown", "one_account").Records);
    }

    [Fact]
    public void Next_AreLondonAndTheDefaultDate()
    {
        Assert.Equal([Ask.Id("T-2025-06")], June.Line("next", "ongoing.T-2025-06").Records);
        var end = Assert.IsType<NextLine>(June.Line("next", "2025-08-12T00:01-04:00"));
        Assert.Equal(["2025-08-12T00:01 Washington", "2025-08-12T12:01 Beijing"], end.AtIn.ToArray());
        Assert.Contains(Ask.Id("A-2025-GVA"), end.Records);
    }

    [Fact]
    public void ThreeDaysLater_TheFrameworkIsThere()
    {
        var later = Brief.On("2025-06-12");
        var london = later.Lines<TalkLine>("talks").Single(t => t.Talk == Ask.Id("T-2025-06"));
        Assert.Equal("held", london.Stage);
        Assert.Contains(Ask.Id("A-2025-LON"), london.Records);
        Ask.AreAmong(later.Lines<SaidLine>("said").Select(s => s.Claim), "CL-0118", "CL-0120");
        Assert.DoesNotContain(June.Lines, l => l.Records.Contains(Ask.Id("A-2025-LON")));
    }

    [Theory]
    [InlineData("truce")]
    [InlineData("rates")]
    [InlineData("peak")]
    [InlineData("talks")]
    [InlineData("commitments")]
    public void KnownThreeWeeksLater_TheStateOf9JuneIsTheSame(string section) =>
        Assert.Equal(June.Typed(section), Brief.On("2025-06-09", "2025-06-27").Typed(section));
}
