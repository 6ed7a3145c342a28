using BenchmarkDotNet.Running;
using Parley.Benchmarks;

// first-load: one measurement in this fresh process, compilation included; BenchmarkDotNet would warm it up first.
if (args is ["first-load", ..])
    return FirstLoad.Run(Console.Out);

if (args is ["entries-file", var path, var count])
    return Entries.Write(path, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));

if (args is ["entries", ..])
    return Entries.Run(Console.Out);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
