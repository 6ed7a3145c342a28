namespace Parley.Core;

/// <summary>A duty per unit of the goods. Prints <c>USD 0.044/kg</c>.</summary>
public readonly record struct SpecificRate : IComparable<SpecificRate>
{
    private readonly Unit? unit;

    internal SpecificRate(Money amount, Unit unit)
    {
        Amount = amount;
        this.unit = unit;
    }

    /// <summary>How much is owed for one of <see cref="Unit"/>; more than 0.</summary>
    public Money Amount { get; }

    /// <summary>The unit that the quantity is counted in.</summary>
    public Unit Unit => unit ?? Unit.Number;

    /// <summary>Orders by unit, then by currency, then by amount.</summary>
    /// <param name="other">The rate to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(SpecificRate other)
    {
        var units = Unit.Order.CompareTo(other.Unit.Order);
        if (units != 0)
            return units;
        var currencies = Amount.Currency.CompareTo(other.Amount.Currency);
        return currencies != 0 ? currencies : Amount.Amount.CompareTo(other.Amount.Amount);
    }

    /// <summary>The text that <see cref="Rate.Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => $"{Amount}/{Unit}";
}
