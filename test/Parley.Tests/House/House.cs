using System.Xml.Linq;
using Xunit;

namespace Parley.Tests;

/// <summary>Where the repository lies and what it is made of; every test that reads its files starts here.</summary>
internal static class House
{
    /// <summary>The root of the repository: the folder of <c>Parley.slnx</c> above the test's own program.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under src, by name.</summary>
    public static IReadOnlyList<SourceProject> Projects { get; } =
    [
        .. Directory
            .EnumerateFiles(PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(p => !IsBuilt(p))
            .Order(StringComparer.Ordinal)
            .Select(SourceProject.Read),
    ];

    /// <summary>Whether differences from stored outputs are accepted: the stored file is written anew.</summary>
    public static bool Accepts => Environment.GetEnvironmentVariable("PARLEY_ACCEPT") is "1";

    /// <summary>The project of a name.</summary>
    public static SourceProject Project(string name) =>
        Projects.Single(p => p.Name.Equals(name, StringComparison.Ordinal));

    /// <summary>A full path from one that is relative to the root, with forward slashes.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    /// <summary>The path of a file as the house writes it: from the root, with forward slashes.</summary>
    public static string Named(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Files of a folder and below, in a fixed order, without what a build makes; none if there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(PathOf(folder))
            ? Directory
                .EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
                .Where(p => !IsBuilt(p))
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>Fails with every fault at once; passes when there is none.</summary>
    public static void Holds(string rule, IReadOnlyCollection<string> faults) =>
        Assert.True(faults.Count == 0, rule + "\n  " + string.Join("\n  ", faults));

    private static bool IsBuilt(string path) => Named(path).Split('/').Any(part => part is "bin" or "obj");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Parley.slnx")))
                return at.FullName;
        }

        throw new InvalidOperationException(
            $"No Parley.slnx lies above {AppContext.BaseDirectory}. Run the tests from a build inside the repository."
        );
    }
}

/// <summary>A project under src, as its project file tells it.</summary>
internal sealed record SourceProject(string Name, string Assembly, IReadOnlyList<string> References)
{
    /// <summary>The built assembly, beside the test's own program.</summary>
    public string Dll => Path.Combine(AppContext.BaseDirectory, Assembly + ".dll");

    /// <summary>The built documentation, beside the assembly.</summary>
    public string Xml => Path.Combine(AppContext.BaseDirectory, Assembly + ".xml");

    public static SourceProject Read(string path)
    {
        var project = XDocument.Load(path);
        var name = Path.GetFileNameWithoutExtension(path);
        var references = project
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        return new(name, project.Descendants("AssemblyName").SingleOrDefault()?.Value ?? name, [.. references]);
    }

    public override string ToString() => Name;
}
