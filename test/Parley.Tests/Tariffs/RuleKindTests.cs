using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>Each kind of rule on a small law of its own: what it charges, what it refuses, what it asks.</summary>
public sealed class RuleKindTests
{
    private const string Toy = "9503.00.0073";
    private const string Steel = "7326.90.8688";

    [Theory]
    [InlineData("2025-02-03", 0)]
    [InlineData("2025-02-04T00:00-05:00", 0)]
    [InlineData("2025-02-04T00:01-05:00", 10)]
    [InlineData("2025-03-03", 10)]
    [InlineData("2025-03-04", 20)]
    public void Duty_HoldsFromItsMinuteToTheNextRow(string on, int total)
    {
        using var law = new SmallLaw().Measure(
            "us-1",
            "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\n  - { from: 2025-03-04, rate: 20%, by: EO-2 }"
        );
        Assert.Equal(total, Ask(law, Toy, on).TotalPercent);
    }

    [Theory]
    [InlineData("2025-03-10", "2025-02-15", 10)] // the second act is not known yet: the first is thought to go on
    [InlineData("2025-03-10", "2025-03-01", 20)]
    public void Duty_AsKnown_IsThatOfTheActsKnownThen(string on, string known, int total)
    {
        using var law = new SmallLaw().Measure(
            "us-1",
            "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\n  - { from: 2025-03-04, rate: 20%, by: EO-2 }"
        );
        Assert.Equal(total, Ask(law, Toy, on, known).TotalPercent);
    }

    [Theory]
    [InlineData("2025-04-01", null, 10)] // 34 less 24
    [InlineData("2025-06-01", "2025-02-20", 34)] // ends, as known then
    [InlineData("2025-06-01", null, 10)] // the end was moved
    [InlineData("2025-09-01", null, 34)] // returns by default
    public void Suspension_TakesPointsOff_AndReturnsAtItsEndAsKnown(string on, string? known, int total)
    {
        using var law = new SmallLaw().Measure(
            "us-1",
            """
            periods:
              - { from: 2025-02-04, rate: 34%, by: EO-1 }
            suspensions:
              - from: 2025-02-10
                points: 24
                by: EO-1
                ends: [{ until: 2025-05-01, by: EO-1 }, { until: 2025-08-12, by: EO-2 }]
            """
        );
        Assert.Equal(total, Ask(law, Toy, on, known).TotalPercent);
    }

    [Theory]
    [InlineData("2025-04-30", LawViewKind.Assessed, 10, null)]
    [InlineData("2025-05-02", LawViewKind.Assessed, 0, Outcome.NotCollected)]
    [InlineData("2025-04-30", LawViewKind.Final, 0, Outcome.NotCollected)]
    public void Collection_ThatStopped_IsRefusedAndWhatWasVoidIsNotFinallyOwed(
        string on,
        LawViewKind view,
        int total,
        Outcome? outcome
    )
    {
        using var law = new SmallLaw().Measure(
            "us-1",
            "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\ncollection: { stops: 2025-05-01, by: EO-2, void: true }"
        );
        var answer = Ask(law, Toy, on, view: view);
        Assert.Equal(total, answer.TotalPercent);
        Assert.Equal(outcome, answer.Refused.Select(r => (Outcome?)r.Outcome).SingleOrDefault());
    }

    [Theory]
    [InlineData(Toy, 15)] // column 1 Free
    [InlineData(Steel, 15)] // column 1 2.9: 12.1 more
    public void TopUp_ChargesWhatColumn1LacksToTheTotal(string code, int total)
    {
        using var law = new SmallLaw().Measure(
            "us-1",
            "periods:\n  - { from: 2025-02-04, rate: top-up to 15%, by: EO-1 }"
        );
        Assert.Equal(total, Ask(law, code, "2025-03-01").TotalPercent);
    }

    [Fact]
    public void Exemption_TakesLinesOut_WithTheHeadingToClaim()
    {
        using var law = new SmallLaw()
            .Measure("us-1", "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }")
            .With(
                "tariff/us/measures/e.yaml",
                "id: us-e\nheading: 9903.01.32\nprogramme: us-a\ntitle: Listed\nkind: exemption\nof: [us-1]\nscope: { codes: [9503] }\nperiods:\n  - { from: 2025-02-04, by: EO-1 }\n"
            );
        var answer = Ask(law, Toy, "2025-03-01");
        Assert.Equal(0, answer.TotalPercent);
        var refused = Assert.Single(answer.Refused);
        Assert.Equal((Outcome.Excluded, "9903.01.32"), (refused.Outcome, refused.ClaimHeading));
        Assert.Equal(12.9m, Ask(law, Steel, "2025-03-01").TotalPercent);
    }

    [Theory]
    [InlineData(null, 10)] // not claimed
    [InlineData("2025-02-03", 4)] // loaded in time: the other rate
    [InlineData("2025-02-04", 10)] // loaded too late
    public void Relief_IsClaimedByItsFact_AndOfferedWithoutIt(string? loaded, int total)
    {
        using var law = new SmallLaw()
            .Measure("us-1", "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }")
            .With(
                "tariff/us/measures/r.yaml",
                "id: us-r\nheading: 9903.01.23\nprogramme: us-a\ntitle: In transit\nkind: relief\nof: [us-1]\nneeds: { loaded: { before: 2025-02-04 } }\nperiods:\n  - { from: 2025-02-04, until: 2025-03-07, rate: 4%, by: EO-1 }\n"
            );
        var answer = Ask(law, Toy, "2025-03-06", facts: loaded is null ? "" : $"loaded={loaded}");
        Assert.Equal(total, answer.TotalPercent);
        Assert.Equal(total == 4 ? [] : [4m], answer.Alternatives.Select(a => a.TotalPercent ?? -1m));
        Assert.Equal(10, Ask(law, Toy, "2025-03-07", facts: "loaded=2025-02-03").TotalPercent); // entered too late
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("us_content=0.4", 6)]
    [InlineData("us_content=0.1", 10)]
    public void Relief_OfUsContent_ReducesTheBase(string facts, int total)
    {
        using var law = new SmallLaw()
            .Measure("us-1", "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }")
            .With(
                "tariff/us/measures/r.yaml",
                "id: us-r\nprogramme: us-a\ntitle: US content\nkind: relief\nof: [us-1]\nreduces_base: us_content\nneeds: { us_content: { at_least: 0.2 } }\nperiods:\n  - { from: 2025-02-04, by: EO-1 }\n"
            );
        Assert.Equal(total, Ask(law, Toy, "2025-03-01", facts: facts).TotalPercent);
    }

    [Theory]
    [InlineData("steel_share=0.4", 16, 16)] // 25 on 0.4, 10 on the other 0.6
    [InlineData("steel_share=0", 10, 10)]
    [InlineData("steel_share=1", 25, 25)]
    [InlineData("", 10, 25)]
    public void Content_TakesItsPartOutOfTheOther_AndIsARangeWithoutItsShare(string facts, int min, int max)
    {
        using var law = Metal("subject_content");
        var answer = Ask(law, Toy, "2025-03-01", facts: facts);
        Assert.Equal(
            (min, max),
            ((int)(answer.Range?.Min ?? answer.TotalPercent)!, (int)(answer.Range?.Max ?? answer.TotalPercent)!)
        );
        Assert.Equal(min == max ? [] : ["steel_share"], answer.Needs);
    }

    [Theory]
    [InlineData("steel_share=0.4", 10, 10)] // 25 on 0.4, and nothing on the rest
    [InlineData("steel_share=0", 10, 10)]
    [InlineData("", 0, 25)] // a trace of steel takes the whole article out
    public void WholeArticle_IsTakenOutByATraceOfContent(string facts, int min, int max)
    {
        using var law = Metal("whole_article");
        var answer = Ask(law, Toy, "2025-03-01", facts: facts);
        Assert.Equal(
            (min, max),
            ((int)(answer.Range?.Min ?? answer.TotalPercent)!, (int)(answer.Range?.Max ?? answer.TotalPercent)!)
        );
    }

    [Fact]
    public void OneOf_ChargesTheFirst_AndShowsWhatItDisplaces()
    {
        using var law = new SmallLaw()
            .Measure(
                "us-1",
                "periods:\n  - { from: 2025-02-04, rate: 34%, by: EO-1 }\nsuspensions:\n  - { from: 2025-03-01, points: all, by: EO-2, until: 2025-04-01 }"
            )
            .With(
                "tariff/us/measures/2.yaml",
                "id: us-2\nprogramme: us-b\ntitle: Base rate\nkind: duty\nperiods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\n"
            )
            .Relation("  - { id: r, kind: one_of, among: [us-1, us-2], by: EO-1, because: One rate. }");
        var first = Ask(law, Toy, "2025-02-20");
        Assert.Equal(34, first.TotalPercent);
        Assert.Equal("us-1", Assert.Single(first.Refused).DisplacedBy);
        Assert.Equal(10, Ask(law, Toy, "2025-03-15").TotalPercent);
        Assert.Equal(34, Ask(law, Toy, "2025-04-15").TotalPercent);
    }

    [Fact]
    public void EndUse_ThatIsNotGiven_IsAskedForOnlyWhereItMatters()
    {
        using var law = new SmallLaw()
            .List("us-l", "9503,end_use,,,EO-1,\n")
            .Measure(
                "us-1",
                "scope: { lists: [us-l] }\nneeds: { end_use: auto_part }\nperiods:\n  - { from: 2025-02-04, rate: 25%, by: EO-1 }"
            );
        var open = Ask(law, Toy, "2025-03-01");
        Assert.Equal((0m, 25m), open.Range);
        Assert.Null(open.TotalPercent);
        Assert.Equal(["end_use"], open.Needs);
        Assert.Equal(Outcome.NeedsFact, Assert.Single(open.Refused).Outcome);
        Assert.Equal(25, Ask(law, Toy, "2025-03-01", facts: "end_use=auto_part").TotalPercent);
        Assert.Equal(0, Ask(law, Toy, "2025-03-01", facts: "end_use=toy").TotalPercent);
        Assert.Equal(2.9m, Ask(law, Steel, "2025-03-01").TotalPercent);
    }

    [Fact]
    public void Description_IsAskedFor_AndAFactWithoutEffectIsSaid()
    {
        using var law = new SmallLaw()
            .List("us-l", "9503,described,,,EO-1,\n")
            .Measure(
                "us-1",
                "heading: 9903.76.03\nscope: { lists: [us-l] }\nperiods:\n  - { from: 2025-02-04, rate: 25%, by: EO-1 }"
            );
        Assert.Equal(["covered"], Ask(law, Toy, "2025-03-01").Needs);
        Assert.Equal(25, Ask(law, Toy, "2025-03-01", facts: "covered=9903.76.03").TotalPercent);
        Assert.Equal(0, Ask(law, Toy, "2025-03-01", facts: "not_covered=9903.76.03").TotalPercent);
        Assert.Contains(
            Ask(law, Steel, "2025-03-01", facts: "steel_share=0.4").Coverage,
            c => c.Contains("steel_share=0.4 makes no difference", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Amounts_AreRoundedLayerByLayer()
    {
        using var law = new SmallLaw().Measure("us-1", "periods:\n  - { from: 2025-02-04, rate: 7.5%, by: EO-1 }");
        var goods = new Goods(HtsCode.Parse(Steel).Value, "CN", ShipmentFacts.None, Money.Parse("USD 10.30").Value);
        var answer = law.Book().On(OnDay.Parse("2025-03-01").Value, KnownDay.Everything).Assess(goods);
        Assert.Equal([0.30m, 0.77m], answer.Layers.Select(l => l.Amount!.Value.Amount)); // 0.2987 and 0.7725
        Assert.Equal(1.07m, answer.Duty!.Value.Amount);
    }

    private static SmallLaw Metal(string part) =>
        new SmallLaw()
            .Measure("us-1", "base: content:steel\nperiods:\n  - { from: 2025-02-04, rate: 25%, by: EO-1 }")
            .With(
                "tariff/us/measures/2.yaml",
                "id: us-2\nprogramme: us-b\ntitle: Base rate\nkind: duty\nperiods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\n"
            )
            .Relation(
                $"  - {{ id: r, kind: displaces, when: [us-1], displaces: [us-2], part: {part}, by: EO-1, because: The steel pays. }}"
            );

    private static Assessment Ask(
        SmallLaw law,
        string code,
        string on,
        string? known = null,
        string facts = "",
        LawViewKind view = LawViewKind.Assessed
    )
    {
        var pairs = facts
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(f => new KeyValuePair<string, string>(f.Split('=')[0], f.Split('=')[1]));
        var goods = new Goods(HtsCode.Parse(code).Value, "CN", ShipmentFacts.Parse(pairs).Value);
        var day = known is null ? KnownDay.Everything : KnownDay.Parse(known).Value;
        return law.Book().On(OnDay.Parse(on).Value, day, view).Assess(goods);
    }
}
