using System.Globalization;
using System.Text;
using Parley.Core;

namespace Parley.Desk;

/// <summary>A briefing as Markdown.</summary>
public static class BriefingMarkdown
{
    /// <summary>Writes a briefing.</summary>
    /// <param name="briefing">The briefing.</param>
    /// <param name="sources">Whether to end with the list of sources and their URLs.</param>
    /// <returns>Markdown (GitHub flavour), ended by a line feed.</returns>
    public static string Write(Briefing briefing, bool sources)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {briefing.Title}\n\n");
        foreach (var banner in briefing.Banner)
            text.Append(CultureInfo.InvariantCulture, $"> **{Escape(banner)}**\n\n");
        foreach (var section in briefing.Sections.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Number} {section.Title}\n\n");
            var commitments = section.Lines.OfType<CommitmentLine>().ToArray();
            if (commitments.Length > 0)
                Table(text, commitments);
            foreach (var line in section.Lines.Where(l => l is not CommitmentLine))
                text.Append(CultureInfo.InvariantCulture, $"- {Escape(line.Text)}{Ids(line.Records)}\n");
            text.Append('\n');
        }

        if (sources)
        {
            text.Append("## Sources\n\n");
            foreach (var (id, source) in briefing.Sources)
                text.Append(CultureInfo.InvariantCulture, $"- `{id}` {Escape(SourceText.Of(source))} <{source.Url}>\n");
            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"_{Footer.Of(briefing)}_\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, CommitmentLine[] lines)
    {
        text.Append("| who | what | agreement | status | evidence |\n|---|---|---|---|---|\n");
        foreach (var c in lines)
        {
            var badge = c.OneAccountOnly is { } party ? $" *(one account only: {party})*" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {string.Join(", ", c.Obligors)} | {Escape(c.Content)}{badge} `{c.Commitment}` | {Escape(c.AgreementName)} | {c.Status} |{Ids(c.Evidence)} |\n"
            );
        }

        text.Append('\n');
    }

    private static string Ids(IReadOnlyList<RecordId> records) =>
        records.Count == 0 ? "" : " " + string.Join(' ', records.Select(r => $"`{r}`"));

    private static string Escape(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
}

/// <summary>One way to tell a source in a line.</summary>
public static class SourceText
{
    /// <summary>Publisher, day of the copy, reliability, and whether it was read.</summary>
    /// <param name="source">The source.</param>
    /// <returns>Such as "AP (MarketBeat), 2025-06-11, reliability B; copy held: 2025-06-11".</returns>
    public static string Of(CitedSource source) =>
        $"{source.Publisher}, {source.Published}, reliability {source.Reliability}"
        + (source.Seen == "secondary" ? ", seen through another source" : "")
        + (source.CopyHeld is { } day ? $"; copy held: {day}" : "");
}

/// <summary>The three numbers printed on every answer.</summary>
public static class Footer
{
    /// <summary>Engine, data and where the facts end.</summary>
    /// <param name="briefing">The briefing.</param>
    /// <returns>One line.</returns>
    public static string Of(Briefing briefing) =>
        $"parley {briefing.Engine}, data {briefing.Vintage}"
        + (briefing.FactsEnd is { } end ? $", facts to {end}" : "")
        + $"; cite a line as parley:{briefing.Vintage}:{briefing.On}:{briefing.Known}:SECTION/KEY";
}
