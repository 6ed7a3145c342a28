using System.Text.Json.Serialization;

namespace Parley.Ledger;

/// <summary>The closed list of record types and the names by which files, flags and columns call them.</summary>
public static class RecordTypes
{
    private static readonly Dictionary<string, Type> ByName = typeof(LedgerRecord)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType, StringComparer.Ordinal);

    private static readonly Dictionary<Type, string> ByType = ByName.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>All names, in the order of the glossary.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The name of a record's type.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Such as <c>claim</c>.</returns>
    public static string NameOf(LedgerRecord record) => ByType[record.GetType()];

    /// <summary>The name of a type.</summary>
    /// <param name="type">A record type.</param>
    /// <returns>Such as <c>claim</c>.</returns>
    internal static string NameOf(Type type) => ByType[type];

    /// <summary>The type that a name means.</summary>
    /// <param name="name">Such as <c>claim</c>.</param>
    /// <returns>The type, or null.</returns>
    internal static Type? Find(string name) => ByName.GetValueOrDefault(name);
}
