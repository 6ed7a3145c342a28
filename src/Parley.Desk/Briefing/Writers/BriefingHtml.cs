using System.Globalization;
using System.Net;
using System.Text;
using Parley.Core;

namespace Parley.Desk;

/// <summary>A briefing as one self-contained HTML file: no script, no outside file, printable, usable by keyboard and reader.</summary>
public static class BriefingHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d1d1b;--paper:#fdfcf9;--rule:#c9c4b8;--quiet:#5c5850;--accent:#7a1f1f}
        @media (prefers-color-scheme:dark){:root{--ink:#ece8df;--paper:#191815;--rule:#4a473f;--quiet:#a9a396;--accent:#e59a8c}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Georgia,"Noto Serif","Times New Roman",serif}
        main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem 4rem}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem;text-wrap:balance}
        h2{font-size:1.1rem;margin:2rem 0 .5rem;border-top:1px solid var(--rule);padding-top:.75rem}
        h2 .n{color:var(--accent);display:inline-block;min-width:1.6rem}
        p,ul{margin:.4rem 0}
        ul{list-style:none;padding:0}
        li{padding:.3rem 0}
        .lead li:first-child{font-size:1.12rem}
        .banner{border:2px solid var(--accent);padding:.6rem .9rem;margin:1rem 0;font-weight:bold}
        .ids{font:.74rem/1.4 ui-monospace,"DejaVu Sans Mono",monospace;color:var(--quiet);display:block;overflow-wrap:anywhere}
        .ids a{color:inherit;text-decoration:none}
        .ids a:hover,.ids a:focus{text-decoration:underline;color:var(--accent)}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.95rem}
        caption{text-align:left;color:var(--quiet);font-size:.9rem;padding-bottom:.3rem}
        th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--rule)}
        tbody th{font-weight:normal}
        .status{font-weight:bold;min-width:9rem}
        .badge{font-size:.8rem;border:1px solid var(--accent);color:var(--accent);padding:0 .35rem;white-space:nowrap}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;font-size:.88rem}
        dt{font:.78rem/1.6 ui-monospace,"DejaVu Sans Mono",monospace}
        dd{margin:0;overflow-wrap:anywhere}
        a{color:var(--accent)}
        footer{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:.6rem;font-size:.82rem;color:var(--quiet);overflow-wrap:anywhere}
        @media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
        @media print{:root{--ink:#000;--paper:#fff;--rule:#999;--quiet:#444;--accent:#000}main{max-width:none;padding:0}body{font-size:10pt}h2{break-after:avoid}li,tr{break-inside:avoid}}
        """;

    /// <summary>Writes a briefing.</summary>
    /// <param name="briefing">The briefing.</param>
    /// <returns>A whole HTML document.</returns>
    public static string Write(Briefing briefing)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<title>{E(briefing.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n"
        );
        html.Append(CultureInfo.InvariantCulture, $"<h1>{E(briefing.Title)}</h1>\n");
        foreach (var banner in briefing.Banner)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"banner\" role=\"note\">{E(banner)}</p>\n");
        foreach (var (id, section) in briefing.Sections)
            Section(html, briefing, id, section);
        Sources(html, briefing);
        html.Append(
            CultureInfo.InvariantCulture,
            $"<footer>{E(Footer.Of(briefing))}</footer>\n</main>\n</body>\n</html>\n"
        );
        return html.ToString();
    }

    private static void Section(StringBuilder html, Briefing briefing, string id, BriefSection section)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<section aria-labelledby=\"h-{id}\"{(id == "truce" ? " class=\"lead\"" : "")}>\n<h2 id=\"h-{id}\"><span class=\"n\">{section.Number}</span> {E(section.Title)}</h2>\n"
        );
        foreach (
            var group in section.Lines.OfType<CommitmentLine>().GroupBy(c => c.AgreementName, StringComparer.Ordinal)
        )
            Table(html, briefing, id, group.Key, group);
        var lines = section.Lines.Where(l => l is not CommitmentLine).ToArray();
        if (lines.Length > 0)
        {
            html.Append("<ul>\n");
            foreach (var line in lines)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<li id=\"{Anchor(id, line.Key)}\">{E(line.Text)}{Ids(briefing, line.Records)}</li>\n"
                );
            }

            html.Append("</ul>\n");
        }

        html.Append("</section>\n");
    }

    private static void Table(
        StringBuilder html,
        Briefing briefing,
        string id,
        string agreement,
        IEnumerable<CommitmentLine> lines
    )
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{E(agreement)}\"><table>\n<caption>{E(agreement)}</caption>\n"
        );
        html.Append(
            "<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\">Status</th><th scope=\"col\">Evidence</th></tr></thead>\n<tbody>\n"
        );
        foreach (var c in lines)
        {
            var badge = c.OneAccountOnly is { } party ? $" <span class=\"badge\">one account only: {party}</span>" : "";
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr id=\"{Anchor(id, c.Key)}\"><td>{E(string.Join(", ", c.Obligors))}</td><th scope=\"row\">{E(c.Content)}{badge}{Ids(briefing, [c.Commitment])}</th><td class=\"status\">{E(c.Status)}</td><td>{Ids(briefing, c.Evidence)}</td></tr>\n"
            );
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Sources(StringBuilder html, Briefing briefing)
    {
        if (briefing.Records.Count == 0)
            return;
        html.Append(
            "<section aria-labelledby=\"h-records\">\n<h2 id=\"h-records\">Records and their sources</h2>\n<dl>\n"
        );
        foreach (var (id, record) in briefing.Records)
        {
            var names = record.Sources.Select(s => $"<a href=\"#s-{E(s)}\">{E(s)}</a>");
            html.Append(
                CultureInfo.InvariantCulture,
                $"<dt id=\"r-{E(id)}\">{E(id)}</dt><dd>{E(record.Type.Replace('_', ' '))}, known from {E(record.KnownFrom)}: {string.Join(", ", names)}</dd>\n"
            );
        }

        html.Append(
            "</dl>\n</section>\n<section aria-labelledby=\"h-sources\">\n<h2 id=\"h-sources\">Sources</h2>\n<dl>\n"
        );
        foreach (var (id, source) in briefing.Sources)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<dt id=\"s-{E(id)}\">{E(id)}</dt><dd>{E(SourceText.Of(source))}: {Link(source.Url)}</dd>\n"
            );
        }

        html.Append("</dl>\n</section>\n");
    }

    /// <summary>Only web addresses become links; anything else stays text.</summary>
    private static string Link(string url) =>
        url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith("http://", StringComparison.Ordinal)
            ? $"<a href=\"{E(url)}\" rel=\"noreferrer\">{E(url)}</a>"
            : E(url);

    private static string Ids(Briefing briefing, IReadOnlyList<RecordId> records)
    {
        if (records.Count == 0)
            return "";
        var ids = records
            .Select(r => r.ToString())
            .Select(id => briefing.Records.ContainsKey(id) ? $"<a href=\"#r-{E(id)}\">{E(id)}</a>" : E(id));
        return $" <span class=\"ids\">{string.Join(' ', ids)}</span>";
    }

    private static string Anchor(string section, string key) => E($"{section}/{key}".Replace(' ', '-'));

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
