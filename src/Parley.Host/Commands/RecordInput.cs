using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Ledger;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Parley.Host.Commands;

/// <summary>
/// Records out of files: JSON (one record, or a list), JSON lines, or YAML with the same field names. Every record that
/// can be read is read; every fault names its file and line.
/// </summary>
internal sealed class RecordInput(Machine machine, List<string> faults)
{
    // A short YAML file can name one node a billion times over; nobody writes so many values by hand.
    private const int MostYamlNodes = 1_000_000;

    public List<PlacedRecord> Records { get; } = [];

    /// <summary>Reads a file; <c>-</c> is the input.</summary>
    public void Read(string file)
    {
        string text;
        var name = file == "-" ? "input" : file;
        try
        {
            text = file == "-" ? machine.In.ReadToEnd() : File.ReadAllText(file, Strict);
        }
        catch (DecoderFallbackException)
        {
            faults.Add($"{name}: this is not UTF-8 text. Save it as UTF-8.");
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name}: {e.Message}");
            return;
        }

        var before = (Records.Count, faults.Count);
        switch (Form(file, text))
        {
            case ".yaml":
                Yaml(name, text);
                break;
            case ".json":
                Json(name, text);
                break;
            default:
                Lines(name, text);
                break;
        }

        if ((Records.Count, faults.Count) == before)
            faults.Add($"{name}: there is no record in it.");
    }

    private static UTF8Encoding Strict { get; } =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static string Form(string file, string text)
    {
        if (Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml")
            return ".yaml";
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("["))
            return ".json";
        if (!start.StartsWith("{"))
            return file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? ".jsonl" : ".yaml";
        // A record spread over several lines is JSON; one that ends on its line begins a file of lines.
        var end = start.IndexOf('\n');
        return
            end >= 0
            && !start[..end].TrimEnd().EndsWith("}")
            && !file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
            ? ".json"
            : ".jsonl";
    }

    private void Lines(string name, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                Add(At(name, number), line);
        }
    }

    private void Json(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
            var lines = new LineCounter(bytes);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
                    continue;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Add(
                    At(name, lines.At(start)),
                    Encoding.UTF8.GetString(bytes, start, (int)reader.BytesConsumed - start)
                );
            }
        }
        catch (JsonException e)
        {
            faults.Add($"{At(name, (e.LineNumber ?? 0) + 1)}: this is not JSON: {Short(e.Message)}");
        }
    }

    private void Yaml(string name, string text)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            yaml.Load(reader);
            foreach (var document in yaml.Documents)
            {
                foreach (var node in document.RootNode is YamlSequenceNode list ? list.Children : [document.RootNode])
                    Yaml(name, node);
            }
        }
        catch (YamlException e)
        {
            faults.Add(
                $"{At(name, e.Start.Line)}: this is not YAML: {Screen.Clean(e.InnerException?.Message ?? e.Message)}"
            );
        }
    }

    private void Yaml(string name, YamlNode node)
    {
        var where = At(name, node.Start.Line);
        if (node is not YamlMappingNode record)
        {
            faults.Add($"{where}: a record is a list of fields, such as 'type: claim'.");
            return;
        }

        var type =
            record.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: "type" }).Value as YamlScalarNode;
        var fields = RecordFields.Of(type?.Value ?? "");
        var left = MostYamlNodes;
        Add(where, ToJson(record, fields, ref left).ToJsonString());
    }

    private static JsonObject ToJson(YamlMappingNode group, IReadOnlyList<RecordField> fields, ref int left)
    {
        var json = new JsonObject();
        foreach (var (key, value) in group.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            json[name] = ToJson(value, fields.FirstOrDefault(f => f.Name == name), ref left);
        }

        return json;
    }

    private static JsonNode? ToJson(YamlNode node, RecordField? field, ref int left)
    {
        if (--left < 0)
            throw new YamlException(node.Start, node.End, "it has more than a million values.");
        switch (node)
        {
            case YamlMappingNode group:
                return ToJson(group, field?.Fields ?? [], ref left);
            case YamlSequenceNode list:
                var array = new JsonArray();
                foreach (var item in list)
                    array.Add(ToJson(item, field?.Item, ref left));
                return array;
            case YamlScalarNode { Style: ScalarStyle.Plain } plain:
                return FieldText.Plain(plain.Value ?? "", field);
            default:
                return JsonValue.Create(((YamlScalarNode)node).Value);
        }
    }

    private void Add(string where, string json)
    {
        var read = RecordJson.Read(json);
        if (read.TryGet(out var record))
            Records.Add(new PlacedRecord(record, where));
        else
            faults.AddRange(RecordJson.FaultsOf(json).Select(f => $"{where}: {f}"));
    }

    private static string At(string name, long line) => string.Create(CultureInfo.InvariantCulture, $"{name}:{line}");

    private static string Short(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Screen.Clean(end < 0 ? message : message[..end]);
    }

    /// <summary>The line of a place in a text, for places that only go forward.</summary>
    private sealed class LineCounter(byte[] text)
    {
        private int at;
        private int line = 1;

        public int At(int place)
        {
            line += text.AsSpan(at, place - at).Count((byte)'\n');
            at = place;
            return line;
        }
    }
}

/// <summary>A value written as bare text, made into what its field holds.</summary>
internal static class FieldText
{
    /// <summary>A plain scalar of YAML: text stays text where a text belongs.</summary>
    public static JsonNode? Plain(string text, RecordField? field) =>
        text is "" or "~" or "null" ? null
        : field?.Kind is FieldKind.Text or FieldKind.Choice ? JsonValue.Create(text)
        : Bare(text);

    /// <summary>
    /// A value of <c>--set field=value</c>: JSON where it is JSON; otherwise text, divided at semicolons for a list. Empty
    /// or null clears the field.
    /// </summary>
    public static JsonNode? Set(string text, RecordField field)
    {
        if (text is "" or "null")
            return null;
        switch (field.Kind)
        {
            case FieldKind.Text or FieldKind.Choice:
                return text.StartsWith('"') && Json(text) is JsonValue quoted ? quoted : JsonValue.Create(text);
            case FieldKind.List when Json(text) is JsonArray list:
                return list;
            case FieldKind.List:
                var items = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return new JsonArray([.. items.Select(i => Set(i, field.Item!))]);
            default:
                return Json(text) ?? JsonValue.Create(text);
        }
    }

    private static JsonValue? Bare(string text) =>
        Json(text) is JsonValue value && value.GetValueKind() != JsonValueKind.String ? value : JsonValue.Create(text);

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
