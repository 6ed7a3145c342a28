using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;

namespace Parley.Tests.Desk;

/// <summary>Short forms of what every question to a briefing needs.</summary>
internal static class Brief
{
    /// <summary>The briefing about a day, as known on a day; on the same day if none is named.</summary>
    public static Briefing On(string on, string? known = null, BriefingOptions? options = null) =>
        On(Repo.Shipped, on, known, options);

    public static Briefing On(LedgerBook book, string on, string? known = null, BriefingOptions? options = null) =>
        BriefingMaker.Make(book, OnDay.Parse(on).Value, KnownDay.Parse(known ?? on).Value, options);

    /// <summary>The lines of one kind in a section.</summary>
    public static T[] Lines<T>(this Briefing briefing, string section)
        where T : BriefLine => [.. briefing.Sections[section].Lines.OfType<T>()];

    /// <summary>A line by its key.</summary>
    public static BriefLine Line(this Briefing briefing, string section, string key) =>
        briefing.Sections[section].Lines.Single(l => string.Equals(l.Key, key, StringComparison.Ordinal));

    /// <summary>Every record that a section rests on.</summary>
    public static HashSet<RecordId> RecordsOf(this Briefing briefing, string section) =>
        [.. briefing.Sections[section].Lines.SelectMany(l => l.Records)];

    /// <summary>A section as its readers get it, without what names the known day.</summary>
    public static string Typed(this Briefing briefing, string section)
    {
        var json = JsonNode.Parse(BriefingJson.Write(briefing))!["sections"]![section]!;
        foreach (var line in json["lines"]!.AsArray())
            line!.AsObject().Remove("citation");
        return json.ToJsonString();
    }
}
