using System.Text;

namespace Parley.Host.Entries;

/// <summary>Takes the rows of an answer as UTF-8 text.</summary>
internal interface IEntryOutput : IDisposable
{
    /// <summary>The first line.</summary>
    void Begin(IReadOnlyList<string> names, byte separator);

    /// <summary>Whole rows.</summary>
    Task Write(ReadOnlyMemory<byte> rows);

    /// <summary>Nothing follows.</summary>
    Task End();
}

/// <summary>CSV to a stream, or to the program's output.</summary>
internal sealed class CsvOutput(Action<ReadOnlySpan<byte>> write) : IEntryOutput
{
    public CsvOutput(Stream stream)
        : this(stream.Write) { }

    public CsvOutput(TextWriter writer)
        : this(text => writer.Write(Encoding.UTF8.GetString(text))) { }

    public void Begin(IReadOnlyList<string> names, byte separator)
    {
        var line = new Utf8Buffer();
        for (var i = 0; i < names.Count; i++)
        {
            if (i > 0)
                line.Add(separator);
            line.AddCell(names[i], separator);
        }

        line.Add((byte)'\n');
        write(line.Text);
    }

    public Task Write(ReadOnlyMemory<byte> rows)
    {
        write(rows.Span);
        return Task.CompletedTask;
    }

    public Task End() => Task.CompletedTask;

    public void Dispose() { }
}
