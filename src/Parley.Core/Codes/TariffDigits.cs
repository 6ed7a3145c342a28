using System.Globalization;

namespace Parley.Core;

/// <summary>How one kind of code is written.</summary>
/// <param name="Name">With its article, such as "an HTS code".</param>
/// <param name="Lengths">The numbers of digits allowed, as a message says them, such as "8 or 10".</param>
/// <param name="Example">A code as it prints.</param>
/// <param name="Short">What to do about a code that has too few digits.</param>
/// <param name="Allows">Bit n is set when n digits are allowed.</param>
internal sealed record CodeForm(string Name, string Lengths, string Example, string Short, int Allows)
{
    internal bool Takes(int digits) => digits is > 0 and <= TariffDigits.Most && (Allows & (1 << digits)) != 0;

    internal int Deepest => 31 - int.LeadingZeroCount(Allows);
}

/// <summary>
/// Digits of a tariff code packed into one number: the digits, filled up with zeros on the right to ten, times 16, plus how
/// many there are. Comparing the numbers compares the digits ordinally (a code before the codes under it), nothing is
/// allocated, and leading zeros cannot be lost.
/// </summary>
internal static class TariffDigits
{
    internal const int Most = 10;

    private static readonly ulong[] Tens = [.. Enumerable.Range(0, Most + 1).Select(n => (ulong)Math.Pow(10, n))];

    internal static int Count(ulong key) => (int)(key & 15);

    internal static string Text(ulong key) => (key >> 4).ToString("D10", CultureInfo.InvariantCulture)[..Count(key)];

    internal static ulong First(ulong key, int digits) =>
        Count(key) < digits ? key : Pack((key >> 4) / Tens[Most - digits], digits);

    internal static bool IsUnder(ulong key, ulong above) =>
        Count(above) != 0 && Count(above) <= Count(key) && First(key, Count(above)) == above;

    /// <summary>Four digits, then pairs: 8541.10.00.80.</summary>
    internal static string Dotted(string digits) =>
        digits.Length <= 4
            ? digits
            : digits[..4] + string.Concat(digits.Skip(4).Chunk(2).Select(pair => "." + new string(pair)));

    internal static Parsed<ulong> Read(string? text, CodeForm form)
    {
        var s = text.AsSpan().Trim();
        ulong value = 0;
        int digits = 0,
            group = 0,
            odd = 0;
        foreach (var c in s)
        {
            if (char.IsAsciiDigit(c) && digits < Most)
            {
                value = (value * 10) + (ulong)(c - '0');
                digits++;
                group++;
            }
            else if (c == '.' && group > 0)
            {
                odd |= group;
                group = 0;
            }
            else
            {
                return Parsed<ulong>.Not(CodeFaults.Of(text, form));
            }
        }

        odd |= group;
        return group > 0 && (odd & 1) == 0 && form.Takes(digits) && value >= Tens[digits - 2]
            ? Parsed<ulong>.Of(Pack(value, digits))
            : Parsed<ulong>.Not(CodeFaults.Of(text, form));
    }

    private static ulong Pack(ulong value, int digits) => (value * Tens[Most - digits] * 16) + (ulong)digits;
}
