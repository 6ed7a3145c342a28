using Parley.Core;

namespace Parley.Tariffs.Facts;

/// <summary>How a missing fact is treated.</summary>
public enum FactSort
{
    /// <summary>A claim of the importer: not claimed unless given; listed among the alternatives.</summary>
    Relief,

    /// <summary>Fixes what a rate is charged on: if missing and it matters, the answer is a range.</summary>
    Base,

    /// <summary>Fixes whether a measure covers the article: if missing and it matters, the answer is a range.</summary>
    Scope,

    /// <summary>A finding of customs: matters only if given.</summary>
    Finding,
}

/// <summary>How the value of a fact is written.</summary>
public enum FactType
{
    /// <summary>A day, or a minute with offset.</summary>
    Time,

    /// <summary>A share, 0 to 1.</summary>
    Share,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A word, or several separated by <c>+</c>.</summary>
    Words,
}

/// <summary>A fact of a shipment on which a duty can depend. A closed list: the names are options and columns alike.</summary>
public sealed class Fact
{
    private static readonly List<Fact> Registry = [];

    private Fact(string name, FactSort sort, FactType type, string meaning)
    {
        Name = name;
        Sort = sort;
        Type = type;
        Meaning = meaning;
        Index = Registry.Count;
        Registry.Add(this);
    }

    /// <summary>The day or minute on which the goods were loaded on the final mode of transit.</summary>
    public static Fact Loaded { get; } =
        new("loaded", FactSort.Relief, FactType.Time, "loaded on the vessel or vehicle of the final mode of transit");

    /// <summary>The day or minute of export.</summary>
    public static Fact Exported { get; } =
        new("exported", FactSort.Relief, FactType.Time, "exported to the United States");

    /// <summary>The day of the contract.</summary>
    public static Fact Contract { get; } =
        new("contract", FactSort.Relief, FactType.Time, "the purchase contract was made");

    /// <summary>Headings of granted exclusions.</summary>
    public static Fact Exclusion { get; } =
        new("exclusion", FactSort.Relief, FactType.Words, "heading of a granted exclusion, such as 9903.88.69");

    /// <summary>Any other heading of relief that is claimed.</summary>
    public static Fact Claim { get; } =
        new("claim", FactSort.Relief, FactType.Words, "any other heading of relief or exemption that is claimed");

    /// <summary>Share of the value that is of United States origin.</summary>
    public static Fact UsContent { get; } =
        new("us_content", FactSort.Relief, FactType.Share, "share of the value that is of US origin");

    /// <summary>Whether the goods qualify under the USMCA and this is claimed.</summary>
    public static Fact Usmca { get; } =
        new("usmca", FactSort.Relief, FactType.Flag, "qualifies under the USMCA, and claimed");

    /// <summary>A symbol of the special column.</summary>
    public static Fact Preference { get; } =
        new("preference", FactSort.Relief, FactType.Words, "symbol of the special column that is claimed, such as KR");

    /// <summary>A donation to relieve human suffering.</summary>
    public static Fact Donation { get; } =
        new("donation", FactSort.Relief, FactType.Flag, "donated to relieve human suffering");

    /// <summary>Informational materials.</summary>
    public static Fact Informational { get; } =
        new("informational", FactSort.Relief, FactType.Flag, "informational materials");

    /// <summary>Share of the weight that is the listed metal.</summary>
    public static Fact MetalWeightShare { get; } =
        new("metal_weight_share", FactSort.Relief, FactType.Share, "share of the weight that is the listed metal");

    /// <summary>Country where the steel was melted and poured.</summary>
    public static Fact MeltPour { get; } =
        new("melt_pour", FactSort.Relief, FactType.Words, "country where the steel was melted and poured");

    /// <summary>Country where the aluminium or copper was smelted and cast.</summary>
    public static Fact SmeltCast { get; } =
        new(
            "smelt_cast",
            FactSort.Relief,
            FactType.Words,
            "country where the aluminium or copper was smelted and cast"
        );

    /// <summary>Share of the metal that is of United States origin.</summary>
    public static Fact UsMetalShare { get; } =
        new("us_metal_share", FactSort.Relief, FactType.Share, "share of the metal that is of US origin");

    /// <summary>A heading of chapter 98.</summary>
    public static Fact Chapter98 { get; } =
        new("chapter98", FactSort.Relief, FactType.Words, "heading of chapter 98 that is claimed, such as 9802.00.80");

    /// <summary>Share of the value that stays dutiable under the heading of chapter 98.</summary>
    public static Fact Chapter98Value { get; } =
        new(
            "chapter98_value",
            FactSort.Relief,
            FactType.Share,
            "share of the value that stays dutiable under chapter 98"
        );

    /// <summary>Share of the customs value that is steel.</summary>
    public static Fact SteelShare { get; } =
        new("steel_share", FactSort.Base, FactType.Share, "share of the customs value that is steel");

    /// <summary>Share of the customs value that is aluminium.</summary>
    public static Fact AluminumShare { get; } =
        new("aluminum_share", FactSort.Base, FactType.Share, "share of the customs value that is aluminium");

    /// <summary>Share of the customs value that is copper.</summary>
    public static Fact CopperShare { get; } =
        new("copper_share", FactSort.Base, FactType.Share, "share of the customs value that is copper");

    /// <summary>What the goods are used for.</summary>
    public static Fact EndUse { get; } =
        new(
            "end_use",
            FactSort.Scope,
            FactType.Words,
            "auto_part, truck_part, civil_aircraft, pharmaceutical, other, …"
        );

    /// <summary>Whether the technical limits of note 39(b) are met.</summary>
    public static Fact ThresholdsMet { get; } =
        new("thresholds_met", FactSort.Scope, FactType.Flag, "meets the technical limits of note 39(b)");

    /// <summary>Whether it is a patented medicine of note 40.</summary>
    public static Fact Patented { get; } =
        new("patented", FactSort.Scope, FactType.Flag, "a patented medicine of note 40");

    /// <summary>Whether the entry is in or out of a quota.</summary>
    public static Fact Quota { get; } = new("quota", FactSort.Scope, FactType.Words, "in or out of the quota");

    /// <summary>Headings whose description covers the article.</summary>
    public static Fact Covered { get; } =
        new("covered", FactSort.Scope, FactType.Words, "headings whose description covers the article");

    /// <summary>Headings whose description does not cover the article.</summary>
    public static Fact NotCovered { get; } =
        new("not_covered", FactSort.Scope, FactType.Words, "headings whose description does not cover the article");

    /// <summary>Found to be transshipped.</summary>
    public static Fact Transshipped { get; } =
        new("transshipped", FactSort.Finding, FactType.Flag, "found by customs to be transshipped");

    /// <summary>Every fact, in the order of the documentation.</summary>
    public static IReadOnlyList<Fact> All => Registry;

    /// <summary>Its name: <c>steel_share</c>.</summary>
    public string Name { get; }

    /// <summary>How it is treated when missing.</summary>
    public FactSort Sort { get; }

    /// <summary>How its value is written.</summary>
    public FactType Type { get; }

    /// <summary>What it says, in a few words.</summary>
    public string Meaning { get; }

    internal int Index { get; }

    /// <summary>Finds a fact by name.</summary>
    /// <param name="name">Such as <c>steel_share</c>; hyphens count as underscores.</param>
    /// <returns>The fact, or why there is none, with the nearest name.</returns>
    public static Parsed<Fact> Named(string? name)
    {
        var wanted = (name ?? "").Trim().Replace('-', '_').ToLowerInvariant();
        foreach (var fact in All)
        {
            if (string.Equals(fact.Name, wanted, StringComparison.Ordinal))
                return Parsed.Of<Fact>(fact);
        }

        var near = Nearest.To(wanted, All.Select(f => f.Name), 1);
        return Parsed.Not<Fact>(
            $"'{name}' is no fact of a shipment.{(near.Count == 0 ? "" : $" Did you mean '{near[0]}'?")} Facts are: {string.Join(", ", All.Select(f => f.Name))}."
        );
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
