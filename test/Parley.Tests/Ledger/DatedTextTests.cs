using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Ledger;

/// <summary>
/// No shipped record tells what was not public on its own known day: no date after it, but for plans, and no legal act
/// issued after it.
/// </summary>
public sealed partial class DatedTextTests
{
    /// <summary>Fields that hold what is to come by their meaning: ends, starts and due days as set or planned.</summary>
    private static readonly HashSet<string> Plans = new(StringComparer.Ordinal)
    {
        "at",
        "due",
        "effective",
        "expires",
        "from",
        "in_force_from",
        "start",
        "planned_end",
        "to",
        "window_from",
    };

    /// <summary>Texts that name a later day because it was said or set then, by the reason.</summary>
    private static readonly Dictionary<string, string[]> Planned = new(StringComparer.Ordinal)
    {
        ["the day on which the act takes effect, by its own text"] = ["AE-GVA-1/text", "AE-GVA-2/text", "PF-001/text"],
        ["the day to which the act extends or suspends, by its own text"] =
        [
            "AE-STK-1/text",
            "AE-KL-2/text",
            "AE-KL-3/text",
            "PF-012B/text",
            "PF-015/text",
        ],
        ["the day was due by an earlier law"] =
        [
            "AE-BA-1/text",
            "T-2019-02.held/text",
            "T-2019-10.held/text",
            "C-KL-US5/content",
        ],
        ["the speaker named the day ahead"] =
        [
            "CL-0129/quantity",
            "CL-0139/quantity",
            "CL-0158/quantity",
            "CL-0160/quantity",
            "C-BA-US1/content",
            "C-EXT-B1/content",
            "AE-EXT-2/text",
        ],
        ["a rival reading of a day to come"] =
        [
            "DG-GVA-END/readings.text",
            "DG-GVA-END/because",
            "DG-KL-END/question",
            "DG-EXT/question",
            "DG-EXT/readings.text",
            "DR-KL-US3-1/wording",
            "DR-KL-US3-2/wording",
            "DR-KL-US4-1/wording",
        ],
        ["the fee's steps stand in the notice"] = ["CN-NT-1010/scope"],
        ["an office is read for the day of the act alone, and no act of the office is known before it"] =
        [
            "trump/offices.from",
            "trump/offices.to",
            "liu_he/offices.to",
            "lighthizer/offices.to",
            "mnuchin/offices.to",
            "ross/offices.to",
        ],
    };

    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static IEnumerable<LedgerRecord> Facts => Repo.Shipped.Records.Where(LedgerBook.IsFact).Concat(Actors);

    private static IEnumerable<LedgerRecord> Actors => Repo.Shipped.Records.OfType<Actor>();

    [Fact]
    public void Texts_OfAllRecords_NameNoDayAfterTheyWereKnownButForPlans()
    {
        var allowed = Planned.Values.SelectMany(v => v).ToHashSet(StringComparer.Ordinal);
        var met = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var record in Facts)
        {
            foreach (var (field, text) in Texts(record))
            {
                var later = DaysIn(text, record.KnownFrom.LastDay.Year)
                    .Where(d => d > record.KnownFrom.LastDay)
                    .ToArray();
                if (later.Length == 0 || (Plans.Contains(field) && Moment.Parse(text).Ok))
                    continue;
                if (allowed.Contains($"{record.Id}/{field}"))
                    met.Add($"{record.Id}/{field}");
                else
                    faults.Add(
                        Invariant($"{record.Id}, known from {record.KnownFrom}: {field} tells of {later[0]:R}: {text}")
                    );
            }
        }

        House.Holds(
            "These records tell of a day after they were known. Split them, or say why it was planned:",
            faults
        );
        // An exception that nothing needs any more is to be taken out.
        Assert.Empty(allowed.Except(met, StringComparer.Ordinal));
    }

    [Fact]
    public void Texts_OfAllRecords_NameNoLegalActIssuedAfterTheyWereKnown()
    {
        var acts = Repo.Shipped.Records.OfType<Instrument>().ToArray();
        var faults =
            from record in Facts
            from text in Texts(record)
            from Match match in ActNumber().Matches(text.Text)
            let number = match.Groups["n"].Value
            let named = acts.Where(a => a.Id.ToString().EndsWith("-" + number, StringComparison.Ordinal)).ToArray()
            where named.Length > 0 && named.All(a => a.KnownFrom.CertainFrom > record.KnownFrom.CertainFrom)
            select $"{record.Id}, known from {record.KnownFrom}: {text.Field} names {named[0].Id}, known from {named[0].KnownFrom}";
        House.Holds("These records name a legal act issued after they were known:", [.. faults]);
    }

    [Theory]
    [InlineData("runs to 10 November 2025", "2025-11-10")]
    [InlineData("from 14 May 00:01 EDT", "2025-05-14")]
    [InlineData("by 2028-04-17; 3 Sept 2026", "2028-04-17 2026-09-03")]
    [InlineData("No. 18 of 2025, 24 points", "")]
    public void DaysIn_AText_AreItsIsoAndWrittenDates(string text, string days) =>
        Assert.Equal(
            days,
            string.Join(' ', DaysIn(text, 2025).Select(d => d.ToString("R", CultureInfo.InvariantCulture)))
        );

    private static IEnumerable<LocalDate> DaysIn(string text, int year)
    {
        foreach (Match m in IsoDay().Matches(text))
        {
            if (Moment.Parse(m.Value) is { Ok: true } read)
                yield return read.Value.FirstDay;
        }

        foreach (Match m in WrittenDay().Matches(text))
        {
            var month = Array.IndexOf(Months, m.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
            var named = m.Groups["y"].Success ? Number(m.Groups["y"].Value) : year;
            yield return new LocalDate(named, month, Number(m.Groups["d"].Value));
        }

        static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Every text of a record with its field, lists and inner records by their outer name.</summary>
    private static IEnumerable<(string Field, string Text)> Texts(LedgerRecord record) =>
        JsonDocument
            .Parse(RecordJson.Write(record))
            .RootElement.EnumerateObject()
            .Where(p => p.Name is not ("id" or "type" or "known_from" or "sources" or "background"))
            .SelectMany(p => Texts(p.Name, p.Value));

    private static IEnumerable<(string Field, string Text)> Texts(string field, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [(field, value.GetString()!)],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Texts(field, v)),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Texts($"{field}.{p.Name}", p.Value)),
            _ => [],
        };

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d", RegexOptions.None, 1000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(
        @"\b(?<d>\d{1,2}) (?<m>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?( (?<y>\d{4}))?",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex WrittenDay();

    [GeneratedRegex(@"\b(EO|Nos?\.) ?(?<n>\d+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ActNumber();
}
