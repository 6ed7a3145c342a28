using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Parley.Host.Commands;
using Parquet;
using Parquet.Schema;

namespace Parley.Host.Entries;

/// <summary>Entries in Parquet files, a row group at a time.</summary>
internal static class ParquetEntries
{
    public static async IAsyncEnumerable<IReadOnlyList<object?>> Read(
        Stream file,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        ParquetReader reader;
        try
        {
            reader = await ParquetReader.CreateAsync(file, cancellationToken: cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new CommandException(
                ExitCode.InputProblems,
                $"the file is no Parquet file that can be read, or is cut off: {e.Message}"
            );
        }

        await using (reader.ConfigureAwait(false))
        {
            DataField[] fields =
            [
                .. reader.Schema.DataFields.Where(f =>
                    f.MaxRepetitionLevel == 0
                    && f.ClrType != typeof(byte[])
                    && f.ClrType != typeof(ReadOnlyMemory<byte>)
                ),
            ];
            yield return [.. fields.Select(f => f.Name)];
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                var count = (int)group.RowCount;
                var columns = new Func<int, object?>[fields.Length];
                for (var c = 0; c < fields.Length; c++)
                    columns[c] = await Column(group, fields[c], count, cancel).ConfigureAwait(false);
                for (var row = 0; row < count; row++)
                    yield return [.. columns.Select(c => c(row))];
            }
        }
    }

    private static async Task<Func<int, object?>> Column(
        ParquetRowGroupReader group,
        DataField field,
        int count,
        CancellationToken cancel
    )
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var cells = new string?[count];
            await group.ReadAsync(field, cells.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
            return row => cells[row];
        }

        var read =
            field.ClrType == typeof(int) ? Cells<int>()
            : field.ClrType == typeof(long) ? Cells<long>()
            : field.ClrType == typeof(short) ? Cells<short>()
            : field.ClrType == typeof(byte) ? Cells<byte>()
            : field.ClrType == typeof(uint) ? Cells<uint>()
            : field.ClrType == typeof(ulong) ? Cells<ulong>()
            : field.ClrType == typeof(double) ? Cells<double>()
            : field.ClrType == typeof(float) ? Cells<float>()
            : field.ClrType == typeof(decimal) ? Cells<decimal>()
            : field.ClrType == typeof(bool) ? Cells<bool>()
            : field.ClrType == typeof(DateTime) ? Cells<DateTime>()
            : field.ClrType == typeof(DateOnly) ? Cells<DateOnly>()
            : throw new CommandException(
                ExitCode.InputProblems,
                $"the column '{field.Name}' is of a type that entries do not have ({field.ClrType.Name}). Write text, numbers or days."
            );
        return await read.ConfigureAwait(false);

        async Task<Func<int, object?>> Cells<T>()
            where T : struct
        {
            if (field.IsNullable)
            {
                var some = new T?[count];
                await group.ReadAsync<T>(field, some.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
                return row => some[row];
            }

            var cells = new T[count];
            await group.ReadAsync<T>(field, cells.AsMemory(), cancellationToken: cancel).ConfigureAwait(false);
            return row => cells[row];
        }
    }
}

/// <summary>The answer as Parquet: the file's own columns as text, percentages as doubles, duties as decimals.</summary>
internal sealed class ParquetOutput(Stream stream, int added) : IEntryOutput
{
    private const int GroupSize = 100_000;

    private readonly CsvCells cells = new();
    private List<string?>[] columns = [];
    private DataField[] fields = [];
    private byte separator;
    private ParquetWriter? writer;

    public void Begin(IReadOnlyList<string> names, byte with)
    {
        separator = with;
        columns = [.. names.Select(_ => new List<string?>(GroupSize))];
        fields = [.. names.Select((n, i) => Field(n, i < names.Count - added))];
    }

    public async Task Write(ReadOnlyMemory<byte> rows)
    {
        while (rows.Length > 0)
        {
            var end = CsvBytes.RecordEnd(rows.Span, separator, final: true);
            Add(rows.Span[..end].TrimEnd((byte)'\n'));
            rows = rows[end..];
            if (columns[0].Count >= GroupSize)
                await Group().ConfigureAwait(false);
        }
    }

    public async Task End()
    {
        if (columns[0].Count > 0 || writer is null)
            await Group().ConfigureAwait(false);
        await writer!.DisposeAsync().ConfigureAwait(false);
    }

    // The writer is ended by End; what was begun and not ended is thrown away with its file.
    public void Dispose() { }

    private void Add(ReadOnlySpan<byte> row)
    {
        cells.Read(row, separator);
        for (var i = 0; i < columns.Length; i++)
        {
            var text = Encoding.UTF8.GetString(cells.Cell(row, i));
            columns[i].Add(text.Length == 0 ? null : text);
        }
    }

    private async Task Group()
    {
        writer ??= await ParquetWriter
            .CreateAsync(
                new ParquetSchema(fields),
                stream,
                new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }
            )
            .ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].ClrType == typeof(decimal))
                await group
                    .WriteAsync<decimal>(
                        fields[i],
                        columns[i]
                            .Select(t => t is null ? (decimal?)null : decimal.Parse(t, CultureInfo.InvariantCulture))
                            .ToArray()
                    )
                    .ConfigureAwait(false);
            else if (fields[i].ClrType == typeof(double))
                await group
                    .WriteAsync<double>(
                        fields[i],
                        columns[i]
                            .Select(t => t is null ? (double?)null : double.Parse(t, CultureInfo.InvariantCulture))
                            .ToArray()
                    )
                    .ConfigureAwait(false);
            else
                await group.WriteAsync(fields[i], columns[i]!).ConfigureAwait(false);
            columns[i].Clear();
        }

        group.CompleteValidate();
    }

    private static DataField Field(string name, bool own) =>
        own || name is "currency" or "needs" or "problems" ? new DataField(name, typeof(string), true)
        : name is "total_percent" or "total_min" or "total_max" ? new DataField(name, typeof(double), true)
        : new DecimalDataField(name, 18, 2, isNullable: true);
}
