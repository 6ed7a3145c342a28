using System.Text.RegularExpressions;
using System.Xml.Linq;
using NodaTime;
using Parley.Core;
using Parley.Desk;
using Parley.Ledger;
using Parley.Tests.Ledger;
using Xunit;

namespace Parley.Tests.Desk;

/// <summary>The HTML briefing is one well-formed, self-contained, navigable file, whatever its texts hold.</summary>
public sealed partial class BriefingHtmlTests
{
    private static readonly string[] Days =
    [
        "2018-04-02",
        "2021-06-01",
        "2025-02-28",
        "2025-06-09",
        "2025-11-10",
        "2026-02-23",
        "2026-10-10",
        "2030-01-01",
    ];

    public static TheoryData<string> SomeDays() => [.. Days];

    /// <summary>HTML as XML: without the doctype, void tags closed.</summary>
    private static XElement Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
        return XElement.Parse(VoidTag().Replace(html["<!DOCTYPE html>\n".Length..], "<${tag}/>"));
    }

    [Theory]
    [MemberData(nameof(SomeDays))]
    public void Document_IsWellFormedWithLanguageTitleAndOneMain(string day)
    {
        var briefing = Brief.On(day);
        var html = Parse(BriefingHtml.Write(briefing));
        Assert.Equal("en", html.Attribute("lang")!.Value);
        Assert.Equal(briefing.Title, html.Element("head")!.Element("title")!.Value);
        Assert.Equal(briefing.Title, Assert.Single(html.Descendants("h1")).Value);
        Assert.Single(html.Descendants("main"));
        Assert.Contains(html.Descendants("meta"), m => m.Attribute("charset")?.Value is "utf-8");
        Assert.Contains(html.Descendants("meta"), m => m.Attribute("name")?.Value is "viewport");
        // Every section is named by a heading of its own.
        Assert.All(
            html.Descendants("section"),
            s => Assert.Equal(s.Attribute("aria-labelledby")!.Value, s.Element("h2")!.Attribute("id")!.Value)
        );
        // Every table tells its columns and rows to a reader that cannot see them.
        Assert.All(
            html.Descendants("table"),
            t =>
            {
                Assert.NotNull(t.Element("caption"));
                Assert.All(t.Descendants("th"), h => Assert.NotNull(h.Attribute("scope")));
            }
        );
    }

    [Theory]
    [MemberData(nameof(SomeDays))]
    public void Document_FetchesNothingAndRunsNothing(string day)
    {
        var text = BriefingHtml.Write(Brief.On(day));
        var html = Parse(text);
        string[] fetching = ["script", "link", "img", "iframe", "object", "embed", "video", "audio", "form", "base"];
        Assert.DoesNotContain(html.Descendants(), e => fetching.Contains(e.Name.LocalName, StringComparer.Ordinal));
        Assert.DoesNotContain(
            html.Descendants().Attributes(),
            a =>
                a.Name.LocalName is "src" or "srcset" or "style" or "background"
                || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
        );
        var style = Assert.Single(html.Descendants("style")).Value;
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SomeDays))]
    public void Links_LeadToAPlaceInTheDocumentOrToTheWeb(string day)
    {
        var html = Parse(BriefingHtml.Write(Brief.On(day)));
        var ids = html.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(ids, id => id.Length == 0 || id.Any(char.IsWhiteSpace));
        var there = ids.ToHashSet(StringComparer.Ordinal);
        Assert.All(
            html.Descendants("a").Select(a => a.Attribute("href")!.Value),
            href =>
                Assert.True(
                    href.StartsWith('#')
                        ? there.Contains(href[1..])
                        : Uri.TryCreate(href, UriKind.Absolute, out var web) && web.Scheme is "http" or "https",
                    href
                )
        );
    }

    [Fact]
    public void Document_HoldsEveryLineAtTheAnchorThatItsCitationNames()
    {
        var briefing = Brief.On("2025-06-09");
        var html = Parse(BriefingHtml.Write(briefing));
        var byId = html.Descendants()
            .Where(e => e.Attribute("id") is not null)
            .ToDictionary(e => e.Attribute("id")!.Value, StringComparer.Ordinal);
        foreach (var (id, section) in briefing.Sections)
        {
            foreach (var line in section.Lines)
            {
                Assert.EndsWith($"{id}/{line.Key}", line.Citation, StringComparison.Ordinal);
                var element = byId[$"{id}/{line.Key}"];
                if (line is CommitmentLine c)
                {
                    Assert.Contains(c.Content, element.Value, StringComparison.Ordinal);
                    Assert.Contains(c.Status, element.Value, StringComparison.Ordinal);
                    Assert.Equal(
                        c.OneAccountOnly is not null,
                        element.Value.Contains("one account only", StringComparison.Ordinal)
                    );
                }
                else
                {
                    Assert.StartsWith(line.Text, element.Value, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void HostileTexts_StayText()
    {
        const string Bad = "</li><script>alert(1)</script> & \"quoted\" 'so' | a\n# heading\n\u001b[31m";
        var briefing = Brief.On(Hostile(Bad), "2025-06-09", options: new BriefingOptions(AllClaims: true));
        var html = Parse(BriefingHtml.Write(briefing));
        Assert.Empty(html.Descendants("script"));
        Assert.Contains(
            html.Descendants("li"),
            li => li.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal)
        );
        // A link that is no web address is told, and leads nowhere.
        Assert.Contains("javascript:alert(1)", html.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(
            html.Descendants("a"),
            a => a.Attribute("href")!.Value.StartsWith("javascript", StringComparison.OrdinalIgnoreCase)
        );
        var markdown = BriefingMarkdown.Write(briefing, sources: true);
        Assert.DoesNotContain("<script>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# heading", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', markdown);
        using var json = System.Text.Json.JsonDocument.Parse(BriefingJson.Write(briefing));
        Assert.Equal("parley.brief/1", json.RootElement.GetProperty("schema").GetString());
    }

    private static LedgerBook Hostile(string text) =>
        new Story()
            .Promise("C", "CN")
            .Book.With([
                new SourceRecord
                {
                    Id = Ask.Id("S"),
                    KnownFrom = Ask.When("2025-06-01"),
                    Published = Ask.When("2025-06-01"),
                    Publisher = text,
                    Origin = "o",
                    Kind = "wire",
                    Reliability = Reliability.D,
                    Language = "en",
                    Seen = Seen.Direct,
                    Url = "javascript:alert(1)",
                },
                new MarketMove
                {
                    Id = Ask.Id("MR"),
                    KnownFrom = Ask.When("2025-06-01"),
                    On = Ask.When("2025-06-01"),
                    What = text,
                    Move = text,
                    Trigger = text,
                    Sources = [SourceId.Parse("S").Value],
                },
            ]);

    [GeneratedRegex("<(?<tag>(meta|br|hr)[^>]*[^/>])>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidTag();
}
