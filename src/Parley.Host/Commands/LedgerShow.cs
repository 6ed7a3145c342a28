using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger show ID</c>: one record, with all that bears on it.</summary>
internal static class LedgerShow
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var named = new Argument<string>("ID") { Description = "The record's id." };
        var command = common.AddTo(
            new Command("show", "One record: its fields, publications, history, links, and how its status came about.")
            {
                named,
            }
        );
        command.SetAction(result =>
        {
            var (on, known) = (common.OnDay(result), common.KnownDay(result));
            var ledger = common.Read(result);
            var record = LedgerCommand.NeedRecord(ledger.Book, LedgerCommand.NeedId(result.GetValue(named)));
            if (record is not SourceRecord && !known.Covers(record.KnownFrom))
                throw new CommandException(
                    ExitCode.OutsideCoverage,
                    $"{record.Id} was not known by {known}: it became known on {record.KnownFrom}. Ask with a later --known."
                );
            var story = new RecordStory(ledger, new RecordFacts(ledger.Book.On(on, known)), record);
            if (result.GetValue(common.Json))
                Answer.Write(machine, RecordInJson.Of(story));
            else
                RecordInWords.Write(new Screen(machine), story);
            return LedgerCommand.Report(machine, ledger.Faults);
        });
        return command;
    }
}

/// <summary>A record's story in words.</summary>
internal static class RecordInWords
{
    private static readonly string[] ToldApart = ["id", "known_from", "sources", "background", "supersedes", "reason"];

    public static void Write(Screen screen, RecordStory story)
    {
        var (record, facts) = (story.Record, story.Facts);
        if (CommonOptions.Notice(facts.View.Book, facts.View.Known) is { } notice)
            screen.Line(notice);
        screen.Heading($"{record.Id}  {Words.OfName(story.Type)}");
        screen.Pair("on, as known on", $"{facts.View.On}, {facts.View.Known}");
        if (story.Later is [.., var last])
            screen.Pair("superseded", $"by {last.Record.Id}; look there for what stands");
        if (story.Status is { } status)
            screen.Pair("status", status.ToString());
        Fields(screen, story);
        screen.Pair("known from", record.KnownFrom.ToString());
        if (story.Stored is { } row)
            screen.Pair(
                "recorded at",
                $"{Answer.Iso(row.RecordedAt)}, record {Number(row.Sequence)} of your ledger, hash {row.Hash}"
            );
        if (record.Background.Count > 0)
            screen.Pair(
                "background",
                $"{string.Join(", ", record.Background.Select(Words.OfName))}: general knowledge, not found in a cited publication"
            );
        Steps(screen, story);
        Sources(screen, story);
        History(screen, story);
        Links(screen, "links out", story.LinksOut.Select(l => (l, l.To)), facts);
        Links(screen, "links in", story.LinksIn.Select(l => (l, l.From)), facts);
        if (story.Mentions.Count == 0)
            return;
        screen.Line();
        screen.Heading("named by");
        foreach (var mention in story.Mentions)
            screen.Item(
                $"{mention.By.Id} ({Words.OfName(RecordTypes.NameOf(mention.By))}, as {Words.OfName(mention.Field)}): {facts.SummaryOf(mention.By)}"
            );
    }

    private static void Fields(Screen screen, RecordStory story)
    {
        var json = JsonNode.Parse(RecordJson.Write(story.Record))!.AsObject();
        var named = LedgerBook.MentionsBy(story.Record).Select(m => (m.Field, m.Target.ToString())).ToHashSet();
        foreach (var field in RecordFields.Of(story.Type).Where(f => !ToldApart.Contains(f.Name)))
        {
            if (json[field.Name] is not { } value || value is JsonArray { Count: 0 })
                continue;
            var flag = story.Record.Background.Contains(field.Name, StringComparer.Ordinal) ? " (background)" : "";
            screen.Pair(Words.OfName(field.Name), InWords(field, value) + flag);
        }

        string InWords(RecordField field, JsonNode value) =>
            value switch
            {
                JsonArray list => string.Join("; ", list.Select(v => v is null ? "" : InWords(field.Item ?? field, v))),
                JsonObject group => string.Join(
                    ", ",
                    field
                        .Fields.Where(f => group[f.Name] is { } v && v is not JsonArray { Count: 0 })
                        .Select(f => $"{Words.OfName(f.Name)} {InWords(f, group[f.Name]!)}")
                ),
                _ when field.Kind == FieldKind.Choice => Words.OfName(value.GetValue<string>()),
                _ when field.Kind == FieldKind.Flag => value.GetValue<bool>() ? "yes" : "no",
                _ when field.Kind == FieldKind.Number => value.ToJsonString(),
                _ => Named(field.Name, value.GetValue<string>()),
            };

        string Named(string field, string text) =>
            named.Contains((field, text))
            && story.Facts.View.Find<LedgerRecord>(RecordId.Parse(text).Value) is { } other
                ? $"{text}: {story.Facts.SummaryOf(other)}"
                : text;
    }

    private static void Steps(Screen screen, RecordStory story)
    {
        if (story.Steps.Count == 0)
            return;
        screen.Line();
        screen.Heading("how the status came about");
        foreach (var step in story.Steps)
        {
            var ids = step.Records.Count == 0 ? "" : $" [{string.Join(", ", step.Records)}]";
            screen.Item($"{step.Text}{ids}");
        }
    }

    private static void Sources(Screen screen, RecordStory story)
    {
        var sources = story.Sources.ToArray();
        if (sources.Length == 0)
            return;
        screen.Line();
        screen.Heading("publications");
        foreach (var (source, later) in sources)
        {
            var copy = later ? $"; copy held: {source.Published}" : $"; published {source.Published}";
            var seen = source.Seen == Seen.Secondary ? ", known through another" : "";
            screen.Item(
                $"{source.Id}: {source.Publisher} ({Words.OfName(source.Kind)}, reliability {source.Reliability}{seen}){copy}; {source.Url}"
            );
        }
    }

    private static void History(Screen screen, RecordStory story)
    {
        if (story.Earlier.Count + story.Later.Count == 0)
            return;
        screen.Line();
        screen.Heading("history");
        foreach (var (old, reason) in story.Earlier)
            screen.Item($"supersedes {old.Id}, known from {old.KnownFrom}{Recorded(old)}: {reason}");
        foreach (var (next, reason) in story.Later)
            screen.Item($"superseded by {next.Id}, known from {next.KnownFrom}{Recorded(next)}: {reason}");

        static string Recorded(LedgerRecord r) =>
            r.RecordedAt is { } at ? $", recorded at {Answer.Iso(at)}" : ", shipped";
    }

    private static void Links(
        Screen screen,
        string title,
        IEnumerable<(ClaimLink Link, RecordId Other)> links,
        RecordFacts facts
    )
    {
        var all = links.ToArray();
        if (all.Length == 0)
            return;
        screen.Line();
        screen.Heading(title);
        foreach (var (link, other) in all)
        {
            var note = link.Note is { } text ? $" ({text})" : "";
            var summary = facts.View.Find<LedgerRecord>(other) is { } record ? $": {facts.SummaryOf(record)}" : "";
            screen.Item($"{link.Id}: {link.From} {Words.Of(link.Relation)} {link.To}{note}{summary}");
        }
    }

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A record's story in JSON.</summary>
internal static class RecordInJson
{
    public static JsonObject Of(RecordStory story)
    {
        var answer = Answer.About(story.Facts.View);
        answer["type"] = story.Type;
        answer["record"] = JsonNode.Parse(RecordJson.Write(story.Record));
        answer["own"] = story.Stored is not null;
        if (story.Stored is { } row)
        {
            answer["recorded_at"] = Answer.Iso(row.RecordedAt);
            answer["sequence"] = row.Sequence;
            answer["hash"] = row.Hash;
        }

        answer["status"] = story.Status?.Label;
        answer["badge"] = story.Status?.Badge;
        answer["steps"] = Array(
            story.Steps.Select(s => new JsonObject { ["text"] = s.Text, ["records"] = Answer.Ids(s.Records) })
        );
        answer["sources"] = Array(
            story.Sources.Select(s => new JsonObject
            {
                ["id"] = s.Source.Id.ToString(),
                ["publisher"] = s.Source.Publisher,
                ["published"] = s.Source.Published.ToString(),
                ["copy_held_is_later"] = s.LaterCopy,
                ["kind"] = s.Source.Kind,
                ["reliability"] = s.Source.Reliability.ToString(),
                ["seen"] = Words.Of(s.Source.Seen),
                ["url"] = s.Source.Url,
            })
        );
        answer["supersedes"] = Array(story.Earlier.Select(Version));
        answer["superseded_by"] = Array(story.Later.Select(Version));
        answer["links_out"] = Array(story.LinksOut.Select(Link));
        answer["links_in"] = Array(story.LinksIn.Select(Link));
        answer["named_by"] = Array(
            story.Mentions.Select(m => new JsonObject
            {
                ["id"] = m.By.Id.ToString(),
                ["type"] = RecordTypes.NameOf(m.By),
                ["field"] = m.Field,
                ["summary"] = story.Facts.SummaryOf(m.By),
            })
        );
        return answer;
    }

    private static JsonObject Version(Version version) =>
        new()
        {
            ["id"] = version.Record.Id.ToString(),
            ["known_from"] = version.Record.KnownFrom.ToString(),
            ["recorded_at"] = version.Record.RecordedAt is { } at ? Answer.Iso(at) : null,
            ["reason"] = version.Reason,
        };

    private static JsonObject Link(ClaimLink link) =>
        new()
        {
            ["id"] = link.Id.ToString(),
            ["from"] = link.From.ToString(),
            ["relation"] = JsonNode.Parse(RecordJson.Write(link))!["relation"]!.GetValue<string>(),
            ["to"] = link.To.ToString(),
            ["note"] = link.Note,
        };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items.Select(i => (JsonNode?)i)]);
}
