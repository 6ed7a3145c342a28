using NodaTime;

namespace Parley.Host.Tables;

/// <summary>What a column of a table holds.</summary>
internal enum ColumnType
{
    /// <summary>A 32-bit whole number.</summary>
    Number,

    /// <summary>A percentage: a decimal of nine digits, four behind the point.</summary>
    Decimal,

    /// <summary>An ordinary rate in percent, which may be a third: a decimal of thirteen digits, ten behind the point.</summary>
    Rate,

    /// <summary>An amount per unit: a decimal of eleven digits, eight behind the point.</summary>
    Amount,

    /// <summary>A day.</summary>
    Day,

    /// <summary>Text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>A column of a table: its name, its type, and whether it may be empty. Text may always be.</summary>
internal sealed record Column(string Name, ColumnType Type, bool Nullable = false);

/// <summary>
/// Rows of a table, column by column, for a while in memory: they are filled, written as one group and cleared. The
/// order of the calls is the order of the columns.
/// </summary>
internal sealed class Rows
{
    private readonly Array[] cells;
    private int column;

    public Rows(IReadOnlyList<Column> columns, int capacity)
    {
        Columns = columns;
        Capacity = capacity;
        cells = [.. columns.Select(c => Make(c, capacity))];
    }

    public IReadOnlyList<Column> Columns { get; }

    public int Capacity { get; }

    public int Count { get; private set; }

    public bool Full => Count == Capacity;

    public Array this[int index] => cells[index];

    public Rows Add(int value) => Put(value);

    public Rows Add(bool value) => Put(value);

    public Rows Add(string? value) => Put(value ?? "");

    public Rows Add(LocalDate? value)
    {
        var day = value is { } d ? new DateOnly(d.Year, d.Month, d.Day) : (DateOnly?)null;
        return Columns[column].Nullable ? Put(day) : Put(day!.Value);
    }

    public Rows Add(decimal? value) => Columns[column].Nullable ? Put(value) : Put(value!.Value);

    /// <summary>Ends a row.</summary>
    /// <returns>Whether the group is full and must be written.</returns>
    public bool End()
    {
        if (column != cells.Length)
            throw new InvalidOperationException(
                FormattableString.Invariant($"A row of {column} cells where there are {cells.Length} columns.")
            );
        column = 0;
        Count++;
        return Full;
    }

    public void Clear() => Count = 0;

    private Rows Put<T>(T value)
    {
        ((T[])cells[column++])[Count] = value;
        return this;
    }

    private static Array Make(Column column, int capacity) =>
        (column.Type, column.Nullable) switch
        {
            (ColumnType.Number, _) => new int[capacity],
            (ColumnType.Decimal or ColumnType.Rate or ColumnType.Amount, false) => new decimal[capacity],
            (ColumnType.Decimal or ColumnType.Rate or ColumnType.Amount, true) => new decimal?[capacity],
            (ColumnType.Day, false) => new DateOnly[capacity],
            (ColumnType.Day, true) => new DateOnly?[capacity],
            (ColumnType.Flag, _) => new bool[capacity],
            _ => new string[capacity],
        };
}

/// <summary>A table being written to a file. The file is there only once it is whole.</summary>
internal abstract class TableWriter : IAsyncDisposable
{
    private const int GroupSize = 131_072;

    protected TableWriter(string path, IReadOnlyList<Column> columns)
    {
        Path = path;
        Partial = path + ".part";
        Rows = new Rows(columns, GroupSize);
    }

    /// <summary>Where it is to stand.</summary>
    public string Path { get; }

    /// <summary>Where it stands until it is whole.</summary>
    protected string Partial { get; }

    /// <summary>The rows of the group that is being filled.</summary>
    public Rows Rows { get; }

    /// <summary>How many rows were written.</summary>
    public long Written { get; private set; }

    /// <summary>Opens a table: Parquet or CSV by the end of the name.</summary>
    public static TableWriter Open(string path, IReadOnlyList<Column> columns) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? new CsvTable(path, columns)
            : new ParquetTable(path, columns);

    /// <summary>Ends a row, and writes the group if it is full.</summary>
    public ValueTask End(CancellationToken cancel) => Rows.End() ? Flush(cancel) : ValueTask.CompletedTask;

    /// <summary>Writes what is left, closes the file and gives it its name.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        await Flush(cancel).ConfigureAwait(false);
        await Close().ConfigureAwait(false);
        File.Move(Partial, Path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Close().ConfigureAwait(false);
        if (File.Exists(Partial))
            File.Delete(Partial);
    }

    protected abstract Task WriteGroup(CancellationToken cancel);

    protected abstract ValueTask Close();

    private async ValueTask Flush(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (Rows.Count == 0)
            return;
        await WriteGroup(cancel).ConfigureAwait(false);
        Written += Rows.Count;
        Rows.Clear();
    }
}
