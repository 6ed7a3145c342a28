namespace Parley.Core;

/// <summary>
/// The one form of all identifiers. They also name files, so a part between slashes must begin with a letter or digit:
/// that keeps <c>..</c> and absolute paths out.
/// </summary>
internal static class IdText
{
    internal const int Longest = 64;

    internal static Parsed<string> Read(string? text, string what, string example)
    {
        if (string.IsNullOrEmpty(text))
            return Parsed<string>.Not($"An empty text is no {what}. Write one such as {example}.");
        if (text.Length > Longest)
            return Parsed<string>.Not(
                $"The {what} {Shown.Quote(text)} has {Shown.Number(text.Length)} characters; at most {Shown.Number(Longest)} are allowed. Shorten it."
            );
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '/'))
                return Parsed<string>.Not(
                    $"The {what} {Shown.Quote(text)} has {Shown.Name(c)} at place {Shown.Number(i + 1)}. Use letters A to Z, digits and - . _ / only, such as {example}."
                );
        }

        return text.Split('/').All(part => part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]))
            ? Parsed<string>.Of(text)
            : Parsed<string>.Not(
                $"The {what} {Shown.Quote(text)} has a part that does not begin with a letter or digit. Each part between slashes must, as in {example}."
            );
    }
}
