using System.CommandLine;

namespace Parley.Host.Commands;

internal static class LedgerCommand
{
    public static Command Make(Machine machine) => new("ledger", "The ledger.");
}
