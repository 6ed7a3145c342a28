using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>What stands in a field.</summary>
public enum FieldKind
{
    /// <summary>A text: words, an id, a date, a party.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One name of a closed list.</summary>
    Choice,

    /// <summary>Several values; <see cref="RecordField.Item"/> tells of what kind.</summary>
    List,

    /// <summary>A group of fields, <see cref="RecordField.Fields"/>.</summary>
    Group,
}

/// <summary>A field of a record type.</summary>
/// <param name="Name">Its name in files, flags and columns.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="Required">Whether a record without it is refused.</param>
/// <param name="Choices">The closed list; empty unless <see cref="FieldKind.Choice"/>.</param>
/// <param name="Item">One value of a list; null unless <see cref="FieldKind.List"/>.</param>
/// <param name="Fields">The fields of a group; empty unless <see cref="FieldKind.Group"/>.</param>
public sealed record RecordField(
    string Name,
    FieldKind Kind,
    bool Required,
    IReadOnlyList<string> Choices,
    RecordField? Item,
    IReadOnlyList<RecordField> Fields
)
{
    /// <summary>The type in code, by which a value of the field is read.</summary>
    internal Type Type { get; init; } = typeof(string);
}

/// <summary>The fields of each record type, read once from the types themselves.</summary>
public static class RecordFields
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<RecordField>> Known = new(
        StringComparer.Ordinal
    );

    /// <summary>The fields of a type, in the order in which files write them; the type itself is not among them.</summary>
    /// <param name="type">Such as <c>claim</c>; one of <see cref="RecordTypes.Names"/>.</param>
    /// <returns>The fields; empty if there is no such type.</returns>
    public static IReadOnlyList<RecordField> Of(string type) =>
        RecordTypes.Find(type) is { } found ? Known.GetOrAdd(type, _ => FieldsOf(found)) : [];

    private static RecordField[] FieldsOf(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
                .OrderBy(p => p.GetCustomAttribute<JsonPropertyOrderAttribute>()?.Order ?? 0)
                .Select(p =>
                    Field(
                        JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name),
                        p.PropertyType,
                        p.GetCustomAttribute<RequiredMemberAttribute>() is not null
                    )
                ),
        ];

    private static RecordField Field(string name, Type declared, bool required)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsGenericType)
        {
            var item = Field(name, type.GetGenericArguments()[0], required: true);
            return new RecordField(name, FieldKind.List, required, [], item, []) { Type = declared };
        }

        var kind =
            type == typeof(bool) ? FieldKind.Flag
            : type == typeof(decimal) || type == typeof(int) ? FieldKind.Number
            : type.IsEnum ? FieldKind.Choice
            : type == typeof(string) || IsText(type) ? FieldKind.Text
            : FieldKind.Group;
        string[] choices = type.IsEnum ? ChoiceName.AllOf(type) : [];
        var fields = kind == FieldKind.Group ? FieldsOf(type) : [];
        return new RecordField(name, kind, required, choices, null, fields) { Type = declared };
    }

    private static bool IsText(Type type) =>
        type == typeof(Moment) || type == typeof(Party) || type == typeof(RecordId) || type == typeof(SourceId);
}
