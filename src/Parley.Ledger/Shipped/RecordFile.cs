using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Where a record stands.</summary>
/// <param name="Record">The record.</param>
/// <param name="File">The file, relative to the data folder, or the store.</param>
/// <param name="Line">The line in the file, from 1; 0 where there are no lines.</param>
internal readonly record struct Located(LedgerRecord Record, string File, int Line)
{
    public string Where => Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}

/// <summary>Files of records: JSON, one record a line, UTF-8; blank lines are allowed.</summary>
internal static class RecordFile
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads a file; a line that cannot be read becomes a fault and the others are still read.</summary>
    public static void Read(string path, string name, List<Located> records, List<string> faults)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        if (rest.StartsWith(Encoding.UTF8.Preamble))
            rest = rest[Encoding.UTF8.Preamble.Length..];
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf(LineFeed);
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (text.Trim(" \t\r"u8).IsEmpty)
                continue;
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}:{line}");
            try
            {
                if (RecordJson.Read(text) is { } record)
                    records.Add(new Located(record, name, line));
                else
                    faults.Add($"{where}: the line is null, not a record.");
            }
            catch (JsonException e)
            {
                faults.Add($"{where}: {RecordJson.Explain(e)}");
            }
            catch (NotSupportedException)
            {
                faults.Add(
                    $"{where}: no known type. Begin the record with \"type\" and one of: {string.Join(", ", RecordTypes.Names)}."
                );
            }
        }
    }

    /// <summary>The text of a file of records: one a line, each line ended.</summary>
    public static string Text(IEnumerable<LedgerRecord> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
            text.Append(RecordJson.Write(record)).Append('\n');
        return text.ToString();
    }
}
