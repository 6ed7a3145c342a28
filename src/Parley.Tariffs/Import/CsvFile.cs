using System.Globalization;
using CsvHelper;

namespace Parley.Tariffs.Import;

/// <summary>A CSV file read whole as text, with the line of each row so that a fault can be pointed at.</summary>
internal sealed class CsvFile
{
    private readonly Dictionary<string, int> columns;

    private CsvFile(string name, string[] headers, IReadOnlyList<CsvLine> rows)
    {
        Name = name;
        Rows = rows;
        Headers = headers;
        columns = headers.Select((h, i) => (h, i)).ToDictionary(p => p.h, p => p.i, StringComparer.Ordinal);
        foreach (var row in rows)
            row.File = this;
    }

    public string Name { get; }

    public string[] Headers { get; }

    public IReadOnlyList<CsvLine> Rows { get; }

    /// <summary>Reads a file with one header row. Cells are trimmed.</summary>
    /// <exception cref="FormatException">The file is empty or a row has another number of cells than the header.</exception>
    public static CsvFile Read(string path)
    {
        if (new FileInfo(path).Length == 0)
            throw new FormatException($"{Path.GetFileName(path)} is empty: not even a line of headings.");
        using var reader = CsvReader.FromFile(
            path,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            }
        );
        var rows = new List<CsvLine>();
        string[]? headers = null;
        while (reader.Read())
        {
            headers ??= [.. reader.Headers.Select(h => h.Trim())];
            var cells = new string[headers.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i).Trim();
            rows.Add(new CsvLine(reader.LineNumber, cells));
        }

        return new CsvFile(Path.GetFileName(path), headers ?? [], rows);
    }

    public bool Has(string column) => columns.ContainsKey(column);

    public int Column(string name) =>
        columns.TryGetValue(name, out var i)
            ? i
            : throw new FormatException(
                $"{Name} has no column '{name}'. It has: {string.Join(", ", Headers)}. Was another file given?"
            );
}

/// <summary>One row of a <see cref="CsvFile"/>.</summary>
internal sealed class CsvLine(long number, string[] cells)
{
    public CsvFile File { get; set; } = null!;

    /// <summary>File and line, to point at: <c>lines.csv:12</c>.</summary>
    public string Where => string.Create(CultureInfo.InvariantCulture, $"{File.Name}:{number}");

    public string this[string column] => cells[File.Column(column)];

    public string this[int column] => cells[column];
}
