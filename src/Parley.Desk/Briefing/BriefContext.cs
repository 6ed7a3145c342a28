using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk;

/// <summary>What every section works from: the view, and one way to write days, points and names.</summary>
internal sealed class BriefContext(LedgerView view, bool everything)
{
    public LedgerView View => view;

    /// <summary>Whether all claims are wanted, not a selection.</summary>
    public bool Everything => everything;

    /// <summary>The two sides, in file order.</summary>
    public IReadOnlyList<Party> Parties { get; } = [.. view.Parties];

    /// <summary>Pairs of imposer and target.</summary>
    public IEnumerable<(Party Imposer, Party Target)> Directions =>
        Parties.SelectMany(a => Parties.Where(b => b != a).Select(b => (a, b)));

    /// <summary>"9 June 2025".</summary>
    public static string Day(LocalDate day) => day.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>"9 June 2025", or "14 May 2025 00:01 EDT", or "May 2025".</summary>
    public string When(Moment moment) =>
        moment.Precision switch
        {
            Precision.Minute => $"{Day(moment.FirstDay)} {Clock(moment)}",
            Precision.Day => Day(moment.FirstDay),
            Precision.Month => moment.FirstDay.ToString("MMMM uuuu", CultureInfo.InvariantCulture),
            _ => moment.ToString(),
        };

    /// <summary>A minute in every party's zone: "12 August 2025 00:01 Washington (EDT) = 12:01 Beijing"; a day stays a day.</summary>
    public string WhenEverywhere(Moment moment)
    {
        if (moment.Exact is not { } exact)
            return When(moment);
        var first = exact.InZone(view.ZoneOf(Parties[0])).Date;
        var clocks = Parties.Select(p =>
        {
            var local = exact.InZone(view.ZoneOf(p));
            var day = local.Date == first ? "" : Day(local.Date) + " ";
            return $"{day}{local.ToString("HH:mm", CultureInfo.InvariantCulture)} {City(p)}{Abbreviation(p, local)}";
        });
        return $"{Day(first)} {string.Join(" = ", clocks)}";
    }

    /// <summary>A minute in every party's zone, for programs; empty for a day.</summary>
    public IReadOnlyList<string> Everywhere(Moment moment) =>
        moment.Exact is not { } exact
            ? []
            :
            [
                .. Parties.Select(p =>
                    exact.InZone(view.ZoneOf(p)).ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
                    + " "
                    + City(p)
                ),
            ];

    /// <summary>"7.5".</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>"+0.5", "-0.2", "0".</summary>
    public static string Signed(decimal value) => value.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    /// <summary>"4 points" or "1 point".</summary>
    public static string Count(int n, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many ?? one + "s")}");

    /// <summary>"US" or "China".</summary>
    public string Side(Party party) => view.NameOf(party);

    /// <summary>"US and China".</summary>
    public string Sides(IEnumerable<Party> parties) => string.Join(" and ", parties.Select(Side));

    /// <summary>The same text with its first letter large.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string City(Party party) =>
        view.Find<PartyRecord>(RecordId.Parse(party.ToString()).Value)?.City ?? party.ToString();

    private string Clock(Moment moment)
    {
        foreach (var party in Parties)
        {
            var local = moment.Exact!.Value.InZone(view.ZoneOf(party));
            if (local.Offset == moment.Offset)
                return local.ToString("HH:mm", CultureInfo.InvariantCulture)
                    + (party == Parties[0] ? Zone(local) : $" {City(party)}");
        }

        var utc = moment.Exact!.Value.InUtc();
        return $"{(utc.Date == moment.FirstDay ? "" : Day(utc.Date) + " ")}{utc.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";
    }

    private static string Zone(ZonedDateTime local) => " " + local.GetZoneInterval().Name;

    private string Abbreviation(Party party, ZonedDateTime local) =>
        party == Parties[0] ? $" ({local.GetZoneInterval().Name})" : "";
}
