using System.Globalization;
using CsvHelper;
using Parley.Core;

namespace Parley.Ledger.Import;

/// <summary>A CSV file read whole, with the line of every row, so that a fault can be pointed at.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns;

    private CsvTable(string name, IReadOnlyList<string> headers, IReadOnlyList<CsvRow> rows)
    {
        Name = name;
        Headers = headers;
        Rows = rows;
        columns = headers.Select((h, i) => (h, i)).ToDictionary(p => p.h, p => p.i, StringComparer.Ordinal);
        foreach (var row in rows)
            row.Table = this;
    }

    public string Name { get; }

    public IReadOnlyList<string> Headers { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    public static CsvTable Load(string path)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        };
        if (new FileInfo(path).Length == 0)
            throw new FormatException("the file is empty: not even a line of headings. Fetch it again.");
        using var reader = CsvReader.FromFile(path, options);
        var rows = new List<CsvRow>();
        string[]? headers = null;
        while (reader.Read())
        {
            headers ??= [.. reader.Headers];
            var cells = new string[headers.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i).Trim();
            rows.Add(new CsvRow(reader.LineNumber, cells));
        }

        return new CsvTable(Path.GetFileName(path), headers ?? [], rows);
    }

    public int Column(string name) =>
        columns.TryGetValue(name, out var i)
            ? i
            : throw new FormatException(
                $"{Name} has no column '{name}'. It has: {string.Join(", ", Headers)}. Was another file given?"
            );
}

/// <summary>One row. A cell that an override names gives the override's value.</summary>
internal sealed class CsvRow(long line, string[] cells)
{
    public long Line => line;

    public CsvTable Table { get; set; } = null!;

    /// <summary>The row's own overrides, by column.</summary>
    public IReadOnlyDictionary<string, Override> Overrides { get; set; } =
        new Dictionary<string, Override>(StringComparer.Ordinal);

    public string Id => cells[0];

    public string Where => string.Create(CultureInfo.InvariantCulture, $"{Table.Name}:{line}");

    public string this[string column]
    {
        get
        {
            if (Overrides.TryGetValue(column, out var over))
            {
                over.Used = true;
                return over.Value;
            }

            return cells[Table.Column(column)];
        }
    }

    /// <summary>The override of a column that the file itself does not have; empty if there is none.</summary>
    public string Extra(string column)
    {
        if (!Overrides.TryGetValue(column, out var over))
            return "";
        over.Used = true;
        return over.Value;
    }

    public string? OrNull(string column) => this[column] is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> List(string column) =>
        this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public Moment? Date(string column) => this[column] is { Length: > 0 } text ? Moment.Parse(text).Value : null;

    public decimal? Number(string column) =>
        this[column] is { Length: > 0 } text
            ? decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
                ? value
                : throw new FormatException(
                    $"column {column}: '{text}' is no number. If it tells more than one step, add an override with the first and a record for the others."
                )
            : null;
}

/// <summary>A decision about one cell of the collection, with its reason.</summary>
internal sealed record Override(string File, string Row, string Column, string Value, string Why, long Line)
{
    public bool Used { get; set; }

    /// <summary>Reads the decisions and hangs them on the rows of a table.</summary>
    public static ILookup<string, Override> Load(string path) =>
        CsvTable
            .Load(path)
            .Rows.Select(r => new Override(r["file"], r["row"], r["column"], r["value"], r["why"], r.Line))
            .ToLookup(o => o.File, StringComparer.Ordinal);
}
