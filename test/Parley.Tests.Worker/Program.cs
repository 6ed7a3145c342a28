// append CONNECTION COUNT PREFIX: appends COUNT records PREFIX-1, PREFIX-2, … one at a time, and prints each id, flushed,
// once the store has acknowledged it. A line without its line feed is no acknowledgement.
using System.Globalization;
using NodaTime;
using Parley.Ledger.Storage;

if (args is not ["append", var connection, var countText, var prefix])
{
    Console.Error.WriteLine("usage: append CONNECTION COUNT PREFIX");
    return 2;
}

var count = int.Parse(countText, NumberStyles.None, CultureInfo.InvariantCulture);
var recordedAt = Instant.FromUtc(2026, 11, 25, 12, 0);

// Long enough that a SQLite file is checkpointed every few hundred appends, so that kills fall into checkpoints too.
var filler = new string('x', 1500);
using var output = Console.OpenStandardOutput();
try
{
    using var store = LedgerStore.Open(connection, StoreAccess.Write);
    for (var i = 1; i <= count; i++)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");
        var result = store.Append(
            [new NewRecord(id, "test", $$"""{"id":"{{id}}","filler":"{{filler}}"}""")],
            recordedAt
        );
        if (!result.Accepted)
            return 1;
        output.Write(System.Text.Encoding.UTF8.GetBytes(id + "\n"));
        output.Flush();
    }

    return 0;
}
catch (StoreException e)
{
    Console.Error.WriteLine($"{e.Fault}: {e.Message}");
    return 3;
}
