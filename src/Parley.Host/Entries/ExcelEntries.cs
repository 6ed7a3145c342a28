using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using MiniExcelLibs;
using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>Entries in the first sheet of an Excel file, row by row.</summary>
internal static class ExcelEntries
{
    public static async IAsyncEnumerable<IReadOnlyList<object?>> Read(Stream file)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var rows = Rows(file).GetEnumerator();
        while (true)
        {
            IReadOnlyList<object?> row;
            try
            {
                if (!rows.MoveNext())
                    yield break;
                row = rows.Current;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new CommandException(
                    ExitCode.InputProblems,
                    $"the file is no .xlsx file that can be read: {e.Message} Save it anew, or as CSV in UTF-8."
                );
            }

            yield return row;
        }
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(Stream file)
    {
        var width = -1;
        foreach (IDictionary<string, object?> row in file.Query(excelType: ExcelType.XLSX))
        {
            object?[] cells = [.. row.Values];
            // The first line tells how wide the table is; empty columns behind it are none.
            if (width < 0)
            {
                width = cells.Length;
                while (width > 1 && cells[width - 1] is null or "")
                    width--;
            }

            yield return cells.Length > width && cells.AsSpan(width).IndexOfAnyExcept((object?)null) < 0
                ? cells[..width]
                : cells;
        }
    }
}

/// <summary>The answer as a sheet: the file's own columns as text, percentages and duties as numbers.</summary>
internal sealed class ExcelOutput(Stream stream, int added) : IEntryOutput
{
    private const int MostRows = 1_048_575;

    private readonly CsvCells cells = new();
    private readonly BlockingCollection<Dictionary<string, object?>> rows = new(10_000);
    private IReadOnlyList<string> names = [];
    private Task? saving;
    private byte separator;
    private int count;

    public void Begin(IReadOnlyList<string> all, byte with)
    {
        separator = with;
        names = all;
        saving = Task.Run(() => stream.SaveAs(rows.GetConsumingEnumerable(), excelType: ExcelType.XLSX));
    }

    public async Task Write(ReadOnlyMemory<byte> text)
    {
        while (text.Length > 0)
        {
            var end = CsvBytes.RecordEnd(text.Span, separator, final: true);
            if (++count > MostRows)
            {
                rows.CompleteAdding();
                throw new CommandException(
                    ExitCode.InputProblems,
                    "a sheet holds 1,048,576 rows, and the answer has more. Write it as .csv or .parquet."
                );
            }

            var row = Row(text.Span[..end].TrimEnd((byte)'\n'));
            while (!rows.TryAdd(row, 100))
            {
                if (saving!.IsCompleted)
                    await saving.ConfigureAwait(false);
            }

            text = text[end..];
        }
    }

    public async Task End()
    {
        if (count == 0)
            rows.Add(names.ToDictionary(n => n, _ => (object?)null, StringComparer.Ordinal));
        rows.CompleteAdding();
        await saving!.ConfigureAwait(false);
    }

    public void Dispose()
    {
        // Lets go of a sheet that was begun and not ended; its file is thrown away.
        rows.CompleteAdding();
        try
        {
            saving?.Wait();
        }
        catch (AggregateException)
        {
            // What stopped the work has been told already.
        }

        rows.Dispose();
    }

    private Dictionary<string, object?> Row(ReadOnlySpan<byte> row)
    {
        cells.Read(row, separator);
        var values = new Dictionary<string, object?>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            var text = Encoding.UTF8.GetString(cells.Cell(row, i));
            values[names[i]] =
                i >= names.Count - added
                && names[i] is not ("currency" or "needs" or "problems")
                && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : text;
        }

        return values;
    }
}
