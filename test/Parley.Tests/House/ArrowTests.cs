using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>Who may depend on whom (docs/architecture.md).</summary>
public sealed class ArrowTests
{
    // Core may be used by everybody: it is the words. Tariffs and Ledger never meet, and Models never sees tariff law.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Parley.Core"] = [],
        ["Parley.Tariffs"] = ["Parley.Core"],
        ["Parley.Ledger"] = ["Parley.Core"],
        ["Parley.Models"] = ["Parley.Core"],
        ["Parley.Reader"] = ["Parley.Core", "Parley.Ledger"],
        ["Parley.Desk"] = ["Parley.Core", "Parley.Tariffs", "Parley.Ledger", "Parley.Reader", "Parley.Models"],
        ["Parley.Host"] =
        [
            "Parley.Core",
            "Parley.Tariffs",
            "Parley.Ledger",
            "Parley.Reader",
            "Parley.Models",
            "Parley.Desk",
        ],
    };

    [Fact]
    public void ProjectFiles_OfAllProjects_HoldOnlyAllowedArrows() =>
        House.Holds(
            "These project references are not allowed (docs/architecture.md, 'Arrows'):",
            [.. House.Projects.SelectMany(p => Refused(p.Name, p.References))]
        );

    [Fact]
    public void Assemblies_OfAllProjects_HoldOnlyAllowedArrows()
    {
        var named = House.Projects.ToDictionary(p => p.Assembly, p => p.Name, StringComparer.Ordinal);
        House.Holds(
            "These compiled references are not allowed (docs/architecture.md, 'Arrows'):",
            [
                .. House.Projects.SelectMany(p =>
                    Refused(p.Name, Compiled(p.Dll).Where(named.ContainsKey).Select(a => named[a]))
                ),
            ]
        );
    }

    [Fact]
    public void Compiled_OfCore_FindsWhatItUses() =>
        Assert.Contains("NodaTime", Compiled(typeof(Parley.Core.Moment).Assembly.Location), StringComparer.Ordinal);

    [Fact]
    public void Solution_NamesEveryProject()
    {
        var listed = XDocument
            .Load(House.PathOf("Parley.slnx"))
            .Descendants("Project")
            .Select(p => p.Attribute("Path")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var present = new[] { "src", "test", "bench" }.SelectMany(f => House.Files(f, "*.csproj")).Select(House.Named);
        House.Holds("Parley.slnx does not name:", [.. present.Where(p => !listed.Contains(p))]);
    }

    [Theory]
    [InlineData("Parley.Models", "Parley.Tariffs")]
    [InlineData("Parley.Models", "Parley.Ledger")]
    [InlineData("Parley.Tariffs", "Parley.Ledger")]
    [InlineData("Parley.Ledger", "Parley.Tariffs")]
    [InlineData("Parley.Ledger", "Parley.Reader")]
    [InlineData("Parley.Core", "Parley.Ledger")]
    [InlineData("Parley.Desk", "Parley.Host")]
    [InlineData("Parley.New", "Parley.Core")]
    public void Refused_ForbiddenArrow_NamesIt(string from, string to) =>
        Assert.Contains($"{from} -> {to}", Assert.Single(Refused(from, [to])), StringComparison.Ordinal);

    private static IEnumerable<string> Refused(string from, IEnumerable<string> to) =>
        to.Where(t => !Allowed.GetValueOrDefault(from, []).Contains(t)).Select(t => $"{from} -> {t}");

    // Read from the file's own table, so that nothing of it is loaded or run.
    private static List<string> Compiled(string dll)
    {
        using var file = new PEReader(File.OpenRead(dll));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
    }
}
