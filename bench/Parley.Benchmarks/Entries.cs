using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;

namespace Parley.Benchmarks;

/// <summary>
/// Entries assessed from memory, in one process of its own: what the first million costs, lines and stacks worked out
/// included, then how long an entry takes on one core, and how many a second on all. Every line on file, its
/// days mixed, goods of China.
/// </summary>
internal static class Entries
{
    private const int Count = 1_000_000;

    public static int Run(TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var book = TariffBook.Load(Repository.Data);
        output.WriteLine($"load            {Repository.Milliseconds(watch.Elapsed)} ms");
        watch.Restart();
        var assessor = book.Entries(KnownDay.Parse("2026-10-10").Value);
        output.WriteLine($"assessor        {Repository.Milliseconds(watch.Elapsed)} ms");
        var random = new Random(20250609);
        var lines = book.Schedule.Lines.ToArray();
        var days = Enumerable
            .Range(0, 640)
            .Select(i => EntryDay.Of(OnDay.Of(new LocalDate(2025, 1, 1).PlusDays(i))))
            .ToArray();
        var entries = new (HtsCode Code, EntryDay Day, long Cents)[Count];
        for (var i = 0; i < Count; )
        {
            var line = lines[random.Next(lines.Length)];
            var day = days[random.Next(days.Length)];
            if (line.On(day.Day))
                entries[i++] = (line.Code, day, random.Next(100, 10_000_000));
        }

        var china = assessor.Origin(book.Country("CN").Value);

        watch.Restart();
        var first = Assess(0, Count);
        output.WriteLine($"first million   {Repository.Milliseconds(watch.Elapsed)} ms (sum {Number(first)})");
        for (var round = 0; round < 5; round++)
        {
            watch.Restart();
            Assess(0, Count);
            output.WriteLine($"one core        {Number(watch.Elapsed.TotalNanoseconds / Count)} ns an entry");
        }

        var cores = Environment.ProcessorCount;
        for (var round = 0; round < 5; round++)
        {
            watch.Restart();
            Parallel.For(0, cores * 8, part => Assess(part * (Count / (cores * 8)), Count / (cores * 8)));
            output.WriteLine(
                $"{Number(cores)} cores       {Number(Count / watch.Elapsed.TotalSeconds / 1e6)} million entries a second"
            );
        }

        const int Explained = 2_000;
        for (var round = 0; round < 3; round++)
        {
            watch.Restart();
            foreach (var (code, day, _) in entries.AsSpan(round * Explained, Explained))
                book.On(OnDay.Of(day.Day), KnownDay.Parse("2026-10-10").Value)
                    .Assess(new Goods(code, "CN", Parley.Tariffs.Facts.ShipmentFacts.None));
            output.WriteLine($"explained       {Number(watch.Elapsed.TotalMicroseconds / Explained)} µs a line");
        }

        return 0;

        long Assess(int start, int count)
        {
            Span<long> programmes = stackalloc long[64];
            var sum = 0L;
            foreach (var (code, day, cents) in entries.AsSpan(start, count))
            {
                var answer = assessor.Answer(code, china, day);
                if (answer.IsPlain)
                    sum += answer.DutyOn(cents, programmes);
            }

            return sum;
        }
    }

    /// <summary>Writes a file of entries of China, one for each line and day that has a definite answer, by chance.</summary>
    public static int Write(string path, int count)
    {
        var book = TariffBook.Load(Repository.Data);
        var assessor = book.Entries(KnownDay.Parse("2026-10-10").Value);
        var china = assessor.Origin(book.Country("CN").Value);
        var random = new Random(20250609);
        var lines = book.Schedule.Lines.Where(l => l.Code.Length == 10).ToArray();
        using var file = new StreamWriter(path);
        file.Write("entry_no,code,origin,date,value\n");
        for (var i = 0; i < count; )
        {
            var line = lines[random.Next(lines.Length)];
            var day = new LocalDate(2018, 7, 6).PlusDays(random.Next(3_000));
            if (!line.On(day) || !assessor.Answer(line.Code, china, EntryDay.Of(OnDay.Of(day))).IsPlain)
                continue;
            var cents = random.Next(100, 10_000_000);
            file.Write(
                FormattableString.Invariant(
                    $"E{i:0000000},{line.Code.Digits},CN,{day:uuuu-MM-dd},{cents / 100}.{cents % 100:00}\n"
                )
            );
            i++;
        }

        return 0;
    }

    private static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
