using System.Globalization;
using System.Text;
using Parley.Host.Rendering;
using Spectre.Console;

namespace Parley.Host.Rendering;

/// <summary>Text for people: tables, headings and wrapped lines. No colour when piped; 120 columns wide then.</summary>
internal sealed class Screen
{
    private const int LeastOfLast = 32;
    private readonly Machine machine;
    private readonly IAnsiConsole console;

    public Screen(Machine machine)
    {
        this.machine = machine;
        console = Terminal.On(machine, machine.Out);
        Width = Math.Max(60, console.Profile.Width);
    }

    public int Width { get; }

    public void Line(string text = "") => machine.Out.WriteLine(text);

    public void Heading(string text)
    {
        if (machine.Colour)
            console.WriteLine(Clean(text), new Style(decoration: Decoration.Bold));
        else
            Line(Clean(text));
    }

    /// <summary>A label and a text, wrapped under itself.</summary>
    public void Pair(string label, string text, int indent = 2, int labels = 20)
    {
        var lead = new string(' ', indent) + label.PadRight(labels) + " ";
        var hang = new string(' ', lead.Length);
        foreach (var line in Wrap(Clean(text), Math.Max(20, Width - lead.Length)))
        {
            Line((lead + line).TrimEnd());
            lead = hang;
        }
    }

    /// <summary>A text, wrapped under its indent.</summary>
    public void Item(string text, int indent = 2)
    {
        var lead = new string(' ', indent) + "- ";
        foreach (var line in Wrap(Clean(text), Math.Max(20, Width - lead.Length)))
        {
            Line(lead + line);
            lead = new string(' ', indent + 2);
        }
    }

    /// <summary>
    /// A table whose last column takes what is left of the width, and whose column <paramref name="gives"/> gives way to
    /// it when that is too little; each row stays on one line.
    /// </summary>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, int gives)
    {
        const int Gap = 2;
        var last = heads.Count - 1;
        var cells = rows.Select(r => r.Select(Clean).ToArray()).ToArray();
        var widths = heads.Select((h, i) => cells.Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        var missing = LeastOfLast - (Width - widths.Take(last).Sum() - (last * Gap));
        widths[gives] = Math.Max(heads[gives].Length, widths[gives] - Math.Max(0, missing));
        widths[last] = Math.Max(LeastOfLast, Width - widths.Take(last).Sum() - (last * Gap));
        var table = new Table
        {
            Border = TableBorder.None,
            ShowHeaders = true,
            UseSafeBorder = false,
        };
        foreach (var head in heads)
            table.AddColumn(new TableColumn(new Text(head)) { NoWrap = true, Padding = new Padding(0, 0, Gap, 0) });
        foreach (var row in cells)
        {
            var cut = row.Select((c, i) => i == gives || i == last ? Cut(c, widths[i]) : c);
            table.AddRow(cut.Select(c => new Text(c)).ToArray<Spectre.Console.Rendering.IRenderable>());
        }

        Terminal.Write(
            machine,
            page =>
            {
                // The cells are cut to fit: nothing is left to wrap.
                page.Profile.Width = widths.Sum() + (heads.Count * Gap);
                page.Write(table);
            }
        );
    }

    /// <summary>On one line, without characters that a terminal would obey.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var plain = char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c;
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                plain = '\uFFFD';
            if (plain != ' ' || (clean.Length > 0 && clean[^1] != ' '))
                clean.Append(plain);
        }

        return clean.ToString().TrimEnd();
    }

    private static string Cut(string text, int width)
    {
        if (text.Length <= width)
            return text;
        var end = char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        while (text.Length > width)
        {
            var at = text.LastIndexOf(' ', width, width + 1);
            if (at <= 0)
                at = text.IndexOf(' ', width);
            if (at < 0)
                break;
            yield return text[..at];
            text = text[(at + 1)..];
        }

        yield return text;
    }
}
