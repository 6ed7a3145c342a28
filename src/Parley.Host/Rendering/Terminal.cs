using System.Globalization;
using Spectre.Console;

namespace Parley.Host.Rendering;

/// <summary>Makes the console that tables and paragraphs are written to.</summary>
internal static class Terminal
{
    private const int PipedWidth = 120;

    /// <summary>Writes to a console; blanks at the ends of lines and doubled blank lines are not passed on.</summary>
    public static void Write(Machine machine, Action<IAnsiConsole> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(On(machine, text));
        var blank = false;
        foreach (var line in text.ToString().TrimEnd().Split('\n').Select(l => l.TrimEnd()))
        {
            if (line.Length > 0 || !blank)
                machine.Out.Write(line + "\n");
            blank = line.Length == 0;
        }
    }

    /// <summary>A console on the machine's output: no colour and a fixed width when piped or with NO_COLOR.</summary>
    public static IAnsiConsole On(Machine machine, TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
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
