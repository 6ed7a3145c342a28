using System.Globalization;
using System.Reflection;
using NodaTime;
using Parley.Core;
using Parley.Desk.Sections;
using Parley.Ledger;

namespace Parley.Desk;

/// <summary>What to put into a briefing.</summary>
/// <param name="AllClaims">Whether every claim of the last ten days is wanted, not a selection. Default false.</param>
/// <param name="Since">If set, only lines that are new or changed since that known day. Default null.</param>
public sealed record BriefingOptions(bool AllClaims = false, KnownDay? Since = null);

/// <summary>Makes briefings from the ledger.</summary>
public static class BriefingMaker
{
    private static readonly (string Id, string Title, Func<BriefContext, IEnumerable<BriefLine>> Lines)[] Sections =
    [
        ("truce", "Truce", TruceSection.Lines),
        ("rates", "Rates added to the ordinary duty", RatesSection.Lines),
        ("peak", "Peak", RatesSection.Peak),
        ("talks", "Talks", TalksSection.Lines),
        ("commitments", "Commitments", CommitmentsSection.Lines),
        ("said", "Said in the last ten days", SaidSection.Lines),
        ("figures", "Figures", FiguresSection.Lines),
        ("disagreements", "Disagreements between sources", OpenSections.Disagreements),
        ("unknown", "Not known", OpenSections.Unknown),
        ("next", "What comes next", OpenSections.Next),
        ("acts", "Legal acts of the last ten days", ActsSection.Lines),
        ("not_covered", "Not covered", OpenSections.NotCovered),
    ];

    /// <summary>The version of the program, as printed on every answer.</summary>
    public static string Engine { get; } =
        typeof(BriefingMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>Makes the briefing about a day, as known on a day.</summary>
    /// <param name="book">The ledger.</param>
    /// <param name="on">The day it is about.</param>
    /// <param name="known">The day whose knowledge counts.</param>
    /// <param name="options">What to put into it; null for the defaults.</param>
    /// <returns>The briefing; the same ledger, days and options give the same briefing.</returns>
    public static Briefing Make(LedgerBook book, OnDay on, KnownDay known, BriefingOptions? options = null)
    {
        options ??= new BriefingOptions();
        var view = book.On(on, known);
        var context = new BriefContext(view, options.AllClaims);
        var before = options.Since is { } since ? Lines(book.On(on, since), options) : null;
        var sections = new Dictionary<string, BriefSection>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (id, title, make) in Sections)
        {
            number++;
            var lines = make(context)
                .Select(l => l with { Citation = $"parley:{book.Vintage}:{on}:{known}:{id}/{l.Key}" })
                .Where(l => before is null || !before.Contains((id, l.Key, l.Text)))
                .ToArray();
            if (before is not null && lines.Length == 0)
                continue;
            var heading =
                id == "figures" && lines.OfType<FigureLine>().Any(f => OutToday(f, on)) ? "Figures out today" : title;
            sections[id] = new BriefSection(number, heading, lines);
        }

        var records = new SortedDictionary<string, CitedRecord>(StringComparer.Ordinal);
        var sources = new SortedDictionary<string, CitedSource>(StringComparer.Ordinal);
        foreach (var id in sections.Values.SelectMany(s => s.Lines).SelectMany(l => l.Records))
            Cite(view, id, records, sources);
        return new Briefing(
            on.ToString(),
            known.ToString(),
            options.Since?.ToString(),
            book.Vintage,
            Engine,
            book.FactsEnd?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            [.. Banner(book, on, known)],
            sections,
            records,
            sources
        )
        {
            Title = Title(on, known, options.Since),
        };
    }

    private static HashSet<(string, string, string)> Lines(LedgerView view, BriefingOptions options)
    {
        var context = new BriefContext(view, options.AllClaims);
        return [.. Sections.SelectMany(s => s.Lines(context).Select(l => (s.Id, l.Key, l.Text)))];
    }

    private static bool OutToday(FigureLine figure, OnDay on) =>
        Moment.Parse(figure.ReleasedOn).Value.FirstDay == on.DayIn(DateTimeZone.Utc);

    private static string Title(OnDay on, KnownDay known, KnownDay? since)
    {
        var day = on.IsInstant ? on.ToString() : on.Day.ToString("dddd d MMMM uuuu", CultureInfo.InvariantCulture);
        return $"State of the truce: {day}, known to {End(known)}" + (since is { } s ? $", new since {End(s)}" : "");

        string End(KnownDay k) =>
            k.ToString().Contains('T', StringComparison.Ordinal) ? k.ToString()
            : !on.IsInstant && k.Day == on.Day ? "the end of that day (UTC)"
            : $"the end of {BriefContext.Day(k.Day)} (UTC)";
    }

    private static IEnumerable<string> Banner(LedgerBook book, OnDay on, KnownDay known)
    {
        if (book.FactsEnd is not { } end)
            yield break;
        var day = end.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        if (known.Day > end)
            yield return $"Facts end on {day}; law as known then.";
        if (on.Day > end)
            yield return $"The day asked about lies after the last fact on file ({day}): what follows is the future as known then.";
        else if (on.Day > known.Day)
            yield return "The day asked about lies after the known day: what follows is the future as known then.";
        else if (on.Day < known.Day.PlusDays(-1) && !on.IsInstant)
            yield return $"Corrected by what became known up to {BriefContext.Day(known.Day)}.";
    }

    private static void Cite(
        LedgerView view,
        RecordId id,
        SortedDictionary<string, CitedRecord> records,
        SortedDictionary<string, CitedSource> sources
    )
    {
        if (records.ContainsKey(id.ToString()) || view.Book.Find(id) is not { } record)
            return;
        records[id.ToString()] = new CitedRecord(
            RecordTypes.NameOf(record),
            record.KnownFrom.ToString(),
            [.. record.Sources.Select(s => s.ToString())]
        );
        foreach (var source in view.SourcesOf(record))
        {
            sources[source.Id.ToString()] = new CitedSource(
                source.Publisher,
                source.Published.ToString(),
                source.Reliability.ToString(),
                Words.Of(source.Seen),
                source.Url,
                view.Known.Covers(source.Published) ? null : source.Published.ToString()
            );
        }
    }
}
