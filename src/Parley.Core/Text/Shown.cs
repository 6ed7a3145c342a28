using System.Globalization;

namespace Parley.Core;

/// <summary>Shows a text that came from outside inside a message: quoted, on one line, and no longer than needed.</summary>
internal static class Shown
{
    private const int Longest = 60;

    internal static string Quote(string text)
    {
        var end = text.Length;
        if (end > Longest)
            end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        var shown = string.Create(
            end,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = Harmless(source[i]);
            }
        );
        return text.Length > Longest ? $"'{shown}…'" : $"'{shown}'";
    }

    /// <summary>A character as a message can name it: itself, or its code point when it cannot be seen.</summary>
    internal static string Name(char c) =>
        char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)
            ? c == ' '
                ? "a space"
                : "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture)
            : $"'{c}'";

    /// <summary>A count or place as text.</summary>
    internal static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    /// <summary>The closing sentence of a message that proposes near names; empty when none is near.</summary>
    internal static string DidYouMean(string wanted, IEnumerable<string> candidates)
    {
        var near = Nearest.To(wanted, candidates);
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    private static char Harmless(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format ? '\uFFFD' : c;
}
