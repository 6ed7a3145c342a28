using System.Diagnostics;
using System.Globalization;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>Several processes at once, and processes that are killed. The same tests run over both engines.</summary>
public abstract class StoreProcessContract(StoreEngine engine) : IDisposable
{
    private const int Processes = 4;
    private const int Each = 1000;

    [Fact]
    public void FourProcessesWithAThousandAppendsEach_LoseNothingAndLeaveAGaplessChain()
    {
        var ledger = engine.NewLedger();
        var clock = Stopwatch.StartNew();
        var workers = Enumerable
            .Range(0, Processes)
            .Select(i => Worker.Start(ledger, Each, string.Create(CultureInfo.InvariantCulture, $"p{i}")))
            .ToList();
        foreach (var worker in workers)
            worker.WaitForSuccess();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{engine.GetType().Name}: {Processes} × {Each} appends in {clock.Elapsed.TotalSeconds:0.0} s"
            )
        );
        using var store = LedgerStore.Open(ledger, StoreAccess.Read);
        AssertHolds(store, workers.SelectMany(worker => worker.Acknowledged));
        Assert.Equal(Processes * Each, store.Read().Count);
    }

    /// <summary>PARLEY_KILLS says how many kills; default 20.</summary>
    [Fact]
    public void ProcessKilledAtARandomMoment_EveryAcknowledgedRecordIsThere()
    {
        var kills = int.Parse(
            Environment.GetEnvironmentVariable("PARLEY_KILLS") ?? "20",
            NumberStyles.None,
            CultureInfo.InvariantCulture
        );
        var ledger = engine.NewLedger();
        var random = new Random();
        HashSet<string> acknowledged = new(StringComparer.Ordinal);
        for (var kill = 0; kill < kills; kill++)
        {
            using var worker = Worker.Start(ledger, 1_000_000, string.Create(CultureInfo.InvariantCulture, $"k{kill}"));
            worker.WaitFor(random.Next(1, 150));
            Thread.Sleep(TimeSpan.FromMicroseconds(random.Next(0, 20_000)));
            worker.Kill();
            acknowledged.UnionWith(worker.Acknowledged);
            using var store = LedgerStore.Open(ledger, StoreAccess.Write);
            AssertHolds(store, acknowledged);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{kills} kills, {acknowledged.Count} records acknowledged")
        );
    }

    public void Dispose()
    {
        engine.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static void AssertHolds(ILedgerStore store, IEnumerable<string> acknowledged)
    {
        var stored = store.Read().Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
        Assert.True(stored.IsSupersetOf(acknowledged), "An acknowledged record is lost.");
        var report = store.Verify(cancel: TestContext.Current.CancellationToken);
        Assert.True(report.IsIntact, report.Broken?.Because);
        Assert.Equal(stored.Count, report.Records);
    }
}

public sealed class SqliteStoreProcessTests() : StoreProcessContract(new SqliteEngine());

public sealed class PostgresStoreProcessTests(PostgresServer server) : StoreProcessContract(new PostgresEngine(server));

/// <summary>A worker process, and the ids that the store has acknowledged to it.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;
    private readonly Thread reader;
    private readonly Task<string> errors;
    private readonly Lock gate = new();
    private readonly List<string> acknowledged = [];

    private Worker(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        reader = new Thread(ReadIds);
        reader.Start();
    }

    public IReadOnlyList<string> Acknowledged
    {
        get
        {
            lock (gate)
                return [.. acknowledged];
        }
    }

    public static Worker Start(string ledger, int count, string prefix) =>
        new(Programs.StartWorker(ledger, count, prefix));

    /// <summary>Waits until so many records are acknowledged.</summary>
    public void WaitFor(int count)
    {
        while (Acknowledged.Count < count)
        {
            if (process.HasExited)
                Assert.Fail("The worker ended early: " + errors.GetAwaiter().GetResult());
            Thread.Sleep(1);
        }
    }

    public void WaitForSuccess()
    {
        process.WaitForExit();
        reader.Join();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
    }

    /// <summary>Waits for the worker to end by itself with a fault of the store.</summary>
    public string WaitForFault()
    {
        process.WaitForExit();
        reader.Join();
        Assert.Equal(3, process.ExitCode);
        return errors.GetAwaiter().GetResult();
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
        reader.Join();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    // A last line without its line feed was cut off by the kill and acknowledges nothing.
    private void ReadIds()
    {
        var line = new System.Text.StringBuilder();
        for (int c; (c = process.StandardOutput.Read()) >= 0; )
        {
            if (c != '\n')
            {
                line.Append((char)c);
                continue;
            }

            lock (gate)
                acknowledged.Add(line.ToString());
            line.Clear();
        }
    }
}
