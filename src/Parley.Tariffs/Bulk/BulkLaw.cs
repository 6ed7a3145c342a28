using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A line of the schedule in the days in which it read so, with its profile.</summary>
/// <param name="Code">The code, 8 or 10 digits.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The end, exclusive; null if none is on file.</param>
/// <param name="General">Column 1; null if its text has no number.</param>
/// <param name="Column2">Column 2; null if its text has no number.</param>
/// <param name="GeneralText">Column 1 as printed.</param>
/// <param name="Profile">The profile: lines of one profile bear the same additional duties.</param>
public sealed record BulkLine(
    HtsCode Code,
    LocalDate From,
    LocalDate? Until,
    Rate? General,
    Rate? Column2,
    string GeneralText,
    int Profile
);

/// <summary>The law as known on one day, for work on many lines, entries or origins: each stack is worked out once.</summary>
public sealed class BulkLaw
{
    private readonly TariffBook book;
    private readonly LawView view;
    private readonly LawTimes times;
    private readonly ConcurrentDictionary<string, BulkOrigin> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BulkOrigin> groups = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<BulkLine>> lines;

    internal BulkLaw(TariffBook book, LawView view)
    {
        this.book = book;
        this.view = view;
        times = new LawTimes(view, book.Programmes);
        lines = new Lazy<IReadOnlyList<BulkLine>>(MakeLines);
    }

    /// <summary>Every line on file, by code and day.</summary>
    public IReadOnlyList<BulkLine> Lines => lines.Value;

    /// <summary>The additional duties on a line's goods of an origin through time.</summary>
    /// <param name="line">The line.</param>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <returns>The run; lines and origins that are alike share one object.</returns>
    public StackRun Run(BulkLine line, string origin)
    {
        ArgumentNullException.ThrowIfNull(line);
        return For(origin).Run(book.Law.Profiles.All[line.Profile], OrdinaryDuty.Of(Ordinary(line, origin)));
    }

    /// <summary>
    /// The same, with shares of metal for the facts that a duty on content asks for; for averages, so that an ordinary duty
    /// per unit counts as nothing.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <param name="metals">The shares.</param>
    /// <returns>The run.</returns>
    public StackRun Run(BulkLine line, string origin, MetalShares metals)
    {
        ArgumentNullException.ThrowIfNull(line);
        var ordinary = OrdinaryDuty.Of(Ordinary(line, origin)) with { Whole = true };
        return For(origin).Run(book.Law.Profiles.All[line.Profile], ordinary, metals);
    }

    /// <summary>The act under which a measure stands as it does at an instant.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="at">The instant.</param>
    /// <returns>The act; null if nothing of the measure is known.</returns>
    public Act? ActOf(Measure measure, Instant at) => StateOf(measure, at)?.Set?.By;

    internal MeasureState? StateOf(Measure measure, Instant at)
    {
        for (var i = 0; i < view.Law.Measures.Count; i++)
        {
            if (ReferenceEquals(view.Law.Measures[i], measure))
                return view.Timelines[i]?.At(at);
        }

        return null;
    }

    /// <summary>How a measure covers a line on a day, whatever the origin.</summary>
    internal Coverage CoverageOf(Measure measure, BulkLine line, Instant at) =>
        measure.Scope.Of(book.Law.Profiles.All[line.Profile], at, view.Known);

    /// <summary>Whether goods of an origin bear column 2 at a time.</summary>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <param name="at">When.</param>
    /// <returns>True for column 2.</returns>
    public bool IsColumn2(string origin, Instant at) => book.Law.Column2.Includes(origin, at);

    /// <summary>Whether goods of an origin bear column 2 in the days covered; none changes column in them.</summary>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <returns>True for column 2.</returns>
    public bool IsColumn2(string origin) => IsColumn2(origin, Eastern.Start(TariffBook.FirstDayOfOthers));

    /// <summary>The ordinary duty on a line for an origin: column 1, or column 2.</summary>
    /// <param name="line">The line.</param>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <returns>The rate; null if its text has no number.</returns>
    public Rate? Ordinary(BulkLine line, string origin)
    {
        ArgumentNullException.ThrowIfNull(line);
        return IsColumn2(origin) ? line.Column2 : line.General;
    }

    /// <summary>The number of the group of origins that no rule tells apart.</summary>
    /// <param name="origin">The origin, ISO alpha-2.</param>
    /// <returns>The same key for origins that are alike.</returns>
    public string Group(string origin) => Signature(origin);

    internal BulkOrigin For(string origin) =>
        origins.GetOrAdd(
            origin,
            one =>
            {
                lock (groups)
                {
                    var key = Signature(one);
                    if (!groups.TryGetValue(key, out var group))
                        groups[key] = group = new BulkOrigin(times, one);
                    return group;
                }
            }
        );

    /// <summary>What the rules say of an origin, as text: equal texts, equal law.</summary>
    private string Signature(string origin)
    {
        var text = new System.Text.StringBuilder();
        foreach (var set in view.Law.Measures.Select(m => m.Origins).Concat(view.Law.Relations.Select(r => r.Origins)))
        {
            text.Append(set.EverIncludes(origin) ? '1' : '0');
            foreach (var cut in set.Boundaries(origin))
                text.Append('@').Append(cut.ToUnixTimeSeconds()).Append(set.Includes(origin, cut) ? '+' : '-');
        }

        return text.ToString();
    }

    private List<BulkLine> MakeLines()
    {
        var rates = new Dictionary<string, Rate?>(StringComparer.Ordinal);
        var profiles = book.Law.Profiles;
        return
        [
            .. book.Schedule.Lines.Select(l => new BulkLine(
                l.Code,
                l.From,
                l.Until,
                Parse(l.General),
                Parse(l.Column2 ?? ""),
                l.General,
                profiles.Of(CodePrefix.Of(l.Code)).Id
            )),
        ];

        Rate? Parse(string text)
        {
            if (!rates.TryGetValue(text, out var rate))
                rates[text] = rate = DutyText.ReadRate(text) is { Ok: true } parsed ? parsed.Value : null;
            return rate;
        }
    }
}
