namespace Parley.Core;

/// <summary>
/// A code of the Harmonized System, the same in every country: a chapter (2 digits), heading (4) or subheading (6).
/// Prints <c>85</c>, <c>8541</c>, <c>8541.10</c>. The default value is no code: it has no digits and contains nothing.
/// </summary>
public readonly record struct HsCode : IComparable<HsCode>
{
    private static readonly CodeForm Form = new(
        "an HS code",
        "2, 4 or 6",
        "8541.10",
        "Check the code against its source.",
        (1 << 2) | (1 << 4) | (1 << 6)
    );

    private readonly ulong key;

    internal HsCode(ulong key) => this.key = key;

    internal ulong Key => key;

    /// <summary>The digits without dots, leading zeros kept: 2, 4 or 6 of them.</summary>
    public string Digits => TariffDigits.Text(key);

    /// <summary>How many digits it has: 2, 4 or 6.</summary>
    public int Length => TariffDigits.Count(key);

    /// <summary>The chapter, 01 to 99: its first two digits.</summary>
    public HsCode Chapter => new(TariffDigits.First(key, 2));

    /// <summary>Reads a code with or without dots; spaces at the ends are ignored. Nothing is repaired.</summary>
    /// <param name="text">Such as <c>85</c>, <c>8541</c>, <c>8541.10</c> or <c>854110</c>.</param>
    /// <returns>The code, or the reason why there is none, with a proposal where a spreadsheet lost a zero.</returns>
    public static Parsed<HsCode> Parse(string? text)
    {
        var read = TariffDigits.Read(text, Form);
        return read.TryGet(out var key) ? Parsed<HsCode>.Of(new HsCode(key)) : Parsed<HsCode>.Not(read.Fault!);
    }

    /// <summary>Whether another code is this one or lies under it.</summary>
    /// <param name="other">The other code.</param>
    /// <returns>True if its digits begin with these.</returns>
    public bool Contains(HsCode other) => TariffDigits.IsUnder(other.key, key);

    /// <summary>Whether a US line lies under this code.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True if its digits begin with these.</returns>
    public bool Contains(HtsCode line) => TariffDigits.IsUnder(line.Key, key);

    /// <summary>Whether a Chinese line lies under this code.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True if its digits begin with these.</returns>
    public bool Contains(CnTariffCode line) => TariffDigits.IsUnder(line.Key, key);

    /// <summary>Orders by digits, ordinally; a code stands before the codes under it.</summary>
    /// <param name="other">The code to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(HsCode other) => key.CompareTo(other.key);

    /// <summary>The dotted code that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => TariffDigits.Dotted(Digits);
}
