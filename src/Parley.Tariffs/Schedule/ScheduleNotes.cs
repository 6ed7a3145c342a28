using NodaTime;
using Parley.Core;
using static Parley.Tariffs.ScheduleTable;

namespace Parley.Tariffs;

/// <summary>One published edition.</summary>
/// <param name="Name">Its name, such as <c>2026 Rev 10</c>.</param>
/// <param name="From">The day from which its lines count.</param>
/// <param name="Published">The day of its publication.</param>
/// <param name="OnFile">Whether its lines are on file.</param>
internal sealed record ScheduleEdition(string Name, LocalDate From, LocalDate Published, bool OnFile);

/// <summary>What an answer says beside the line: on what it rests, or why there is none.</summary>
internal sealed class ScheduleNotes
{
    public const string EditionsFile = ScheduleBases.Folder + "editions.csv";
    public const string ChangesFile = ScheduleBases.Folder + "changes.csv";
    private const string Load2018 = "load the edition of the day with 'parley data import us-hts'";

    private readonly List<ScheduleEdition> editions = [];
    private readonly Lazy<ScheduleBases> allBases;
    private readonly Lazy<List<(HtsCode? Old, HtsCode? New, LocalDate From)>> allChanges;
    private readonly LocalDate? lastEnds;
    private readonly ScheduleEdition last;

    private ScheduleNotes(string data)
    {
        // Most answers need the editions alone; the rest is read when a code is not found.
        allBases = new Lazy<ScheduleBases>(() => Whole(faults => ScheduleBases.Load(data, faults)));
        allChanges = new Lazy<List<(HtsCode?, HtsCode?, LocalDate)>>(() => Whole(faults => ReadChanges(data, faults)));
        _ = Whole(faults =>
        {
            ReadAny(
                Path.Combine(data, EditionsFile),
                4,
                faults,
                row =>
                    editions.Add(
                        new ScheduleEdition(
                            row.GetString(0),
                            Day(row.GetString(1)),
                            Day(row.GetString(2)),
                            row.GetString(3) is "yes"
                        )
                    )
            );
            return editions;
        });
        last =
            editions.LastOrDefault(e => e.OnFile) ?? new ScheduleEdition("the last edition", default, default, false);
        lastEnds = editions.FirstOrDefault(e => !e.OnFile && e.From > last.From)?.From;
    }

    /// <summary>Codes of earlier years, and of both bases.</summary>
    public IEnumerable<HtsCode> Codes =>
        Bases.Base2017.Keys.Concat(Bases.Base2025.Keys).Concat(Bases.Earlier.Keys).Concat(Changes.SelectMany(Both));

    /// <summary>The published editions, in order.</summary>
    public IReadOnlyList<ScheduleEdition> Editions => editions;

    /// <summary>The bases and what else is on file of earlier years.</summary>
    public ScheduleBases Bases => allBases.Value;

    private List<(HtsCode? Old, HtsCode? New, LocalDate From)> Changes => allChanges.Value;

    public static ScheduleNotes Load(string data) => new(data);

    /// <summary>On what a line rests on a day, in words.</summary>
    public string Basis(ScheduleLine line, LocalDate day) =>
        line.Basis switch
        {
            ScheduleBasis.BothBases => "the same in the bases of 2017 and 2025",
            ScheduleBasis.RowOf2025 => $"the yearly base of 2025, whose row begins on {Text(line.From)}",
            ScheduleBasis.LaterCode =>
                $"the base of 2017, and that of 2025 under the code that followed on {Text(line.Until ?? day)}",
            ScheduleBasis.Stage => "a stage of the duty that its source names",
            ScheduleBasis.UserEdition => "an edition that you loaded",
            _ when lastEnds is { } end && day >= end =>
                $"HTS {last.Name}, the last edition on file; later editions (from {Text(end)}) are not",
            _ => $"HTS {editions.LastOrDefault(e => e.OnFile && e.From <= day)?.Name}",
        };

    /// <summary>Why a code has no line on a day.</summary>
    public ScheduleAnswer Miss(UsSchedule schedule, HtsCode code, LocalDate day)
    {
        var near = schedule.Near(code, day);
        var days = Days(schedule.Of(code));
        if (day < UsSchedule.FirstDay)
            return Unknown($"duties are told from {Text(UsSchedule.FirstDay)} on only. Ask for a later day.");
        var own = schedule.Lines.Any(l => l.Basis == ScheduleBasis.UserEdition && l.On(day));
        if (day < UsSchedule.FirstEdition && !own)
            return Unknown(Earlier(schedule, code, day));
        if (!own && lastEnds is { } end && day >= end && days is null && !Known(code))
            return Unknown(
                $"{code} is not in HTS {last.Name}, the last edition on file; later ones, from {Text(end)} on, may have it. Check the code, or {Load2018}."
            );
        return new ScheduleAnswer.DidNotExist(code, days, Related(code), near);

        ScheduleAnswer Unknown(string because) =>
            new ScheduleAnswer.UnknownNomenclature(code, char.ToUpperInvariant(because[0]) + because[1..], near);
    }

    /// <summary>The codes that took the place of one, or whose place it took.</summary>
    public IReadOnlyList<HtsCode> Related(HtsCode code)
    {
        var after = Changes.Where(c => c.Old == code && c.New is not null).Select(c => c.New!.Value);
        var before = Changes.Where(c => c.New == code && c.Old is not null).Select(c => c.Old!.Value);
        var followers = Bases.Predecessors.Where(p => p.Old == code).Select(p => p.New);
        var followed = Bases.Predecessors.Where(p => p.New == code).Select(p => p.Old);
        HtsCode[] later = [.. after.Concat(followers).Distinct().Order()];
        return later.Length > 0 ? later : [.. before.Concat(followed).Distinct().Order()];
    }

    private static IEnumerable<HtsCode> Both((HtsCode? Old, HtsCode? New, LocalDate From) change)
    {
        if (change.Old is { } old)
            yield return old;
        if (change.New is { } next)
            yield return next;
    }

    private bool Known(HtsCode code) =>
        Bases.Base2017.ContainsKey(code) || Bases.Earlier.ContainsKey(code) || Related(code).Count > 0;

    /// <summary>Why a code does not answer in 2018 to 2024, and what is known of it.</summary>
    private string Earlier(UsSchedule schedule, HtsCode code, LocalDate day)
    {
        var legal = code.Hts8;
        if (code.Length == 10 && schedule.LineOn(legal, day) is { } line)
            return $"the legal line {legal} bears {line.General} on {Text(day)}, but statistical numbers of 2018 to 2024 are not on file and {code} was not seen in them. Ask for {legal}, or {Load2018}.";
        var before = Bases.Base2017.GetValueOrDefault(legal);
        var after = schedule.LineOn(legal, UsSchedule.FirstEdition);
        var related = Related(legal);
        var others = related.Count > 0 ? $" See {string.Join(", ", related)}." : "";
        var seen = Bases.Earlier.TryGetValue(legal, out var where) ? $" It was in use in {where}." : "";
        var what = (before, after) switch
        {
            (null, null) => $"{legal} is in neither of them; check the code",
            ({ } b, null) =>
                $"{legal} is in that of 2017 alone, with {b.General}; the day on which it ended is not on file",
            (null, { } a) =>
                $"{legal} is in that of 2025 alone, with {a.General}{Since(schedule.Of(legal))}; what its goods were called before is not on file",
            ({ } b, { } a) =>
                $"{legal} bears {b.General} in that of 2017 and {a.General} in that of 2025{Since(schedule.Of(legal))}; the duty of {Text(day)} is not on file",
        };
        return $"for 2018 to 2024 only the bases of 2017 and 2025 are on file, and {what}.{seen}{others} To answer, {Load2018}.";
    }

    private static string Since(ReadOnlySpan<ScheduleLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Basis == ScheduleBasis.RowOf2025)
                return $" from {Text(line.From)} on";
        }

        return "";
    }

    private static string? Days(ReadOnlySpan<ScheduleLine> lines)
    {
        if (lines.IsEmpty)
            return null;
        var spans = new List<(LocalDate From, LocalDate? Until)>();
        foreach (var line in lines)
        {
            if (spans.Count > 0 && spans[^1].Until == line.From)
                spans[^1] = (spans[^1].From, line.Until);
            else
                spans.Add((line.From, line.Until));
        }

        return string.Join(
            ", ",
            spans.Select(s =>
                s.Until is { } end ? $"{Text(s.From)} to {Text(end.PlusDays(-1))}" : $"from {Text(s.From)} on"
            )
        );
    }

    private static List<(HtsCode?, HtsCode?, LocalDate)> ReadChanges(string data, ICollection<string> faults)
    {
        var changes = new List<(HtsCode?, HtsCode?, LocalDate)>(400);
        ReadAny(
            Path.Combine(data, ChangesFile),
            3,
            faults,
            row => changes.Add((Code(row.GetString(0)), Code(row.GetString(1)), Day(row.GetString(2))))
        );
        return changes;
    }

    private static T Whole<T>(Func<List<string>, T> read)
    {
        var faults = new List<string>();
        var result = read(faults);
        return faults.Count == 0 ? result : throw new InvalidDataException(string.Join('\n', faults));
    }

    private static HtsCode? Code(string text) => text.Length == 0 ? null : HtsCode.Parse(text).Value;
}
