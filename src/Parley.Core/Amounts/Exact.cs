using System.Globalization;

namespace Parley.Core;

/// <summary>Reads and writes exact decimals, invariantly. Nothing is rounded silently.</summary>
internal static class Exact
{
    // Any number of so many digits is exact; beyond, the runtime would round some without a word.
    private const int SurelyExact = 28;

    /// <summary>Digits with at most one point; no separators, no exponent. What a decimal cannot hold exactly is refused.</summary>
    internal static bool TryRead(ReadOnlySpan<char> s, bool signed, out decimal value)
    {
        value = 0;
        var negative = signed && s.Length > 0 && s[0] == '-';
        var digits = negative ? s[1..] : s;
        var count = 0;
        var points = 0;
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c))
                count++;
            else if (c != '.' || ++points > 1)
                return false;
        }

        if (
            count == 0
            || digits[^1] == '.'
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
            || (count > SurelyExact && !SameDigits(digits, read))
        )
            return false;
        value = negative ? -read : read;
        return true;
    }

    /// <summary>Without trailing zeros, so that equal numbers print alike.</summary>
    internal static string Write(decimal value) => Write(value, "0.############################");

    /// <summary>With two places at least, so that equal amounts of money print alike.</summary>
    internal static string WriteMoney(decimal value) => Write(value, "0.00##########################");

    /// <summary>The closing sentence of a message about a number that could not be read.</summary>
    internal static string Hint(string s) =>
        s.Contains(',', StringComparison.Ordinal)
            ? "Write the number with a decimal point and without separators, such as 1234.5."
            : "Write digits and at most one decimal point, such as 1234.5.";

    // A negative zero equals zero but would print as -0.
    private static string Write(decimal value, string format) =>
        (value == 0 ? 0m : value).ToString(format, CultureInfo.InvariantCulture);

    private static bool SameDigits(ReadOnlySpan<char> digits, decimal read)
    {
        var plain = digits.TrimStart('0').ToString();
        if (plain.Contains('.', StringComparison.Ordinal))
            plain = plain.TrimEnd('0').TrimEnd('.');
        return string.Equals(Write(read).TrimStart('0'), plain, StringComparison.Ordinal);
    }
}
