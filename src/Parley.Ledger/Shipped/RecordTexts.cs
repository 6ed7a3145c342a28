using System.Text.Json;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>What must hold of a record's texts, field by field: none is blank, and every party named is on file.</summary>
internal static class RecordTexts
{
    /// <summary>Checks a record's own fields.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isParty">Whether an id is that of a party on file.</param>
    /// <returns>The faults, each with its field.</returns>
    public static IEnumerable<string> Faults(LedgerRecord record, Func<RecordId, bool> isParty)
    {
        using var json = JsonDocument.Parse(RecordJson.Write(record));
        var faults = new List<string>();
        foreach (var field in RecordFields.Of(RecordTypes.NameOf(record)))
        {
            if (json.RootElement.TryGetProperty(field.Name, out var value))
                Check(field, field.Name, value, isParty, faults);
        }

        return faults;
    }

    private static void Check(
        RecordField field,
        string path,
        JsonElement value,
        Func<RecordId, bool> isParty,
        List<string> faults
    )
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array when field.Item is { } item:
                foreach (var one in value.EnumerateArray())
                    Check(item, path, one, isParty, faults);
                break;
            case JsonValueKind.Object:
                foreach (var part in field.Fields)
                {
                    if (value.TryGetProperty(part.Name, out var inner))
                        Check(part, $"{path}.{part.Name}", inner, isParty, faults);
                }

                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                if (string.IsNullOrWhiteSpace(text))
                    faults.Add($"{path} is blank. Write the text, or leave the field out if it is not known.");
                else if (IsParty(field.Type) && !isParty(RecordId.Parse(text).Value))
                    faults.Add(
                        $"{path} names the party {text}, which is not on file. Add a record of type party first."
                    );
                break;
            default:
                break;
        }
    }

    private static bool IsParty(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(Party);
}
