using Parley.Core;

namespace Parley.Ledger.Import;

/// <summary>What an import made: the records by file, and every fault that was met.</summary>
/// <param name="Files">The records, by the name of the file that will hold them.</param>
/// <param name="Faults">Faults with file and line; if there is one, nothing is to be written.</param>
internal sealed record Imported(
    IReadOnlyDictionary<string, IReadOnlyList<LedgerRecord>> Files,
    IReadOnlyList<string> Faults
);

/// <summary>
/// Turns a collection of the conflict (CSV files, one row a fact) into records. Columns that describe the end of the
/// collection are not read; what they tell is entered by hand as dated records of its own. Where a cell mixes days, an
/// override names the part that was known on the row's own day.
/// </summary>
internal sealed partial class ConflictImport
{
    private readonly string folder;
    private readonly ILookup<string, Override> overrides;
    private readonly List<string> faults = [];
    private readonly Dictionary<string, IReadOnlyList<LedgerRecord>> files = new(StringComparer.Ordinal);

    private ConflictImport(string folder, ILookup<string, Override> overrides)
    {
        this.folder = folder;
        this.overrides = overrides;
    }

    /// <summary>Reads the whole collection.</summary>
    /// <param name="folder">The folder with the CSV files.</param>
    /// <param name="overridesFile">The decisions about single cells, with their reasons.</param>
    /// <returns>Records and faults; all files are read even when some have faults.</returns>
    public static Imported Run(string folder, string overridesFile)
    {
        ILookup<string, Override> decisions;
        try
        {
            decisions = Override.Load(overridesFile);
        }
        catch (Exception e) when (Unreadable(e))
        {
            return new Imported(
                new Dictionary<string, IReadOnlyList<LedgerRecord>>(StringComparer.Ordinal),
                [$"overrides.csv: {e.Message} Without the decisions about single cells nothing is imported."]
            );
        }

        var import = new ConflictImport(folder, decisions);
        import.Read("sources", "sources.csv", import.Source);
        import.Read("actors", "leaders.csv", import.Actor);
        import.Read("talks", "talks.csv", import.Talk);
        import.Read("agreements", "agreements.csv", import.Agreement);
        import.Read("commitments", "commitments.csv", import.Commitment);
        import.Read("claims", "claims.csv", import.Claim);
        import.Read("links", "claim_links.csv", import.Link);
        import.Read("performance", "performance.csv", import.Performance);
        import.Read("measures-us", "measures_us.csv", import.UsMeasure);
        import.Read("measures-cn", "measures_china.csv", import.CnMeasure);
        import.Read("controls-cn", "export_controls.csv", import.Control);
        import.Read("licences", "licences.csv", import.Licence);
        import.Read("releases", "releases.csv", import.Release);
        import.Read("market", "market_reactions.csv", import.Market);
        foreach (var unused in import.overrides.SelectMany(g => g).Where(o => !o.Used))
            import.faults.Add(
                FormattableString.Invariant(
                    $"overrides.csv:{unused.Line}: {unused.File} has no row {unused.Row} with a column {unused.Column} that is read"
                )
            );
        return new Imported(import.files, import.faults);
    }

    private void Read(string name, string file, Func<CsvRow, IEnumerable<LedgerRecord>> convert)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            faults.Add($"{file}: not found in {folder}. Give the folder that holds the whole collection.");
            return;
        }

        var records = new List<LedgerRecord>();
        CsvTable table;
        try
        {
            table = CsvTable.Load(path);
        }
        catch (Exception e) when (Unreadable(e))
        {
            faults.Add($"{file}: {e.Message}");
            return;
        }

        var own = overrides[file].ToLookup(o => o.Row, StringComparer.Ordinal);
        var lines = new Dictionary<RecordId, long>();
        foreach (var row in table.Rows)
        {
            row.Overrides = own[row.Id].ToDictionary(o => o.Column, StringComparer.Ordinal);
            try
            {
                foreach (var record in convert(row))
                {
                    // Statements and instruments are met once per claim or measure; anything else once.
                    if (record is Statement or Instrument || lines.TryAdd(record.Id, row.Line))
                        records.Add(record);
                    else
                        faults.Add(
                            FormattableString.Invariant(
                                $"{row.Where}: {row.Id}: the id {record.Id} is taken by line {lines[record.Id]}"
                            )
                        );
                }
            }
            catch (FormatException e)
            {
                faults.Add($"{row.Where}: {row.Id}: {e.Message}");
            }
        }

        files[name] = Once(records);
    }

    private static bool Unreadable(Exception e) =>
        e is CsvHelper.CsvFormatException or FormatException or IOException or UnauthorizedAccessException;

    /// <summary>Statements and instruments are met once per claim or measure; the first is kept, with all sources.</summary>
    private static List<LedgerRecord> Once(List<LedgerRecord> records)
    {
        var kept = new Dictionary<RecordId, LedgerRecord>();
        foreach (var record in records)
        {
            if (!kept.TryGetValue(record.Id, out var first) || record is not (Statement or Instrument))
                kept.Add(record.Id, record);
            else
                kept[record.Id] = first with { Sources = [.. first.Sources.Union(record.Sources)] };
        }

        return [.. kept.Values];
    }

    private static RecordId Id(string text) => RecordId.Parse(text).Value;

    private static RecordId? IdOrNull(string? text) => text is { Length: > 0 } ? Id(text) : null;

    private static Party? PartyOrNull(string text) => text is "US" or "CN" ? Party.Parse(text).Value : null;

    private static List<Party> Parties(CsvRow row, string column) =>
        [.. row.List(column).Select(p => Party.Parse(p).Value)];

    private static List<SourceId> Sources(CsvRow row) => [.. row.List("sources").Select(s => SourceId.Parse(s).Value)];

    private static IReadOnlyList<string> Background(CsvRow row) => row.List("background_fields");

    private static T Closed<T>(CsvRow row, string column)
        where T : struct, Enum
    {
        var text = row[column];
        foreach (var value in Enum.GetValues<T>())
        {
            if (
                string.Equals(
                    text.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
                    value.ToString(),
                    StringComparison.OrdinalIgnoreCase
                )
            )
                return value;
        }

        throw new FormatException(
            $"column {column}: '{text}' is none of {string.Join(", ", Enum.GetNames<T>())}. Add an override, or a decision record for a new value."
        );
    }

    private static Moment Need(CsvRow row, string column) =>
        row.Date(column) ?? throw new FormatException($"column {column} is empty, and nothing else tells the day.");

    /// <summary>The later of two moments: a fact drawn from both is known from it.</summary>
    private static Moment Later(Moment a, Moment b) => a.CertainFrom >= b.CertainFrom ? a : b;
}
