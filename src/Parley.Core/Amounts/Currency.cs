namespace Parley.Core;

/// <summary>
/// A currency by its ISO 4217 code: USD, CNY. Any three capital letters are taken. The default value is XXX, the
/// code for no currency.
/// </summary>
public readonly record struct Currency : IComparable<Currency>
{
    private const string None = "XXX";

    private readonly string? code;

    // XXX is kept as null, so that the default value and the one read from "XXX" are equal.
    private Currency(string code) => this.code = string.Equals(code, None, StringComparison.Ordinal) ? null : code;

    /// <summary>The United States dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>The Chinese yuan (renminbi).</summary>
    public static Currency Cny { get; } = new("CNY");

    /// <summary>The three capital letters.</summary>
    public string Code => code ?? None;

    /// <summary>Reads a currency; spaces at the ends are ignored, signs such as $ and small letters are refused.</summary>
    /// <param name="text">Three capital letters, such as <c>USD</c>.</param>
    /// <returns>The currency, or the reason why there is none.</returns>
    public static Parsed<Currency> Parse(string? text)
    {
        var read = Letters.Read(text, 3, "currency", "USD", "its ISO 4217 code");
        return read.TryGet(out var letters)
            ? Parsed<Currency>.Of(new Currency(letters))
            : Parsed<Currency>.Not(read.Fault!);
    }

    /// <summary>Orders by code, ordinally.</summary>
    /// <param name="other">The currency to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>The code that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => Code;
}
