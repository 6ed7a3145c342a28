using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger link FROM TO</c>: says how a claim bears on another claim, an act or a measure.</summary>
internal static class LedgerLink
{
    public static Command Make(Machine machine)
    {
        var writing = new LedgerWriting(machine);
        var from = new Argument<string>("FROM") { Description = "The claim that bears on the other record." };
        var to = new Argument<string>("TO") { Description = "The claim, act, licence, figure or measure it bears on." };
        var relation = new Option<string>("--relation")
        {
            Description = "How: confirms, denies, restates, …",
            HelpName = "RELATION",
            Required = true,
        };
        var known = LedgerAdd.KnownFrom("When the link was first public (default: today).");
        var source = LedgerAdd.Source("A publication that carries the link (default: those of FROM).");
        var note = new Option<string?>("--note") { Description = "Why it is linked.", HelpName = "TEXT" };
        var id = new Option<string?>("--id") { Description = "The link's id (default: LK-FROM-TO).", HelpName = "ID" };
        var command = writing.AddTo(
            new Command("link", "Links a claim to a claim, an act, a licence, a figure or a measure.")
            {
                from,
                to,
                relation,
                known,
                source,
                note,
                id,
            }
        );
        command.SetAction(result =>
        {
            var choices = RecordFields.Of("link").First(f => f.Name == "relation").Choices;
            LedgerCommand.NeedName("--relation", result.GetValue(relation)!, choices);
            var first = LedgerCommand.NeedId(result.GetValue(from));
            var second = LedgerCommand.NeedId(result.GetValue(to));
            return writing.Append(
                result,
                (ledger, faults) =>
                {
                    var sources = result.GetValue(source) is { Length: > 0 } named
                        ? named
                        : ledger.Book.Find(first)?.Sources.Select(s => s.ToString()) ?? [];
                    var json = new JsonObject
                    {
                        ["type"] = "link",
                        ["id"] = result.GetValue(id) ?? $"LK-{first}-{second}",
                        ["known_from"] = result.GetValue(known) ?? Answer.Iso(machine.Today),
                        ["from"] = first.ToString(),
                        ["to"] = second.ToString(),
                        ["relation"] = result.GetValue(relation),
                        ["sources"] = Answer.Texts(sources),
                    };
                    if (result.GetValue(note) is { } text)
                        json["note"] = text;
                    return LedgerAdd.FromFlags(json, faults);
                },
                brief: false
            );
        });
        return command;
    }
}

/// <summary><c>parley ledger supersede ID</c>: appends a corrected copy of a record, with the reason.</summary>
internal static partial class LedgerSupersede
{
    public static Command Make(Machine machine)
    {
        var writing = new LedgerWriting(machine);
        var old = new Argument<string>("ID") { Description = "The record to correct, shipped or your own." };
        var reason = new Option<string>("--reason")
        {
            Description = "Why.",
            HelpName = "TEXT",
            Required = true,
        };
        var set = LedgerAdd.Set();
        var known = LedgerAdd.KnownFrom("From when the correction was public (default: today).");
        var id = new Option<string?>("--id")
        {
            Description = "The new id (default: ID.r2, then ID.r3, …).",
            HelpName = "NEW",
        };
        var source = LedgerAdd.Source("A publication that carries the correction (default: those of the old record).");
        var command = writing.AddTo(
            new Command(
                "supersede",
                "Corrects a record by a copy with other values; before its day the old one stands."
            )
            {
                old,
                reason,
                set,
                known,
                id,
                source,
            }
        );
        command.SetAction(result =>
        {
            var target = LedgerCommand.NeedId(result.GetValue(old));
            var pairs = result.GetValue(set) ?? [];
            var sources = result.GetValue(source) ?? [];
            if (pairs.Length + sources.Length == 0)
                throw new CommandException(
                    ExitCode.WrongUse,
                    "nothing is corrected: give --set FIELD=VALUE or --source ID."
                );
            return writing.Append(
                result,
                (ledger, faults) =>
                {
                    var record = LedgerCommand.NeedRecord(ledger.Book, target);
                    var json = JsonNode.Parse(RecordJson.Write(record))!.AsObject();
                    json["id"] = result.GetValue(id) ?? NextId(ledger.Book, record.Id);
                    json["known_from"] = result.GetValue(known) ?? Answer.Iso(machine.Today);
                    json["supersedes"] = record.Id.ToString();
                    json["reason"] = result.GetValue(reason);
                    var changed = LedgerAdd.Apply(json, pairs);
                    if (sources.Length > 0)
                        json["sources"] = Answer.Texts(sources);
                    // What is set now rests on the sources named, no longer on general knowledge.
                    json["background"] = Answer.Texts(
                        record.Background.Where(b => !changed.Contains(b, StringComparer.Ordinal))
                    );
                    return LedgerAdd.FromFlags(json, faults);
                },
                brief: false
            );
        });
        return command;
    }

    /// <summary>The first of ID.r2, ID.r3, … that is free; a correction of ID.r2 is ID.r3.</summary>
    private static string NextId(LedgerBook book, RecordId id)
    {
        var text = id.ToString();
        var stem = Revision().Match(text) is { Success: true } match ? text[..match.Index] : text;
        for (var n = 2; ; n++)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{stem}.r{n}");
            if (!RecordId.Parse(next).TryGet(out var free) || book.Find(free) is null)
                return next;
        }
    }

    [GeneratedRegex(@"\.r[0-9]{1,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Revision();
}
