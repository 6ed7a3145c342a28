using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Parley.Core;

/// <summary>How a rate charges.</summary>
public enum RateKind
{
    /// <summary>It charges nothing.</summary>
    Free,

    /// <summary>Ad valorem: a percentage of a value.</summary>
    Percent,

    /// <summary>One or more amounts per unit.</summary>
    Specific,

    /// <summary>A percentage and one or more amounts per unit, added up.</summary>
    Compound,
}

/// <summary>
/// A rate of duty as the law states it, exact: free, a percentage, amounts per unit, or both added up. What it is charged
/// on — customs value, metal content — is the layer's base and no part of it. Two rates that always charge the same parts
/// are equal: <c>0%</c> is Free, and the order in which a text lists the parts does not matter.
/// Prints <c>Free</c>, <c>25%</c>, <c>USD 0.044/kg</c>, <c>USD 0.044/kg + 2.8%</c>.
/// </summary>
public sealed record Rate
{
    private Rate(decimal adValorem, ImmutableArray<SpecificRate> specifics)
    {
        AdValorem = adValorem;
        Specifics = specifics;
    }

    /// <summary>The rate that charges nothing.</summary>
    public static Rate Free { get; } = new(0m, []);

    /// <summary>How it charges.</summary>
    public RateKind Kind =>
        (AdValorem, Specifics.Length) switch
        {
            (0m, 0) => RateKind.Free,
            (_, 0) => RateKind.Percent,
            (0m, _) => RateKind.Specific,
            _ => RateKind.Compound,
        };

    /// <summary>The ad valorem part in percent, 0 or more: 25 is 25 percent; 0 when there is none.</summary>
    public decimal AdValorem { get; }

    /// <summary>The amounts per unit, one for each unit and currency, in the order of <see cref="Unit.All"/>; often none.</summary>
    public ImmutableArray<SpecificRate> Specifics { get; }

    /// <summary>A percentage of the value.</summary>
    /// <param name="percent">In percent, 0 or more: <c>25m</c> means 25 percent.</param>
    /// <returns>The rate; <see cref="Free"/> for 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is negative.</exception>
    public static Rate Percent(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return Of(percent, []);
    }

    /// <summary>An amount per unit.</summary>
    /// <param name="amount">What is owed for one unit, 0 or more.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The rate; <see cref="Free"/> for 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Rate Specific(Money amount, Unit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Amount, nameof(amount));
        return Of(0m, [new SpecificRate(amount, unit)]);
    }

    /// <summary>
    /// Reads a rate as schedules write it. Cents (<c>¢</c>) and <c>$</c> are those of the United States, whose schedule
    /// writes them so; other currencies go by their code.
    /// </summary>
    /// <param name="text">
    /// Such as <c>Free</c>, <c>7.5%</c>, <c>33 1/3%</c>, <c>USD 0.044/kg</c>, <c>4.4¢/kg + 2.8%</c>, <c>$1.50/kg</c>, <c>0.9¢ each</c>.
    /// </param>
    /// <returns>
    /// The rate, or the reason why there is none. A number without a unit is refused, and so are words that name another
    /// base ("on drained weight") or programmes in brackets.
    /// </returns>
    public static Parsed<Rate> Parse(string? text) => RateText.Read(text);

    /// <summary>A rate that charges what both charge.</summary>
    /// <param name="left">One rate.</param>
    /// <param name="right">The other, on the same base.</param>
    /// <returns>The sum: percentages added, and amounts of the same unit and currency added.</returns>
    public static Rate operator +(Rate left, Rate right) =>
        Of(left.AdValorem + right.AdValorem, left.Specifics.AddRange(right.Specifics));

    /// <summary>The duty on goods, exact, not rounded (see <see cref="Money.Round"/>).</summary>
    /// <param name="customsValue">The value that a percentage is taken of, 0 or more; the duty is in its currency.</param>
    /// <param name="quantity">How much there is; needed, in a unit of the right dimension, for amounts per unit.</param>
    /// <returns>
    /// The duty, or the reason why it cannot be told: no quantity, one of another dimension, another currency, a negative
    /// value, a number too large.
    /// </returns>
    [OverloadResolutionPriority(1)]
    public Parsed<Money> DutyOn(Money customsValue, Quantity? quantity) =>
        quantity is { } given ? DutyOn(customsValue, [given]) : DutyOn(customsValue, ReadOnlySpan<Quantity>.Empty);

    /// <summary>The duty on goods counted in several units, exact, not rounded.</summary>
    /// <param name="customsValue">The value that a percentage is taken of, 0 or more; the duty is in its currency.</param>
    /// <param name="quantities">How much there is of the same goods, in each unit known; the first that fits is used.</param>
    /// <returns>The duty, or the reason why it cannot be told.</returns>
    public Parsed<Money> DutyOn(Money customsValue, ReadOnlySpan<Quantity> quantities)
    {
        if (customsValue.Amount < 0)
            return Parsed<Money>.Not($"The customs value {customsValue} is negative. Give 0 or more.");
        try
        {
            var duty = customsValue.Amount * (AdValorem / 100m);
            foreach (var specific in Specifics)
            {
                if (specific.Amount.Currency != customsValue.Currency)
                    return Parsed<Money>.Not(
                        $"The rate {this} is in {specific.Amount.Currency}, the customs value in {customsValue.Currency}. Give the value in {specific.Amount.Currency}."
                    );
                var counted = Counted(quantities, specific.Unit);
                if (!counted.TryGet(out var quantity))
                    return Parsed<Money>.Not(counted.Fault!);
                duty += specific.Amount.Amount * quantity.Amount;
            }

            return Parsed<Money>.Of(customsValue with { Amount = duty });
        }
        catch (OverflowException)
        {
            return Parsed<Money>.Not(
                $"The duty at {this} on {customsValue} is too large to be kept exactly. Check the value and the quantity."
            );
        }
    }

    /// <summary>The one crossing from decimal law to double models: the ad valorem rate as a fraction.</summary>
    /// <returns>0.25 for 25 percent; 0 for free.</returns>
    /// <exception cref="InvalidOperationException">
    /// The rate charges per unit: it is no fraction of value until an ad valorem equivalent is worked out from unit values.
    /// </exception>
    public double ToModel() =>
        Specifics.IsEmpty
            ? (double)(AdValorem / 100m)
            : throw new InvalidOperationException(
                $"The rate {this} charges per unit and is no fraction of value. Work out its ad valorem equivalent from a unit value first."
            );

    /// <summary>Whether two rates charge the same.</summary>
    /// <param name="other">The other rate.</param>
    /// <returns>True if the percentages and all amounts per unit are equal.</returns>
    public bool Equals(Rate? other) =>
        other is not null && AdValorem == other.AdValorem && Specifics.AsSpan().SequenceEqual(other.Specifics.AsSpan());

    /// <summary>A hash that equal rates share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(AdValorem);
        foreach (var specific in Specifics)
            hash.Add(specific);
        return hash.ToHashCode();
    }

    /// <summary>The text that <see cref="Parse"/> reads back: amounts per unit first, then the percentage.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString()
    {
        if (Kind == RateKind.Free)
            return "Free";
        var parts = Specifics.Select(s => s.ToString());
        return string.Join(" + ", AdValorem == 0m ? parts : parts.Append(RateText.Percent(AdValorem) + "%"));
    }

    internal static Rate Of(decimal percent, ImmutableArray<SpecificRate> specifics)
    {
        if (!specifics.IsEmpty)
        {
            specifics =
            [
                .. specifics
                    .GroupBy(s => (s.Unit, s.Amount.Currency))
                    .Select(g => new SpecificRate(new Money(g.Sum(s => s.Amount.Amount), g.Key.Currency), g.Key.Unit))
                    .Where(s => s.Amount.Amount != 0m)
                    .Order(),
            ];
        }

        return percent == 0m && specifics.IsEmpty ? Free : new Rate(percent, specifics);
    }

    private static Parsed<Quantity> Counted(ReadOnlySpan<Quantity> quantities, Unit unit)
    {
        foreach (var quantity in quantities)
        {
            if (quantity.Unit.ConvertsTo(unit))
                return quantity.In(unit);
        }

        return Parsed<Quantity>.Not(
            quantities.IsEmpty
                ? $"The rate charges per {unit}, and no quantity is given. Give the quantity in {unit}."
                : $"The rate charges per {unit}, and the quantity is given as {quantities[0]}. Give the quantity in {unit}."
        );
    }
}
