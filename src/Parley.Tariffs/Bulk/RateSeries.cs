using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;

namespace Parley.Tariffs.Bulk;

/// <summary>By what a series is broken down.</summary>
public enum SeriesBy
{
    /// <summary>Programmes: the parts add up to the total.</summary>
    Programme,

    /// <summary>Chapters: each with the average of its own imports.</summary>
    Chapter,

    /// <summary>Sectors of the GTAP classification, by its codes: each with the average of its own imports.</summary>
    Sector,
}

/// <summary>Averages from a day to the next step.</summary>
/// <param name="From">The first day.</param>
/// <param name="Weighted">The average by value, percent, with every missing fact of scope answered with no.</param>
/// <param name="Most">The same, with every fact of scope answered the dearest way.</param>
/// <param name="Simple">The average over the lines of the day.</param>
/// <param name="Parts">The breakdown of <paramref name="Weighted"/>, percent.</param>
public sealed record SeriesStep(
    LocalDate From,
    decimal Weighted,
    decimal Most,
    decimal Simple,
    IReadOnlyDictionary<string, decimal> Parts
);

/// <summary>
/// The average rate of duty by day: by the imports of 2024, and over lines. It is the rate of the statute, not what was
/// collected. Where a duty is charged on metal, the statistical share of the line stands for the fact.
/// </summary>
public sealed class RateSeries
{
    private RateSeries(IReadOnlyList<SeriesStep> steps, decimal coded)
    {
        Steps = steps;
        Coded = coded;
    }

    /// <summary>The steps, by day: one for each day on which something moves.</summary>
    public IReadOnlyList<SeriesStep> Steps { get; }

    /// <summary>The share of the value, 0 to 1, whose code is a line of the schedule on file; the rest counts as free.</summary>
    public decimal Coded { get; }

    /// <summary>Works a series out.</summary>
    /// <param name="law">The law in bulk.</param>
    /// <param name="programmes">The programmes, in order.</param>
    /// <param name="weights">Imports of the origin and shares of metal.</param>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <param name="since">The first day.</param>
    /// <param name="until">The end, exclusive; null for all that is known to come.</param>
    /// <param name="by">The breakdown.</param>
    /// <returns>The series.</returns>
    public static RateSeries Make(
        BulkLaw law,
        IReadOnlyList<Parley.Tariffs.Law.Programme> programmes,
        TradeWeights weights,
        string origin,
        LocalDate since,
        LocalDate? until,
        SeriesBy by
    )
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(weights);
        var lines = PanelLines.Of(law, since, until, out var representatives);
        var versions = law.Lines.ToLookup(l => l.Code);
        var ordinary = law.IsColumn2(origin) ? BaseDuties.Column2Id : BaseDuties.Column1Id;
        var sums = new Sums();
        var coded = 0m;
        foreach (var (code, value) in weights.Imports)
        {
            // A number that statistics used and no edition prints has the duties of its legal line.
            BulkLine[] found = [.. versions[code]];
            if (found.Length == 0)
                found = [.. versions[code.Hts8]];
            if (found.Length == 0)
                continue;
            coded += value;
            for (var i = 0; i < found.Length; i++)
            {
                // Goods do not vanish with a code: its first and last rates stand for the days before and after.
                var from = i == 0 ? since : LocalDate.Max(since, found[i].From);
                var next = i + 1 < found.Length ? found[i + 1].From : until;
                var end = until is { } u && next > u ? u : next;
                if (end is null || from < end)
                {
                    foreach (var days in Days(found[i], code, from, end))
                        Weigh(found[i], days, value, code);
                }
            }
        }

        foreach (var line in lines)
        {
            var end = line.Until is { } u && (until is not { } t || u < t) ? u : until;
            sums.Lines(LocalDate.Max(line.From, since), end, 1m);
            var bulk = representatives[line.Class];
            foreach (var days in Days(bulk, line.Code, LocalDate.Max(line.From, since), end))
                sums.Simple(days.From, days.Until, Rate(bulk) + Plain(days.Stack));
        }

        var shares = weights
            .Imports.GroupBy(i => Part(i.Code), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(i => i.Value), StringComparer.Ordinal);
        return new RateSeries(
            sums.Steps(since, weights.Total, part => by == SeriesBy.Programme ? weights.Total : shares[part]),
            weights.Total == 0m ? 0m : coded / weights.Total
        );

        IEnumerable<StackDays> Days(BulkLine line, HtsCode code, LocalDate from, LocalDate? end)
        {
            var run = law.Run(line, origin);
            if (run.Stacks.Any(s => !s.Definite))
                run = law.Run(line, origin, weights.SharesOf(code));
            return run.Days(from, end);
        }

        string Part(HtsCode code) => by == SeriesBy.Sector ? weights.SectorOf(code) : code.Chapter.Digits;

        decimal Rate(BulkLine line) => law.Ordinary(line, origin)?.AdValorem ?? 0m;

        void Weigh(BulkLine line, StackDays days, decimal value, HtsCode code)
        {
            var rate = days.Stack.ReplacesOrdinary ? 0m : Rate(line);
            var plain = value * (rate + Plain(days.Stack));
            sums.Weighted(days.From, days.Until, plain, value * (rate + days.Stack.Max));
            if (by != SeriesBy.Programme)
            {
                sums.Part(days.From, days.Until, Part(code), plain);
                return;
            }

            sums.Part(days.From, days.Until, ordinary, value * rate);
            foreach (var layer in days.Stack.Plain)
                sums.Part(days.From, days.Until, programmes[layer.Programme].Id, value * layer.PerMillion / 10_000m);
        }

        static decimal Plain(BulkStack stack) => stack.Plain.Sum(l => l.PerMillion) / 10_000m;
    }

    /// <summary>What changes on which day; adding the changes up gives each day's sums.</summary>
    private sealed class Sums
    {
        private readonly SortedDictionary<LocalDate, Change> changes = [];

        public void Weighted(LocalDate from, LocalDate? until, decimal least, decimal most)
        {
            At(from).Least += least;
            At(from).Most += most;
            if (until is not { } end)
                return;
            At(end).Least -= least;
            At(end).Most -= most;
        }

        public void Simple(LocalDate from, LocalDate? until, decimal rate)
        {
            At(from).Simple += rate;
            if (until is { } end)
                At(end).Simple -= rate;
        }

        public void Lines(LocalDate from, LocalDate? until, decimal count)
        {
            At(from).Lines += count;
            if (until is { } end)
                At(end).Lines -= count;
        }

        public void Part(LocalDate from, LocalDate? until, string part, decimal amount)
        {
            Add(At(from).Parts, part, amount);
            if (until is { } end)
                Add(At(end).Parts, part, -amount);
        }

        public List<SeriesStep> Steps(LocalDate since, decimal total, Func<string, decimal> totalOf)
        {
            var steps = new List<SeriesStep>();
            var sum = new Change();
            foreach (var (day, change) in changes)
            {
                sum.Least += change.Least;
                sum.Most += change.Most;
                sum.Simple += change.Simple;
                sum.Lines += change.Lines;
                foreach (var (part, amount) in change.Parts)
                    Add(sum.Parts, part, amount);
                if (sum.Lines == 0m || day < since)
                    continue;
                var parts = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
                foreach (var (part, amount) in sum.Parts)
                    parts[part] = Of(amount, totalOf(part));
                var step = new SeriesStep(
                    day,
                    Of(sum.Least, total),
                    Of(sum.Most, total),
                    Of(sum.Simple, sum.Lines),
                    parts
                );
                if (steps.Count == 0 || Moved(steps[^1], step))
                    steps.Add(step);
            }

            return steps;
        }

        private static bool Moved(SeriesStep a, SeriesStep b) =>
            a.Weighted != b.Weighted
            || a.Most != b.Most
            || b.Parts.Any(p => a.Parts.GetValueOrDefault(p.Key) != p.Value);

        private static decimal Of(decimal amount, decimal whole) =>
            whole == 0m ? 0m : decimal.Round(amount / whole, 4, MidpointRounding.AwayFromZero);

        private static void Add(Dictionary<string, decimal> parts, string part, decimal amount) =>
            parts[part] = parts.GetValueOrDefault(part) + amount;

        private Change At(LocalDate day)
        {
            if (!changes.TryGetValue(day, out var change))
                changes[day] = change = new Change();
            return change;
        }

        private sealed class Change
        {
            public decimal Least { get; set; }

            public decimal Most { get; set; }

            public decimal Simple { get; set; }

            public decimal Lines { get; set; }

            public Dictionary<string, decimal> Parts { get; } = new(StringComparer.Ordinal);
        }
    }
}
