using System.Text;
using Parley.Core;
using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>What came of a file.</summary>
internal sealed class EntrySummary
{
    public long Rows { get; set; }

    public long BadRows { get; set; }

    public long OpenRows { get; set; }

    public long OtherEncoding { get; set; }

    public SortedDictionary<Currency, decimal[]> Totals { get; } = [];

    /// <summary>The first problems, with the row as a spreadsheet numbers it.</summary>
    public List<(long Row, RowProblem Problem)> First { get; } = [];
}

/// <summary>
/// Works a file of entries in batches: one thread reads and writes, the others assess; the order is kept, and only a few
/// batches are in memory at a time.
/// </summary>
internal sealed class EntryRun(IEntryOutput output, Stream? errors, Action<long> progress)
{
    private const int BatchSize = 1 << 20;
    private const int LongestRecord = 1 << 26;
    private const int FirstShown = 5;

    private readonly Stack<EntryBatch> idle = new();
    private readonly Stack<byte[]> buffers = new();
    private readonly Queue<(Task<EntryBatch> Work, byte[] Buffer)> atWork = new();
    private readonly Utf8Buffer errorText = new();
    private readonly EntrySummary summary = new();
    private long line = 1;

    /// <summary>Works a stream of UTF-8 text.</summary>
    /// <param name="input">The text, with a first line of names.</param>
    /// <param name="start">Makes the job when the names and the separator are known.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<EntrySummary> Work(Stream input, Func<string[], byte, EntryJob> start, CancellationToken cancel)
    {
        EntryJob? job = null;
        var buffer = new byte[BatchSize];
        var length = 0;
        var final = false;
        while (!final)
        {
            cancel.ThrowIfCancellationRequested();
            var read = await input.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
            final = read == 0;
            length += read;
            progress(read);
            if (length < buffer.Length && !final)
                continue;
            if (job is null)
            {
                job = Begin(buffer.AsSpan(0, length), final, start, out var used);
                Array.Copy(buffer, used, buffer, 0, length - used);
                length -= used;
            }

            var end = LastEnd(buffer.AsSpan(0, length), job.Separator, final);
            if (end == 0 && !final)
            {
                if (buffer.Length >= LongestRecord)
                    throw new CommandException(
                        ExitCode.InputProblems,
                        "a row is longer than 64 MB: this is no table of entries."
                    );
                Array.Resize(ref buffer, buffer.Length * 2);
                continue;
            }

            var next = buffers.TryPop(out var free) ? free : new byte[BatchSize];
            if (next.Length < length - end)
                next = new byte[buffer.Length];
            Array.Copy(buffer, end, next, 0, length - end);
            if (end > 0)
                Send(job, buffer, end);
            length -= end;
            buffer = next;
            while (atWork.Count > Environment.ProcessorCount + 1)
                await Take().ConfigureAwait(false);
        }

        while (atWork.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            await Take().ConfigureAwait(false);
        }

        await output.End().ConfigureAwait(false);
        return summary;
    }

    private EntryJob Begin(ReadOnlySpan<byte> text, bool final, Func<string[], byte, EntryJob> start, out int used)
    {
        var first = text.IndexOf((byte)'\n');
        var head = first < 0 ? text : text[..first];
        if (head.Trim((byte)' ').Trim((byte)'\r').Length == 0)
            throw new CommandException(
                ExitCode.InputProblems,
                "the file has no first line with the names of its columns, such as: code,origin,date,value"
            );
        if (head.Contains((byte)0))
            throw new CommandException(
                ExitCode.InputProblems,
                "the file is no text. Give CSV (UTF-8, UTF-16 or Windows-1252), or a file that ends in .parquet or .xlsx."
            );
        var separator = EntryText.Separator(head);
        used = CsvBytes.RecordEnd(text, separator, final);
        if (used < 0)
            used = first < 0 ? text.Length : first + 1;
        var record = text[..used].TrimEnd((byte)'\n').TrimEnd((byte)'\r');
        var encoding = System.Text.Unicode.Utf8.IsValid(record) ? Encoding.UTF8 : EntryText.Windows;
        var cells = new CsvCells();
        cells.Read(record, separator);
        var names = new string[cells.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = encoding.GetString(cells.Cell(record, i));
        var job = start(names, separator);
        output.Begin([.. Renamed(names, job), .. EntryNames.Added(job)], separator);
        if (errors is not null)
            errors.Write("row,column,value,why,what_to_do\n"u8);
        return job;
    }

    /// <summary>A column of the file that is called like one of ours, as in an earlier answer, gets another name.</summary>
    private static IEnumerable<string> Renamed(string[] names, EntryJob job)
    {
        var taken = EntryNames.Added(job).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var own = name;
            while (!taken.Add(own))
                own = own.Length == 0 ? "column" : own + "_in";
            yield return own;
        }
    }

    private static int LastEnd(ReadOnlySpan<byte> text, byte separator, bool final)
    {
        if (final)
            return text.Length;
        if (!text.Contains((byte)'"'))
            return text.LastIndexOf((byte)'\n') + 1;
        var end = 0;
        while (end < text.Length && CsvBytes.RecordEnd(text[end..], separator, final: false) is > 0 and var length)
            end += length;
        return end;
    }

    private void Send(EntryJob job, byte[] buffer, int length)
    {
        var batch = idle.TryPop(out var free) ? free : new EntryBatch(job);
        atWork.Enqueue(
            (
                Task.Run(() =>
                {
                    batch.Work(buffer.AsSpan(0, length));
                    return batch;
                }),
                buffer
            )
        );
    }

    private async Task Take()
    {
        var (work, buffer) = atWork.Dequeue();
        var batch = await work.ConfigureAwait(false);
        await output.Write(batch.Output.Memory).ConfigureAwait(false);
        foreach (var problem in batch.Problems)
        {
            var row = line + problem.Row + 1;
            if (summary.First.Count < FirstShown)
                summary.First.Add((row, problem));
            if (errors is null)
                continue;
            problem.WriteTo(errorText, row);
            if (errorText.Length > BatchSize)
                Flush();
        }

        Flush();
        line += batch.Lines;
        summary.Rows += batch.Rows;
        summary.BadRows += batch.BadRows;
        summary.OpenRows += batch.OpenRows;
        summary.OtherEncoding += batch.OtherEncoding;
        foreach (var (currency, sums) in batch.Totals)
        {
            if (!summary.Totals.TryGetValue(currency, out var all))
                summary.Totals[currency] = all = new decimal[sums.Length];
            for (var i = 0; i < sums.Length; i++)
                all[i] += sums[i];
        }

        idle.Push(batch);
        buffers.Push(buffer);
    }

    private void Flush()
    {
        errors?.Write(errorText.Text);
        errorText.Clear();
    }
}

/// <summary>The columns that an answer adds.</summary>
internal static class EntryNames
{
    /// <summary>How many there are.</summary>
    public static int Count(Tariffs.TariffBook book) => 7 + EntryJob.Charging(book).Count;

    public static IEnumerable<string> Added(EntryJob job) =>
        [
            "total_percent",
            "duty",
            "currency",
            .. job.Programmes.Select(p => EntryJob.ColumnOf(p.Programme)),
            "total_min",
            "total_max",
            "needs",
            "problems",
        ];
}
