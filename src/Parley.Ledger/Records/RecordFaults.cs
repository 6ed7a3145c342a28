using System.Text.Json;

namespace Parley.Ledger;

/// <summary>Finds everything that is wrong with a text that could not be read as a record.</summary>
internal static class RecordFaults
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Looks at each field by itself.</summary>
    /// <param name="json">The text.</param>
    /// <param name="first">The fault at which reading stopped, told if nothing better is found.</param>
    /// <param name="options">How values are read.</param>
    public static IReadOnlyList<string> Of(string json, string first, JsonSerializerOptions options)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            return [$"this is not JSON, or a field stands twice: {RecordJson.Explain(e)}"];
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return ["a record is one JSON object, in braces."];
            if (!document.RootElement.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
                return [$"it has no type. Give \"type\" and one of: {string.Join(", ", RecordTypes.Names)}."];
            var name = type.GetString()!;
            if (RecordTypes.Find(name) is null)
                return
                [
                    $"type '{name}' is unknown{Suggestion.For(name, RecordTypes.Names)}. Known types: {string.Join(", ", RecordTypes.Names)}.",
                ];
            var faults = Fields(document.RootElement, name, options).ToArray();
            return faults.Length > 0 ? faults : [first];
        }
    }

    /// <summary>A list that holds null, which reading lets pass where texts or groups stand.</summary>
    public static string? NullInList(string json)
    {
        if (!json.Contains("null", StringComparison.Ordinal))
            return null;
        using var document = JsonDocument.Parse(json);
        var field = document.RootElement.EnumerateObject().FirstOrDefault(p => HoldsNull(p.Value));
        return field.Name is { } name && field.Value.ValueKind != JsonValueKind.Undefined
            ? $"{name}: it holds null. Leave out what is not known."
            : null;

        static bool HoldsNull(JsonElement value) =>
            value.ValueKind switch
            {
                JsonValueKind.Array => value
                    .EnumerateArray()
                    .Any(v => v.ValueKind == JsonValueKind.Null || HoldsNull(v)),
                JsonValueKind.Object => value.EnumerateObject().Any(p => HoldsNull(p.Value)),
                _ => false,
            };
    }

    private static IEnumerable<string> Fields(JsonElement record, string type, JsonSerializerOptions options)
    {
        var fields = RecordFields.Of(type).ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var property in record.EnumerateObject().Where(p => p.Name != "type"))
        {
            if (!fields.TryGetValue(property.Name, out var field))
                yield return $"{property.Name}: a {Words.OfName(type)} has no such field{Suggestion.For(property.Name, fields.Keys)}.";
            else if (property.Value.ValueKind == JsonValueKind.Null)
            {
                if (field.Required)
                    yield return $"{field.Name}: it is empty, and a {Words.OfName(type)} needs it.";
            }
            else if (Value(property, field, options) is { } fault)
                yield return fault;
        }

        foreach (var field in fields.Values.Where(f => f.Required && !record.TryGetProperty(f.Name, out _)))
            yield return $"{field.Name}: it is missing, and a {Words.OfName(type)} needs it.";
    }

    private static string? Value(JsonProperty property, RecordField field, JsonSerializerOptions options)
    {
        if (!options.TryGetTypeInfo(field.Type, out var info))
            return null;
        try
        {
            property.Value.Deserialize(info);
            return null;
        }
        catch (JsonException e)
        {
            var kind = field.Kind switch
            {
                FieldKind.Number => "a number is wanted",
                FieldKind.Flag => "true or false is wanted",
                FieldKind.Text when field.Type == typeof(string) => "a text is wanted",
                FieldKind.List when property.Value.ValueKind != JsonValueKind.Array => "a list in brackets is wanted",
                _ => RecordJson.Explain(e),
            };
            return $"{field.Name}: {kind}{(kind == RecordJson.Explain(e) ? "" : $", not {property.Value.GetRawText()}")}";
        }
    }
}
