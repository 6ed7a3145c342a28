using System.CommandLine;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger import FILE…</c>: records as exported; all of them or none, and as often as you like.</summary>
internal static class LedgerImport
{
    public static Command Make(Machine machine)
    {
        var writing = new LedgerWriting(machine);
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files of records, as 'parley ledger export' writes them; - for the input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = writing.AddTo(
            new Command("import", "Appends the records of files in one go; what is there already is not doubled.")
            {
                files,
            }
        );
        command.SetAction(result =>
            writing.Append(
                result,
                (_, faults) =>
                {
                    var input = new RecordInput(machine, faults);
                    foreach (var file in result.GetValue(files)!)
                        input.Read(file);
                    return input.Records;
                },
                brief: true
            )
        );
        return command;
    }
}
