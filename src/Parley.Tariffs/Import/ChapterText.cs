using System.Text.RegularExpressions;

namespace Parley.Tariffs.Import;

/// <summary>The printed notes of chapter 99 as lines of text: finds the codes that a subdivision lists.</summary>
internal sealed partial class ChapterText
{
    private readonly string name;
    private readonly string[] lines;

    private ChapterText(string name, string[] lines)
    {
        this.name = name;
        this.lines = lines;
    }

    /// <summary>Reads the file whole.</summary>
    public static ChapterText Read(string path) => new(Path.GetFileName(path), File.ReadAllLines(path));

    /// <summary>
    /// The codes between two marks, without dots, in their order, each once. Headings of chapters 98 and 99 are left out.
    /// </summary>
    /// <param name="from">Words in the line at which the list begins.</param>
    /// <param name="to">Words in the line before which it ends.</param>
    /// <exception cref="FormatException">A mark is not there.</exception>
    public IReadOnlyList<string> Codes(string from, string to) =>
        [.. Lines(from, to).SelectMany(CodesOf).Distinct(StringComparer.Ordinal)];

    /// <summary>The lines from the one that holds the first mark to the one before the second.</summary>
    public IReadOnlyList<string> Lines(string from, string to)
    {
        var start = Find(from, 0);
        return lines[start..Find(to, start + 1)];
    }

    /// <summary>The codes of one line.</summary>
    public static IEnumerable<string> CodesOf(string line) =>
        CodePattern()
            .Matches(line)
            .Select(m => m.Value.Replace(".", "", StringComparison.Ordinal))
            .Where(c => !c.StartsWith("98", StringComparison.Ordinal) && !c.StartsWith("99", StringComparison.Ordinal));

    private int Find(string mark, int after)
    {
        var found = Array.FindIndex(lines, after, l => l.Contains(mark, StringComparison.Ordinal));
        return found >= 0
            ? found
            : throw new FormatException($"{name} has no line with '{mark}'. Was another revision given?");
    }

    // A heading of four digits counts only where it stands alone: years stand in brackets, before a comma, or begin with 201 or 202.
    [GeneratedRegex(
        @"(?<![\w.])\d{4}\.\d{2}(\.\d{2}(\d{2})?)?(?![\d]|\.\d)|(?<=^|\s)(?!20[12])\d{4}(?=\s|$)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CodePattern();
}
