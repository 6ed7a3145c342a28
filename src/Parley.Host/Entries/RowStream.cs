using System.Globalization;

namespace Parley.Host.Entries;

/// <summary>Rows of another format as the UTF-8 text that a CSV file would be; read as it is needed.</summary>
internal sealed class RowStream(IAsyncEnumerable<IReadOnlyList<object?>> rows, IDisposable? owner) : Stream
{
    private const byte Separator = (byte)',';
    private readonly IAsyncEnumerator<IReadOnlyList<object?>> source = rows.GetAsyncEnumerator();
    private readonly Utf8Buffer text = new();
    private int used;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (used == text.Length)
        {
            text.Clear();
            used = 0;
            while (!ended && text.Length < buffer.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await source.MoveNextAsync().ConfigureAwait(false))
                    Add(source.Current);
                else
                    ended = true;
            }
        }

        var length = Math.Min(buffer.Length, text.Length - used);
        text.Memory.Slice(used, length).CopyTo(buffer);
        used += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            owner?.Dispose();
        base.Dispose(disposing);
    }

    private void Add(IReadOnlyList<object?> cells)
    {
        // An empty row is an empty line: it counts as one and is passed over.
        if (cells.Any(c => c is not null and not ""))
        {
            for (var i = 0; i < cells.Count; i++)
            {
                if (i > 0)
                    text.Add(Separator);
                text.AddCell(Text(cells[i]), Separator);
            }
        }

        text.Add((byte)'\n');
    }

    /// <summary>A value as a CSV file of ours would write it.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTime time => time.TimeOfDay == TimeSpan.Zero
                ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            // A whole number without an exponent: codes that a sheet keeps as numbers.
            double number when double.IsInteger(number) && Math.Abs(number) < 1e15 => number.ToString(
                "0",
                CultureInfo.InvariantCulture
            ),
            double number when Math.Abs(number) is > 1e-9 and < 1e15 => ((decimal)number).ToString(
                CultureInfo.InvariantCulture
            ),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
