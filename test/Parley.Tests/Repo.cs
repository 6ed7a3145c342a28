using Parley.Ledger;

namespace Parley.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repo
{
    private static readonly Lazy<LedgerBook> Book = new(Load);

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The shipped data.</summary>
    public static string Data => Path.Combine(Root, "data");

    /// <summary>The shipped ledger, read once.</summary>
    public static LedgerBook Shipped => Book.Value;

    private static LedgerBook Load()
    {
        var loaded = ShippedData.Load(Data);
        return loaded.Ledger ?? throw new InvalidDataException(string.Join('\n', loaded.Faults));
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Parley.slnx")))
                return folder;
        }

        throw new DirectoryNotFoundException("Parley.slnx is not above the tests.");
    }
}
