using System.Text;

namespace Parley.Host.Entries;

/// <summary>UTF-8 text that grows.</summary>
internal sealed class Utf8Buffer
{
    private byte[] bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Text => bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    public void Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    public void Add(string text)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, room);
    }

    /// <summary>A cell, quoted where it must be.</summary>
    public void AddCell(string text, byte separator)
    {
        if (text.AsSpan().IndexOfAny('"', '\n', '\r') < 0 && !text.Contains((char)separator, StringComparison.Ordinal))
            Add(text);
        else
            Add("\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
    }

    /// <summary>Cents as dollars: 1234.50.</summary>
    public void AddCents(long cents)
    {
        var room = Room(24);
        System.Buffers.Text.Utf8Formatter.TryFormat(cents / 100, room, out var written);
        var rest = (int)(cents % 100);
        room[written] = (byte)'.';
        room[written + 1] = (byte)('0' + (rest / 10));
        room[written + 2] = (byte)('0' + (rest % 10));
        Length += written + 3;
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Length < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
        return bytes.AsSpan(Length);
    }
}
