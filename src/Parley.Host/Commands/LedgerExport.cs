using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger export</c>: records as JSON lines, which import reads back, or as CSV.</summary>
internal static class LedgerExport
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var format = new Option<string>("--format")
        {
            Description =
                "jsonl, one record a line, which 'ledger import' reads back; or csv, one type a file. Default jsonl.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "jsonl",
        };
        var type = new Option<string?>("--type") { Description = "Only records of this type.", HelpName = "TYPE" };
        var own = new Option<bool>("--own") { Description = "Only your own records." };
        var outFile = new Option<string?>("--out")
        {
            Description = "The file (default: the output). Written beside and renamed, so it is whole or not there.",
            HelpName = "FILE",
        };
        var command = new Command(
            "export",
            "Writes records, whenever they became known; with --known, what was known by then."
        )
        {
            common.Known,
            common.Data,
            common.Ledger,
            format,
            type,
            own,
            outFile,
        };
        command.SetAction(result =>
        {
            var csv = LedgerCommand.NeedName("--format", result.GetValue(format)!, ["jsonl", "csv"]) == "csv";
            var typeName = result.GetValue(type) is { } t
                ? LedgerCommand.NeedName("--type", t, RecordTypes.Names)
                : null;
            if (csv && typeName is null)
                throw new CommandException(
                    ExitCode.WrongUse,
                    $"each type has columns of its own: give --type with --format csv, one of {string.Join(", ", RecordTypes.Names)}."
                );
            var ledger = common.Read(result);
            var book = result.GetValue(common.Known) is null ? ledger.Book : ledger.Book.UpTo(common.KnownDay(result));
            var records = book
                .Records.Where(r => typeName is null || RecordTypes.NameOf(r) == typeName)
                .Where(r => !result.GetValue(own) || r.RecordedAt is not null)
                .ToArray();
            if (result.GetValue(outFile) is { } path)
            {
                WriteFile(path, writer => Write(writer, records, csv ? typeName : null));
                machine.Out.WriteLine($"{LedgerCommand.Count(records.Length, "record")}: {path}");
            }
            else
                Write(machine.Out, records, csv ? typeName : null);
            return LedgerCommand.Report(machine, ledger.Faults);
        });
        return command;
    }

    private static void Write(TextWriter writer, IReadOnlyList<LedgerRecord> records, string? csvType)
    {
        if (csvType is not null)
        {
            Csv(writer, records, csvType);
            return;
        }

        foreach (var record in records)
        {
            writer.Write(RecordJson.Write(record));
            writer.Write('\n');
        }
    }

    private static void Csv(TextWriter writer, IReadOnlyList<LedgerRecord> records, string type)
    {
        var fields = RecordFields.Of(type);
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader([.. fields.Select(f => f.Name)]);
        foreach (var record in records)
        {
            var json = JsonNode.Parse(RecordJson.Write(record))!.AsObject();
            csv.WriteRecord([.. fields.Select(f => Cell(json[f.Name]))]);
        }
    }

    /// <summary>A cell: lists joined by semicolons, groups of fields as JSON.</summary>
    private static string Cell(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray list => string.Join(';', list.Select(Cell)),
            JsonValue text when text.TryGetValue<string>(out var plain) => plain,
            _ => value.ToJsonString(),
        };

    private static void WriteFile(string path, Action<TextWriter> write)
    {
        var beside = path + ".new";
        try
        {
            using (var writer = new StreamWriter(beside, append: false, new UTF8Encoding(false)))
                write(writer);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(beside);
            throw new CommandException(
                ExitCode.InputProblems,
                $"{path} could not be written: {e.Message} What stood there is unchanged."
            );
        }
    }

    private static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing more can be done about a file that cannot be removed; the first fault is the one to tell.
        }
    }
}
