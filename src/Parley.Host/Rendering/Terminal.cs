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
                Out = new Paper(output, machine.Piped ? PipedWidth : Console.WindowWidth),
                Ansi = machine.Colour ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = machine.Colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>Where a console writes. Spectre's own asks the terminal about itself, which costs 10 ms even when piped.</summary>
    private sealed class Paper(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width > 0 ? width : 80;

        public int Height => 1;

        public void SetEncoding(System.Text.Encoding encoding) { }
    }
}
