using Parley.Core;
using Parley.Ledger;
using Xunit;
using static Parley.Tests.Ledger.Ask;

namespace Parley.Tests.Ledger;

/// <summary>Questions 11 to 20 of the twenty that people ask, about 9 June 2025 as known to the end of that day.</summary>
public sealed class TwentyQuestionsLaterTests
{
    private static readonly LedgerView View = On("2025-06-09");

    [Fact]
    public void Question11_WhoDenies_MofcomAndXiAndNobodyForTheUS()
    {
        var denied = View.Said.Where(s => s.Claim.Polarity == Polarity.DeniesBreach).ToArray();
        Assert.Equal(
            [
                ("CL-0106", "MOFCOM", Day("2025-06-02"), "statement"),
                ("CL-0111", "Xi", Day("2025-06-05"), "CCTV readout"),
            ],
            denied.Select(s => (s.Claim.Id.ToString(), s.Who, s.Day, s.Statement.Channel))
        );
        var us = View.Commitment("C-GVA-US3R");
        Assert.Empty(us.Denied);
        Assert.Equal(Contention.BreachAlleged, us.Contention);
    }

    [Fact]
    public void Question12_WhoConfirmsDeliveriesInPart_HartMofcomHassettWhoThenAllegesDelay()
    {
        var partly = View.Said.Where(s => s.Claim.Polarity == Polarity.PartlyConfirms);
        Assert.Equal(
            [
                ("CL-0108", "amcham_hart", Day("2025-06-02")),
                ("CL-0113", "mofcom", Day("2025-06-07")),
                ("CL-0114", "hassett", Day("2025-06-08")),
            ],
            partly.Select(s => (s.Claim.Id.ToString(), s.Speaker!.Id.ToString(), s.Day))
        );
        Assert.All(partly, s => Assert.Equal(Id("C-GVA-CN3R"), s.Claim.Commitment));
        var mofcom = View.Claim("CL-0113").Claim;
        Assert.Equal(("unquantified", "a certain number"), (mofcom.Hedge, mofcom.ShortQuote));
        Assert.Equal("resumed, below agreed level", View.Claim("CL-0114").Claim.Quantity);
        var delay = View.Claim("CL-0116");
        Assert.Equal(
            ("hassett", Day("2025-06-09"), Polarity.AllegesDelay, "a lot slower than optimal"),
            (delay.Speaker!.Id.ToString(), delay.Day, delay.Claim.Polarity, delay.Claim.Quantity)
        );
    }

    [Fact]
    public void Question13_DidXiAgreeToRestart_TrumpSaysSoAndTheChineseReadoutDoesNot()
    {
        var trump = View.Claim("CL-0112");
        Assert.Equal(
            ("trump", "xi", Polarity.ReportsPromise, Day("2025-06-06")),
            (trump.Speaker!.Id.ToString(), trump.Claim.RelayOf.ToString(), trump.Claim.Polarity, trump.Day)
        );
        var readout = View.Claim("CL-0110");
        Assert.Equal(("xi", "Xinhua readout"), (readout.Speaker!.Id.ToString(), readout.Statement.Channel));
        Assert.Equal("export controls", View.Known<Commitment>(readout.Claim.Commitment.ToString()!).Topic);
        var link = Assert.Single(View.All<ClaimLink>(), l => l.Relation == LinkRelation.NotInReadout);
        Assert.Equal((trump.Claim.Id, readout.Claim.Id), (link.From, link.To));
        Assert.True(View.Known<Disagreement>("DG-CALL-0605").Undecided);
    }

    [Fact]
    public void SupportOf_AClaimThatTheOtherReadoutLeavesOut_IsNeitherBorneOutNorContradicted()
    {
        // Silence is no denial: not for the claim that is left out, and still less for the readout itself.
        var trump = View.SupportOf(View.Claim("CL-0112").Claim);
        var readout = View.SupportOf(View.Claim("CL-0110").Claim);
        Assert.Equal((Support.Uncorroborated, Support.Uncorroborated), (trump.Support, readout.Support));
        Assert.All([trump, readout], s => Assert.Equal(["LK-CL-0112-CL-0110"], Ids(s.Links.Select(l => l.Id))));
    }

    [Fact]
    public void Question14_WhichCameFirst_TrumpOn6JuneThenMofcomOn7June()
    {
        var order = View.Said.Select(s => s.Claim.Id).ToList();
        Assert.True(order.IndexOf(Id("CL-0112")) < order.IndexOf(Id("CL-0113")));
        Assert.True(View.Claim("CL-0112").Statement.SaidOn.CompareTo(View.Claim("CL-0113").Statement.SaidOn) < 0);
    }

    [Fact]
    public void Question15_WhoTalksWhere_SecondRoundAtLancasterHouse()
    {
        var state = View.StateOf(View.Known<Talk>("T-2025-06"));
        Assert.Equal((TalkStage.Ongoing, 1), (state.Stage, state.Day));
        Assert.Null(state.EndedOn);
        var talk = state.Talk;
        Assert.Equal(("London", "Lancaster House", "GB"), (talk.City, talk.Venue, talk.Country));
        Assert.Equal((Day("2025-06-09"), 2), (talk.Start.FirstDay, talk.Round));
        var us = talk.Delegations.Single(d => d.Party == US);
        var cn = talk.Delegations.Single(d => d.Party == CN);
        Assert.Equal(("bessent", "he_lifeng"), (us.Head.ToString(), cn.Head.ToString()));
        Assert.Equal(["lutnick", "greer"], Ids(us.Members));
        Assert.Contains(Id("wang_wentao"), cn.Members);
        var first = Assert.Single(View.Talks, t => t.Talk.Round == 1);
        Assert.Equal(("T-2025-05", TalkStage.Held), (first.Talk.Id.ToString(), first.Stage));
    }

    [Fact]
    public void Question16_WhenDidTheLeadersLastTalk_FiveJuneFirstSince17January()
    {
        var calls = View.Talks.Where(t => t.Talk.Kind == TalkKind.LeadersCall && t.Stage == TalkStage.Held).ToArray();
        Assert.Equal(
            [("T-2025-01C", Day("2025-01-17")), ("T-2025-06C", Day("2025-06-05"))],
            calls.Select(c => (c.Talk.Id.ToString(), c.Talk.Start.FirstDay))
        );
        Assert.StartsWith("about 90 minutes", calls[^1].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void Question17_WhatWereChinasMayExports_FourPointEightAgainstFiveOrSix()
    {
        var exports = View.Known<Release>("RL-2506X");
        Assert.Equal((4.8m, "pct", 8.1m, "2025-05"), (exports.Actual, exports.Unit, exports.Prior, exports.Period));
        Assert.Equal([new Consensus(5.0m, "Reuters poll"), new Consensus(6.0m, "Bloomberg survey")], exports.Consensus);
        Assert.Equal(Minute("2025-06-09T11:00+08:00"), exports.ReleasedOn.Exact);
    }

    [Fact]
    public void Question18_WhatWereImportsAndTheSurplus_MinusThreePointFourAnd103()
    {
        var imports = View.Known<Release>("RL-2506M");
        Assert.Equal((-3.4m, -0.9m, -0.2m), (imports.Actual, Assert.Single(imports.Consensus).Value, imports.Prior));
        var balance = View.Known<Release>("RL-2506B");
        Assert.Equal(
            (103.22m, 101.3m, "bn USD"),
            (balance.Actual, Assert.Single(balance.Consensus).Value, balance.Unit)
        );
    }

    [Fact]
    public void Question19_WhatWereExportsToTheUS_Minus34PointFiveWithTheFiveMonthFigureBeside()
    {
        var release = View.Known<Release>("RL-2506U");
        Assert.Equal((-34.5m, "pct", "2025-05"), (release.Actual, release.Unit, release.Period));
        var differ = View.Known<Disagreement>("DG-2506U");
        Assert.Equal([release.Id], differ.About);
        Assert.Equal("AP, first report", differ.Readings[1].By);
        Assert.Contains("January to May", differ.Readings[1].Text, StringComparison.Ordinal);
        Assert.False(differ.Undecided);
    }

    [Fact]
    public void Question20_WhatIsNotKnown_LicenceCountsWhetherUSCurbsBelongAndAnyResult()
    {
        var licences = View.All<LicenceEvent>().ToArray();
        Assert.Equal(["LI-001", "LI-002"], Ids(licences.Select(l => l.Id)));
        Assert.All(licences, l => Assert.DoesNotContain(l.Quantity!, char.IsAsciiDigit));
        Assert.All(licences, l => Assert.Null(l.Beneficiary));
        Assert.Equal(CN, View.Commitment("C-GVA-US3R").OneAccountOnly);
        Assert.Null(View.StateOf(View.Known<Talk>("T-2025-06")).Outcome);
        Assert.Null(View.Find<Agreement>(Id("A-2025-LON")));
        Assert.Null(View.Find<TalkEvent>(Id("T-2025-06.held")));
    }
}
