namespace Parley.Tariffs.Import;

/// <summary>Rows of one list of lines, collected and sorted: <c>code,coverage,from,until,by,ended_by</c>.</summary>
internal sealed class ListRows
{
    private static readonly string[] Headers = ["code", "coverage", "from", "until", "by", "ended_by"];

    private readonly SortedDictionary<string, string[]> rows = new(StringComparer.Ordinal);

    /// <summary>Whether a code has a row.</summary>
    public bool Has(string code) => rows.Keys.Any(k => k.StartsWith(code + " ", StringComparison.Ordinal));

    /// <summary>Adds a row. The same code from the same day is added once; <c>full</c> wins over the rest.</summary>
    public void Add(
        string code,
        string coverage,
        string from = "",
        string until = "",
        string by = "",
        string endedBy = ""
    )
    {
        var key = $"{code} {from}";
        if (rows.TryGetValue(key, out var there) && string.Equals(there[1], "full", StringComparison.Ordinal))
            return;
        rows[key] = [code, coverage, from, until, by, endedBy];
    }

    /// <summary>The table of the list.</summary>
    /// <param name="id">Its id, which is the name of the file.</param>
    /// <param name="origin">From which publication the facts are.</param>
    public ImportedTable Table(string id, string origin) =>
        new($"tariff/us/lists/{id}.csv", Headers, [.. rows.Values], origin);
}
