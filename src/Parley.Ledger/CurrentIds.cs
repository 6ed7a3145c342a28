using System.Text.Json.Nodes;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>
/// Which record stands for another: a correction for what it corrects, the last of a chain for all of it. Records go on
/// naming the one they were written against; to work with them, those names are led to the correction.
/// </summary>
internal sealed class CurrentIds
{
    private readonly Dictionary<RecordId, RecordId> next = [];

    /// <summary>Takes the corrections that are known, in the order in which they became known.</summary>
    public CurrentIds(IEnumerable<LedgerRecord> corrections)
    {
        foreach (var correction in corrections)
            next[correction.Supersedes!.Value] = correction.Id;
    }

    public bool IsCorrected(RecordId id) => next.ContainsKey(id);

    /// <summary>The id of the record that stands for another; itself if it was not corrected.</summary>
    public RecordId Of(RecordId id)
    {
        for (var hops = 0; hops <= next.Count && next.TryGetValue(id, out var later); hops++)
            id = later;
        return id;
    }

    /// <summary>The record, naming what stands for the records that it names.</summary>
    public LedgerRecord Apply(LedgerRecord record)
    {
        if (next.Count == 0)
            return record;
        var stale = record.References.Where(r => next.ContainsKey(r.Target)).ToArray();
        if (stale.Length == 0)
            return record;
        // Only records that name a corrected one come here: few, so the way over JSON serves all types alike.
        var json = JsonNode.Parse(RecordJson.Write(record))!.AsObject();
        foreach (var field in stale.Select(r => r.Field).Distinct(StringComparer.Ordinal))
            json[field] = Renamed(json[field]);
        return RecordJson.Read(json.ToJsonString()).Value with { RecordedAt = record.RecordedAt };
    }

    private JsonNode? Renamed(JsonNode? node) =>
        node switch
        {
            JsonArray list => new JsonArray([.. list.Select(Renamed)]),
            JsonObject group => new JsonObject(group.Select(p => KeyValuePair.Create(p.Key, Renamed(p.Value)))),
            JsonValue value
                when value.TryGetValue<string>(out var text)
                    && RecordId.Parse(text).TryGet(out var id)
                    && next.ContainsKey(id) => JsonValue.Create(Of(id).ToString()),
            _ => node?.DeepClone(),
        };
}
