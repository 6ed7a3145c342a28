using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Ledger;
using Parley.Ledger.Storage;

namespace Parley.Host.Commands;

/// <summary><c>parley ledger verify</c>: the chain of your own ledger, and whether all that is on file holds together.</summary>
internal static class LedgerVerify
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var noted = new Option<string?>("--noted")
        {
            Description = "A head noted earlier, SEQUENCE:HASH, which the chain must still contain.",
            HelpName = "HEAD",
        };
        var command = new Command("verify", "Checks the chain of your ledger, and every record against the others.")
        {
            common.Data,
            common.Ledger,
            common.Json,
            noted,
        };
        command.SetAction(result =>
        {
            var head = result.GetValue(noted) is { } text ? Head(text) : null;
            var folder = common.DataFolder(result);
            var faults = new List<string>(ShippedData.Verify(folder));
            var shipped = common.Shipped(result);
            using var store = common.StoreToRead(result);
            if (store is null && head is not null)
                throw new CommandException(
                    ExitCode.WrongUse,
                    "--noted: there is no ledger of your own to compare with."
                );
            var chain = store?.Verify(noted: head);
            if (chain?.Broken is { } broken)
                faults.Add($"{store!.Location}: the chain is broken: {broken.Because}");
            var ledger = UserLedger.Open(shipped, store);
            faults.AddRange(ledger.Check());
            if (result.GetValue(common.Json))
                Answer.Write(machine, InJson(ledger, store, chain, faults));
            else
                InWords(machine, ledger, store, chain, faults);
            return LedgerCommand.Report(machine, faults);
        });
        return command;
    }

    private static void InWords(
        Machine machine,
        UserLedger ledger,
        ILedgerStore? store,
        ChainReport? chain,
        List<string> faults
    )
    {
        machine.Out.WriteLine(
            $"shipped: {LedgerCommand.Count(ledger.Shipped.Records.Count, "record")}, vintage {ledger.Shipped.Vintage}"
        );
        machine.Out.WriteLine(
            chain is null
                ? "own: no ledger yet"
                : $"own: {LedgerCommand.Count(ledger.OwnCount, "record")}, {store!.Location}"
        );
        if (chain is not null)
            machine.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"chain: {(chain.IsIntact ? "intact" : "BROKEN after")} {LedgerCommand.Count(chain.Records, "record")}; head {chain.Head.Sequence}:{chain.Head.Hash}"
                )
            );
        machine.Out.WriteLine(faults.Count == 0 ? "no fault found" : LedgerCommand.Count(faults.Count, "fault"));
    }

    private static JsonObject InJson(UserLedger ledger, ILedgerStore? store, ChainReport? chain, List<string> faults) =>
        new()
        {
            ["vintage"] = ledger.Shipped.Vintage,
            ["shipped"] = ledger.Shipped.Records.Count,
            ["own"] = ledger.OwnCount,
            ["ledger"] = store?.Location,
            ["chain"] = chain is null
                ? null
                : new JsonObject
                {
                    ["intact"] = chain.IsIntact,
                    ["records"] = chain.Records,
                    ["sequence"] = chain.Head.Sequence,
                    ["hash"] = chain.Head.Hash,
                },
            ["faults"] = Answer.Texts(faults),
        };

    private static ChainHead Head(string text)
    {
        var parts = text.Split(':');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && parts[1].Length == 64
            && parts[1].All(char.IsAsciiHexDigitLower)
            ? new ChainHead(sequence, parts[1])
            : throw new CommandException(
                ExitCode.WrongUse,
                $"--noted: '{text}' is no head. Write it as 'ledger verify' prints it: a sequence, a colon, 64 hexadecimal digits."
            );
    }
}
