namespace Parley.Ledger.Storage;

/// <summary>Why a store could not do what was asked: a closed set.</summary>
public enum StoreFault
{
    /// <summary>Another process was writing for longer than <see cref="StoreOptions.LockTimeout"/>. Try again.</summary>
    Locked,

    /// <summary>The file, folder or server cannot be written, or the store was opened for reading.</summary>
    ReadOnly,

    /// <summary>The disk is full. What was acknowledged before is safe.</summary>
    Full,

    /// <summary>What is there is damaged, or is not a ledger.</summary>
    Corrupt,

    /// <summary>A newer Parley wrote it.</summary>
    NewerSchema,

    /// <summary>The server, or the disk, does not answer.</summary>
    Unreachable,

    /// <summary>There is no such file, folder, database or ledger.</summary>
    NotFound,

    /// <summary>This account or password is not let in.</summary>
    Denied,

    /// <summary>The connection text cannot be understood.</summary>
    BadConnection,

    /// <summary>The database engine reported an error of another kind; its code is in the message.</summary>
    Failed,
}

/// <summary>A store could not do what was asked. The message says what, where, why and what to do; it contains no password.</summary>
public sealed class StoreException : Exception
{
    internal StoreException(StoreFault fault, string location, string message, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
        Location = location;
    }

    /// <summary>Why, of a closed set.</summary>
    public StoreFault Fault { get; }

    /// <summary>Which store, as <see cref="ILedgerStore.Location"/>; empty if the connection text could not be read.</summary>
    public string Location { get; }
}
