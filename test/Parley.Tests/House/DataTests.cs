using System.Text.Json;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>No number without a source: the shipped records, read as plain JSON and by nothing of Parley's own.</summary>
public sealed class DataTests
{
    private const string Ledger = "data/ledger/";

    [Fact]
    public void Records_OfTheShippedData_NameTheSourcesOfTheirNumbers()
    {
        Assert.SkipUnless(Directory.Exists(House.PathOf("data")), "There is no data folder yet.");
        var lines = House
            .Files("data", "*.jsonl")
            .SelectMany(f => File.ReadLines(f).Select((text, i) => new Line(House.Named(f), i + 1, text)))
            .ToList();
        if (Directory.Exists(House.PathOf(Ledger)))
        {
            Assert.True(
                lines.Exists(l => l.File.StartsWith(Ledger, StringComparison.Ordinal)),
                $"{Ledger} holds no record. Import or restore it: a ledger that ships empty answers nothing."
            );
        }

        House.Holds("These records break the rule that no number stands without a source:", Faults(lines));
    }

    [Theory]
    [InlineData("""{"type":"release","id":"R","actual":4.8,"sources":["S"]}""", null)]
    [InlineData("""{"type":"party","id":"P","zone":"America/New_York"}""", null)]
    [InlineData("""{"type":"release","id":"R","actual":4.8}""", "holds a number and names no source")]
    [InlineData("""{"type":"release","id":"R","actual":4.8,"sources":[]}""", "holds a number and names no source")]
    [InlineData(
        """{"type":"measure","id":"M","points":[{"of":25}],"sources":[]}""",
        "holds a number and names no source"
    )]
    [InlineData("""{"type":"release","id":"R","actual":4.8,"sources":["S","T"]}""", "no source record with the id 'T'")]
    [InlineData("""{"type":"release","id":"R","actual":4.8,"sources":"S"}""", "'sources' is no list of ids")]
    [InlineData("""{"type":"release","id":"R","actual":4.8,"sources":[7]}""", "'sources' is no list of ids")]
    [InlineData("""{"type":"release","id":"S","text":"x"}""", "stands already")]
    [InlineData("""{"id":"R"}""", "has no 'type'")]
    [InlineData("""{"type":"release"}""", "has no 'id'")]
    [InlineData("[1]", "is no JSON object")]
    [InlineData("{", "is no JSON object")]
    [InlineData("", "is no JSON object")]
    public void Faults_OfOneRecord_AreNamedWithTheirLine(string record, string? fault)
    {
        var faults = Faults([
            new(Ledger + "s.jsonl", 1, """{"type":"source","id":"S","published":"2025-06-09"}"""),
            new("data/other/s.jsonl", 1, """{"type":"source","id":"T","published":"2025-06-09"}"""),
            new(Ledger + "r.jsonl", 7, record),
        ]);
        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.Matches($"^{Ledger}r\\.jsonl:7: .*{fault}", Assert.Single(faults));
    }

    private static List<string> Faults(IEnumerable<Line> lines)
    {
        var faults = new List<string>();
        var records = new List<(Line At, string Type, JsonElement Body)>();
        var ids = new Dictionary<string, Line>(StringComparer.Ordinal);
        var sources = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Read(line.Text) is not { } body)
                faults.Add($"{line}: is no JSON object. Write one record on each line, and no empty line.");
            else if (Text(body, "type") is not { } type)
                faults.Add($"{line}: has no 'type'.");
            else if (Text(body, "id") is not { } id)
                faults.Add($"{line}: has no 'id'.");
            else if (!ids.TryAdd(id, line))
                faults.Add($"{line}: '{id}' stands already at {ids[id]}. A record is superseded by one with a new id.");
            else
            {
                records.Add((line, type, body));
                if (type is "source" && line.File.StartsWith(Ledger, StringComparison.Ordinal))
                    sources.Add(id);
            }
        }

        faults.AddRange(records.SelectMany(r => SourceFaults(r.At, r.Type, r.Body, sources)));
        return faults;
    }

    private static IEnumerable<string> SourceFaults(Line at, string type, JsonElement body, HashSet<string> known)
    {
        var named = new List<string>();
        if (body.TryGetProperty("sources", out var list))
        {
            if (
                list.ValueKind != JsonValueKind.Array
                || list.EnumerateArray().Any(s => s.ValueKind != JsonValueKind.String)
            )
            {
                yield return $"{at}: 'sources' is no list of ids. Write such as \"sources\":[\"GVA-JS\"].";
                yield break;
            }

            named.AddRange(list.EnumerateArray().Select(s => s.GetString()!));
        }

        // A source is the publication itself: it vouches for the numbers in its own title page.
        if (type is not "source" && named.Count == 0 && HoldsNumber(body))
            yield return $"{at}: holds a number and names no source. Add the ids of its sources under 'sources'.";
        foreach (var id in named.Where(id => !known.Contains(id)))
            yield return $"{at}: there is no source record with the id '{id}' under {Ledger}.";
    }

    private static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is not ""
            ? value.GetString()
            : null;

    private static bool HoldsNumber(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => true,
            JsonValueKind.Array => value.EnumerateArray().Any(HoldsNumber),
            JsonValueKind.Object => value.EnumerateObject().Any(p => HoldsNumber(p.Value)),
            _ => false,
        };

    private sealed record Line(string File, int Number, string Text)
    {
        public override string ToString() => FormattableString.Invariant($"{File}:{Number}");
    }
}
