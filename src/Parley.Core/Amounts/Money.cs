namespace Parley.Core;

/// <summary>An exact amount of one currency, negative ones included. Prints <c>USD 1234.50</c>.</summary>
/// <param name="Amount">How much, in whole units of the currency (dollars, not cents); nothing is rounded.</param>
/// <param name="Currency">Which currency.</param>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    /// <summary>Nothing, in a currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <returns>0 of it.</returns>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>Reads an amount: the currency's code, a space, the number with a decimal point.</summary>
    /// <param name="text">Such as <c>USD 1234.50</c> or <c>USD -3</c>. Signs such as $ and separators are refused.</param>
    /// <returns>The amount, or the reason why there is none.</returns>
    public static Parsed<Money> Parse(string? text)
    {
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return Parsed<Money>.Not("An empty text is no amount of money. Write one such as USD 1234.50.");
        var space = s.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return Exact.TryRead(s, signed: true, out _)
                ? Parsed<Money>.Not(
                    $"The amount {Shown.Quote(s)} names no currency. Write its code first, such as USD {s}."
                )
                : Parsed<Money>.Not(
                    $"{Shown.Quote(s)} is no amount of money. Write code, space and number, such as USD 1234.50."
                );
        var currency = Currency.Parse(s[..space]);
        if (!currency.TryGet(out var known))
            return Parsed<Money>.Not($"In the amount {Shown.Quote(s)}: {currency.Fault}");
        var number = s[space..].Trim();
        return Exact.TryRead(number, signed: true, out var amount)
            ? Parsed<Money>.Of(new Money(amount, known))
            : Parsed<Money>.Not(
                $"In the amount {Shown.Quote(s)}, {Shown.Quote(number)} is no number that can be kept exactly. {Exact.Hint(number)}"
            );
    }

    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">One amount.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="InvalidOperationException">The currencies differ; convert first, at a rate with a source.</exception>
    public static Money operator +(Money left, Money right) =>
        new(left.Amount + right.AmountIn(left.Currency), left.Currency);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="left">The amount to subtract from.</param>
    /// <param name="right">The amount to subtract.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="InvalidOperationException">The currencies differ; convert first, at a rate with a source.</exception>
    public static Money operator -(Money left, Money right) =>
        new(left.Amount - right.AmountIn(left.Currency), left.Currency);

    /// <summary>The same amount owed the other way.</summary>
    /// <param name="money">The amount.</param>
    /// <returns>Its negative.</returns>
    public static Money operator -(Money money) => money with { Amount = -money.Amount };

    /// <summary>A multiple or share of an amount, exact, not rounded.</summary>
    /// <param name="money">The amount.</param>
    /// <param name="factor">The factor; 0.25 is a quarter.</param>
    /// <returns>The product.</returns>
    public static Money operator *(Money money, decimal factor) => money with { Amount = money.Amount * factor };

    /// <summary>
    /// Rounds to hundredths (cents, fen), a half away from zero, as customs rounds: 0.005 becomes 0.01, and −0.005
    /// becomes −0.01.
    /// </summary>
    /// <returns>The rounded amount.</returns>
    public Money Round() => this with { Amount = decimal.Round(Amount, 2, MidpointRounding.AwayFromZero) };

    /// <summary>The text that <see cref="Parse"/> reads back: two places at least, all that are needed.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => $"{Currency} {Exact.WriteMoney(Amount)}";

    private decimal AmountIn(Currency currency) =>
        Currency == currency
            ? Amount
            : throw new InvalidOperationException(
                $"{currency} and {Currency} cannot be added or subtracted. Convert one first, at a rate that has a source."
            );
}
