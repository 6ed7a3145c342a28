namespace Parley.Core;

/// <summary>Reads the short codes made of capital letters.</summary>
internal static class Letters
{
    internal static Parsed<string> Read(string? text, int length, string what, string example, string standard)
    {
        var s = (text ?? "").Trim();
        if (s.Length == length && s.All(char.IsAsciiLetterUpper))
            return Parsed<string>.Of(s);
        var cure = $"Write {standard}, {Shown.Number(length)} capital letters such as {example}.";
        if (s.Length == 0)
            return Parsed<string>.Not($"An empty text is no {what}. {cure}");
        return s.Length == length && s.All(char.IsAsciiLetter)
            ? Parsed<string>.Not(
                $"The {what} {Shown.Quote(s)} is not in capital letters. Write {s.ToUpperInvariant()} if that is meant."
            )
            : Parsed<string>.Not($"{Shown.Quote(s)} is no {what}. {cure}");
    }
}
