using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Parley.Ledger.Storage;

/// <summary>A row as it is stored: bytes, because a row that was tampered with need not be text.</summary>
internal readonly record struct Row(
    long Sequence,
    byte[] Id,
    byte[] Type,
    byte[] RecordedAt,
    byte[] Json,
    byte[] PreviousHash,
    byte[] Hash
)
{
    public const string Columns = "sequence, id, type, recorded_at, json, previous_hash, hash";

    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Row Read(DbDataReader reader)
    {
        var row = new Row(
            reader.GetInt64(0),
            reader.GetFieldValue<byte[]>(1),
            reader.GetFieldValue<byte[]>(2),
            reader.GetFieldValue<byte[]>(3),
            reader.GetFieldValue<byte[]>(4),
            reader.GetFieldValue<byte[]>(5),
            reader.GetFieldValue<byte[]>(6)
        );
        return row;
    }

    public StoredRecord ToRecord(string location)
    {
        var sequence = Sequence;
        var at = InstantPattern.ExtendedIso.Parse(Text(RecordedAt, "recorded_at"));
        return at.Success
            ? new StoredRecord(
                Sequence,
                Text(Id, "id"),
                Text(Type, "type"),
                at.Value,
                Text(Json, "json"),
                Text(PreviousHash, "previous_hash"),
                Text(Hash, "hash")
            )
            : throw StoreMessages.UnreadableRow(location, sequence, "recorded_at");

        string Text(byte[] bytes, string column)
        {
            try
            {
                return Utf8.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw StoreMessages.UnreadableRow(location, sequence, column);
            }
        }
    }
}

/// <summary>The hash chain. See docs/adr/0002-storage.md for the encoding, which must never change.</summary>
internal static class Chain
{
    public static StoredRecord Link(ChainHead head, NewRecord record, Instant recordedAt)
    {
        var sequence = head.Sequence + 1;
        var hash = Hash(
            sequence,
            Row.Utf8.GetBytes(record.Id),
            Row.Utf8.GetBytes(record.Type),
            Row.Utf8.GetBytes(Iso(recordedAt)),
            Row.Utf8.GetBytes(record.Json),
            Row.Utf8.GetBytes(head.Hash)
        );
        return new StoredRecord(sequence, record.Id, record.Type, recordedAt, record.Json, head.Hash, hash);
    }

    /// <summary>The text of an instant as it is stored and hashed.</summary>
    public static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string Hash(Row row) =>
        Hash(row.Sequence, row.Id, row.Type, row.RecordedAt, row.Json, row.PreviousHash);

    private static string Hash(
        long sequence,
        ReadOnlySpan<byte> id,
        ReadOnlySpan<byte> type,
        ReadOnlySpan<byte> recordedAt,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<byte> previous
    )
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Netstring(sha, Encoding.ASCII.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)));
        Netstring(sha, id);
        Netstring(sha, type);
        Netstring(sha, recordedAt);
        Netstring(sha, json);
        Netstring(sha, previous);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    // LENGTH ':' BYTES ',' – the length makes the border between two fields part of what is hashed.
    private static void Netstring(IncrementalHash sha, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[12];
        Utf8Formatter.TryFormat(bytes.Length, length, out var digits);
        length[digits] = (byte)':';
        sha.AppendData(length[..(digits + 1)]);
        sha.AppendData(bytes);
        sha.AppendData(","u8);
    }
}

/// <summary>Walks the chain from its first link.</summary>
internal sealed class ChainVerifier(ChainHead? noted)
{
    private ChainHead head = ChainHead.Empty;
    private string? notedFound = noted?.Sequence == 0 ? ChainHead.Empty.Hash : null;

    public long Count => head.Sequence;

    public BrokenLink? Broken { get; private set; }

    /// <summary>Checks the next row.</summary>
    /// <returns>False if the chain breaks there.</returns>
    public bool Next(Row row)
    {
        var expected = head.Sequence + 1;
        if (row.Sequence < expected)
            return Break(row.Sequence, LinkFault.Sequence, StoreMessages.ImpossibleSequence(row.Sequence));
        if (row.Sequence > expected)
            return Break(expected, LinkFault.Sequence, StoreMessages.GapBefore(expected, row.Sequence));
        if (!row.PreviousHash.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(head.Hash)))
            return Break(expected, LinkFault.PreviousHash, StoreMessages.WrongPrevious(expected));
        var computed = Chain.Hash(row);
        if (!row.Hash.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(computed)))
        {
            var stored = Encoding.Latin1.GetString(row.Hash);
            return Break(expected, LinkFault.Content, StoreMessages.WrongContent(expected, stored, computed));
        }

        head = new ChainHead(expected, computed);
        if (expected == noted?.Sequence)
            notedFound = computed;
        return true;
    }

    public ChainReport Finish()
    {
        if (Broken is null && noted is not null && !string.Equals(notedFound, noted.Hash, StringComparison.Ordinal))
        {
            var because = notedFound is null
                ? StoreMessages.CutShort(noted.Sequence, head.Sequence)
                : StoreMessages.Rewritten(noted.Sequence, noted.Hash, notedFound);
            Break(noted.Sequence, LinkFault.NotedHead, because);
        }

        return new ChainReport(head.Sequence, head, Broken);
    }

    private bool Break(long sequence, LinkFault fault, string because)
    {
        Broken = new BrokenLink(sequence, fault, because);
        return false;
    }
}
