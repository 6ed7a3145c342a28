using System.Diagnostics.CodeAnalysis;

namespace Parley.Core;

/// <summary>What reading a text gave: a value, or the reason why there is none. Bad input is a value, not an exception.</summary>
/// <typeparam name="T">The type that was read.</typeparam>
public readonly record struct Parsed<T>
    where T : notnull
{
    private readonly T? value;

    private Parsed(T? value, string? fault)
    {
        this.value = value;
        Fault = fault;
    }

    /// <summary>The reason why nothing was read, naming the text, the fault and the cure; null when reading succeeded.</summary>
    public string? Fault { get; }

    /// <summary>Whether a value was read.</summary>
    public bool Ok => Fault is null;

    /// <summary>The value read.</summary>
    /// <exception cref="FormatException">Nothing was read; the message is <see cref="Fault"/>.</exception>
    public T Value => Fault is null ? value! : throw new FormatException(Fault);

    /// <summary>Gives the value when there is one.</summary>
    /// <param name="result">The value, or null.</param>
    /// <returns>Whether a value was read.</returns>
    public bool TryGet([NotNullWhen(true)] out T? result)
    {
        result = value;
        return Fault is null;
    }

    /// <summary>The value, or the reason why there is none.</summary>
    /// <returns>The text of either.</returns>
    public override string ToString() => Fault ?? value?.ToString() ?? "";

    internal static Parsed<T> Of(T value) => new(value, null);

    internal static Parsed<T> Not(string fault) => new(default, fault);
}

/// <summary>Makes <see cref="Parsed{T}"/> values.</summary>
public static class Parsed
{
    /// <summary>A value that was read.</summary>
    /// <typeparam name="T">The type read.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static Parsed<T> Of<T>(T value)
        where T : notnull => Parsed<T>.Of(value);

    /// <summary>The reason why nothing was read.</summary>
    /// <typeparam name="T">The type wanted.</typeparam>
    /// <param name="fault">What, why and what to do.</param>
    /// <returns>The result.</returns>
    public static Parsed<T> Not<T>(string fault)
        where T : notnull => Parsed<T>.Not(fault);
}
