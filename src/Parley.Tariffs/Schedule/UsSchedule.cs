using System.Collections.Frozen;
using System.Globalization;
using CsvHelper;
using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>
/// The lines of the US schedule by day, chapters 1 to 98: on file for 2025 and 2026 edition by edition, and for 2017 as
/// a yearly base. Between the two a code answers only if both bases print the same duty for it.
/// </summary>
public sealed class UsSchedule
{
    /// <summary>The file of lines, relative to the data folder.</summary>
    public const string LinesFile = "tariff/us/schedule/lines.csv";

    /// <summary>The file of the yearly base of 2017, relative to the data folder.</summary>
    public const string BaseFile = "tariff/us/schedule/base-2017.csv";

    private static readonly LocalDate FirstEdition = new(2025, 1, 1);
    private static readonly LocalDate FirstDay = new(2018, 1, 1);

    private readonly FrozenDictionary<HtsCode, ScheduleLine[]> lines;
    private readonly FrozenDictionary<HtsCode, string> before;

    private UsSchedule(FrozenDictionary<HtsCode, ScheduleLine[]> lines, FrozenDictionary<HtsCode, string> before)
    {
        this.lines = lines;
        this.before = before;
    }

    /// <summary>Every line on file, by code and day.</summary>
    public IEnumerable<ScheduleLine> Lines => lines.OrderBy(p => p.Key).SelectMany(p => p.Value);

    /// <summary>Every code on file, of any year, and its first digits in pairs: chapter, heading, and so on.</summary>
    public IReadOnlySet<string> Prefixes =>
        lines
            .Keys.Concat(before.Keys)
            .SelectMany(c => Enumerable.Range(1, c.Length / 2).Select(n => c.Digits[..(2 * n)]))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads the schedule.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="InvalidDataException">A row cannot be read; the message names every such row.</exception>
    public static UsSchedule Load(string data)
    {
        var faults = new List<string>();
        var all = new List<ScheduleLine>(24_000);
        Read(
            Path.Combine(data, LinesFile),
            faults,
            row =>
                all.Add(
                    new ScheduleLine(
                        HtsCode.Parse(row.GetString(0)).Value,
                        row.GetString(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetString(4),
                        Day(row.GetString(5)),
                        row.GetString(6) is { Length: > 0 } end ? Day(end) : null
                    )
                )
        );
        var earlier = new Dictionary<HtsCode, string>(13_000);
        Read(
            Path.Combine(data, BaseFile),
            faults,
            row => earlier[HtsCode.Parse(row.GetString(0)).Value] = row.GetString(1)
        );
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join('\n', faults));
        return new UsSchedule(
            all.GroupBy(l => l.Code).ToFrozenDictionary(g => g.Key, g => g.OrderBy(l => l.From).ToArray()),
            earlier.ToFrozenDictionary()
        );
    }

    /// <summary>Statistical lines under eight digits on a day.</summary>
    /// <param name="code">Eight digits.</param>
    /// <param name="day">The day.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<HtsCode> Under(HtsCode code, LocalDate day)
    {
        var at = day < FirstEdition ? FirstEdition : day;
        return
        [
            .. lines
                .Where(p => p.Key.Length == 10 && p.Key.Hts8 == code && Array.Exists(p.Value, v => v.On(at)))
                .Select(p => p.Key)
                .Order(),
        ];
    }

    /// <summary>What the schedule says of a code on a day.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <param name="day">The day of entry.</param>
    /// <returns>The duties, or why there are none.</returns>
    public ScheduleAnswer Find(HtsCode code, LocalDate day)
    {
        if (day < FirstDay)
            return new ScheduleAnswer.UnknownNomenclature(
                code,
                "No schedule before 2018 is loaded. Ask for a day from 2018-01-01 on, or import the edition of that day with 'parley data import us-hts'."
            );
        return day >= FirstEdition ? Edition(code, day) : Between(code);
    }

    private ScheduleAnswer Edition(HtsCode code, LocalDate day)
    {
        if (On(code, day) is not { } line)
            return new ScheduleAnswer.DidNotExist(code, DaysOf(code), Near(code, day));
        var bearer = line.General.Length > 0 || code.Length == 8 ? line : On(code.Hts8, day);
        return bearer is null || bearer.General.Length == 0
            ? new ScheduleAnswer.UnknownNomenclature(code, "The line prints no duty, and no line above it does.")
            : new ScheduleAnswer.Found(
                code,
                bearer.Code,
                line.Units.Length > 0 ? line.Units : bearer.Units,
                bearer.General,
                bearer.Special,
                bearer.Column2,
                $"edition in force on {Text(day)}"
            );
    }

    /// <summary>2018 to 2024: the base of 2017 and the first edition of 2025 must print the same general duty.</summary>
    private ScheduleAnswer Between(HtsCode code)
    {
        var after = Edition(code, FirstEdition) as ScheduleAnswer.Found;
        var bearer = after?.DutyFrom ?? code.Hts8;
        if (!before.TryGetValue(bearer.Hts8, out var earlier))
            return Unknown(code, after is null ? "is in neither of them" : "is in that of 2025 alone");
        if (after is null)
            return Unknown(code, "is in that of 2017 alone");
        if (!SameDuty(earlier, after.General))
            return Unknown(
                code,
                $"bears '{earlier}' in 2017 and '{after.General}' in 2025; the day of the change is not on file"
            );
        return after with { Basis = "the same in the bases of 2017 and 2025" };

        static ScheduleAnswer Unknown(HtsCode code, string how) =>
            new ScheduleAnswer.UnknownNomenclature(
                code,
                $"For 2018 to 2024 only the bases of 2017 and 2025 are on file, and {code} {how}. Import the edition of the day with 'parley data import us-hts'."
            );
    }

    /// <summary>Texts that differ only in spacing or in how a rate is written are the same duty.</summary>
    private static bool SameDuty(string a, string b) =>
        string.Equals(a, b, StringComparison.Ordinal)
        || (Rate.Parse(a).TryGet(out var x) && Rate.Parse(b).TryGet(out var y) && x == y);

    private ScheduleLine? On(HtsCode code, LocalDate day) =>
        lines.TryGetValue(code, out var versions) ? Array.Find(versions, v => v.On(day)) : null;

    private string? DaysOf(HtsCode code) =>
        lines.TryGetValue(code, out var versions)
            ? string.Join(", ", versions.Select(v => $"{Text(v.From)} to {(v.Until is { } u ? Text(u) : "now")}"))
            : null;

    private HtsCode[] Near(HtsCode code, LocalDate day)
    {
        var siblings = lines
            .Where(p => p.Key.Hs6 == code.Hs6 && Array.Exists(p.Value, v => v.On(day)))
            .Select(p => p.Key)
            .Order();
        return [.. siblings.Take(5)];
    }

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static LocalDate Day(string text) => Moment.Parse(text).Value.FirstDay;

    private static void Read(string path, List<string> faults, Action<CsvReader> row)
    {
        using var reader = CsvReader.FromFile(
            path,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            }
        );
        while (reader.Read())
        {
            try
            {
                row(reader);
            }
            catch (FormatException e)
            {
                faults.Add(FormattableString.Invariant($"{Path.GetFileName(path)}:{reader.LineNumber}: {e.Message}"));
            }
        }
    }
}
