namespace Parley.Core;

/// <summary>
/// A line of the Harmonized Tariff Schedule of the United States: 8 digits (the legal line, a chapter-99 heading such as
/// <c>9903.88.03</c> included) or 10 (its statistical line). Prints <c>8541.10.00.80</c>. The default value is no code.
/// </summary>
public readonly record struct HtsCode : IComparable<HtsCode>
{
    private static readonly CodeForm Form = new(
        "an HTS code",
        "8 or 10",
        "8541.10.00.80",
        "It names no tariff line; take the 8 or 10 digits of a line under it.",
        (1 << 8) | (1 << 10)
    );

    private readonly ulong key;

    private HtsCode(ulong key) => this.key = key;

    internal ulong Key => key;

    /// <summary>The digits without dots, leading zeros kept: 8 or 10 of them.</summary>
    public string Digits => TariffDigits.Text(key);

    /// <summary>How many digits it has: 8 or 10.</summary>
    public int Length => TariffDigits.Count(key);

    /// <summary>The legal line: its first eight digits.</summary>
    public HtsCode Hts8 => new(TariffDigits.First(key, 8));

    /// <summary>The subheading of the Harmonized System: its first six digits.</summary>
    public HsCode Hs6 => new(TariffDigits.First(key, 6));

    /// <summary>The heading of the Harmonized System: its first four digits.</summary>
    public HsCode Hs4 => new(TariffDigits.First(key, 4));

    /// <summary>The chapter, 01 to 99: its first two digits.</summary>
    public HsCode Chapter => new(TariffDigits.First(key, 2));

    /// <summary>Reads a code with or without dots; spaces at the ends are ignored. Nothing is repaired.</summary>
    /// <param name="text">Such as <c>8541.10.00.80</c>, <c>8541.10.0080</c>, <c>8541100080</c> or <c>8541.10.00</c>.</param>
    /// <returns>The code, or the reason why there is none, with a proposal where a spreadsheet lost a zero.</returns>
    public static Parsed<HtsCode> Parse(string? text)
    {
        var read = TariffDigits.Read(text, Form);
        return read.TryGet(out var key) ? Parsed<HtsCode>.Of(new HtsCode(key)) : Parsed<HtsCode>.Not(read.Fault!);
    }

    /// <summary>Whether the line lies under a code of the Harmonized System.</summary>
    /// <param name="above">A chapter, heading or subheading.</param>
    /// <returns>True if its digits begin with those.</returns>
    public bool IsUnder(HsCode above) => TariffDigits.IsUnder(key, above.Key);

    /// <summary>Whether another line is this one or a statistical line under it.</summary>
    /// <param name="other">The other line.</param>
    /// <returns>True if its digits begin with these.</returns>
    public bool Contains(HtsCode other) => TariffDigits.IsUnder(other.key, key);

    /// <summary>Orders by digits, ordinally; a line stands before the statistical lines under it.</summary>
    /// <param name="other">The code to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(HtsCode other) => key.CompareTo(other.key);

    /// <summary>The dotted code that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => TariffDigits.Dotted(Digits);
}
