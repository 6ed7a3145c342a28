using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger add</c>: records of your own, from a file or from flags.</summary>
internal static class LedgerAdd
{
    public static Command Make(Machine machine)
    {
        var writing = new LedgerWriting(machine);
        var file = new Option<string?>("--file")
        {
            Description = "A file of records: JSON (one record or a list), JSON lines or YAML; - for the input.",
            HelpName = "FILE",
        };
        var type = new Option<string?>("--type")
        {
            Description = "The record's type, such as claim.",
            HelpName = "TYPE",
        };
        var id = new Option<string?>("--id") { Description = "The record's id.", HelpName = "ID" };
        var known = KnownFrom("When it was first public (default: today).");
        var source = Source("A publication that carries it, by id; may be given several times.");
        var set = Set();
        var command = writing.AddTo(
            new Command("add", "Appends records of your own: checked against all that is on file, all of them or none.")
            {
                file,
                type,
                id,
                known,
                source,
                set,
            }
        );
        command.SetAction(result =>
        {
            var path = result.GetValue(file);
            var typeName = result.GetValue(type);
            if (path is null == typeName is null)
                throw new CommandException(
                    ExitCode.WrongUse,
                    "give either --file FILE or --type TYPE with its fields."
                );
            if (path is not null)
            {
                if (new Option[] { id, known, source, set }.Any(o => result.GetResult(o) is not null))
                    throw new CommandException(
                        ExitCode.WrongUse,
                        "--id, --known-from, --source and --set go with --type; with --file they stand in the file."
                    );
                return writing.Append(result, (_, faults) => FromFile(machine, path, faults), brief: false);
            }

            LedgerCommand.NeedName("--type", typeName!, RecordTypes.Names);
            var json = new JsonObject
            {
                ["type"] = typeName,
                ["id"] = result.GetValue(id) ?? throw new CommandException(ExitCode.WrongUse, "--id is missing."),
                ["known_from"] = result.GetValue(known) ?? Answer.Iso(machine.Today),
            };
            Apply(json, result.GetValue(set) ?? []);
            if (result.GetValue(source) is { Length: > 0 } sources)
                json["sources"] = Answer.Texts(sources);
            return writing.Append(result, (_, faults) => FromFlags(json, faults), brief: false);
        });
        return command;
    }

    public static Option<string?> KnownFrom(string description) =>
        new("--known-from") { Description = description, HelpName = "DATE" };

    public static Option<string[]> Source(string description) =>
        new("--source") { Description = description, HelpName = "ID" };

    public static Option<string[]> Set() =>
        new("--set")
        {
            Description =
                "A field and its value, as JSON or as text; a list may be written a;b. Empty clears it. May be given several times.",
            HelpName = "FIELD=VALUE",
        };

    /// <summary>Puts <c>field=value</c> pairs into a record.</summary>
    /// <returns>The fields that were set.</returns>
    public static IReadOnlyList<string> Apply(JsonObject record, IReadOnlyList<string> pairs)
    {
        var fields = RecordFields
            .Of(record["type"]!.GetValue<string>())
            .ToDictionary(f => f.Name, StringComparer.Ordinal);
        var done = new List<string>();
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new CommandException(ExitCode.WrongUse, $"--set: '{pair}' is not of the form field=value.");
            var name = pair[..at].Trim();
            LedgerCommand.NeedName("--set", name, fields.Keys);
            if (done.Contains(name) || name == "id")
                throw new CommandException(
                    ExitCode.WrongUse,
                    name == "id" ? "--set: give the id with --id." : $"--set: {name} is set twice."
                );
            var value = FieldText.Set(pair[(at + 1)..].Trim(), fields[name]);
            if (value is null)
                record.Remove(name);
            else
                record[name] = value;
            done.Add(name);
        }

        return done;
    }

    /// <summary>A record out of flags; its faults, if it is none.</summary>
    public static IReadOnlyList<PlacedRecord> FromFlags(JsonObject json, List<string> faults)
    {
        var text = json.ToJsonString();
        var read = RecordJson.Read(text);
        if (read.TryGet(out var record))
            return [new PlacedRecord(record, "the flags")];
        faults.AddRange(RecordJson.FaultsOf(text).Select(f => $"the flags: {f}"));
        return [];
    }

    private static List<PlacedRecord> FromFile(Machine machine, string path, List<string> faults)
    {
        var input = new RecordInput(machine, faults);
        input.Read(path);
        return input.Records;
    }
}
