using System.Globalization;
using System.Text;

namespace Parley.Host.Tables;

/// <summary>A table as CSV: UTF-8, commas, a header row, quotes only where needed, empty for nothing.</summary>
internal sealed class CsvTable(string path, IReadOnlyList<Column> columns) : TableWriter(path, columns)
{
    private StreamWriter? writer;

    protected override Task WriteGroup(CancellationToken cancel)
    {
        Open();
        for (var row = 0; row < Rows.Count; row++)
        {
            for (var i = 0; i < Rows.Columns.Count; i++)
            {
                if (i > 0)
                    writer!.Write(',');
                Write(Rows[i], row);
            }

            writer!.Write('\n');
        }

        cancel.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    protected override async ValueTask Close()
    {
        if (writer is null && Written == 0 && Rows.Count == 0)
            Open();
        if (writer is not null)
            await writer.DisposeAsync().ConfigureAwait(false);
        writer = null;
    }

    private void Open()
    {
        if (writer is not null)
            return;
        writer = new StreamWriter(Partial, append: false, new UTF8Encoding(false), 1 << 16);
        writer.Write(string.Join(',', Rows.Columns.Select(c => c.Name)));
        writer.Write('\n');
    }

    private void Write(Array cells, int row)
    {
        Span<char> buffer = stackalloc char[40];
        switch (cells)
        {
            case int[] numbers:
                numbers[row].TryFormat(buffer, out var digits, default, CultureInfo.InvariantCulture);
                writer!.Write(buffer[..digits]);
                break;
            case bool[] flags:
                writer!.Write(flags[row] ? "true" : "false");
                break;
            case decimal[] numbers:
                Write(numbers[row], buffer);
                break;
            case decimal?[] numbers:
                if (numbers[row] is { } number)
                    Write(number, buffer);
                break;
            case DateOnly[] days:
                Write(days[row], buffer);
                break;
            case DateOnly?[] days:
                if (days[row] is { } day)
                    Write(day, buffer);
                break;
            default:
                Write(((string[])cells)[row]);
                break;
        }
    }

    private void Write(decimal number, Span<char> buffer)
    {
        number.TryFormat(buffer, out var digits, "0.##########", CultureInfo.InvariantCulture);
        writer!.Write(buffer[..digits]);
    }

    private void Write(DateOnly day, Span<char> buffer)
    {
        day.TryFormat(buffer, out var digits, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer!.Write(buffer[..digits]);
    }

    private void Write(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\n\r") < 0)
            writer!.Write(text);
        else
        {
            writer!.Write('"');
            writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
    }
}
