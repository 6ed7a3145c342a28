namespace Parley.Ledger.Storage;

/// <summary>Opens ledger stores.</summary>
public static class LedgerStore
{
    /// <summary>
    /// Opens a store. <paramref name="connection"/> is a file path or <c>sqlite:PATH</c> for SQLite; a
    /// <c>postgres://</c> or <c>postgresql://</c> URL, or Npgsql's <c>Host=…;Database=…</c>, for PostgreSQL.
    /// </summary>
    /// <param name="connection">Where the ledger is.</param>
    /// <param name="access">
    /// With <see cref="StoreAccess.Read"/> nothing is created. With <see cref="StoreAccess.Write"/> the file (not its
    /// folder) or the tables are created, and an older schema is brought up to date.
    /// </param>
    /// <param name="options">How to open it; default <see cref="StoreOptions"/> with its defaults.</param>
    /// <returns>The store, to be disposed of.</returns>
    /// <exception cref="StoreException">It cannot be opened; any fault except <see cref="StoreFault.Full"/> is usual.</exception>
    public static ILedgerStore Open(string connection, StoreAccess access, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        options ??= new StoreOptions();
        return StoreAddress.Parse(connection) switch
        {
            SqliteAddress file => new SqliteStore(file, access, options),
            PostgresAddress server => new PostgresStore(server, access, options),
            var other => throw new InvalidOperationException(other.Location),
        };
    }
}
