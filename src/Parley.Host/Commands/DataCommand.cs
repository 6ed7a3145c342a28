using System.CommandLine;
using System.Globalization;
using Parley.Core;
using Parley.Ledger;
using Parley.Tariffs.Cases;

namespace Parley.Host.Commands;

/// <summary><c>parley data verify|import|seal</c>: facts in, checked, with a manifest.</summary>
internal static class DataCommand
{
    private const string Unwritten = "; nothing was written";

    public static Command Make(Machine machine)
    {
        var data = new Command("data", "Facts in, checked, with a manifest.")
        {
            Verify(machine),
            new Command("import", "Makes data files from a collection.")
            {
                ImportLedger(machine),
                DataImportTariffs.Make(machine),
                DataImportHts.Make(machine),
            },
            Seal(machine),
        };
        return data;
    }

    private static Command Verify(Machine machine)
    {
        var common = new CommonOptions(machine);
        var command = new Command("verify", "Checks hashes, references, dates and lifecycles, and reports every fault.")
        {
            common.Data,
        };
        command.SetAction(result =>
        {
            var folder = common.DataFolder(result);
            IReadOnlyList<string> faults = [.. ShippedData.Verify(folder), .. LawCheck.Faults(folder)];
            if (faults.Count == 0)
                machine.Out.WriteLine($"{folder}: no fault found.");
            return Report(machine, faults, "");
        });
        return command;
    }

    private static Command ImportLedger(Machine machine)
    {
        var common = new CommonOptions(machine);
        var from = new Option<string>("--from")
        {
            Description = "The folder with the collection's CSV files.",
            HelpName = "DIR",
            Required = true,
        };
        var until = new Option<string>("--facts-end")
        {
            Description = "The last day to which the collection goes.",
            HelpName = "DATE",
            Required = true,
        };
        var command = new Command("ledger", "Makes data/ledger and data/instruments, and reads them back.")
        {
            common.Data,
            from,
            until,
        };
        command.SetAction(result =>
        {
            var end = OnDay.Parse(result.GetValue(until));
            if (!end.Ok)
                throw new CommandException(ExitCode.WrongUse, $"--facts-end: {end.Fault}");
            var report = ShippedData.Import(result.GetValue(from)!, common.DataFolder(result), end.Value.Day);
            foreach (var (file, count) in report.Records)
                machine.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count, 6}  {file}"));
            return Report(machine, report.Faults, Unwritten);
        });
        return command;
    }

    private static Command Seal(Machine machine)
    {
        var common = new CommonOptions(machine);
        var command = new Command("seal", "Checks files changed by hand and writes the manifest anew.") { common.Data };
        command.SetAction(result =>
        {
            var faults = ShippedData.Seal(common.DataFolder(result));
            if (faults.Count == 0)
                machine.Out.WriteLine("manifest written.");
            return Report(machine, faults, Unwritten);
        });
        return command;
    }

    internal static int Report(Machine machine, IReadOnlyList<string> faults, string outcome)
    {
        foreach (var fault in faults)
            machine.Error.WriteLine(fault);
        if (faults.Count == 0)
            return ExitCode.Done;
        machine.Error.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{faults.Count} fault{(faults.Count == 1 ? "" : "s")}{outcome}."
            )
        );
        return ExitCode.InputProblems;
    }
}
