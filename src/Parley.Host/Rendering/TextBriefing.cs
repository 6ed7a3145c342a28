using System.Globalization;
using Parley.Core;
using Parley.Desk;
using Spectre.Console;

namespace Parley.Host.Rendering;

/// <summary>A briefing for a terminal.</summary>
internal static class TextBriefing
{
    public static void Write(Briefing briefing, IAnsiConsole console, bool sources)
    {
        console.Write(new Text(briefing.Title + "\n", new Style(decoration: Decoration.Bold)));
        foreach (var banner in briefing.Banner)
            console.Write(new Text($"! {banner}\n", new Style(decoration: Decoration.Bold)));
        foreach (var section in briefing.Sections.Values)
        {
            console.WriteLine();
            console.Write(
                new Text(
                    string.Create(CultureInfo.InvariantCulture, $"{section.Number} {section.Title}\n"),
                    new Style(decoration: Decoration.Bold)
                )
            );
            var commitments = section.Lines.OfType<CommitmentLine>().ToArray();
            if (commitments.Length > 0)
                console.Write(Commitments(commitments));
            foreach (var line in section.Lines.Where(l => l is not CommitmentLine))
                console.Write(Line(line.Text, Ids(line.Records)));
        }

        if (sources)
            Sources(briefing, console);
        console.WriteLine();
        console.Write(new Text(Footer.Of(briefing) + "\n", new Style(decoration: Decoration.Dim)));
    }

    private static Padder Line(string text, string ids)
    {
        var body = new Paragraph(text);
        if (ids.Length > 0)
            body.Append($"  [{ids}]", new Style(decoration: Decoration.Dim));
        return new Padder(body, new Padding(3, 0, 0, 0));
    }

    private static Padder Commitments(CommitmentLine[] lines)
    {
        var table = new Table { Border = TableBorder.Simple, Expand = true };
        table.AddColumn(new TableColumn("who") { NoWrap = true });
        table.AddColumn("what");
        table.AddColumn(new TableColumn("status") { Width = 24 });
        table.AddColumn(new TableColumn("evidence") { Width = 30 });
        foreach (var c in lines)
        {
            var badge = c.OneAccountOnly is { } party ? $" (one account only: {party})" : "";
            table.AddRow(
                new Text(string.Join(", ", c.Obligors)),
                new Text($"{c.Content}{badge} [{c.Commitment}]"),
                new Text(c.Status),
                new Text(Ids(c.Evidence), new Style(decoration: Decoration.Dim))
            );
        }

        return new Padder(table, new Padding(2, 0, 0, 0));
    }

    private static void Sources(Briefing briefing, IAnsiConsole console)
    {
        console.WriteLine();
        console.Write(new Text("Sources\n", new Style(decoration: Decoration.Bold)));
        foreach (var (id, source) in briefing.Sources)
        {
            console.Write(new Padder(new Text($"{id}: {SourceText.Of(source)}"), new Padding(3, 0, 0, 0)));
            console.Write(new Padder(new Text(source.Url), new Padding(6, 0, 0, 0)));
        }
    }

    private static string Ids(IReadOnlyList<RecordId> records) => string.Join(' ', records);
}
