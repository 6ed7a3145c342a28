#pragma warning disable CS1591, CS1573, CS1572, CS0067, CA1034, CA1003, CA1024, MA0091, MA0025, MA0096
using System.Diagnostics.CodeAnalysis;

namespace Parley.Tests.HouseRules;

/// <summary>What the rule about documentation is tried on: every kind of member, some told and some not.</summary>
[SuppressMessage("Performance", "CA1823", Justification = "Read by reflection only.")]
public abstract class DocumentationExamples : IComparable<DocumentationExamples>
{
    /// <summary>A field.</summary>
    public const int Field = 1;

    /// <summary>An event.</summary>
    public event EventHandler? Done;

    /// <summary></summary>
    public event EventHandler? Undone;

    /// <summary>A delegate.</summary>
    public delegate int Told(int x);

    public int Bare { get; protected set; }

    /// <summary>An indexer.</summary>
    public int this[string key, int[,] cells] => key.Length + cells.Length;

    /// <summary>A conversion.</summary>
    public static explicit operator int(DocumentationExamples value) => value?.Bare ?? 0;

    /// <summary>TODO</summary>
    public int Stub(int x) => Bare + x;

    /// <summary>A generic method.</summary>
    public abstract Dictionary<TKey, List<T[]>.Enumerator> Generic<TKey, T>(
        ref TKey key,
        in List<T>.Enumerator rest,
        out T[] all
    )
        where TKey : notnull;

    /// <inheritdoc/>
    public int CompareTo(DocumentationExamples? other) => Bare.CompareTo(other?.Bare);

    internal int Hidden() => Bare;

    /// <summary></summary>
    public enum Empty
    {
        /// <summary>None of it.</summary>
        None,
    }

    /// <summary>A positional record.</summary>
    /// <param name="First">The first.</param>
    public sealed record Record(int First, string? Second)
    {
        /// <summary>Their sum.</summary>
        public int Sum => First + (Second?.Length ?? 0);
    }

    /// <summary>A generic type.</summary>
    public readonly record struct Pair<T>
        where T : struct, IComparable<T>
    {
        /// <summary>A value of it.</summary>
        public required T? Value { get; init; }

        /// <summary>Another pair.</summary>
        public Pair<T> With(T? value) => new() { Value = value };
    }
}
