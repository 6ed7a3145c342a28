namespace Parley.Core;

/// <summary>
/// A line of China's customs tariff: 8 digits. Prints them without dots, as the Tariff Commission's annexes do:
/// <c>85411000</c>. The two further digits of a customs declaration are no part of the line. The default value is no code.
/// </summary>
public readonly record struct CnTariffCode : IComparable<CnTariffCode>
{
    private static readonly CodeForm Form = new(
        "a Chinese tariff code",
        "8",
        "85411000",
        "It names no tariff line; take the 8 digits of a line under it.",
        1 << 8
    );

    private readonly ulong key;

    private CnTariffCode(ulong key) => this.key = key;

    internal ulong Key => key;

    /// <summary>The eight digits without dots, leading zeros kept.</summary>
    public string Digits => TariffDigits.Text(key);

    /// <summary>The subheading of the Harmonized System: its first six digits.</summary>
    public HsCode Hs6 => new(TariffDigits.First(key, 6));

    /// <summary>The heading of the Harmonized System: its first four digits.</summary>
    public HsCode Hs4 => new(TariffDigits.First(key, 4));

    /// <summary>The chapter, 01 to 99: its first two digits.</summary>
    public HsCode Chapter => new(TariffDigits.First(key, 2));

    /// <summary>Reads a code with or without dots; spaces at the ends are ignored. Nothing is repaired.</summary>
    /// <param name="text">Such as <c>85411000</c>, <c>8541.1000</c> or <c>8541.10.00</c>.</param>
    /// <returns>The code, or the reason why there is none, with a proposal where a spreadsheet lost a zero.</returns>
    public static Parsed<CnTariffCode> Parse(string? text)
    {
        var read = TariffDigits.Read(text, Form);
        return read.TryGet(out var key)
            ? Parsed<CnTariffCode>.Of(new CnTariffCode(key))
            : Parsed<CnTariffCode>.Not(read.Fault!);
    }

    /// <summary>Whether the line lies under a code of the Harmonized System.</summary>
    /// <param name="above">A chapter, heading or subheading.</param>
    /// <returns>True if its digits begin with those.</returns>
    public bool IsUnder(HsCode above) => TariffDigits.IsUnder(key, above.Key);

    /// <summary>Orders by digits, ordinally.</summary>
    /// <param name="other">The code to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(CnTariffCode other) => key.CompareTo(other.key);

    /// <summary>The eight digits that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => Digits;
}
