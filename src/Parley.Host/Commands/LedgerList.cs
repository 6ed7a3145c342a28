using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger list</c>: records, one a line.</summary>
internal static class LedgerList
{
    private static readonly string[] Heads = ["id", "type", "date", "party", "status", "summary"];
    private const int Status = 4;

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var type = Text("--type", "TYPE", "Only records of this type, such as claim or commitment.");
        var party = Text("--party", "CC", "Only records of a party, or about it.");
        var topic = Text("--topic", "TEXT", "Only records whose words, or whose commitment's topic, contain this.");
        var status = Text("--status", "LABEL", "Only records with this derived status, or with it as one part.");
        var since = Text("--since", "DATE", "Only records dated on this day or later.");
        var until = Text("--until", "DATE", "Only records dated before this day (exclusive).");
        var own = new Option<bool>("--own") { Description = "Only your own records." };
        var command = common.AddTo(
            new Command("list", "Lists records, with the status derived for the day asked about.")
        );
        foreach (var option in new Option[] { type, party, topic, status, since, until, own })
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var (on, known) = (common.OnDay(result), common.KnownDay(result));
            var typeName = result.GetValue(type) is { } t
                ? LedgerCommand.NeedName("--type", t, RecordTypes.Names)
                : null;
            var wanted = result.GetValue(party) is { } p ? CommonOptions.Need(Party.Parse(p), "--party") : (Party?)null;
            var (from, to) = (Day(result.GetValue(since), "--since"), Day(result.GetValue(until), "--until"));
            var ledger = common.Read(result);
            LedgerCommand.NeedCoverage(ledger.Book, known);
            var facts = new RecordFacts(ledger.Book.On(on, known));
            var rows = facts
                .View.All()
                .Where(r => typeName is null || RecordTypes.NameOf(r) == typeName)
                .Where(r => !result.GetValue(own) || r.RecordedAt is not null)
                .Where(r => wanted is not { } side || facts.Concerns(r, side))
                .Where(r => result.GetValue(topic) is not { } about || facts.IsAbout(r, about))
                .Select(r => new Row(r, facts.DateOf(r), facts.StatusOf(r)))
                .Where(r => from is not { } first || r.Date.LastDay >= first)
                .Where(r => to is not { } end || r.Date.FirstDay < end)
                .OrderBy(r => r.Date)
                .ThenBy(r => r.Record.Id)
                .ToArray();
            if (result.GetValue(status) is { } label)
                rows = WithStatus(machine, rows, label);
            if (result.GetValue(common.Json))
                Answer.Write(machine, InJson(facts, rows));
            else
                InWords(machine, facts, rows);
            return LedgerCommand.Report(machine, ledger.Faults);
        });
        return command;
    }

    private static Row[] WithStatus(Machine machine, Row[] rows, string label)
    {
        var found = rows.Where(r => r.Status?.Is(label) == true).ToArray();
        if (found.Length == 0)
        {
            var there = rows.Select(r => r.Status?.Label).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
            var near = Nearest.To(label, there);
            machine.Error.WriteLine(
                $"parley: no record has the status '{label}'. {(near.Count > 0 ? $"Did you mean: {string.Join("; ", near)}?" : $"There are: {string.Join("; ", there.Order(StringComparer.Ordinal))}.")}"
            );
        }

        return found;
    }

    private static void InWords(Machine machine, RecordFacts facts, Row[] rows)
    {
        var screen = new Screen(machine);
        if (CommonOptions.Notice(facts.View.Book, facts.View.Known) is { } notice)
            screen.Line(notice);
        if (rows.Length > 0)
        {
            screen.Table(
                Heads,
                [
                    .. rows.Select(r =>
                        new[]
                        {
                            r.Record.Id.ToString(),
                            Words.OfName(RecordTypes.NameOf(r.Record)),
                            r.Date.ToString(),
                            string.Join(",", facts.PartiesOf(r.Record)),
                            r.Status?.ToString() ?? "",
                            facts.SummaryOf(r.Record),
                        }
                    ),
                ],
                Status
            );
        }

        var own = rows.Count(r => r.Record.RecordedAt is not null);
        screen.Line(
            $"{LedgerCommand.Count(rows.Length, "record")}{(own > 0 ? $", {LedgerCommand.Count(own, "own record")} among them" : "")}; on {facts.View.On}, as known on {facts.View.Known}"
        );
    }

    private static JsonObject InJson(RecordFacts facts, Row[] rows)
    {
        var answer = Answer.About(facts.View);
        answer["count"] = rows.Length;
        answer["records"] = new JsonArray([
            .. rows.Select(r =>
                (JsonNode?)
                    new JsonObject
                    {
                        ["id"] = r.Record.Id.ToString(),
                        ["type"] = RecordTypes.NameOf(r.Record),
                        ["date"] = r.Date.ToString(),
                        ["known_from"] = r.Record.KnownFrom.ToString(),
                        ["parties"] = Answer.Texts(facts.PartiesOf(r.Record).Select(p => p.ToString())),
                        ["status"] = r.Status?.Label,
                        ["badge"] = r.Status?.Badge,
                        ["summary"] = facts.SummaryOf(r.Record),
                        ["own"] = r.Record.RecordedAt is not null,
                        ["recorded_at"] = r.Record.RecordedAt is { } at ? Answer.Iso(at) : null,
                    }
            ),
        ]);
        return answer;
    }

    private static LocalDate? Day(string? text, string option) =>
        text is null ? null : CommonOptions.Need(Moment.Parse(text), option).FirstDay;

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private sealed record Row(LedgerRecord Record, Moment Date, RecordStatus? Status);
}
