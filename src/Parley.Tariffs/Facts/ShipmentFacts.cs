using System.Globalization;
using NodaTime;
using Parley.Core;
using static System.FormattableString;

namespace Parley.Tariffs.Facts;

/// <summary>The value of a fact: a time, a share, a flag or words, as its <see cref="FactType"/> says.</summary>
public sealed record FactValue
{
    private FactValue(Instant? time, decimal? share, bool? flag, IReadOnlyList<string> words, string text)
    {
        Time = time;
        Share = share;
        Flag = flag;
        Words = words;
        Text = text;
    }

    /// <summary>The instant; a bare day means noon Eastern.</summary>
    public Instant? Time { get; }

    /// <summary>The share, 0 to 1.</summary>
    public decimal? Share { get; }

    /// <summary>The flag.</summary>
    public bool? Flag { get; }

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    internal static FactValue OfShare(decimal share) =>
        new(null, share, null, [], share.ToString(CultureInfo.InvariantCulture));

    internal static FactValue OfFlag(bool flag) => new(null, null, flag, [], flag ? "true" : "false");

    internal static FactValue OfTime(Instant time) => new(time, null, null, [], Law.Eastern.Text(time));

    internal static FactValue OfWord(string word) => new(null, null, null, [word], word);

    internal static FactValue OfWords(IReadOnlyList<string> words) =>
        new(null, null, null, words, string.Join('+', words));

    /// <summary>Reads the value of a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="text">Its value as text.</param>
    /// <returns>The value, or why it cannot be read.</returns>
    public static Parsed<FactValue> Parse(Fact fact, string? text)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return Not($"The fact {fact} has no value. Write {fact}={Example(fact)}.");
        switch (fact.Type)
        {
            case FactType.Time:
                var day = OnDay.Parse(s);
                return day.Ok
                    ? Parsed.Of<FactValue>(new FactValue(day.Value.At(Law.Eastern.Zone), null, null, [], s))
                    : Not($"The fact {fact}: {day.Fault}");
            case FactType.Share:
                return
                    decimal.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
                    && share <= 1m
                    ? Parsed.Of<FactValue>(new FactValue(null, share, null, [], s))
                    : Not($"The fact {fact} is a share from 0 to 1; '{s}' is none. Write 0.4 for 40 percent.");
            case FactType.Flag:
                return s.ToUpperInvariant() switch
                {
                    "TRUE" or "YES" or "1" => Parsed.Of<FactValue>(OfFlag(true)),
                    "FALSE" or "NO" or "0" => Parsed.Of<FactValue>(OfFlag(false)),
                    _ => Not($"The fact {fact} is true or false; '{s}' is neither."),
                };
            default:
                return ReadWords(fact, s);
        }
    }

    private static Parsed<FactValue> ReadWords(Fact fact, string text)
    {
        var words = text.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return Not($"The fact {fact} has no value. Write {fact}={Example(fact)}.");
        if (ReferenceEquals(fact, Fact.Quota) && words is not ["in"] and not ["out"])
            return Not($"The fact {fact} is 'in' or 'out'; '{text}' is neither.");
        return Parsed.Of<FactValue>(new FactValue(null, null, null, words, text));
    }

    private static string Example(Fact fact) =>
        fact.Type switch
        {
            FactType.Time => "2025-04-07",
            FactType.Share => "0.4",
            FactType.Flag => "true",
            _ => ReferenceEquals(fact, Fact.EndUse) ? "auto_part" : "9903.88.69",
        };

    private static Parsed<FactValue> Not(FormattableString fault) => Parsed.Not<FactValue>(Invariant(fault));
}

/// <summary>The facts of a shipment that are known. Immutable; a fact that is not given is unknown, never assumed.</summary>
public sealed class ShipmentFacts
{
    private readonly FactValue?[] values;

    private ShipmentFacts(FactValue?[] values) => this.values = values;

    /// <summary>Nothing is known of the shipment but its line, origin and day.</summary>
    public static ShipmentFacts None { get; } = new(new FactValue?[Fact.All.Count]);

    /// <summary>The value of a fact, or null if it is not given.</summary>
    /// <param name="fact">The fact.</param>
    public FactValue? this[Fact fact] => values[fact.Index];

    /// <summary>The facts that are given.</summary>
    public IEnumerable<Fact> Given => Fact.All.Where(f => values[f.Index] is not null);

    /// <summary>Whether none is given.</summary>
    public bool IsEmpty => Array.TrueForAll(values, v => v is null);

    /// <summary>These facts and one more, or another value of one.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The facts.</returns>
    public ShipmentFacts With(Fact fact, FactValue value)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var copy = (FactValue?[])values.Clone();
        copy[fact.Index] = value;
        return new ShipmentFacts(copy);
    }

    /// <summary>These facts without one.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The facts.</returns>
    public ShipmentFacts Without(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var copy = (FactValue?[])values.Clone();
        copy[fact.Index] = null;
        return new ShipmentFacts(copy);
    }

    /// <summary>Reads facts from pairs of name and value, and checks them against each other.</summary>
    /// <param name="pairs">Names and values; an empty value counts as not given.</param>
    /// <returns>The facts, or the first fault.</returns>
    public static Parsed<ShipmentFacts> Parse(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var facts = None;
        foreach (var (name, text) in pairs)
        {
            var fact = Fact.Named(name);
            if (!fact.Ok)
                return Parsed.Not<ShipmentFacts>(fact.Fault!);
            var value = FactValue.Parse(fact.Value, text);
            if (!value.Ok)
                return Parsed.Not<ShipmentFacts>(value.Fault!);
            var before = facts[fact.Value];
            if (before is null)
                facts = facts.With(fact.Value, value.Value);
            else if (fact.Value.Type == FactType.Words && !ReferenceEquals(fact.Value, Fact.Quota))
                facts = facts.With(fact.Value, FactValue.OfWords([.. before.Words, .. value.Value.Words]));
            else if (!string.Equals(before.Text, value.Value.Text, StringComparison.Ordinal))
                return Parsed.Not<ShipmentFacts>(
                    $"The fact {name} is given twice, as '{before.Text}' and as '{value.Value.Text}'. Give it once."
                );
        }

        return facts.Contradiction() is { } fault ? Parsed.Not<ShipmentFacts>(fault) : Parsed.Of<ShipmentFacts>(facts);
    }

    private string? Contradiction()
    {
        var metals = new[] { Fact.SteelShare, Fact.AluminumShare, Fact.CopperShare }.Sum(f => this[f]?.Share ?? 0m);
        if (metals > 1m)
            return Invariant(
                $"The metal shares add up to {metals}, more than the whole value. Shares are of the customs value: 0.4 for 40 percent."
            );
        var both = (this[Fact.Covered]?.Words ?? []).Intersect(
            this[Fact.NotCovered]?.Words ?? [],
            StringComparer.Ordinal
        );
        return both.FirstOrDefault() is { } heading
            ? $"{heading} is named both in covered and in not_covered. Name it in one of them."
            : null;
    }

    /// <summary>The facts as text, in the order of <see cref="Fact.All"/>: <c>steel_share=0.4 usmca=true</c>.</summary>
    /// <returns>The text; empty if none is given.</returns>
    public override string ToString() => string.Join(' ', Given.Select(f => $"{f.Name}={this[f]!.Text}"));
}
