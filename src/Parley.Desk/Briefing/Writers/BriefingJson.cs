using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk;

/// <summary>A briefing as JSON: snake_case, ISO dates, rates as numbers in percent.</summary>
public static class BriefingJson
{
    private static readonly BriefingJsonContext Context = new(
        new JsonSerializerOptions(BriefingJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>Writes a briefing.</summary>
    /// <param name="briefing">The briefing.</param>
    /// <returns>Indented JSON, ended by a line feed.</returns>
    public static string Write(Briefing briefing) => JsonSerializer.Serialize(briefing, Context.Briefing) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(TextWriterConverter<RecordId>), typeof(TextWriterConverter<Party>)]
)]
[JsonSerializable(typeof(Briefing))]
internal sealed partial class BriefingJsonContext : JsonSerializerContext;

/// <summary>A value written as its text; briefings are written, never read.</summary>
internal sealed class TextWriterConverter<T> : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A briefing is written, never read.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
