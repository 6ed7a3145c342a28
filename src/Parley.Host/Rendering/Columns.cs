namespace Parley.Host.Rendering;

/// <summary>Text and CSV of plain tables.</summary>
internal static class Columns
{
    /// <summary>Writes rows under heads, two spaces between; columns whose head begins with <c>&gt;</c> are set to the right.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows)
    {
        var right = heads.Select(h => h.StartsWith('>')).ToArray();
        var names = heads.Select(h => h.TrimStart('>')).ToArray();
        var widths = names.Select((n, i) => rows.Select(r => r[i].Length).Append(n.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(names))
            output.WriteLine(
                string.Join("  ", row.Select((c, i) => right[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i])))
                    .TrimEnd()
            );
    }

    /// <summary>Writes CSV: a header row, commas, quotes only where needed.</summary>
    public static void WriteCsv(TextWriter output, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        output.Write(string.Join(',', heads) + "\n");
        foreach (var row in rows)
            output.Write(string.Join(',', row.Select(Quote)) + "\n");
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
