using System.Diagnostics;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;

namespace Parley.Benchmarks;

/// <summary>
/// The first load, the first briefing and the first text of it in a process: what a command pays once, with the
/// compilation of every method that is not compiled ahead of time.
/// </summary>
internal static class FirstLoad
{
    public static int Run(TextWriter output)
    {
        var data = Repository.Data;
        var day = "2025-06-09";
        var jitted = System.Runtime.JitInfo.GetCompiledMethodCount();
        var watch = Stopwatch.StartNew();

        var loaded = ShippedData.Load(data);
        var load = Lap(watch, ref jitted);
        if (loaded.Ledger is not { } book)
            return 1;

        var briefing = BriefingMaker.Make(book, OnDay.Parse(day).Value, KnownDay.Parse(day).Value);
        var brief = Lap(watch, ref jitted);

        _ = BriefingMarkdown.Write(briefing, sources: false);
        var markdown = Lap(watch, ref jitted);

        output.WriteLine($"load     {load}");
        output.WriteLine($"brief    {brief}");
        output.WriteLine($"markdown {markdown}");
        return 0;
    }

    private static string Lap(Stopwatch watch, ref long jitted)
    {
        var time = watch.Elapsed;
        var now = System.Runtime.JitInfo.GetCompiledMethodCount();
        var line = FormattableString.Invariant(
            $"{Repository.Milliseconds(time), 7} ms, {now - jitted, 5} methods compiled"
        );
        jitted = now;
        watch.Restart();
        return line;
    }
}
