using Parley.Tariffs.Import;

namespace Parley.Tariffs.Law;

/// <summary>What the law is read from: its files, or what was kept of them.</summary>
internal interface ILawSource
{
    /// <summary>Gives a reader the register of acts.</summary>
    void Acts(LawReader reader);

    IEnumerable<Country> Countries();

    /// <summary>A rule file; null and a fault if it is missing and needed.</summary>
    Node? Root(string name, bool needed = true);

    /// <summary>The rule files in a folder and under it, in the order of their names.</summary>
    IEnumerable<Node> Roots(string folder);

    /// <summary>The rows of a list; null if it has no table.</summary>
    IReadOnlyList<ListRow>? Rows(string name, string? by, LawReader reader);
}

/// <summary>The files themselves. What was read is kept, to be stored by <see cref="LawCache"/>.</summary>
internal sealed class LawFiles(string data, LawFaults faults) : ILawSource
{
    /// <summary>Every rule file that was read, by name.</summary>
    public Dictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Every table of a list, by name.</summary>
    public Dictionary<string, IReadOnlyList<ListRow>> Tables { get; } = new(StringComparer.Ordinal);

    public void Acts(LawReader reader)
    {
        foreach (var (path, name) in Files("instruments", "*.jsonl"))
            TableReaders.Register(path, name, reader);
    }

    public IEnumerable<Country> Countries()
    {
        var path = Path.Combine(data, "tariff", "countries.csv");
        if (File.Exists(path))
            return TableReaders.Countries(CsvFile.Read(path));
        faults.Add("tariff/countries.csv", "is missing.");
        return [];
    }

    public Node? Root(string name, bool needed = true)
    {
        var path = Path.Combine(data, name);
        if (File.Exists(path))
            return Read(path, name);
        if (needed)
            faults.Add(name, "is missing.");
        return null;
    }

    public IEnumerable<Node> Roots(string folder) =>
        Files(folder, "*.yaml").Select(f => Read(f.Path, f.Name)).OfType<Node>();

    public IReadOnlyList<ListRow>? Rows(string name, string? by, LawReader reader)
    {
        var path = Path.Combine(data, name);
        if (!File.Exists(path))
            return null;
        try
        {
            return Tables[name] = TableReaders.Rows(CsvFile.Read(path), by, reader);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            faults.Add($"lists/{Path.GetFileName(name)}", e.Message);
            return null;
        }
    }

    private Node? Read(string path, string name)
    {
        var root = Node.Read(path, name, faults);
        if (root is not null)
            Nodes[name] = root;
        return root;
    }

    private IEnumerable<(string Path, string Name)> Files(string folder, string pattern)
    {
        var root = Path.Combine(data, folder);
        return Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, pattern, SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(p => (p, Path.GetRelativePath(data, p).Replace('\\', '/')))
            : [];
    }
}
