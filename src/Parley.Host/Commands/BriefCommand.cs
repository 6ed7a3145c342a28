using System.CommandLine;

namespace Parley.Host.Commands;

internal static class BriefCommand
{
    public static Command Make(Machine machine) => new("brief", "The state of the conflict.");
}
