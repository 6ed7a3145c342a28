using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Facts;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>What an answer says beside its total: changes to come, amounts per unit, reasons.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void NextChanges_OneDutyForAnotherOfTheSameRate_IsSaid()
    {
        var change = Answer("0709602020", "MX", "2025-10-14").NextChanges[^1];

        Assert.Equal(["9903.03.01 10 % → 0 % (PROC-11012)", "9903.05.55 0 % → 10 % (FR-2026-15181)"], change.Because);
        Assert.Equal(10m, change.TotalPercent);
        Assert.Equal("USD 0.044/kg", Assert.Single(change.Specifics).ToString());
    }

    [Fact]
    public void Alternatives_LeaveTheAmountPerUnit_UnlessItIsFreeToo()
    {
        var reliefs = Answer("0709602020", "MX", "2025-10-14").Alternatives;

        Assert.Single(Assert.Single(reliefs, r => r.Heading is "9903.01.02").Specifics);
        Assert.Empty(Assert.Single(reliefs, r => r.Heading is "9903.01.04").Specifics);
    }

    [Fact]
    public void NextChanges_LineThatALaterActAdds_CitesThatAct()
    {
        var changes = Answer("8407909040", "CN", "2025-06-23").NextChanges;

        Assert.Contains("9903.81.91 0 % → 50 % (90-FR-40326)", changes[0].Because, StringComparer.Ordinal);
    }

    [Fact]
    public void NextChanges_SuspensionThatWasProlonged_CitesTheActThatBeganIt()
    {
        var changes = Answer("3909505000", "CN", "2025-04-20").NextChanges;

        Assert.Equal(["9903.01.25 0 % → 10 %", "9903.01.63 125 % → 0 % (EO-14298)"], changes[0].Because);
    }

    [Fact]
    public void NextChanges_LineThatBecomesExempt_CitesTheExemption()
    {
        var changes = Answer("2009110060", "BR", "2025-08-06").NextChanges;

        Assert.Equal("9903.02.09 10 % → 0 % (EO-14360)", Assert.Single(changes[1].Because));
    }

    [Fact]
    public void Layers_LineAddedAfterTheMeasureBegan_SaysSinceWhenAndByWhat()
    {
        var layer = Assert.Single(
            Answer("8716801000", "CN", "2026-10-27").Layers,
            l => l.Measure.Heading is "9903.82.10"
        );

        Assert.EndsWith("(line added by PROC-11032)", layer.Text, StringComparison.Ordinal);
        Assert.Equal("2026-06-08", layer.From!.Value.ToString("uuuu-MM-dd", null));
    }

    [Theory]
    [InlineData("7615102015", "CN", "2019-11-18", "9903.88.16", "it was suspended before it began (84-FR-69447)")]
    [InlineData("9503000073", "CA", "2026-08-10", "9903.03.14", "it begins on 2026-08-22")]
    public void Refused_DutySuspendedBeforeItBegan_IsSaidToComeOnlyIfItReturns(
        string code,
        string origin,
        string on,
        string heading,
        string because
    ) =>
        Assert.Equal(
            because,
            Assert.Single(Answer(code, origin, on).Refused, r => r.Measure.Heading == heading).Because
        );

    private static Assessment Answer(string code, string origin, string on) =>
        CaseTests
            .Shipped.Book.On(OnDay.Parse(on).Value, KnownDay.Parse("2026-10-10").Value)
            .Assess(new Goods(HtsCode.Parse(code).Value, origin, ShipmentFacts.None));
}
