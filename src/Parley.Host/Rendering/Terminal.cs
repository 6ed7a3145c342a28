using Spectre.Console;

namespace Parley.Host.Rendering;

/// <summary>Makes the console that tables and paragraphs are written to.</summary>
internal static class Terminal
{
    private const int PipedWidth = 120;

    /// <summary>A console on the machine's output: no colour and a fixed width when piped or with NO_COLOR.</summary>
    public static IAnsiConsole On(Machine machine)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(machine.Out),
                Ansi = machine.Colour ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = machine.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
            }
        );
        if (machine.Piped)
            console.Profile.Width = PipedWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
