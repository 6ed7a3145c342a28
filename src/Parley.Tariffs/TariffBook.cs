using NodaTime;
using Parley.Core;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs;

/// <summary>Which answer is wanted after a judgment made a duty void.</summary>
public enum LawViewKind
{
    /// <summary>As customs assessed it on the day.</summary>
    Assessed,

    /// <summary>As finally owed.</summary>
    Final,
}

/// <summary>Rule files that cannot be used, with every fault.</summary>
/// <param name="faults">File, line, what is wrong and what to do.</param>
public sealed class TariffLawException(IReadOnlyList<string> faults)
    : Exception($"The tariff law cannot be used:\n{string.Join('\n', faults)}")
{
    /// <summary>Every fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>
/// The tariff law of the United States, line by line, as its files under <c>data/tariff/us</c> say it, for any day, as
/// known on any day.
/// </summary>
public sealed class TariffBook
{
    private readonly Dictionary<(KnownDay, bool), LawView> views = [];
    private readonly Lock gate = new();
    private readonly Lazy<ScheduleLabels?> labels;
    private readonly Lazy<HtsDescriptions?> descriptions;

    internal TariffBook(TariffLaw law, UsSchedule schedule, string data, string? own)
    {
        labels = new Lazy<ScheduleLabels?>(() =>
            File.Exists(Path.Combine(data, ScheduleLabels.LabelsFile)) ? ScheduleLabels.Load(data) : null
        );
        descriptions = new Lazy<HtsDescriptions?>(() =>
            own is not null && Directory.Exists(own) ? HtsDescriptions.Load(own) : null
        );
        Law = law;
        Schedule = schedule;
    }

    /// <summary>The first day for goods of China; for other origins it is the first day of 2025.</summary>
    public static LocalDate FirstDay { get; } = new(2018, 1, 1);

    /// <summary>The first day for goods of other origins than China.</summary>
    public static LocalDate FirstDayOfOthers { get; } = new(2025, 1, 1);

    /// <summary>The first day on file for goods of an origin: the law on China reaches back further.</summary>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <returns>The day.</returns>
    public static LocalDate FirstDayOf(string origin) => origin is "CN" or "HK" or "MO" ? FirstDay : FirstDayOfOthers;

    internal TariffLaw Law { get; }

    /// <summary>The lines of the schedule.</summary>
    public UsSchedule Schedule { get; }

    /// <summary>Every measure, in the order in which they are worked out.</summary>
    public IReadOnlyList<Measure> Measures => Law.Measures;

    /// <summary>Every programme, in order.</summary>
    public IEnumerable<Programme> Programmes => Law.Programmes.Values.OrderBy(p => p.Order);

    /// <summary>Every country, by name.</summary>
    public IEnumerable<Country> Countries => Law.Countries.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>Reads the law and the schedule from the files.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="cache">A folder that keeps what was read for the next start; null for none.</param>
    /// <param name="own">The folder of the user's own editions of the schedule; null for none.</param>
    /// <returns>The book.</returns>
    /// <exception cref="TariffLawException">The files hold faults; every one is named.</exception>
    public static TariffBook Load(string data, string? cache = null, string? own = null)
    {
        var faults = new LawFaults();
        var (law, schedule) = LawCache.Read(data, cache, own, faults);
        return schedule is null ? throw new TariffLawException(faults.All) : new TariffBook(law, schedule, data, own);
    }

    /// <summary>What a line is: its path of descriptions in an edition of the user's, else a short label of its heading.</summary>
    /// <param name="code">The line.</param>
    /// <returns>The path or the label; null if there is neither.</returns>
    public string? Label(HtsCode code) =>
        descriptions.Value?.PathOf(code) is { Count: > 0 } path
            ? string.Join(" > ", path)
            : labels.Value?.Of(code.Hs4) ?? labels.Value?.Of(code.Chapter);

    /// <summary>Lines whose descriptions hold some words, in an edition of the user's; else headings whose labels do.</summary>
    /// <param name="words">The words; all of them must stand there.</param>
    /// <returns>The lines with their paths, or the headings with our labels.</returns>
    public (bool Descriptions, IReadOnlyList<DescribedLine> Lines) Search(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (descriptions.Value is { } own)
            return (true, own.Search(words, int.MaxValue));
        var wanted = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (
            false,
            [
                .. (labels.Value?.All ?? new Dictionary<string, string>(StringComparer.Ordinal))
                    .Where(l => Array.TrueForAll(wanted, w => l.Value.Contains(w, StringComparison.OrdinalIgnoreCase)))
                    .OrderBy(l => l.Key, StringComparer.Ordinal)
                    .Select(l => new DescribedLine(l.Key, [l.Value])),
            ]
        );
    }

    /// <summary>Finds a country by alpha-2, alpha-3, Census code or name.</summary>
    /// <param name="text">Such as <c>CN</c>, <c>CHN</c>, <c>5700</c>, <c>China</c>.</param>
    /// <returns>The country, or why there is none, with the nearest.</returns>
    public Parsed<Country> Country(string? text)
    {
        var wanted = (text ?? "").Trim();
        if (Law.Countries.TryGetValue(wanted.ToUpperInvariant(), out var country))
            return Parsed.Of(country);
        foreach (var one in Law.Countries.Values)
        {
            if (
                string.Equals(one.Alpha3, wanted, StringComparison.OrdinalIgnoreCase)
                || string.Equals(one.Census, wanted, StringComparison.Ordinal)
                || string.Equals(one.Name, wanted, StringComparison.OrdinalIgnoreCase)
            )
                return Parsed.Of(one);
        }

        var near = Nearest.To(wanted, Law.Countries.Values.Select(c => c.Name).Concat(Law.Countries.Keys), 1);
        return Parsed.Not<Country>(
            $"'{text}' is no country of origin.{(near.Count == 0 ? "" : $" Did you mean '{near[0]}'?")} Give its two letters (CN), three (CHN), its Census code (5700) or its name."
        );
    }

    /// <summary>The members of a group of origins, at any time.</summary>
    /// <param name="group">The group, such as <c>EU</c>.</param>
    /// <returns>ISO alpha-2; none if there is no such group.</returns>
    public IReadOnlyList<string> Members(string group) => Law.Groups.GetValueOrDefault(group) ?? [];

    /// <summary>The law on a day as known on a day.</summary>
    /// <param name="on">The day it applies: the day of entry.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="view">As assessed on the day, or as finally owed.</param>
    /// <returns>The law, to assess goods by.</returns>
    public LawOn On(OnDay on, KnownDay known, LawViewKind view = LawViewKind.Assessed) =>
        new(this, View(known, view == LawViewKind.Final), on);

    /// <summary>The law as known on a day, for work on many lines, entries or origins.</summary>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="view">As assessed on the day, or as finally owed.</param>
    /// <returns>The law in bulk.</returns>
    public BulkLaw Bulk(KnownDay known, LawViewKind view = LawViewKind.Assessed) =>
        new(this, View(known, view == LawViewKind.Final));

    /// <summary>Assesses many entries by the law as known on a day.</summary>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <param name="view">As assessed on the day, or as finally owed.</param>
    /// <returns>The assessor; keep it, it remembers what it has worked out.</returns>
    public EntryAssessor Entries(KnownDay known, LawViewKind view = LawViewKind.Assessed) =>
        new(this, View(known, view == LawViewKind.Final), Bulk(known, view));

    internal LawView View(KnownDay known, bool final)
    {
        lock (gate)
        {
            if (!views.TryGetValue((known, final), out var view))
                views[(known, final)] = view = new LawView(Law, known, final);
            return view;
        }
    }
}
