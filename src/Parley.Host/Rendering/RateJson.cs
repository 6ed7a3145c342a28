using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Parley.Core;
using Parley.Host.Commands;
using Parley.Tariffs;

namespace Parley.Host.Rendering;

/// <summary>The answer of <c>parley rate</c> in JSON (docs/cli.md).</summary>
internal static class RateJson
{
    public static JsonObject Of(Assessment answer, IReadOnlyList<string> notices, bool fees)
    {
        var json = new JsonObject
        {
            ["code"] = answer.Goods.Code.ToString(),
            ["description"] = answer.Label,
            ["from"] = answer.Goods.Origin,
            ["to"] = "US",
            ["on"] = answer.On.ToString(),
            ["known"] = answer.Known.ToString(),
            ["notices"] = Answer.Texts(notices),
            ["total_percent"] = Trim(answer.TotalPercent),
            ["total_specific"] = Answer.Texts(answer.Specifics.Select(s => s.ToString())),
        };
        if (answer.Duty is { } duty)
            json["duty"] = Amount(duty);
        json["layers"] = new JsonArray([.. answer.Layers.Select(l => (JsonNode?)Layer(l))]);
        if (fees)
            json["fees"] = new JsonArray([.. answer.Fees.Select(f => (JsonNode?)Fee(f))]);
        json["refused"] = new JsonArray([.. answer.Refused.Select(r => (JsonNode?)Refused(r))]);
        json["alternatives"] = new JsonArray([
            .. answer.Alternatives.Select(a =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["fact"] = a.Fact,
                        ["total_percent"] = Trim(a.TotalPercent),
                        ["total_specific"] = Answer.Texts(a.Specifics.Select(s => s.ToString())),
                        ["heading"] = a.Heading,
                        ["because"] = a.Because,
                    }
            ),
        ]);
        json["needs"] = Answer.Texts(answer.Needs);
        if (answer.Range is { } range)
            json["range"] = new JsonObject { ["min"] = Trim(range.Min), ["max"] = Trim(range.Max) };
        json["coverage"] = Answer.Texts([answer.Basis, .. answer.Coverage]);
        json["next_changes"] = new JsonArray([
            .. answer.NextChanges.Select(n =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["on"] = Time(n.On),
                        ["total_percent"] = Trim(n.TotalPercent),
                        ["total_specific"] = Answer.Texts(n.Specifics.Select(s => s.ToString())),
                        ["because"] = Answer.Texts(n.Because),
                    }
            ),
        ]);
        return json;
    }

    /// <summary>No duty for an answer: why, with the fields of an answer empty.</summary>
    public static JsonObject Without(Assessment answer, IReadOnlyList<string> notices) =>
        new()
        {
            ["code"] = answer.Goods.Code.ToString(),
            ["from"] = answer.Goods.Origin,
            ["to"] = "US",
            ["on"] = answer.On.ToString(),
            ["known"] = answer.Known.ToString(),
            ["notices"] = Answer.Texts(notices),
            ["outcome"] = answer.Kind.ToString(),
            ["because"] = answer.Basis,
            ["total_percent"] = null,
            ["layers"] = new JsonArray(),
        };

    private static JsonObject Layer(LayerLine layer) =>
        new()
        {
            ["measure"] = layer.Measure.Id,
            ["programme"] = layer.Measure.Programme,
            ["heading"] = layer.Relief ?? layer.Measure.Heading,
            ["instrument"] = layer.Act.Id.ToString(),
            ["rate_percent"] = Trim(layer.Rate.AdValorem),
            ["rate_text"] = layer.Text,
            ["base"] = layer.Base,
            ["base_share"] = Trim(layer.BaseShare),
            ["amount"] = layer.Amount is { } amount ? Amount(amount) : null,
            ["valid_from"] = layer.From is { } from ? Time(from) : null,
            ["valid_to"] = layer.Until is { } until ? Time(until) : null,
            ["known_from"] = layer.KnownFrom.ToString(),
            ["status"] = "in_force",
        };

    private static JsonObject Fee(FeeLine fee) =>
        new()
        {
            ["measure"] = fee.Measure.Id,
            ["title"] = fee.Measure.Title,
            ["rate_percent"] = Trim(fee.Rate.AdValorem),
            ["minimum"] = fee.Least is { } least ? Amount(least) : null,
            ["maximum"] = fee.Most is { } most ? Amount(most) : null,
            ["amount"] = fee.Amount is { } amount ? Amount(amount) : null,
            ["instrument"] = fee.Act.Id.ToString(),
        };

    private static JsonObject Refused(RefusedLine refused) =>
        new()
        {
            ["measure"] = refused.Measure.Id,
            ["programme"] = refused.Measure.Programme,
            ["heading"] = refused.Measure.Heading,
            ["outcome"] = refused.Outcome.ToString(),
            ["because"] = refused.Because,
            ["instrument"] = refused.Act?.Id.ToString(),
            ["displaced_by"] = refused.DisplacedBy,
            ["claim_heading"] = refused.ClaimHeading,
        };

    private static JsonObject Amount(Money money) =>
        new() { ["amount"] = money.Amount, ["currency"] = money.Currency.ToString() };

    /// <summary>A number without the zeros that arithmetic leaves behind.</summary>
    private static JsonValue? Trim(decimal? number) =>
        number is { } n ? JsonValue.Create(n / 1.0000000000000000000000000000m) : null;

    /// <summary>A day where it begins at 00:01 Eastern; else the minute.</summary>
    public static string Time(Instant instant)
    {
        var local = instant.InZone(DateTimeZoneProviders.Tzdb["America/New_York"]);
        return local.TimeOfDay == new LocalTime(0, 1)
            ? LocalDatePattern.Iso.Format(local.Date)
            : Moment.OfMinute(local.ToOffsetDateTime()).ToString();
    }
}
