namespace Parley.Core;

/// <summary>How much of the goods there is, in one unit; never negative. Prints <c>12.5 kg</c>. The default is 0 No.</summary>
public readonly record struct Quantity
{
    private readonly Unit? unit;

    /// <summary>Makes a quantity.</summary>
    /// <param name="amount">How many of the unit, 0 or more.</param>
    /// <param name="unit">The unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public Quantity(decimal amount, Unit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Amount = amount;
        // The default value's unit, so that it equals a quantity made from 0 and No.
        this.unit = unit == Unit.Number ? null : unit;
    }

    /// <summary>How many of <see cref="Unit"/>, 0 or more.</summary>
    public decimal Amount { get; }

    /// <summary>The unit.</summary>
    public Unit Unit => unit ?? Unit.Number;

    /// <summary>Reads a quantity: a number with a decimal point, then a unit.</summary>
    /// <param name="text">Such as <c>12.5 kg</c>, <c>12.5kg</c> or <c>3 doz.</c></param>
    /// <returns>The quantity, or the reason why there is none.</returns>
    public static Parsed<Quantity> Parse(string? text)
    {
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return Parsed<Quantity>.Not("An empty text is no quantity. Write one such as 12.5 kg.");
        var end = 0;
        while (end < s.Length && (char.IsAsciiDigit(s[end]) || s[end] is '.' or ',' or '-'))
            end++;
        if (end == 0)
            return Parsed<Quantity>.Not(
                $"{Shown.Quote(s)} is no quantity. Write a number and a unit, such as 12.5 kg."
            );
        if (!Exact.TryRead(s.AsSpan(0, end), signed: true, out var amount))
            return Parsed<Quantity>.Not(
                $"In the quantity {Shown.Quote(s)}, {Shown.Quote(s[..end])} is no number that can be kept exactly. {Exact.Hint(s[..end])}"
            );
        if (amount < 0)
            return Parsed<Quantity>.Not($"The quantity {Shown.Quote(s)} is negative. Write 0 or more.");
        if (end == s.Length)
            return Parsed<Quantity>.Not(
                $"The quantity {Shown.Quote(s)} has no unit. Write it behind, such as {s} kg or {s} No."
            );
        var parsed = Unit.Parse(s[end..]);
        return parsed.TryGet(out var known)
            ? Parsed<Quantity>.Of(new Quantity(amount, known))
            : Parsed<Quantity>.Not($"In the quantity {Shown.Quote(s)}: {parsed.Fault}");
    }

    /// <summary>
    /// The same quantity in another unit of its dimension. Exact where the result has at most 28 digits (t to kg, doz to
    /// No, g to kg); else it is rounded at the 28th digit (No to doz).
    /// </summary>
    /// <param name="target">The unit wanted.</param>
    /// <returns>The quantity, or the reason why there is none: another dimension, or a number too large.</returns>
    public Parsed<Quantity> In(Unit target)
    {
        if (Unit == target)
            return Parsed<Quantity>.Of(this);
        if (!Unit.ConvertsTo(target))
            return Parsed<Quantity>.Not(
                $"{this} cannot be told in {target}: the two measure different things. Give the quantity in {target}."
            );
        try
        {
            return Parsed<Quantity>.Of(new Quantity(Amount * Unit.InBase / target.InBase, target));
        }
        catch (OverflowException)
        {
            return Parsed<Quantity>.Not($"{this} is too large to be told in {target}. Check the number.");
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => $"{Exact.Write(Amount)} {Unit}";
}
