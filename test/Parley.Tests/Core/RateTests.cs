using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class RateTests
{
    private static readonly Money Value = new(1000m, Currency.Usd);

    private static readonly Gen<decimal> Amount = Gen.Int[0, 10_000_000].Select(n => n / 10_000m);

    private static readonly Gen<Rate> Percents = Amount.Select(Rate.Percent);

    private static readonly Gen<Rate> Specifics = Gen.Select(
        Amount,
        Gen.OneOf(Currency.Usd, Currency.Cny),
        Gen.OneOf(Unit.All.ToArray()),
        (amount, currency, unit) => Rate.Specific(new Money(amount, currency), unit)
    );

    private static readonly Gen<Rate> Any = Gen.OneOf(
        Gen.Const(Rate.Free),
        Percents,
        Specifics,
        Gen.Select(Percents, Specifics, (p, s) => p + s),
        Gen.Select(Percents, Specifics, Specifics, (p, s, t) => p + s + t)
    );

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void Parse_AnyRateInAnyCulture_RoundTrips(string culture) =>
        Any.Sample(rate =>
        {
            using var _ = Cultures.Use(culture);
            var back = Rate.Parse(rate.ToString()).Value;
            return back == rate && back.GetHashCode() == rate.GetHashCode();
        });

    [Fact]
    public void Add_AnyRates_CommutesAndFreeChangesNothing() =>
        Gen.Select(Any, Any, Any)
            .Sample((a, b, c) => a + b == b + a && a + Rate.Free == a && (a + b) + c == a + (b + c));

    [Theory]
    [InlineData("Free", "Free", RateKind.Free)]
    [InlineData("free", "Free", RateKind.Free)]
    [InlineData("0%", "Free", RateKind.Free)]
    [InlineData("25%", "25%", RateKind.Percent)]
    [InlineData("7.50 %", "7.5%", RateKind.Percent)]
    [InlineData("25 percent", "25%", RateKind.Percent)]
    [InlineData("USD 0.044/kg", "USD 0.044/kg", RateKind.Specific)]
    [InlineData("4.4¢/kg", "USD 0.044/kg", RateKind.Specific)]
    [InlineData("4.4 cents/kg", "USD 0.044/kg", RateKind.Specific)]
    [InlineData("$1.50/kg", "USD 1.50/kg", RateKind.Specific)]
    [InlineData("$1.50 per kg", "USD 1.50/kg", RateKind.Specific)]
    [InlineData("0.9¢ each", "USD 0.009/No", RateKind.Specific)]
    [InlineData("4.5¢/ liter", "USD 0.045/l", RateKind.Specific)]
    [InlineData("$6/1000", "USD 6.00/thousand", RateKind.Specific)]
    [InlineData("CNY 1.5/m2", "CNY 1.50/m2", RateKind.Specific)]
    [InlineData("4.4¢/kg + 2.8%", "USD 0.044/kg + 2.8%", RateKind.Compound)]
    [InlineData("2.8% + 4.4¢/kg", "USD 0.044/kg + 2.8%", RateKind.Compound)]
    [InlineData("$1.035/kg +13.6%", "USD 1.035/kg + 13.6%", RateKind.Compound)]
    [InlineData("33 1/3%", "33 1/3%", RateKind.Percent)]
    [InlineData("66 2/3%", "66 2/3%", RateKind.Percent)]
    [InlineData("76¢/pr. + 32%", "USD 0.76/prs + 32%", RateKind.Compound)]
    [InlineData("4.4¢/liter + 31.4¢/pf. liter", "USD 0.044/l + USD 0.314/pf.liter", RateKind.Specific)]
    public void Parse_RateAsSchedulesWriteIt_IsKnown(string text, string printed, RateKind kind)
    {
        var rate = Rate.Parse(text).Value;
        Assert.Equal(printed, rate.ToString());
        Assert.Equal(kind, rate.Kind);
    }

    [Theory]
    [InlineData("25", "'25' has no unit: write 25% or an amount such as USD 0.25/kg.")]
    [InlineData("0.25", "that is 25%")]
    [InlineData("7,5%", "decimal point")]
    [InlineData("-5%", "0 or more")]
    [InlineData("USD -1/kg", "negative")]
    [InlineData("USD 5", "has no unit: write USD 5/kg")]
    [InlineData("$1.50/kgg", "Did you mean kg")]
    [InlineData("3.7¢/kg on drained weight", "'on drained weight' name what the rate is charged on")]
    [InlineData("22.1¢/pf. liter on ethyl alcohol content", "'on ethyl alcohol content' name")]
    [InlineData("39.9¢/kg of total sugars+ 6%", "'of total sugars' name")]
    [InlineData("$1.32/t, including weight of container", "'including weight of container' name")]
    [InlineData("98¢ each + 3% on the case", "'on the case' name what the rate is charged on")]
    [InlineData("70.4¢/kg + 8.5% (S+)", "brackets")]
    [InlineData("The duty provided in the applicable subheading + 25%", "Write only the part that is added")]
    [InlineData("3% + 5%", "two percentages")]
    [InlineData("4.4¢/kg +", "is missing")]
    [InlineData("%", "no percentage")]
    [InlineData("33 1/4%", "no percentage")]
    [InlineData("33.5 1/3%", "no percentage")]
    [InlineData("gratis", "Write Free, 25%")]
    [InlineData("0.9¢/jewel", "no unit that is known")]
    [InlineData("", "empty text")]
    [InlineData(null, "empty text")]
    public void Parse_BadRate_SaysWhyAndWhatToDo(string? text, string reason) =>
        Assert.Contains(reason, Rate.Parse(text).Fault, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.%+/ $¢kgUSDeach"], 0, 24])
            .Sample(text => Rate.Parse(text).Ok || Rate.Parse(text).Fault!.Length > 0);

    [Fact]
    public void Parse_HostileLength_IsRefusedAtOnce() =>
        Assert.Contains(
            "is no rate",
            Rate.Parse("$1/" + string.Concat(Enumerable.Repeat("kg a ", 100_000))).Fault,
            StringComparison.Ordinal
        );

    [Fact]
    public void Parse_SumTooLarge_IsAFaultAndNoException()
    {
        var part = "USD " + new string('9', 28) + "/kg";
        Assert.Contains(
            "too large",
            Rate.Parse(string.Join(" + ", Enumerable.Repeat(part, 20))).Fault,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void DutyOn_CompoundRate_AddsBothParts()
    {
        var rate = Rate.Parse("4.4¢/kg + 2.8%").Value;
        Assert.Equal(new Money(28m + 88m, Currency.Usd), rate.DutyOn(Value, new Quantity(2m, Unit.Ton)).Value);
    }

    [Fact]
    public void DutyOn_Percent_NeedsNoQuantityAndRoundsNothing()
    {
        Assert.Equal(new Money(250m, Currency.Usd), Rate.Percent(25m).DutyOn(Value, null).Value);
        var odd = Rate.Percent(7.5m).DutyOn(new Money(0.33m, Currency.Usd), null).Value;
        Assert.Equal(0.02475m, odd.Amount);
        Assert.Equal(0.02m, odd.Round().Amount);
    }

    [Fact]
    public void DutyOn_SeveralQuantities_TakesTheOneThatFits()
    {
        var rate = Rate.Parse("4.4¢/liter + $1/pf. liter").Value;
        var duty = rate.DutyOn(Value, [new Quantity(1m, Unit.Hectolitre), new Quantity(40m, Unit.ProofLitre)]);
        Assert.Equal(new Money(44.4m, Currency.Usd), duty.Value);
    }

    [Fact]
    public void DutyOn_WhatCannotBeTold_SaysWhyAndWhatToDo()
    {
        var perKilo = Rate.Parse("USD 0.25/kg").Value;
        Assert.Contains("Give the quantity in kg", perKilo.DutyOn(Value, null).Fault, StringComparison.Ordinal);
        Assert.Contains(
            "given as 3 No",
            perKilo.DutyOn(Value, new Quantity(3m, Unit.Number)).Fault,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "the customs value in CNY",
            perKilo.DutyOn(new Money(1m, Currency.Cny), new Quantity(3m, Unit.Kilogram)).Fault,
            StringComparison.Ordinal
        );
        Assert.Contains("negative", Rate.Free.DutyOn(-Value, null).Fault, StringComparison.Ordinal);
        Assert.Contains(
            "too large",
            Rate.Percent(200m).DutyOn(new Money(decimal.MaxValue, Currency.Usd), null).Fault,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void DutyOn_SumOfRates_IsTheSumOfTheirDuties() =>
        Gen.Select(Percents, Percents, Amount)
            .Sample(
                (a, b, amount) =>
                {
                    var value = new Money(amount, Currency.Usd);
                    return (a + b).DutyOn(value, null).Value
                        == a.DutyOn(value, null).Value + b.DutyOn(value, null).Value;
                }
            );

    [Fact]
    public void ToModel_Percent_IsAFractionAndSpecificIsRefused()
    {
        Assert.Equal(0.25, Rate.Percent(25m).ToModel());
        Assert.Equal(0.0, Rate.Free.ToModel());
        var fault = Assert.Throws<InvalidOperationException>(() => Rate.Parse("$1/kg").Value.ToModel());
        Assert.Contains("USD 1.00/kg", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Percent_OfNothing_IsFree()
    {
        Assert.Equal(Rate.Free, Rate.Percent(0m));
        Assert.Equal(Rate.Free, Rate.Specific(Money.Zero(Currency.Usd), Unit.Kilogram));
        Assert.Equal(Rate.Percent(25m), Rate.Percent(25.00m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rate.Percent(-1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rate.Specific(-Value, Unit.Kilogram));
    }
}
