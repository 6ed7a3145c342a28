using System.CommandLine;
using System.CommandLine.Invocation;
using Parley.Host.Commands;
using Parley.Ledger.Storage;

namespace Parley.Host;

/// <summary>The command line.</summary>
public static class Cli
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="machine">What the program takes from the machine.</param>
    /// <returns>The exit code: 0 done, 1 answered with problems in the input, 2 wrong use, 3 outside coverage.</returns>
    public static int Run(string[] args, Machine machine)
    {
        var root = new RootCommand("Parley: what was in force, what was promised, who said what, and what falls due.")
        {
            BriefCommand.Make(machine),
            LedgerCommand.Make(machine),
            RateCommand.Make(machine),
            DutyCommand.Make(machine),
            AuditCommand.Make(machine),
            PanelCommand.Make(machine),
            LinesCommand.Make(machine),
            ChangesCommand.Make(machine),
            SeriesCommand.Make(machine),
            DataCommand.Make(machine),
        };
        var configuration = new InvocationConfiguration
        {
            Output = machine.Out,
            Error = machine.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                machine.Error.WriteLine($"parley: {error.Message}");
            machine.Error.WriteLine("parley: see 'parley --help' or 'parley COMMAND --help'.");
            return ExitCode.WrongUse;
        }

        try
        {
            // Only the asynchronous way hands Ctrl-C on to a command; the others end at once, as they always did.
#pragma warning disable VSTHRD002, MA0042, MA0045 // the program has nothing else to do
            return parsed.Action is AsynchronousCommandLineAction
                ? parsed.InvokeAsync(configuration).GetAwaiter().GetResult()
                : parsed.Invoke(configuration);
#pragma warning restore VSTHRD002, MA0042, MA0045
        }
        catch (CommandException e)
        {
            machine.Error.WriteLine($"parley: {e.Message}");
            return e.Code;
        }
        catch (OperationCanceledException)
        {
            machine.Error.WriteLine("parley: stopped; no unfinished file is left.");
            return ExitCode.InputProblems;
        }
        catch (StoreException e)
        {
            machine.Error.WriteLine($"parley: {e.Message}");
            return e.Fault == StoreFault.BadConnection ? ExitCode.WrongUse : ExitCode.InputProblems;
        }
        finally
        {
            machine.Out.Flush();
        }
    }
}
