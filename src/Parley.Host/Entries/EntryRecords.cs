using System.Runtime.CompilerServices;
using System.Text;
using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>Reads a file record by record, for work that is not done in batches.</summary>
internal static class EntryRecords
{
    private const int Longest = 1 << 26;

    /// <summary>The records with the row as a spreadsheet numbers it; the first is the line of names.</summary>
    public static async IAsyncEnumerable<(long Row, string[] Cells)> Read(
        Stream input,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var buffer = new byte[1 << 16];
        var cells = new CsvCells();
        byte? separator = null;
        int start = 0,
            length = 0;
        var row = 0L;
        var final = false;
        while (true)
        {
            separator ??= Separator(buffer.AsSpan(start, length - start), final);
            var end =
                separator is { } known && length > start
                    ? CsvBytes.RecordEnd(buffer.AsSpan(start, length - start), known, final)
                    : -1;
            if (end > 0)
            {
                row++;
                if (Cells(cells, buffer.AsSpan(start, end), separator!.Value) is { } record)
                    yield return (row, record);
                start += end;
                continue;
            }

            if (final)
                yield break;
            Array.Copy(buffer, start, buffer, 0, length - start);
            length -= start;
            start = 0;
            if (length == buffer.Length)
            {
                if (length >= Longest)
                    throw new CommandException(ExitCode.InputProblems, "a row is longer than 64 MB: this is no table.");
                Array.Resize(ref buffer, length * 2);
            }

            var read = await input.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            final = read == 0;
            length += read;
        }
    }

    private static byte? Separator(ReadOnlySpan<byte> text, bool final)
    {
        var line = text.IndexOf((byte)'\n');
        return line >= 0 ? EntryText.Separator(text[..line])
            : final ? EntryText.Separator(text)
            : null;
    }

    private static string[]? Cells(CsvCells cells, ReadOnlySpan<byte> text, byte separator)
    {
        var record = text.TrimEnd((byte)'\n').TrimEnd((byte)'\r');
        if (record.Length == 0)
            return null;
        var encoding = System.Text.Unicode.Utf8.IsValid(record) ? Encoding.UTF8 : EntryText.Windows;
        cells.Read(record, separator);
        var texts = new string[cells.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = encoding.GetString(cells.Cell(record, i));
        return texts;
    }
}
