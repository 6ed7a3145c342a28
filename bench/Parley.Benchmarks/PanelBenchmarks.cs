using BenchmarkDotNet.Attributes;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Benchmarks;

/// <summary>
/// The law compiled: for China since 2018, and for every origin since 2025. Reading the files is the baseline; a fresh
/// bulk is made each time, so that no stack is known before.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class CompileBenchmark
{
    private static readonly KnownDay Known = KnownDay.Parse("2026-10-10").Value;
    private TariffBook book = null!;
    private Country[] all = [];

    [GlobalSetup]
    public void Load()
    {
        book = TariffBook.Load(Repository.Data);
        all = [.. book.Countries];
    }

    [Benchmark(Baseline = true)]
    public TariffBook Files() => TariffBook.Load(Repository.Data);

    [Benchmark]
    public Panel China() => Panel.Make(book.Bulk(Known), [book.Country("CN").Value], TariffBook.FirstDay, null);

    [Benchmark]
    public Panel AllOrigins() => Panel.Make(book.Bulk(Known), all, TariffBook.FirstDayOfOthers, null);
}

/// <summary>The panel written, files read and compilation included, as the command does it.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class PanelBenchmark
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "parley-panel-benchmark");

    [Benchmark(Baseline = true)]
    public int FactoredAllOrigins() => Run("--from", "all", "--out", folder);

    [Benchmark]
    public int FlatChina() => Run("--from", "CN", "--layout", "flat", "--out", Path.Combine(folder, "cn.parquet"));

    [Benchmark]
    public int FlatChinaCsv() => Run("--from", "CN", "--layout", "flat", "--out", Path.Combine(folder, "cn.csv"));

    private static int Run(params string[] args)
    {
        using var output = new StringWriter();
        var machine = new Parley.Host.Machine(
            output,
            output,
            TextReader.Null,
            TimeProvider.System,
            name => name is "PARLEY_DATA" ? Repository.Data : null,
            Piped: true
        );
        return Parley.Host.Cli.Run(["panel", .. args], machine) == 0
            ? 0
            : throw new InvalidOperationException(output.ToString());
    }
}
