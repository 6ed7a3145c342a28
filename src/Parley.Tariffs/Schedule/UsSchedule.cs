using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>
/// The lines of the US schedule by day, chapters 1 to 98. Edition by edition from 2025-01-01 on; from 2018 to 2024 those
/// lines whose duty the yearly bases settle (see <see cref="ScheduleBasis"/>). Its lines are a plain list that can be
/// stored and given back to <see cref="FromLines"/>.
/// </summary>
public sealed class UsSchedule
{
    private readonly Dictionary<HtsCode, Range> places;
    private readonly ScheduleLine[] lines;
    private readonly Lazy<ScheduleNotes> notes;

    private UsSchedule(ScheduleLine[] lines, string data)
    {
        this.lines = lines;
        var found = new Dictionary<HtsCode, Range>(lines.Length);
        for (int start = 0, end; start < lines.Length; start = end)
        {
            end = start + 1;
            while (end < lines.Length && lines[end].Code == lines[start].Code)
                end++;
            found.Add(lines[start].Code, start..end);
        }

        places = found;
        notes = new Lazy<ScheduleNotes>(() => ScheduleNotes.Load(data));
    }

    /// <summary>The first day for which any duty is told: 2018-01-01.</summary>
    public static LocalDate FirstDay => EarlierYears.First;

    /// <summary>The first day from which whole editions are on file: 2025-01-01.</summary>
    public static LocalDate FirstEdition => EarlierYears.End;

    /// <summary>Every line with its duties, sorted by code and day; the days of one code do not overlap.</summary>
    public IReadOnlyList<ScheduleLine> Lines => lines;

    /// <summary>Reads the schedule and works out the lines.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="own">The folder with the user's own editions; null or absent if there are none.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="InvalidDataException">A row cannot be read; the message names every such row.</exception>
    public static UsSchedule Load(string data, string? own = null)
    {
        var faults = new List<string>();
        var earlierFaults = new List<string>();
        var reading = Task.Run(() => ScheduleBases.Load(data, earlierFaults));
        var printed = PrintedLine.ReadAll(Path.Combine(data, ScheduleBases.Folder, "lines.csv"), faults);
        var editions = Inheritance.Resolve(printed, ScheduleBasis.Edition, faults);
        var bases = reading.GetAwaiter().GetResult();
        var earlier = EarlierYears.Lines(bases, editions);
        faults.AddRange(earlierFaults);
        var all = Merge(earlier, editions);
        if (own is not null)
            all = OwnEditions.Over(own, all, bases, faults);
        return faults.Count == 0
            ? new UsSchedule(all, data)
            : throw new InvalidDataException(string.Join('\n', faults));
    }

    /// <summary>Takes lines that were worked out before.</summary>
    /// <param name="lines">The <see cref="Lines"/> of a schedule, in their order.</param>
    /// <param name="data">The data folder, for what an answer says of codes that are not there.</param>
    /// <returns>The schedule.</returns>
    public static UsSchedule FromLines(IReadOnlyList<ScheduleLine> lines, string data) => new([.. lines], data);

    /// <summary>The line of a code on a day.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <param name="day">The day of entry.</param>
    /// <returns>The line; null if there is none: <see cref="Find"/> says why.</returns>
    public ScheduleLine? LineOn(HtsCode code, LocalDate day)
    {
        foreach (var line in Of(code))
        {
            if (line.On(day))
                return line;
        }

        return null;
    }

    /// <summary>What the schedule says of a code on a day.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <param name="day">The day of entry.</param>
    /// <returns>The line with its duties, or why there is none.</returns>
    public ScheduleAnswer Find(HtsCode code, LocalDate day) =>
        LineOn(code, day) is { } line
            ? new ScheduleAnswer.Found(line, notes.Value.Basis(line, day))
            : notes.Value.Miss(this, code, day);

    /// <summary>The lines of a code, by day.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <returns>The lines; empty if the code was never on file.</returns>
    public ReadOnlySpan<ScheduleLine> Of(HtsCode code) =>
        places.TryGetValue(code, out var range) ? lines.AsSpan(range) : [];

    /// <summary>Statistical lines under eight digits on a day.</summary>
    /// <param name="code">Eight digits.</param>
    /// <param name="day">The day.</param>
    /// <returns>The lines, in order; empty if there are none, or none is on file for the day.</returns>
    public IReadOnlyList<HtsCode> Under(HtsCode code, LocalDate day)
    {
        var under = new List<HtsCode>();
        if (!places.TryGetValue(code, out var range))
            return under;
        for (var i = range.End.Value; i < lines.Length && lines[i].Code.Hts8 == code; i++)
        {
            if (lines[i].On(day))
                under.Add(lines[i].Code);
        }

        return under;
    }

    /// <summary>Every code on file, of any year, and its first digits in pairs: chapter, heading, and so on.</summary>
    public IReadOnlySet<string> Prefixes =>
        places
            .Keys.Concat(notes.Value.Codes)
            .SelectMany(c => Enumerable.Range(1, c.Length / 2).Select(n => c.Digits[..(2 * n)]))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Codes near to one that answer on a day: its statistical lines, its neighbours, one digit off.</summary>
    internal IReadOnlyList<HtsCode> Near(HtsCode code, LocalDate day)
    {
        var near = new List<(int Distance, HtsCode Code)>();
        foreach (var (other, _) in places)
        {
            if (other == code || other.Length != code.Length || other.Chapter != code.Chapter)
                continue;
            var distance = Differences(code.Digits, other.Digits);
            if (distance <= 2 && LineOn(other, day) is not null)
                near.Add((distance, other));
        }

        if (near.Count == 0 && code.Length == 10 && LineOn(code.Hts8, day) is not null)
            return [code.Hts8];
        return [.. near.OrderBy(n => n.Distance).ThenBy(n => n.Code).Take(5).Select(n => n.Code)];
    }

    /// <summary>How many digits differ; those of the heading count double.</summary>
    private static int Differences(string a, string b)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++)
            count +=
                a[i] == b[i] ? 0
                : i < 4 ? 2
                : 1;
        return count;
    }

    private static ScheduleLine[] Merge(List<ScheduleLine> earlier, List<ScheduleLine> later)
    {
        var all = new ScheduleLine[earlier.Count + later.Count];
        int i = 0,
            j = 0;
        for (var k = 0; k < all.Length; k++)
        {
            // A code's earlier days come first.
            all[k] =
                j >= later.Count || (i < earlier.Count && earlier[i].Code.CompareTo(later[j].Code) <= 0)
                    ? earlier[i++]
                    : later[j++];
        }

        return all;
    }
}
