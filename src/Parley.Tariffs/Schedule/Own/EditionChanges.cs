using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>What an edition changed against what was on file.</summary>
/// <param name="Day">The day on which both were compared.</param>
/// <param name="New">Lines that were not on file on the day.</param>
/// <param name="Gone">Lines on file on the day that it does not have.</param>
/// <param name="Duties">Lines whose duty differs: what was on file and what it prints.</param>
public sealed record EditionChanges(
    LocalDate Day,
    IReadOnlyList<HtsCode> New,
    IReadOnlyList<HtsCode> Gone,
    IReadOnlyList<DutyChange> Duties
)
{
    internal static EditionChanges Between(
        IEnumerable<ScheduleLine> before,
        IEnumerable<ScheduleLine> after,
        LocalDate day
    )
    {
        var old = before.Where(l => l.On(day)).ToDictionary(l => l.Code);
        var now = after.Where(l => l.On(day)).ToDictionary(l => l.Code);
        var lengths = now.Keys.Select(c => c.Length).ToHashSet();
        return new EditionChanges(
            day,
            [.. now.Keys.Where(c => !old.ContainsKey(c)).Order()],
            [.. old.Keys.Where(c => lengths.Contains(c.Length) && !now.ContainsKey(c)).Order()],
            [
                .. now
                    .Values.Where(l => l.Code.Length == 8 && old.ContainsKey(l.Code))
                    .OrderBy(l => l.Code)
                    .SelectMany(l => Differences(old[l.Code], l)),
            ]
        );
    }

    private static IEnumerable<DutyChange> Differences(ScheduleLine before, ScheduleLine after)
    {
        if (!ScheduleTable.SameDuty(before.General, after.General))
            yield return new DutyChange(after.Code, "general", before.General, after.General);
        if (before.Special is { } old && after.Special is { } now && Fold(old) != Fold(now))
            yield return new DutyChange(after.Code, "special", old, now);
        if (before.Column2 is { } was && after.Column2 is { } becomes && !ScheduleTable.SameDuty(was, becomes))
            yield return new DutyChange(after.Code, "column 2", was, becomes);
    }

    private static string Fold(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}

/// <summary>A duty that an edition changed.</summary>
/// <param name="Code">The legal line.</param>
/// <param name="Column">general, special or column 2.</param>
/// <param name="Before">The text on file.</param>
/// <param name="After">The text of the edition.</param>
public sealed record DutyChange(HtsCode Code, string Column, string Before, string After);
