using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Records as JSON: one record a line, snake_case, ISO dates, the type first. The same shape everywhere.</summary>
public static class RecordJson
{
    private static readonly JsonSerializerOptions Options = new(LedgerJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly LedgerJsonContext Context = new(Options);

    /// <summary>Writes a record as one line of JSON, without the line end.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The line; equal records give equal lines.</returns>
    public static string Write(LedgerRecord record) => JsonSerializer.Serialize(record, Context.LedgerRecord);

    /// <summary>Reads one record.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The record, or the reason why it could not be read.</returns>
    public static Parsed<LedgerRecord> Read(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, Context.LedgerRecord) is not { } record)
                return Parse.Not("the text is null, not a record.");
            return RecordFaults.NullInList(json) is { } fault ? Parse.Not(fault) : Parse.Of(record);
        }
        catch (JsonException e)
        {
            return Parse.Not(Explain(e));
        }
        catch (NotSupportedException)
        {
            return Parse.Not($"the record has no known type. Known types: {string.Join(", ", RecordTypes.Names)}.");
        }
    }

    /// <summary>Everything that keeps a text from being a record, field by field.</summary>
    /// <param name="json">One JSON object.</param>
    /// <returns>The faults; empty if <see cref="Read(string)"/> can read it.</returns>
    public static IReadOnlyList<string> FaultsOf(string json) =>
        Read(json) is { Ok: false } failed ? RecordFaults.Of(json, failed.Fault!, Options) : [];

    internal static LedgerRecord? Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.LedgerRecord);

    internal static string Explain(JsonException e)
    {
        var text = e.InnerException is FormatException inner ? inner.Message : e.Message;
        var at = text.IndexOf(" Path:", StringComparison.Ordinal);
        if (at > 0)
            text = text[..at];
        return e.Path is { Length: > 2 } path ? $"{path[2..]}: {text}" : text;
    }

    private static class Parse
    {
        public static Parsed<LedgerRecord> Of(LedgerRecord record) => Parsed.Of(record);

        public static Parsed<LedgerRecord> Not(string fault) => Parsed.Not<LedgerRecord>(fault);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(MomentConverter),
        typeof(PartyConverter),
        typeof(RecordIdConverter),
        typeof(SourceIdConverter),
        typeof(SnakeEnum<Reliability>),
        typeof(SnakeEnum<Seen>),
        typeof(SnakeEnum<TalkKind>),
        typeof(SnakeEnum<TalkEventKind>),
        typeof(SnakeEnum<TextStatus>),
        typeof(SnakeEnum<AgreementKind>),
        typeof(SnakeEnum<AgreementEventKind>),
        typeof(SnakeEnum<CommitmentKind>),
        typeof(SnakeEnum<Polarity>),
        typeof(SnakeEnum<LinkRelation>),
        typeof(SnakeEnum<MeasureKind>),
        typeof(SnakeEnum<EndKind>),
        typeof(SnakeEnum<OnEnd>),
        typeof(SnakeEnum<Effect>),
    ]
)]
[JsonSerializable(typeof(LedgerRecord))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;

internal sealed class MomentConverter : TextConverter<Moment>
{
    protected override Parsed<Moment> Parse(string? text) => Moment.Parse(text);
}

internal sealed class PartyConverter : TextConverter<Party>
{
    protected override Parsed<Party> Parse(string? text) => Party.Parse(text);
}

internal sealed class RecordIdConverter : TextConverter<RecordId>
{
    protected override Parsed<RecordId> Parse(string? text) => RecordId.Parse(text);
}

internal sealed class SourceIdConverter : TextConverter<SourceId>
{
    protected override Parsed<SourceId> Parse(string? text) => SourceId.Parse(text);
}

/// <summary>A value that is written as its text and read by its own parser.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException($"a text is wanted, not {reader.TokenType}")
        : Parse(reader.GetString()) is { Ok: true } parsed ? parsed.Value
        : throw new JsonException(Parse(reader.GetString()).Fault);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    protected abstract Parsed<T> Parse(string? text);
}

/// <summary>
/// An enum in snake_case; a value outside the closed list is refused with the list. It has arrays and no dictionary,
/// because what is generic over an enum is compiled once for each of them whenever the program starts.
/// </summary>
internal sealed class SnakeEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Names = ChoiceName.AllOf(typeof(T));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        var index = Array.IndexOf(Names, text);
        return index >= 0 ? Values[index] : throw new JsonException($"'{text}' is none of: {string.Join(", ", Names)}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[Array.IndexOf(Values, value)]);
}

/// <summary>The name of a value of a closed list, as files write it.</summary>
internal static class ChoiceName
{
    /// <summary>snake_case; a grade of one letter keeps it: <c>AllegesBreach</c> gives alleges_breach, <c>A</c> gives A.</summary>
    public static string Of(string name) => name.Length == 1 ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <summary>All names of a closed list, in the order of its values.</summary>
    public static string[] AllOf(Type list) => Array.ConvertAll(Enum.GetNames(list), Of);
}
