using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>Rules about the standing documents.</summary>
public sealed partial class DocumentTests
{
    private const string Layout = "docs/adr/0003-layout.md";
    private const string Dependencies = "docs/adr/0005-dependencies.md";

    [Fact]
    public void Links_OfAllDocuments_LeadSomewhere()
    {
        var documents = Directory
            .EnumerateFiles(House.Root, "*.md")
            .Concat(new[] { "docs", "src", "data", "test" }.SelectMany(f => House.Files(f, "*.md")));
        House.Holds(
            "These links lead nowhere:",
            [
                .. documents.SelectMany(d =>
                    Links(File.ReadAllText(d))
                        .Where(l => !Leads(Path.GetDirectoryName(d)!, l))
                        .Select(l => $"{House.Named(d)}: {l}")
                ),
            ]
        );
    }

    [Fact]
    public void Packages_OfTheCentralList_AreDefendedOnce()
    {
        var packages = XDocument
            .Load(House.PathOf("Directory.Packages.props"))
            .Descendants()
            .Where(e => e.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(e => e.Attribute("Include")!.Value)
            .ToList();
        var defended = Defence()
            .Matches(File.ReadAllText(House.PathOf(Dependencies)))
            .Select(m => m.Groups["name"].Value);
        House.Holds(
            $"{Dependencies} has one row '| `Package` | a sentence of defence |' for each package of Directory.Packages.props:",
            [
                .. packages.Except(defended, StringComparer.Ordinal).Select(p => p + " is not defended"),
                .. defended.Except(packages, StringComparer.Ordinal).Select(p => p + " is defended, but not used"),
            ]
        );
    }

    [Fact]
    public void AnalyserRules_ThatAreOff_AreExplained()
    {
        var off = SwitchedOff()
            .Matches(File.ReadAllText(House.PathOf(".editorconfig")))
            .Select(m => m.Groups["rule"].Value);
        var explained = File.ReadAllText(House.PathOf(Layout));
        House.Holds(
            $"{Layout} does not say why these rules of .editorconfig are off:",
            [.. off.Where(r => !explained.Contains($"| `{r}` |", StringComparison.Ordinal))]
        );
    }

    [Fact]
    public void Links_OfAText_AreThoseOutsideCode() =>
        Assert.Equal(
            "docs/a.md b.md c.md",
            string.Join(
                ' ',
                Links(
                    "[a](docs/a.md#part) `[x](no.md)` [w](https://example.org) ![b](b.md \"t\") [p](#here)\n```\n[n](no.md)\n```\n[c]: c.md\n"
                )
            )
        );

    private static bool Leads(string folder, string link)
    {
        var path = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(link)));
        return path.StartsWith(House.Root, StringComparison.Ordinal) && (File.Exists(path) || Directory.Exists(path));
    }

    private static IEnumerable<string> Links(string text) =>
        Link()
            .Matches(Code().Replace(text, ""))
            .Select(m => m.Groups["to"].Value.Split('#')[0])
            .Where(l => l.Length > 0 && !Elsewhere().IsMatch(l));

    [GeneratedRegex(@"^(?<fence>```|~~~)[\s\S]*?^\k<fence>|`[^`\n]*`", RegexOptions.Multiline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(
        @"\]\(<?(?<to>[^)>\s]+)>?(\s+""[^""]*"")?\)|^\[[^\]]+\]:\s*(?<to>\S+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        @"^\| *`(?<name>[^`]+)` *\|[^|\n]{20,}\|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Defence();

    [GeneratedRegex(
        @"^dotnet_diagnostic\.(?<rule>\w+)\.severity\s*=\s*none",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SwitchedOff();
}
