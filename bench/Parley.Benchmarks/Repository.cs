using System.Globalization;
using Parley.Ledger;

namespace Parley.Benchmarks;

/// <summary>The shipped facts, found above the program wherever BenchmarkDotNet has put it.</summary>
internal static class Repository
{
    /// <summary>The data folder of the repository.</summary>
    public static string Data { get; } = Find();

    /// <summary>The shipped ledger.</summary>
    public static LedgerBook Book() =>
        ShippedData.Load(Data) is { Ledger: { } book } loaded
            ? book
            : throw new InvalidOperationException("The shipped ledger does not load; run 'parley data verify'.");

    /// <summary>A number with one decimal, invariant.</summary>
    public static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PARLEY_DATA") is { Length: > 0 } named)
            return named;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(Path.Combine(data, "manifest.json")))
                return data;
        }

        throw new InvalidOperationException("No data folder lies above the program. Set PARLEY_DATA.");
    }
}
