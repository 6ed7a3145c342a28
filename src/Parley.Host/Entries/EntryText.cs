using System.Text;

namespace Parley.Host.Entries;

/// <summary>Text files of entries as UTF-8, whatever they were written in.</summary>
internal static class EntryText
{
    /// <summary>What spreadsheets on Windows write where it is not UTF-8.</summary>
    public static Encoding Windows { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Opens a file: without its mark, and UTF-16 told by its mark or its zeros turned into UTF-8.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            1,
            FileOptions.SequentialScan
        );
        Span<byte> start = stackalloc byte[64];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (start is [0xEF, 0xBB, 0xBF, ..])
            return At(file, 3);
        if (start is [0xFF, 0xFE, ..])
            return Encoding.CreateTranscodingStream(At(file, 2), Encoding.Unicode, Encoding.UTF8);
        if (start is [0xFE, 0xFF, ..])
            return Encoding.CreateTranscodingStream(At(file, 2), Encoding.BigEndianUnicode, Encoding.UTF8);
        if (start.Length >= 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0)
            return Encoding.CreateTranscodingStream(At(file, 0), Encoding.Unicode, Encoding.UTF8);
        if (start.Length >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0)
            return Encoding.CreateTranscodingStream(At(file, 0), Encoding.BigEndianUnicode, Encoding.UTF8);
        return At(file, 0);
    }

    /// <summary>What separates the cells of a first line: of comma, semicolon, tab and bar the one found most outside quotes.</summary>
    public static byte Separator(ReadOnlySpan<byte> line)
    {
        byte best = (byte)',';
        var most = 0;
        foreach (var candidate in ",;\t|"u8)
        {
            var count = 0;
            var quoted = false;
            foreach (var c in line)
            {
                if (c == (byte)'"')
                    quoted = !quoted;
                else if (c == candidate && !quoted)
                    count++;
            }

            if (count > most)
                (best, most) = (candidate, count);
        }

        return best;
    }

    private static FileStream At(FileStream file, long position)
    {
        file.Position = position;
        return file;
    }
}
