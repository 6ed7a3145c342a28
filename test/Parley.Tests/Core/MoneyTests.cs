using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class MoneyTests
{
    private static readonly Gen<Money> AnyMoney = Gen.Select(
        Gen.Decimal[-1_000_000_000m, 1_000_000_000m],
        Gen.OneOf(Currency.Usd, Currency.Cny, default(Currency)),
        (amount, currency) => new Money(amount, currency)
    );

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void Parse_AnyMoneyInAnyCulture_RoundTrips(string culture) =>
        AnyMoney.Sample(money =>
        {
            using var _ = Cultures.Use(culture);
            return Money.Parse(money.ToString()).Value == money;
        });

    [Fact]
    public void ToString_EqualAmounts_PrintAlike()
    {
        Assert.Equal("USD 1.50", new Money(1.5m, Currency.Usd).ToString());
        Assert.Equal("USD 1.50", new Money(1.5000m, Currency.Usd).ToString());
        Assert.Equal("USD 0.00", (-Money.Zero(Currency.Usd)).ToString());
        Assert.Equal("USD 0.0441", new Money(0.0441m, Currency.Usd).ToString());
        Assert.Equal("XXX 0.00", default(Money).ToString());
    }

    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.015", "0.02")]
    [InlineData("0.025", "0.03")]
    [InlineData("2.674999", "2.67")]
    [InlineData("1", "1.00")]
    public void Round_HalfACent_GoesAwayFromZero(string amount, string rounded) =>
        Assert.Equal($"USD {rounded}", Money.Parse($"USD {amount}").Value.Round().ToString());

    [Fact]
    public void Add_DifferentCurrencies_IsRefused()
    {
        var dollars = new Money(1m, Currency.Usd);
        var yuan = new Money(7m, Currency.Cny);
        var fault = Assert.Throws<InvalidOperationException>(() => dollars + yuan);
        Assert.Contains("USD and CNY", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => dollars - yuan);
        Assert.Equal(new Money(3m, Currency.Usd), dollars + dollars + dollars);
        Assert.Equal(new Money(0.25m, Currency.Usd), dollars * 0.25m);
    }

    [Theory]
    [InlineData("1234", "such as USD 1234")]
    [InlineData("USD 1,234.50", "decimal point and without separators")]
    [InlineData("USD 1e5", "at most one decimal point")]
    [InlineData("USD", "code, space and number")]
    [InlineData("usd 5", "Write USD")]
    [InlineData("$ 5", "ISO 4217")]
    [InlineData("USD 5.", "no number")]
    [InlineData("USD 0.12345678901234567890123456789", "kept exactly")]
    [InlineData("USD 99999999999999999999999999999999", "kept exactly")]
    [InlineData(" ", "empty text")]
    public void Parse_BadMoney_SaysWhyAndWhatToDo(string text, string reason) =>
        Assert.Contains(reason, Money.Parse(text).Fault, StringComparison.Ordinal);

    [Fact]
    public void Parse_NoCurrency_EqualsTheDefault() => Assert.Equal(default, Currency.Parse("XXX").Value);

    [Theory]
    [InlineData("79228162514264337593543950335", true)]
    [InlineData("7.9228162514264337593543950335", true)]
    [InlineData("7.9228162514264337593543950336", false)]
    [InlineData("0000000000000000000000000000000000001.50000000000000000000000000000000", true)]
    [InlineData("0.00000000000000000000000000001", false)]
    public void Parse_MoreDigitsThanADecimalHolds_IsRefusedNotRounded(string amount, bool exact) =>
        Assert.Equal(exact, Money.Parse($"USD {amount}").Ok);
}
