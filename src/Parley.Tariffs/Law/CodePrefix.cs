using System.Globalization;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>The first 2 to 10 digits of a code of the schedule: how the law names chapters, headings and lines alike.</summary>
internal readonly record struct CodePrefix : IComparable<CodePrefix>
{
    private CodePrefix(long digits, int length)
    {
        Number = digits;
        Length = length;
    }

    /// <summary>The digits as a number; leading zeros are told by <see cref="Length"/>.</summary>
    public long Number { get; }

    public int Length { get; }

    public static CodePrefix Of(HtsCode code) => Parse(code.Digits)!.Value;

    /// <summary>Reads digits; dots are allowed.</summary>
    /// <returns>The prefix, or null if these are not 2 to 10 digits.</returns>
    public static CodePrefix? Parse(ReadOnlySpan<char> text)
    {
        long number = 0;
        var length = 0;
        foreach (var c in text)
        {
            if (c == '.')
                continue;
            if (!char.IsAsciiDigit(c) || length == 10)
                return null;
            number = (number * 10) + (c - '0');
            length++;
        }

        return length < 2 ? null : new CodePrefix(number, length);
    }

    public CodePrefix First(int length)
    {
        var number = Number;
        for (var i = Length; i > length; i--)
            number /= 10;
        return new CodePrefix(number, Math.Min(length, Length));
    }

    public bool Contains(CodePrefix other) => other.Length >= Length && other.First(Length) == this;

    public int CompareTo(CodePrefix other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() =>
        Number.ToString("D" + Length.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
