using Parquet;
using Parquet.Schema;

namespace Parley.Host.Tables;

/// <summary>A table as Parquet (Snappy, dictionaries where values repeat).</summary>
internal sealed class ParquetTable(string path, IReadOnlyList<Column> columns) : TableWriter(path, columns)
{
    private readonly DataField[] fields = [.. columns.Select(Field)];
    private FileStream? stream;
    private ParquetWriter? writer;

    protected override async Task WriteGroup(CancellationToken cancel)
    {
        await Open(cancel).ConfigureAwait(false);
        using var group = writer!.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
        {
            await (
                Rows[i] switch
                {
                    int[] cells => group.WriteAsync<int>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    bool[] cells => group.WriteAsync<bool>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    decimal[] cells => group.WriteAsync<decimal>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    decimal?[] cells => group.WriteAsync<decimal>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    DateOnly[] cells => group.WriteAsync<DateOnly>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    DateOnly?[] cells => group.WriteAsync<DateOnly>(
                        fields[i],
                        cells.AsMemory(0, Rows.Count),
                        cancellationToken: cancel
                    ),
                    string[] cells => group.WriteAsync(fields[i], new ArraySegment<string>(cells, 0, Rows.Count)),
                    _ => throw new InvalidOperationException($"A column of {Rows[i].GetType().Name}."),
                }
            ).ConfigureAwait(false);
        }

        group.CompleteValidate();
    }

    protected override async ValueTask Close()
    {
        // A table without rows is still a file with a schema.
        if (stream is null && Written == 0 && Rows.Count == 0)
            await Open(CancellationToken.None).ConfigureAwait(false);
        if (writer is not null)
            await writer.DisposeAsync().ConfigureAwait(false);
        writer = null;
        if (stream is not null)
            await stream.DisposeAsync().ConfigureAwait(false);
        stream = null;
    }

    private async Task Open(CancellationToken cancel)
    {
        if (writer is not null)
            return;
        stream = File.Create(Partial, 1 << 16);
        writer = await ParquetWriter
            .CreateAsync(
                new ParquetSchema(fields),
                stream,
                new ParquetOptions { CompressionMethod = CompressionMethod.Snappy },
                cancellationToken: cancel
            )
            .ConfigureAwait(false);
    }

    private static DataField Field(Column column) =>
        column.Type switch
        {
            ColumnType.Number => new DataField(column.Name, typeof(int), column.Nullable),
            ColumnType.Flag => new DataField(column.Name, typeof(bool), column.Nullable),
            ColumnType.Day => new DataField(column.Name, typeof(DateOnly), column.Nullable),
            ColumnType.Decimal => new DecimalDataField(column.Name, 9, 4, isNullable: column.Nullable),
            ColumnType.Amount => new DecimalDataField(column.Name, 11, 8, isNullable: column.Nullable),
            ColumnType.Rate => new DecimalDataField(column.Name, 13, 10, isNullable: column.Nullable),
            _ => new DataField(column.Name, typeof(string), false),
        };
}
