using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class QuantityTests
{
    private static readonly Gen<Quantity> AnyQuantity = Gen.Select(
        Gen.Decimal[0m, 1_000_000_000m],
        Gen.OneOf(Unit.All.ToArray()),
        (amount, unit) => new Quantity(amount, unit)
    );

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void Parse_AnyQuantityInAnyCulture_RoundTrips(string culture) =>
        AnyQuantity.Sample(quantity =>
        {
            using var _ = Cultures.Use(culture);
            return Quantity.Parse(quantity.ToString()).Value == quantity;
        });

    [Fact]
    public void All_Units_AreFoundByTheirSymbolAndInOrder()
    {
        Assert.All(Unit.All, unit => Assert.Same(unit, Unit.Parse(unit.Symbol).Value));
        Assert.Equal(Enumerable.Range(0, Unit.All.Count), Unit.All.Select(u => u.Order));
        Assert.Equal(
            Unit.All.Select(u => (u.Dimension, u.InBase)),
            Unit.All.Select(u => (u.Dimension, u.InBase)).OrderBy(u => u)
        );
    }

    [Theory]
    [InlineData("2.5 t", "kg", "2500 kg")]
    [InlineData("1 g", "kg", "0.001 kg")]
    [InlineData("5 carat", "g", "1 g")]
    [InlineData("3 doz", "No", "36 No")]
    [InlineData("1 gross", "doz", "12 doz")]
    [InlineData("1,000 No", "No", null)]
    [InlineData("2 thousand", "No", "2000 No")]
    [InlineData("1 doz prs", "prs", "12 prs")]
    [InlineData("1 m3", "l", "1000 l")]
    [InlineData("3 hl", "l", "300 l")]
    [InlineData("2 bbl", "l", "317.974589856 l")]
    [InlineData("20000 cm2", "m2", "2 m2")]
    [InlineData("317.974589856 l", "bbl", "2 bbl")]
    public void In_UnitOfTheSameDimension_IsExact(string quantity, string unit, string? expected)
    {
        var parsed = Quantity.Parse(quantity);
        Assert.Equal(expected is not null, parsed.Ok);
        if (parsed.Ok)
            Assert.Equal(expected, parsed.Value.In(Unit.Parse(unit).Value).Value.ToString());
    }

    [Fact]
    public void In_AnotherUnitAndBack_ReturnsTheQuantity() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.OneOf(Unit.All.ToArray()), Gen.OneOf(Unit.All.ToArray()))
            .Sample(
                (amount, from, to) =>
                {
                    var quantity = new Quantity(amount, from);
                    var there = quantity.In(to);
                    if (from.Dimension != to.Dimension)
                        return !there.Ok;
                    var back = there.Value.In(from).Value.Amount;
                    return Math.Abs(back - amount) <= amount * 1e-15m;
                }
            );

    [Theory]
    [InlineData("1 prs", "No")]
    [InlineData("1 cy kg", "kg")]
    [InlineData("1 pf.liter", "l")]
    [InlineData("1 m", "m2")]
    public void In_UnitOfAnotherDimension_IsRefused(string quantity, string unit) =>
        Assert.Contains(
            "measure different things",
            Quantity.Parse(quantity).Value.In(Unit.Parse(unit).Value).Fault,
            StringComparison.Ordinal
        );

    [Fact]
    public void In_TooLargeANumber_IsAFaultAndNoException() =>
        Assert.Contains(
            "too large",
            new Quantity(decimal.MaxValue, Unit.Ton).In(Unit.Kilogram).Fault,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("KG", "kg")]
    [InlineData("No.", "No")]
    [InlineData("NO", "No")]
    [InlineData("liters", "l")]
    [InlineData("m²", "m2")]
    [InlineData("doz. prs.", "doz prs")]
    [InlineData("pf. liter", "pf.liter")]
    [InlineData("pf.liters", "pf.liter")]
    [InlineData("clean kg", "cy kg")]
    [InlineData("lin. m", "m")]
    [InlineData("1,000", "thousand")]
    public void Parse_UnitAsSchedulesWriteIt_IsKnown(string text, string symbol) =>
        Assert.Equal(symbol, Unit.Parse(text).Value.Symbol);

    [Theory]
    [InlineData("5 klg", "Did you mean kg")]
    [InlineData("5 Cu kg", "more than the unit kg")]
    [InlineData("5 MWh", "no unit that is known here. The units are")]
    [InlineData("5", "has no unit")]
    [InlineData("kg", "a number and a unit")]
    [InlineData("-5 kg", "negative")]
    [InlineData("1,5 kg", "decimal point")]
    [InlineData("", "empty text")]
    public void Parse_BadQuantity_SaysWhyAndWhatToDo(string text, string reason) =>
        Assert.Contains(reason, Quantity.Parse(text).Fault, StringComparison.Ordinal);

    [Fact]
    public void Default_Quantity_IsNoneOfNumber()
    {
        Assert.Equal(new Quantity(0m, Unit.Number), default);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quantity(-1m, Unit.Number));
    }
}
