using System.Globalization;
using NodaTime;
using static System.FormattableString;

namespace Parley.Ledger.Storage;

/// <summary>Everything that the store says to people.</summary>
internal static class StoreMessages
{
    public const string LockTimeoutRange = "The lock timeout lies outside 1 millisecond to 1 hour.";

    public const string IsNull = "its id, type or JSON is null";

    public const string IdLength = "its id is empty or longer than 500 characters";

    public const string TypeEmpty = "its type is empty";

    public const string HoldsUnstorable = "it holds U+0000 or half a surrogate pair, which no store can keep";

    public const string FileUnreadable = "the file cannot be opened";

    public const string NoAnswerInTime = "it gave no answer in time";

    public const string Forms =
        "Write a file path (or sqlite:PATH), a URL such as postgresql://user@host:5432/database, "
        + "or Npgsql's form Host=…;Database=…;Username=….";

    // The connection text itself is not repeated in these: it may hold a password.
    public static StoreException EmptyConnection() =>
        new(StoreFault.BadConnection, "", $"The ledger connection is empty. {Forms}");

    public static StoreException UnknownScheme(string scheme) =>
        new(StoreFault.BadConnection, "", $"A ledger cannot be kept at a {scheme}:// URL. {Forms}");

    public static StoreException BadUrl(string why) =>
        new(StoreFault.BadConnection, "", $"The PostgreSQL URL of the ledger cannot be read: {why}. {Forms}");

    public static StoreException BadKeyword(string? keyword) =>
        new(
            StoreFault.BadConnection,
            "",
            keyword is null
                ? $"The PostgreSQL connection of the ledger is not a list of key=value pairs divided by semicolons. {Forms}"
                : $"The PostgreSQL connection of the ledger has a key '{keyword}' that is unknown or whose value does not fit it. {Forms}"
        );

    public static StoreException NoHost() =>
        new(StoreFault.BadConnection, "", $"The PostgreSQL connection of the ledger names no Host. {Forms}");

    public static StoreException InMemory() =>
        new(StoreFault.BadConnection, "", $"A ledger in memory would be lost with the process. {Forms}");

    public static StoreException Locked(string at, Duration waited, Exception? e = null) =>
        new(
            StoreFault.Locked,
            at,
            Invariant(
                $"{at}: another process has been writing to the ledger for more than {waited.TotalSeconds:0.###} s. Nothing was saved. Wait for it to end (or end it), then try again."
            ),
            e
        );

    public static StoreException OpenedForReading(string at) =>
        new(
            StoreFault.ReadOnly,
            at,
            $"{at}: the ledger was opened for reading, so nothing can be appended. Open it for writing."
        );

    public static StoreException ReadOnly(string at, Exception? e = null) =>
        new(
            StoreFault.ReadOnly,
            at,
            $"{at}: the ledger cannot be written: the file, its folder or the disk is read-only for this account. Nothing was saved. Make file and folder writable, or name another place.",
            e
        );

    public static StoreException ServerReadOnly(string at, Exception e) =>
        new(
            StoreFault.ReadOnly,
            at,
            $"{at}: the server takes no changes (a standby, or a read-only database or account). Nothing was saved. Connect to the primary server.",
            e
        );

    public static StoreException UnreadWal(string at, Exception e) =>
        new(
            StoreFault.ReadOnly,
            at,
            $"{at}: records not yet folded into the file stand in {at}-wal, and cannot be read in a read-only folder. Copy both files into a writable folder and open them there.",
            e
        );

    public static StoreException Full(string at, Exception e) =>
        new(
            StoreFault.Full,
            at,
            $"{at}: the disk of the ledger is full. Nothing of this batch was saved; all earlier records are safe. Free some space, then append the same again.",
            e
        );

    public static StoreException Corrupt(string at, Exception e) =>
        new(
            StoreFault.Corrupt,
            at,
            $"{at}: this is not a ledger of Parley, or it is damaged ({e.Message}). It was not changed. Check the path, or restore the file from a backup.",
            e
        );

    public static StoreException Foreign(string at) =>
        new(
            StoreFault.Corrupt,
            at,
            $"{at}: this SQLite database belongs to another program; Parley adds no ledger to it. It was not changed. Name another file."
        );

    public static StoreException UnreadableRow(string at, long sequence, string column) =>
        new(
            StoreFault.Corrupt,
            at,
            Invariant(
                $"{at}: record {sequence} cannot be read: its column {column} is not what Parley wrote. Run 'parley ledger verify', and restore the ledger from a backup."
            )
        );

    public static StoreException NewerSchema(string at, long found, int known) =>
        new(
            StoreFault.NewerSchema,
            at,
            Invariant(
                $"{at}: the ledger has schema version {found}, written by a newer Parley; this one knows versions up to {known}. It was not changed. Install the newer Parley."
            )
        );

    public static StoreException Unreachable(string at, string why, Exception e) =>
        new(
            StoreFault.Unreachable,
            at,
            $"{at}: the database server of the ledger cannot be reached ({why}). Nothing was saved. Check host, port and that the server runs, then try again.",
            e
        );

    public static StoreException UnknownOutcome(string at, Exception e) =>
        new(
            StoreFault.Unreachable,
            at,
            $"{at}: the connection was lost while the records were being saved, so it is not known whether they were. Append the same again: what is there already is not doubled.",
            e
        );

    public static StoreException DiskFault(string at, Exception e) =>
        new(
            StoreFault.Unreachable,
            at,
            $"{at}: the disk of the ledger does not answer ({e.Message}). Nothing was saved. Check the disk or the network drive, then append the same again.",
            e
        );

    public static StoreException NoFile(string at) =>
        new(StoreFault.NotFound, at, $"{at}: there is no such file. Check the path; a first append creates it.");

    public static StoreException NoFolder(string at, string folder) =>
        new(StoreFault.NotFound, at, $"{at}: there is no folder {folder}. Create it, or name another file.");

    public static StoreException IsFolder(string at) =>
        new(StoreFault.NotFound, at, $"{at}: this is a folder. Name a file in it, such as ledger.db.");

    public static StoreException NoLedger(string at) =>
        new(StoreFault.NotFound, at, $"{at}: there is no ledger here yet. Check the place; a first append creates it.");

    public static StoreException NoDatabase(string at, string why, Exception e) =>
        new(
            StoreFault.NotFound,
            at,
            $"{at}: the server has no such database or schema, or none that this account may use ({why}). Check the name, or create it.",
            e
        );

    public static StoreException Denied(string at, string why, Exception? e = null) =>
        new(
            StoreFault.Denied,
            at,
            $"{at}: this account may not open the ledger ({why}). Check user name, password and rights.",
            e
        );

    public static StoreException Failed(string at, string code, string why, Exception e) =>
        new(
            StoreFault.Failed,
            at,
            $"{at}: the database reports error {code}: {why}. Nothing was saved. If it comes again, report it with this code.",
            e
        );

    public static string BadRecord(int index, string why) =>
        Invariant(
            $"Record {index + 1} of the batch cannot be stored: {why}. Nothing was saved. Correct it and append again."
        );

    public static string GapBefore(long expected, long found) =>
        Invariant(
            $"Record {expected} is missing: the next one there is {found}. Records have been removed or renumbered. Compare with a backup."
        );

    public static string ImpossibleSequence(long found) =>
        Invariant(
            $"There is a record {found}; the first is 1. A record has been renumbered or put in. Compare with a backup."
        );

    public static string WrongPrevious(long sequence) =>
        Invariant(
            $"Record {sequence} does not continue record {sequence - 1}: the previous hash that it names is another. One of the two has been changed. Compare both with a backup."
        );

    public static string WrongContent(long sequence, string stored, string computed) =>
        Invariant(
            $"Record {sequence} has been changed: its hash is stored as {Short(stored)} but its content gives {Short(computed)}. Compare it with a backup."
        );

    public static string CutShort(long noted, long head) =>
        Invariant(
            $"The chain ends at record {head}, but record {noted} was noted as its head earlier. Records have been cut off. Restore them from a backup."
        );

    public static string Rewritten(long noted, string was, string found) =>
        Invariant(
            $"Record {noted} was noted with hash {Short(was)} and now has {Short(found)}: the chain has been rewritten up to there. Compare it with a backup."
        );

    private static string Short(string hash) =>
        hash.Length > 12 ? string.Create(CultureInfo.InvariantCulture, $"{hash.AsSpan(0, 12)}…") : $"'{hash}'";
}
