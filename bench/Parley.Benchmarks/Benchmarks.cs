using BenchmarkDotNet.Attributes;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;

namespace Parley.Benchmarks;

/// <summary>Loading all shipped records from their files, once everything is compiled.</summary>
[MemoryDiagnoser]
public class LedgerLoadBenchmark
{
    [Benchmark]
    public LoadedLedger Load() => ShippedData.Load(Repository.Data);
}

/// <summary>A whole briefing from a loaded ledger: early, in the middle, and late with most records known.</summary>
[MemoryDiagnoser]
public class BriefingBenchmark
{
    private LedgerBook book = null!;

    [Params("2018-12-03", "2025-06-09", "2026-10-10")]
    public string Day { get; set; } = "";

    [GlobalSetup]
    public void Load() => book = Repository.Book();

    [Benchmark]
    public Briefing Make() => BriefingMaker.Make(book, OnDay.Parse(Day).Value, KnownDay.Parse(Day).Value);
}

/// <summary>
/// The points added in both directions on a day. The view is made anew each time, as a question does; on its own it is
/// the baseline.
/// </summary>
[MemoryDiagnoser]
public class RatesBenchmark
{
    private static readonly OnDay On = OnDay.Parse("2025-06-09").Value;
    private static readonly KnownDay Known = KnownDay.Parse("2025-06-09").Value;
    private LedgerBook book = null!;
    private Party us;
    private Party china;

    [GlobalSetup]
    public void Load()
    {
        book = Repository.Book();
        us = Party.Parse("US").Value;
        china = Party.Parse("CN").Value;
    }

    [Benchmark(Baseline = true)]
    public LedgerView View() => book.On(On, Known);

    [Benchmark]
    public (decimal, decimal) Rates()
    {
        var view = book.On(On, Known);
        return (view.Rates(us, china).AllGoods, view.Rates(china, us).AllGoods);
    }
}
