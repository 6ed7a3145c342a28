namespace Parley.Tariffs.Import;

/// <summary>
/// Lists of Section 232: metals by their five regimes, vehicles and parts, wood, semiconductors, civil aircraft. Where a
/// printed note gives the list, the note is read; the tables of others give what no note on file shows any more.
/// </summary>
public sealed class Section232Import : TariffImport
{
    /// <inheritdoc/>
    public override string Name => "Section 232 lists";

    /// <inheritdoc/>
    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(faults);
        var notes = ChapterText.Read(Path.Combine(from, "hts", "chapter99_full_text_2026_rev6.txt"));
        var s232 = Path.Combine(from, "s232");
        var lists = new List<CodeList>();
        lists.AddRange(MetalsTo2026.Make(s232, notes, faults));
        lists.AddRange(MetalsFrom2026.Make(s232, notes, faults));
        lists.AddRange(OtherSection232.Make(s232, notes, faults));
        return lists.OrderBy(l => l.Id, StringComparer.Ordinal).Select(l => l.ToTable());
    }
}

/// <summary>A list of codes while it is being made.</summary>
internal sealed class CodeList(string id, string origin)
{
    private static readonly string[] Headers = ["code", "coverage", "from", "until", "by", "ended_by"];
    private readonly SortedDictionary<string, string[]> rows = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public IEnumerable<string> Codes => rows.Keys;

    public bool Has(string code) => rows.ContainsKey(code);

    /// <summary>Adds a code; the first row of a code stays.</summary>
    public CodeList Add(string code, string coverage = "full", string since = "", string by = "")
    {
        rows.TryAdd(code, [code, coverage, since, "", by, ""]);
        return this;
    }

    public CodeList AddAll(IEnumerable<string> codes, string coverage = "full", string since = "", string by = "")
    {
        foreach (var code in codes)
            Add(code, coverage, since, by);
        return this;
    }

    /// <summary>Lets a code end.</summary>
    public void End(string code, string until, string by)
    {
        rows[code][3] = until;
        rows[code][5] = by;
    }

    /// <summary>Lets every code that says nothing else begin on a day.</summary>
    public CodeList From(string since)
    {
        foreach (var row in rows.Values.Where(r => r[2].Length == 0))
            row[2] = since;
        return this;
    }

    /// <summary>Lets every code that says nothing else end on a day.</summary>
    public CodeList Until(string until, string by)
    {
        foreach (var row in rows.Values.Where(r => r[3].Length == 0))
            (row[3], row[5]) = (until, by);
        return this;
    }

    public ImportedTable ToTable() => new($"tariff/us/lists/{Id}.csv", Headers, [.. rows.Values], origin);
}
