using System.Globalization;

namespace Parley.Core;

/// <summary>Reads and writes exact decimals, invariantly. Nothing is rounded silently.</summary>
internal static class Exact
{
    private const int MostDigits = 28;

    /// <summary>Digits with at most one point; no separators, no exponent, at most 28 digits.</summary>
    internal static bool TryRead(ReadOnlySpan<char> s, bool signed, out decimal value)
    {
        value = 0;
        var digits = s;
        if (signed && digits.Length > 0 && digits[0] == '-')
            digits = digits[1..];
        var count = 0;
        var points = 0;
        foreach (var c in digits)
        {
            if (char.IsAsciiDigit(c))
                count++;
            else if (c != '.' || ++points > 1)
                return false;
        }

        return count is > 0 and <= MostDigits
            && digits[^1] != '.'
            && decimal.TryParse(
                s,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out value
            );
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
}
