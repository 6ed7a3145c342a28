using Parley.Core;

namespace Parley.Tariffs;

/// <summary>The wording of a line and of everything above it, from an edition that the user loaded.</summary>
/// <param name="Code">The digits, 4 to 10.</param>
/// <param name="Path">The wordings, from the heading down to the line itself.</param>
public sealed record DescribedLine(string Code, IReadOnlyList<string> Path);

/// <summary>
/// The official wording of the schedule, to look lines up by words and to show where a line stands. It is not shipped: it
/// is there when the user loaded an edition with <c>parley data import us-hts</c>.
/// </summary>
public sealed class HtsDescriptions
{
    private readonly List<DescribedLine> lines;
    private readonly Dictionary<string, DescribedLine> byCode;

    private HtsDescriptions(string edition, List<DescribedLine> lines)
    {
        Edition = edition;
        this.lines = lines;
        byCode = lines
            .GroupBy(l => l.Code, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    /// <summary>The edition that the wording is from.</summary>
    public string Edition { get; }

    /// <summary>Reads the newest edition of the user's own that has wordings.</summary>
    /// <param name="own">The folder of the user's own editions.</param>
    /// <returns>The wordings; null if the user loaded none.</returns>
    /// <exception cref="InvalidDataException">The stored edition cannot be read.</exception>
    public static HtsDescriptions? Load(string own)
    {
        var faults = new List<string>();
        var newest = OwnEditions
            .All(own, faults)
            .Where(e => e.Layout != HtsLayout.Annual)
            .OrderBy(e => e.From)
            .ThenBy(e => e.Layout == HtsLayout.Edition)
            .LastOrDefault();
        var rows = newest is null ? [] : OwnEditions.Rows(own, newest, faults);
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join('\n', faults));
        return newest is null ? null : new HtsDescriptions(newest.Name, Paths(rows));
    }

    /// <summary>Where a line stands: its own wording and all above it.</summary>
    /// <param name="code">The line.</param>
    /// <returns>The wordings from the heading down; empty if the edition has no such line.</returns>
    public IReadOnlyList<string> PathOf(HtsCode code) =>
        byCode.TryGetValue(code.Digits, out var line) || byCode.TryGetValue(code.Hts8.Digits, out line) ? line.Path
        : byCode.TryGetValue(code.Digits + "00", out line) ? line.Path
        : [];

    /// <summary>Lines whose wording, or that of what stands above them, has all words.</summary>
    /// <param name="words">Words or their beginnings, apart by spaces; capitals do not matter.</param>
    /// <param name="most">How many to return at most. Default 20.</param>
    /// <returns>Lines of 8 and 10 digits; those whose own wording has most of the words first.</returns>
    public IReadOnlyList<DescribedLine> Search(string words, int most = 20)
    {
        var wanted = words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0)
            return [];
        return
        [
            .. lines
                .Where(l => l.Code.Length >= 8 && Array.TrueForAll(wanted, w => l.Path.Any(p => Has(p, w))))
                .OrderByDescending(l => wanted.Count(w => Has(l.Path[^1], w)))
                .ThenBy(l => l.Code, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static bool Has(string text, string word)
    {
        for (
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                return true;
        }

        return false;
    }

    /// <summary>The rows of the last state, with the rows that only group those below them in the paths.</summary>
    private static List<DescribedLine> Paths(List<HtsRow> rows)
    {
        var all = new List<DescribedLine>(rows.Count);
        var above = new List<(int Indent, string Text)>();
        var last = "";
        foreach (var row in rows.Where(r => r.Until is null))
        {
            if (row.Code.Length >= 4 && !row.Code.StartsWith(last, StringComparison.Ordinal))
                above.Clear();
            if (row.Code.Length >= 4)
                last = row.Code[..4];
            above.RemoveAll(a => a.Indent >= row.Indent);
            above.Add((row.Indent, row.Description.TrimEnd(':', ' ')));
            if (row.Code.Length >= 4)
                all.Add(new DescribedLine(row.Code, [.. above.Select(a => a.Text)]));
        }

        return all;
    }
}
