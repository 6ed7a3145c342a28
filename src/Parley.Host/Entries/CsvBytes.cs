namespace Parley.Host.Entries;

/// <summary>
/// Takes UTF-8 text apart into records and cells. A quote counts only at the beginning of a cell. A quoted cell that is not
/// closed as it should be ends with its line, so that one stray quote cannot swallow the rows after it.
/// </summary>
internal static class CsvBytes
{
    /// <summary>A cell longer than this is taken for one with a stray quote.</summary>
    public const int LongestCell = 1 << 16;

    private const byte Quote = (byte)'"';
    private const byte NewLine = (byte)'\n';

    /// <summary>The length of the first record with its line end; -1 if it does not end in the data.</summary>
    /// <param name="data">Text that begins with a record.</param>
    /// <param name="separator">What separates cells.</param>
    /// <param name="final">Whether nothing follows the data.</param>
    public static int RecordEnd(ReadOnlySpan<byte> data, byte separator, bool final)
    {
        var line = data.IndexOf(NewLine);
        var first = line < 0 ? data : data[..line];
        if (first.IndexOf(Quote) < 0)
            return line >= 0 ? line + 1
                : final ? data.Length
                : -1;
        var i = 0;
        var begins = true;
        while (i < data.Length)
        {
            if (begins && data[i] == Quote)
            {
                var end = QuotedEnd(data, i, separator, final);
                if (end < 0)
                    return -1;
                begins = false;
                i = end;
                continue;
            }

            var next = data[i..].IndexOfAny(separator, NewLine);
            if (next < 0)
                return final ? data.Length : -1;
            i += next + 1;
            if (data[i - 1] == NewLine)
                return i;
            begins = true;
        }

        return final ? data.Length : -1;
    }

    /// <summary>Where a quoted cell ends, behind its quote; of one that is not closed, the end of its line.</summary>
    private static int QuotedEnd(ReadOnlySpan<byte> data, int start, byte separator, bool final)
    {
        var i = start + 1;
        while (true)
        {
            var next = i < data.Length ? data[i..].IndexOf(Quote) : -1;
            if (next < 0)
                return final || data.Length - start > LongestCell ? LineEnd(data, start) : -1;
            i += next + 1;
            if (i == data.Length)
                return final ? i : -1;
            if (data[i] == Quote)
            {
                i++;
                continue;
            }

            if (data[i] == separator || data[i] is NewLine or (byte)'\r')
                return i - start <= LongestCell ? i : LineEnd(data, start);
            // Text behind the quote: it was no end of a cell, unless all of it stands on one line.
            return data[start..i].IndexOf(NewLine) < 0 ? i : LineEnd(data, start);
        }
    }

    private static int LineEnd(ReadOnlySpan<byte> data, int start)
    {
        var end = data[start..].IndexOf(NewLine);
        return end < 0 ? data.Length : start + end;
    }
}

/// <summary>The cells of one record. Reused from record to record.</summary>
internal sealed class CsvCells
{
    private (int Start, int Length, bool Quoted)[] cells = new (int, int, bool)[64];
    private byte[] scratch = new byte[256];

    /// <summary>How many cells the record has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a quote stands where none should.</summary>
    public bool Broken { get; private set; }

    /// <summary>Takes a record apart.</summary>
    /// <param name="record">The record, without its line end.</param>
    /// <param name="separator">What separates cells.</param>
    public void Read(ReadOnlySpan<byte> record, byte separator)
    {
        Count = 0;
        Broken = false;
        var i = 0;
        while (true)
        {
            if (i < record.Length && record[i] == (byte)'"')
                i = Quoted(record, i, separator);
            else
            {
                var length = record[i..].IndexOf(separator);
                if (length < 0)
                    length = record.Length - i;
                Add(i, length, false);
                i += length;
            }

            if (i >= record.Length)
                return;
            i++;
        }
    }

    /// <summary>A cell without its quotes and without spaces at the ends; valid until the next is asked for.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> record, int index)
    {
        if (index >= Count)
            return [];
        var (start, length, quoted) = cells[index];
        var cell = record.Slice(start, length);
        if (quoted && cell.IndexOf((byte)'"') >= 0)
            cell = Unescape(cell);
        while (cell.Length > 0 && cell[0] is (byte)' ' or (byte)'\t')
            cell = cell[1..];
        while (cell.Length > 0 && cell[^1] is (byte)' ' or (byte)'\t')
            cell = cell[..^1];
        return cell;
    }

    private int Quoted(ReadOnlySpan<byte> record, int start, byte separator)
    {
        var i = start + 1;
        while (true)
        {
            var next = i < record.Length ? record[i..].IndexOf((byte)'"') : -1;
            if (next < 0)
            {
                Broken = true;
                Add(start, record.Length - start, false);
                return record.Length;
            }

            i += next + 1;
            if (i < record.Length && record[i] == (byte)'"')
            {
                i++;
                continue;
            }

            if (i == record.Length || record[i] == separator)
            {
                Add(start + 1, i - start - 2, true);
                return i;
            }

            Broken = true;
            var length = record[start..].IndexOf(separator);
            length = length < 0 ? record.Length - start : length;
            Add(start, length, false);
            return start + length;
        }
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> cell)
    {
        if (scratch.Length < cell.Length)
            scratch = new byte[cell.Length * 2];
        var length = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            scratch[length++] = cell[i];
            if (cell[i] == (byte)'"')
                i++;
        }

        return scratch.AsSpan(0, length);
    }

    private void Add(int start, int length, bool quoted)
    {
        if (Count == cells.Length)
            Array.Resize(ref cells, Count * 2);
        cells[Count++] = (start, length, quoted);
    }
}
