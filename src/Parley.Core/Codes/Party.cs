namespace Parley.Core;

/// <summary>
/// A side that bears obligations, by its ISO 3166 alpha-2 code: US, CN. Any two capital letters are taken; which of them
/// are countries is a fact, and facts live in the data. The default value is no party.
/// </summary>
public readonly record struct Party : IComparable<Party>
{
    private readonly string? code;

    private Party(string code) => this.code = code;

    /// <summary>The two capital letters; empty for the default value.</summary>
    public string Code => code ?? "";

    /// <summary>Reads a party; spaces at the ends are ignored, small letters are refused.</summary>
    /// <param name="text">Two capital letters A to Z, such as <c>US</c>.</param>
    /// <returns>The party, or the reason why there is none.</returns>
    public static Parsed<Party> Parse(string? text)
    {
        var read = Letters.Read(text, 2, "party", "US", "its ISO 3166 alpha-2 code");
        return read.TryGet(out var letters) ? Parsed<Party>.Of(new Party(letters)) : Parsed<Party>.Not(read.Fault!);
    }

    /// <summary>Orders by letters, ordinally.</summary>
    /// <param name="other">The party to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(Party other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>The code that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => Code;
}
