using System.CommandLine;
using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Parley.Ledger.Storage;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger …</c>: the shipped facts and the user's own records.</summary>
internal static class LedgerCommand
{
    public static Command Make(Machine machine) =>
        new("ledger", "What was said, agreed, promised and done: the shipped facts and your own records.")
        {
            LedgerList.Make(machine),
            LedgerShow.Make(machine),
            LedgerAdd.Make(machine),
            LedgerLink.Make(machine),
            LedgerSupersede.Make(machine),
            LedgerExport.Make(machine),
            LedgerImport.Make(machine),
            LedgerVerify.Make(machine),
        };

    /// <summary>Refuses a known day before anything of the conflict was known.</summary>
    public static void NeedCoverage(LedgerBook book, KnownDay known)
    {
        if (known.Day < book.FirstKnown)
            throw new CommandException(
                ExitCode.OutsideCoverage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"nothing on file was known by {known}: the first fact became known on {book.FirstKnown:uuuu-MM-dd}. Ask with a later --known."
                )
            );
    }

    /// <summary>Lists faults, one a line.</summary>
    /// <returns>The exit code: problems if there is one.</returns>
    public static int Report(Machine machine, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            machine.Error.WriteLine($"parley: {fault}");
        return faults.Count == 0 ? ExitCode.Done : ExitCode.InputProblems;
    }

    /// <summary>"1 record", "2 records".</summary>
    public static string Count(long number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {one}{(number == 1 ? "" : "s")}");

    /// <summary>An id that may be mistyped.</summary>
    public static RecordId NeedId(string? text)
    {
        var id = RecordId.Parse(text);
        return id.Ok ? id.Value : throw new CommandException(ExitCode.WrongUse, id.Fault!);
    }

    /// <summary>The record of an id, or the nearest ids.</summary>
    public static LedgerRecord NeedRecord(LedgerBook book, RecordId id)
    {
        if (book.Find(id) is { } record)
            return record;
        var near = book.NearestTo(id.ToString());
        throw new CommandException(
            ExitCode.WrongUse,
            $"no record {id} is on file{(near.Count == 0 ? "" : $" (did you mean {string.Join(", ", near)}?)")}."
        );
    }

    /// <summary>A name out of a closed list, or the nearest names.</summary>
    public static string NeedName(string option, string name, IReadOnlyCollection<string> names)
    {
        if (names.Contains(name, StringComparer.Ordinal))
            return name;
        var near = Nearest.To(name, names);
        throw new CommandException(
            ExitCode.WrongUse,
            $"{option}: '{name}' is unknown{(near.Count == 0 ? "" : $" (did you mean {string.Join(", ", near)}?)")}. Known: {string.Join(", ", names)}."
        );
    }
}

/// <summary>What every subcommand that writes has in common: where to, how long to wait, and what to tell.</summary>
internal sealed class LedgerWriting(Machine machine)
{
    public CommonOptions Common { get; } = new(machine);

    public Option<int> Wait { get; } =
        new("--wait")
        {
            Description = "How many seconds to wait while another process writes (default 30).",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 30,
        };

    public Command AddTo(Command command)
    {
        command.Options.Add(Common.Data);
        command.Options.Add(Common.Ledger);
        command.Options.Add(Common.Json);
        command.Options.Add(Wait);
        return command;
    }

    /// <summary>Appends what <paramref name="make"/> makes of the ledger, and tells what became of it.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="make">Makes the records, or reports faults; with a fault nothing is written.</param>
    /// <param name="brief">Whether to tell only numbers.</param>
    public int Append(ParseResult result, Func<UserLedger, List<string>, IEnumerable<PlacedRecord>> make, bool brief)
    {
        var wait = result.GetValue(Wait);
        if (wait is < 1 or > 3600)
            throw new CommandException(ExitCode.WrongUse, "--wait: give 1 to 3600 seconds.");
        var shipped = Common.Shipped(result);
        using var store = Common.StoreToWrite(result, new StoreOptions { LockTimeout = Duration.FromSeconds(wait) });
        var ledger = UserLedger.Open(shipped, store);
        var faults = new List<string>();
        var records = make(ledger, faults).ToArray();
        // What could be read is checked too, so that all faults are told at once; but then nothing is written.
        var done =
            faults.Count == 0
                ? ledger.Append(records, machine.Now)
                : new LedgerAppend([], [], [], [.. faults, .. ledger.FaultsOf(records)]);
        if (!done.Accepted)
        {
            LedgerCommand.Report(machine, done.Faults);
            machine.Error.WriteLine($"parley: {LedgerCommand.Count(done.Faults.Count, "fault")}; nothing was written.");
            return ExitCode.InputProblems;
        }

        if (result.GetValue(Common.Json))
            Answer.Write(machine, AppendAnswer.Of(done, store.Location));
        else
            Tell(done, store.Location, brief);
        return ExitCode.Done;
    }

    private void Tell(LedgerAppend done, string location, bool brief)
    {
        if (!brief)
        {
            foreach (var row in done.Appended)
                machine.Out.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{row.Id}  record {row.Sequence}  {row.Hash}")
                );
        }

        machine.Out.WriteLine(
            $"{LedgerCommand.Count(done.Appended.Count, "new record")}, {LedgerCommand.Count(done.Present.Count, "record")} there already, {LedgerCommand.Count(done.Shipped.Count, "record")} shipped with Parley: {location}"
        );
    }
}
