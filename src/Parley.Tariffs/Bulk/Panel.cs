using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A line of the panel in the days in which its duties read so.</summary>
/// <param name="Code">The code: 10 digits, or 8 where the schedule has no statistical lines under it.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The end, exclusive; null if none is on file.</param>
/// <param name="General">Column 1; null if its text has no number.</param>
/// <param name="GeneralText">Column 1 as printed.</param>
/// <param name="Column2">Column 2; null if its text has no number.</param>
/// <param name="Class">The class: lines of one class bear the same additional duties from every origin.</param>
public sealed record PanelLine(
    HtsCode Code,
    LocalDate From,
    LocalDate? Until,
    Rate? General,
    string GeneralText,
    Rate? Column2,
    int Class
);

/// <summary>An origin of the panel.</summary>
/// <param name="Country">The country.</param>
/// <param name="Group">Its group: origins that no rule tells apart.</param>
/// <param name="Column2">Whether its goods bear column 2.</param>
public sealed record PanelOrigin(Country Country, int Group, bool Column2);

/// <summary>A stack in the days in which it holds.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The end, exclusive; null if none is known.</param>
/// <param name="Stack">The additional duties.</param>
public readonly record struct StackDays(LocalDate From, LocalDate? Until, BulkStack Stack);

/// <summary>How far a panel got.</summary>
/// <param name="Done">Groups of origins done.</param>
/// <param name="All">Groups of origins in all.</param>
public readonly record struct PanelProgress(int Done, int All);

/// <summary>
/// Every line, origin and day as four small tables: lines, origins, the run of stacks for a class of lines and a group of
/// origins, and the days of each run. A day belongs to the law that stands at noon Eastern.
/// </summary>
public sealed class Panel
{
    private readonly StackRun[][] runs;
    private readonly Dictionary<StackRun, int> ids;

    private Panel(
        IReadOnlyList<PanelLine> lines,
        IReadOnlyList<PanelOrigin> origins,
        int classes,
        StackRun[][] runs,
        Dictionary<StackRun, int> ids,
        LocalDate since,
        LocalDate? until
    )
    {
        Lines = lines;
        Origins = origins;
        Classes = classes;
        this.runs = runs;
        this.ids = ids;
        Runs = [.. ids.OrderBy(p => p.Value).Select(p => p.Key)];
        Since = since;
        Until = until;
    }

    /// <summary>The lines, by code and day.</summary>
    public IReadOnlyList<PanelLine> Lines { get; }

    /// <summary>The origins, in the order asked for.</summary>
    public IReadOnlyList<PanelOrigin> Origins { get; }

    /// <summary>How many classes of lines there are.</summary>
    public int Classes { get; }

    /// <summary>How many groups of origins there are.</summary>
    public int Groups => runs.Length;

    /// <summary>The distinct runs; the place of one is its number.</summary>
    public IReadOnlyList<StackRun> Runs { get; }

    /// <summary>The first day.</summary>
    public LocalDate Since { get; }

    /// <summary>The end, exclusive; null for all that is known to come.</summary>
    public LocalDate? Until { get; }

    /// <summary>The number of the run for a group of origins and a class of lines.</summary>
    /// <param name="group">The group.</param>
    /// <param name="line">The class.</param>
    /// <returns>The number, as in <see cref="Runs"/>.</returns>
    public int RunOf(int group, int line) => ids[runs[group][line]];

    /// <summary>Works a panel out, on all processors.</summary>
    /// <param name="law">The law in bulk.</param>
    /// <param name="origins">The origins.</param>
    /// <param name="since">The first day; before 2025 only goods of China, Hong Kong and Macau are covered.</param>
    /// <param name="until">The end, exclusive; null for all that is known to come.</param>
    /// <param name="progress">Told after each group of origins; may be null.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The panel.</returns>
    public static Panel Make(
        BulkLaw law,
        IReadOnlyList<Country> origins,
        LocalDate since,
        LocalDate? until,
        IProgress<PanelProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(origins);
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new List<string>();
        var named = new List<PanelOrigin>();
        foreach (var country in origins)
        {
            var key = law.Group(country.Alpha2);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = groups.Count;
                first.Add(country.Alpha2);
            }

            named.Add(new PanelOrigin(country, group, law.IsColumn2(country.Alpha2)));
        }

        var lines = PanelLines.Of(law, since, until, out var representatives);
        var found = new StackRun[first.Count][];
        var done = 0;
        Parallel.For(
            0,
            first.Count,
            new ParallelOptions { CancellationToken = cancel },
            group =>
            {
                found[group] = [.. representatives.Select(line => law.Run(line, first[group]))];
                progress?.Report(new PanelProgress(Interlocked.Increment(ref done), first.Count));
            }
        );
        var numbers = new Dictionary<StackRun, int>(ReferenceEqualityComparer.Instance);
        foreach (var run in found.SelectMany(r => r))
            numbers.TryAdd(run, numbers.Count);
        return new Panel(lines, named, representatives.Count, found, numbers, since, until);
    }

    /// <summary>The days of a run, within those of the panel.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The stacks with their days, by day.</returns>
    public IEnumerable<StackDays> Days(StackRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Days(Since, Until);
    }
}
