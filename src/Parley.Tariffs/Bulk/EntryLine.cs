using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>One of the two columns of a line.</summary>
internal sealed class EntryColumn(BaseDuty duty, string text)
{
    public BaseDuty Duty => duty;

    /// <summary>The duty as printed.</summary>
    public string Text => text;

    /// <summary>Whether some of it is charged per unit.</summary>
    public bool IsPerUnit { get; } = duty.Rate is { } rate && !rate.Specifics.IsEmpty;

    /// <summary>The ordinary duty in percent; null if it is charged per unit or has no number.</summary>
    public decimal? Percent => duty.Rate is { } rate && rate.Specifics.IsEmpty ? rate.AdValorem : null;
}

/// <summary>What the schedule says of a code in days in which it says the same.</summary>
internal sealed class EntryLine(
    HtsCode code,
    ScheduleAnswer answer,
    EntryColumn? general,
    EntryColumn? column2,
    Profile[] profiles
)
{
    public HtsCode Code => code;

    public ScheduleAnswer Answer => answer;

    public EntryColumn? General => general;

    public EntryColumn? Column2 => column2;

    public Profile[] Profiles => profiles;

    /// <summary>The answer where there is no duty, if it is the same on every day.</summary>
    public EntryAnswer? Missing { get; set; }
}

/// <summary>The answers for one set of additional duties and one ordinary duty through time; made when first asked for.</summary>
internal sealed class EntryRun(long[] from, Func<int, EntryAnswer> make)
{
    private readonly EntryAnswer?[] answers = new EntryAnswer?[from.Length];

    public EntryAnswer At(long seconds)
    {
        int low = 0,
            high = from.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (from[middle] <= seconds)
                low = middle;
            else
                high = middle - 1;
        }

        return answers[low] ??= make(low);
    }
}

/// <summary>Finds the line of a code on a day.</summary>
internal sealed class EntryLines
{
    // To look for codes that are near costs much more than to find one; a file of wrong codes gets it for the first only.
    private const int MostExplained = 500;
    private const int MostKept = 50_000;

    private readonly TariffBook book;
    private readonly ulong[] keys;
    private readonly int[] starts;
    private readonly int[] days;
    private readonly EntryLine?[] lines;
    private readonly ConcurrentDictionary<(HtsCode, int), EntryLine> misses = new();
    private readonly Dictionary<string, EntryColumn> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntryColumn> columns2 = new(StringComparer.Ordinal);
    private int explained;

    public EntryLines(TariffBook book)
    {
        this.book = book;
        var cuts = new Dictionary<HtsCode, SortedSet<int>>(30_000);
        foreach (var line in book.Schedule.Lines)
        {
            Add(line.Code, line);
            // The duty of a statistical line may be that of the line above, and the lines under one make its profile.
            if (line.Code.Length == 10)
                Add(line.Code.Hts8, line);
        }

        foreach (var line in book.Schedule.Lines)
        {
            if (line.Code.Length == 10)
                cuts[line.Code].UnionWith(cuts[line.Code.Hts8]);
        }

        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)cuts.Count * 2);
        keys = new ulong[size];
        starts = new int[size];
        var all = new List<int>(cuts.Count * 3);
        foreach (var (code, own) in cuts)
        {
            var slot = Slot(code);
            keys[slot] = Unsafe.BitCast<HtsCode, ulong>(code);
            starts[slot] = all.Count;
            // The first has no bound below, and so ends the days of the code before it in the table, too.
            all.Add(int.MinValue);
            all.AddRange(own);
        }

        all.Add(int.MinValue);
        days = [.. all];
        lines = new EntryLine?[days.Length];

        void Add(HtsCode code, ScheduleLine line)
        {
            if (!cuts.TryGetValue(code, out var own))
                cuts[code] = own = [
                    EntryDay.NumberOf(TariffBook.FirstDay),
                    EntryDay.NumberOf(TariffBook.FirstDayOfOthers),
                ];
            own.Add(EntryDay.NumberOf(line.From));
            if (line.Until is { } until)
                own.Add(EntryDay.NumberOf(until));
        }
    }

    /// <summary>How many places there are: one for each code and time between changes.</summary>
    public int Places => days.Length;

    /// <summary>The place of a code on a day; negative if the code is on no file.</summary>
    public int Place(HtsCode code, EntryDay day)
    {
        var slot = Slot(code);
        if (keys[slot] == 0)
            return -1;
        var place = starts[slot];
        while (days[place + 1] != int.MinValue && days[place + 1] <= day.Number)
            place++;
        return place;
    }

    public EntryLine Of(HtsCode code, EntryDay day) => Of(code, day, Place(code, day));

    public EntryLine Of(HtsCode code, EntryDay day, int place) =>
        place < 0 ? Miss(code, day) : lines[place] ??= Make(code, day.Day);

    /// <summary>Where a code stands, or where there is room for it.</summary>
    private int Slot(HtsCode code)
    {
        var key = Unsafe.BitCast<HtsCode, ulong>(code);
        var mask = keys.Length - 1;
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 40) & mask;
        while (keys[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private EntryLine Miss(HtsCode code, EntryDay day)
    {
        if (misses.TryGetValue((code, day.Number), out var known))
            return known;
        if (misses.Count > MostKept)
            misses.Clear();
        var line = Make(code, day.Day);
        misses[(code, day.Number)] = line;
        return line;
    }

    private EntryLine Make(HtsCode code, LocalDate day) =>
        book.Schedule.LineOn(code, day) is { } found
            ? new EntryLine(
                code,
                new ScheduleAnswer.Found(found, ""),
                Column(columns, false, found.General),
                Column(columns2, true, found.Column2 ?? "not on file"),
                [.. LawOn.Profiles(book, code, day)]
            )
            : new EntryLine(code, Missed(code, day), null, null, []);

    private ScheduleAnswer Missed(HtsCode code, LocalDate day)
    {
        if (Interlocked.Increment(ref explained) <= MostExplained)
            return book.Schedule.Find(code, day);
        if (day < UsSchedule.FirstEdition)
            return new ScheduleAnswer.UnknownNomenclature(
                code,
                FormattableString.Invariant(
                    $"No duty of {code} is on file for {day:uuuu-MM-dd}. 'parley rate {code} --on {day:uuuu-MM-dd}' says why."
                ),
                []
            );
        var stood = new List<string>();
        foreach (var line in book.Schedule.Of(code))
            stood.Add(FormattableString.Invariant($"from {line.From:uuuu-MM-dd} to {line.Until:uuuu-MM-dd}"));
        return new ScheduleAnswer.DidNotExist(code, stood.Count == 0 ? null : string.Join(", ", stood), [], []);
    }

    private static EntryColumn Column(Dictionary<string, EntryColumn> known, bool second, string text)
    {
        lock (known)
        {
            if (!known.TryGetValue(text, out var column))
            {
                var parsed = DutyText.ReadRate(text);
                known[text] = column = new EntryColumn(BaseDuties.Of(second, parsed.Ok ? parsed.Value : null), text);
            }

            return column;
        }
    }
}
