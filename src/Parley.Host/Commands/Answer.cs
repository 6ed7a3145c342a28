using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary>Answers in JSON: snake_case, ISO dates, nothing escaped that need not be.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Machine machine, JsonObject answer) => machine.Out.WriteLine(answer.ToJsonString(Options));

    /// <summary>What stands first in an answer about two dates.</summary>
    public static JsonObject About(LedgerView view)
    {
        var notice = CommonOptions.Notice(view.Book, view.Known);
        return new JsonObject
        {
            ["on"] = view.On.ToString(),
            ["known"] = view.Known.ToString(),
            ["vintage"] = view.Book.Vintage,
            ["notices"] = notice is null ? new JsonArray() : new JsonArray(notice),
        };
    }

    public static JsonArray Ids(IEnumerable<RecordId> ids) =>
        new([.. ids.Select(id => (JsonNode?)JsonValue.Create(id.ToString()))]);

    public static JsonArray Texts(IEnumerable<string> texts) =>
        new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    public static string Iso(Instant instant) => InstantPattern.General.Format(instant);

    public static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What became of records, in JSON.</summary>
internal static class AppendAnswer
{
    public static JsonObject Of(LedgerAppend done, string location) =>
        new()
        {
            ["ledger"] = location,
            ["appended"] = new JsonArray([
                .. done.Appended.Select(row =>
                    (JsonNode?)
                        new JsonObject
                        {
                            ["id"] = row.Id,
                            ["type"] = row.Type,
                            ["sequence"] = row.Sequence,
                            ["recorded_at"] = Answer.Iso(row.RecordedAt),
                            ["hash"] = row.Hash,
                        }
                ),
            ]),
            ["there_already"] = Answer.Ids(done.Present),
            ["shipped"] = Answer.Ids(done.Shipped),
        };
}
