using System.Collections.Frozen;

namespace Parley.Core;

/// <summary>What a unit measures. Only units of one dimension convert into each other.</summary>
public enum Dimension
{
    /// <summary>A number of articles or head; base unit No.</summary>
    Count,

    /// <summary>A number of pairs; base unit prs. A pair is one article in some headings and two in others.</summary>
    Pairs,

    /// <summary>Mass; base unit kg. The law says which: net, gross, drained.</summary>
    Mass,

    /// <summary>Mass of wool after scouring; base unit cy kg. It follows from the goods' yield, not from their mass.</summary>
    CleanMass,

    /// <summary>Length; base unit m.</summary>
    Length,

    /// <summary>Area; base unit m2.</summary>
    Area,

    /// <summary>Volume; base unit l.</summary>
    Volume,

    /// <summary>Volume of spirits at half alcohol; base unit pf.liter. It follows from strength, not from volume alone.</summary>
    Spirits,
}

/// <summary>A unit of quantity, from a closed set: those that tariff schedules charge specific duties in.</summary>
public sealed class Unit
{
    private Unit(int order, string symbol, Dimension dimension, decimal inBase, string[] otherNames)
    {
        Order = order;
        Symbol = symbol;
        Dimension = dimension;
        InBase = inBase;
        OtherNames = otherNames;
    }

    /// <summary>One article, head or piece. Symbol No.</summary>
    public static Unit Number { get; } =
        new(0, "No", Dimension.Count, 1m, ["number", "each", "head", "article", "piece", "pcs", "unit", "units"]);

    /// <summary>Twelve articles. Symbol doz.</summary>
    public static Unit Dozen { get; } = new(1, "doz", Dimension.Count, 12m, ["dozen", "dz", "dz pcs"]);

    /// <summary>A hundred articles. Symbol hundred.</summary>
    public static Unit Hundred { get; } = new(2, "hundred", Dimension.Count, 100m, ["hundreds", "100"]);

    /// <summary>Twelve dozen: 144 articles. Symbol gross. Not gross weight, which is written in kg.</summary>
    public static Unit Gross { get; } = new(3, "gross", Dimension.Count, 144m, []);

    /// <summary>A thousand articles. Symbol thousand.</summary>
    public static Unit Thousand { get; } = new(4, "thousand", Dimension.Count, 1000m, ["thousands", "1000", "1,000"]);

    /// <summary>One pair. Symbol prs.</summary>
    public static Unit Pair { get; } = new(5, "prs", Dimension.Pairs, 1m, ["pr", "pair", "pairs"]);

    /// <summary>Twelve pairs. Symbol doz prs.</summary>
    public static Unit DozenPairs { get; } = new(6, "doz prs", Dimension.Pairs, 12m, ["doz pr", "dozen pairs", "dpr"]);

    /// <summary>A metric carat: 0.2 g. Symbol carat.</summary>
    public static Unit Carat { get; } = new(7, "carat", Dimension.Mass, 0.0002m, ["carats", "car"]);

    /// <summary>A gram. Symbol g.</summary>
    public static Unit Gram { get; } = new(8, "g", Dimension.Mass, 0.001m, ["gram", "grams"]);

    /// <summary>A kilogram. Symbol kg.</summary>
    public static Unit Kilogram { get; } = new(9, "kg", Dimension.Mass, 1m, ["kilogram", "kilograms", "kilo", "kgs"]);

    /// <summary>A metric ton: 1000 kg. Symbol t.</summary>
    public static Unit Ton { get; } =
        new(10, "t", Dimension.Mass, 1000m, ["metric ton", "metric tons", "tonne", "tonnes"]);

    /// <summary>A kilogram of clean yield (wool). Symbol cy kg.</summary>
    public static Unit CleanKilogram { get; } = new(11, "cy kg", Dimension.CleanMass, 1m, ["clean kg", "kg clean"]);

    /// <summary>A metre. Symbol m.</summary>
    public static Unit Metre { get; } =
        new(12, "m", Dimension.Length, 1m, ["metre", "metres", "meter", "meters", "lin m"]);

    /// <summary>A square centimetre. Symbol cm2.</summary>
    public static Unit SquareCentimetre { get; } = new(13, "cm2", Dimension.Area, 0.0001m, []);

    /// <summary>A square metre. Symbol m2.</summary>
    public static Unit SquareMetre { get; } = new(14, "m2", Dimension.Area, 1m, ["square metre", "square meter"]);

    /// <summary>A litre. Symbol l.</summary>
    public static Unit Litre { get; } = new(15, "l", Dimension.Volume, 1m, ["litre", "litres", "liter", "liters"]);

    /// <summary>A hectolitre: 100 l. Symbol hl.</summary>
    public static Unit Hectolitre { get; } =
        new(16, "hl", Dimension.Volume, 100m, ["hectolitre", "hectolitres", "hectoliter", "hectoliters"]);

    /// <summary>A barrel of petroleum: 42 US gallons of 231 cubic inches, exactly 158.987294928 l. Symbol bbl.</summary>
    public static Unit Barrel { get; } = new(17, "bbl", Dimension.Volume, 158.987294928m, ["barrel", "barrels"]);

    /// <summary>A cubic metre: 1000 l. Symbol m3.</summary>
    public static Unit CubicMetre { get; } = new(18, "m3", Dimension.Volume, 1000m, ["cubic metre", "cubic meter"]);

    /// <summary>A proof litre: a litre of spirits of 50 percent alcohol by volume. Symbol pf.liter.</summary>
    public static Unit ProofLitre { get; } =
        new(19, "pf.liter", Dimension.Spirits, 1m, ["pf liters", "pfliter", "prf liter", "proof liter", "proof litre"]);

    /// <summary>Every unit, in the order in which rates list them.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        Number,
        Dozen,
        Hundred,
        Gross,
        Thousand,
        Pair,
        DozenPairs,
        Carat,
        Gram,
        Kilogram,
        Ton,
        CleanKilogram,
        Metre,
        SquareCentimetre,
        SquareMetre,
        Litre,
        Hectolitre,
        Barrel,
        CubicMetre,
        ProofLitre,
    ];

    private static readonly FrozenDictionary<string, Unit> Names = All.SelectMany(u =>
            u.OtherNames.Append(u.Symbol).Select(name => (Name: Fold(name), Unit: u))
        )
        .ToFrozenDictionary(p => p.Name, p => p.Unit, StringComparer.Ordinal);

    /// <summary>The symbol that it prints as.</summary>
    public string Symbol { get; }

    /// <summary>What it measures.</summary>
    public Dimension Dimension { get; }

    /// <summary>How many of its dimension's base unit it is, exactly; more than 0.</summary>
    public decimal InBase { get; }

    internal int Order { get; }

    private string[] OtherNames { get; }

    /// <summary>
    /// Reads a unit as schedules write it; capitals, points and spaces do not matter, and ² is read as 2.
    /// </summary>
    /// <param name="text">A symbol or another name in use, such as <c>kg</c>, <c>No.</c>, <c>liters</c>, <c>doz. prs.</c></param>
    /// <returns>The unit, or the reason why there is none.</returns>
    public static Parsed<Unit> Parse(string? text)
    {
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return Parsed<Unit>.Not("An empty text is no unit. Write one such as kg or No.");
        if (Names.TryGetValue(Fold(s), out var unit))
            return Parsed<Unit>.Of(unit);
        // "Cu kg" is near to "kg" in letters and far in meaning: proposing it would hide a base.
        var part = s.Split(' ').FirstOrDefault(word => Names.ContainsKey(Fold(word)));
        return Parsed<Unit>.Not(
            part is not null
                ? $"{Shown.Quote(s)} is more than the unit {part}: its other words name a part of the goods or a state that they are counted in. Write {part} only if the goods themselves are counted."
                : $"{Shown.Quote(s)} is no unit that is known here.{Shown.DidYouMean(s, All.Select(u => u.Symbol))} The units are {string.Join(", ", All.Select(u => u.Symbol))}."
        );
    }

    /// <summary>Whether quantities in this unit can be told in another.</summary>
    /// <param name="other">The other unit.</param>
    /// <returns>True if both measure the same.</returns>
    public bool ConvertsTo(Unit other) => Dimension == other.Dimension;

    /// <summary>The symbol that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => Symbol;

    private static string Fold(string name) =>
        string.Join(
            ' ',
            name.Replace('²', '2')
                .Replace('³', '3')
                .ToUpperInvariant()
                .Split([' ', '.', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
        );
}
