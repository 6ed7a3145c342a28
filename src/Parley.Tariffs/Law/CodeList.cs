using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>How a measure or a list covers a line.</summary>
public enum Coverage
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Only for a certain end use.</summary>
    EndUse,

    /// <summary>Only the article that the law describes.</summary>
    Described,

    /// <summary>The whole line.</summary>
    Full,
}

/// <summary>A code in a list, in the days on which it is there.</summary>
internal sealed record ListRow(
    CodePrefix Code,
    Coverage Coverage,
    Instant? From,
    Instant? Until,
    Origination? Set,
    Origination? Ended
)
{
    public bool On(Instant at, KnownDay known) =>
        (Set is null || Set.KnownBy(known))
        && (From is not { } from || from <= at)
        && (Until is not { } until || at < until || (Ended is not null && !Ended.KnownBy(known)));

    /// <summary>What rows have in common that a line on both cannot tell apart.</summary>
    public (
        int Length,
        Coverage Coverage,
        Instant? From,
        Instant? Until,
        Origination? Set,
        Origination? Ended
    ) Signature => (Code.Length, Coverage, From, Until, Set, Ended);
}

/// <summary>A set of lines, dated. Of the rows that hold on a day, the one with the longest code decides.</summary>
internal sealed class CodeList(string id, string title, string? note, IReadOnlyList<ListRow> rows, string file)
{
    public string Id { get; } = id;

    public string Title { get; } = title;

    /// <summary>The note of the schedule that it stands in.</summary>
    public string? Note { get; } = note;

    public IReadOnlyList<ListRow> Rows { get; } = rows;

    public string File { get; } = file;

    /// <summary>Its place among the lists of the law; set once, when the law is put together.</summary>
    public int Index { get; set; }
}

/// <summary>The lines that a measure is about: all, or those on some lists, less those on others.</summary>
internal sealed record LineScope(bool IsAll, IReadOnlyList<CodeList> Lists, IReadOnlyList<CodeList> Except)
{
    public static LineScope All { get; } = new(true, [], []);

    /// <summary>How the scope covers a line of a profile.</summary>
    /// <param name="profile">The rows that the line is on.</param>
    /// <param name="at">When.</param>
    /// <param name="known">As known when.</param>
    public Coverage Of(Profile profile, Instant at, KnownDay known)
    {
        var coverage = IsAll ? Coverage.Full : Coverage.None;
        foreach (var list in Lists)
        {
            var one = profile.On(list, at, known);
            if (one > coverage)
                coverage = one;
        }

        if (coverage == Coverage.None)
            return Coverage.None;
        foreach (var list in Except)
        {
            switch (profile.On(list, at, known))
            {
                case Coverage.Full:
                    return Coverage.None;
                case Coverage.Described or Coverage.EndUse:
                    coverage = coverage > Coverage.Described ? Coverage.Described : coverage;
                    break;
                default:
                    break;
            }
        }

        return coverage;
    }
}
