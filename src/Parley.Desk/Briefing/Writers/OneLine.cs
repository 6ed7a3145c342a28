namespace Parley.Desk;

/// <summary>Texts of records as a page or a terminal may show them.</summary>
public static class OneLine
{
    /// <summary>
    /// The text on one line: each control character (line ends, tabs, the escape that colours terminals) becomes a space.
    /// </summary>
    /// <param name="text">A text from a record, whoever wrote it.</param>
    /// <returns>The same text if there is nothing to replace.</returns>
    public static string Of(string text) =>
        text.Any(char.IsControl)
            ? string.Create(
                text.Length,
                text,
                static (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                        span[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            )
            : text;
}
