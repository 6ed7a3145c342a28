using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using static System.FormattableString;

namespace Parley.Tariffs.Law;

/// <summary>
/// A piece of a rule file — a value, a list or a map — with the file and the line where it stands. A reader asks for what
/// it knows; what is missing, misspelt or not known becomes a fault with its place, and reading goes on.
/// </summary>
internal sealed class Node
{
    private static readonly Node[] None = [];

    private readonly string[] keys;
    private readonly Node[] items;

    private Node(string file, int line, string? value, string[] keys, Node[] items)
    {
        File = file;
        Line = line;
        Value = value;
        this.keys = keys;
        this.items = items;
    }

    public string File { get; }

    public int Line { get; }

    /// <summary>The text of a value; null for a list or a map.</summary>
    public string? Value { get; }

    public bool IsMap => Value is null && keys.Length == items.Length;

    public IReadOnlyList<Node> Items => items;

    public IReadOnlyList<string> Keys => keys;

    public string Where => Invariant($"{File}:{Line}");

    public static Node OfValue(string file, int line, string value) => new(file, line, value, ["?"], None);

    public static Node OfList(string file, int line, Node[] items) =>
        new(file, line, null, items.Length == 0 ? ["?"] : [], items);

    public static Node OfMap(string file, int line, string[] keys, Node[] items) => new(file, line, null, keys, items);

    /// <summary>Reads a YAML file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="faults">Takes what is no YAML.</param>
    /// <returns>The root, or null if the file holds none.</returns>
    public static Node? Read(string path, string name, LawFaults faults)
    {
        try
        {
            using var reader = System.IO.File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1)
                return Make(stream.Documents[0].RootNode, name);
            faults.Add(
                Invariant($"{name}:1"),
                Invariant($"holds {stream.Documents.Count} YAML documents. Write one of them in one file.")
            );
        }
        catch (YamlException e)
        {
            faults.Add(
                Invariant($"{name}:{e.Start.Line}"),
                $"is no YAML: {e.Message} Check indents, brackets and quotes."
            );
        }

        return null;
    }

    public Node? At(string key)
    {
        if (!IsMap)
            return null;
        var i = Array.IndexOf(keys, key);
        return i < 0 ? null : items[i];
    }

    public string? Text(string key) => At(key)?.Value is { Length: > 0 } text ? text : null;

    /// <summary>A text that must be there.</summary>
    public bool Needed(string key, LawFaults faults, [NotNullWhen(true)] out string? text)
    {
        text = Text(key);
        if (text is null)
            faults.Add(Where, $"has no '{key}'.");
        return text is not null;
    }

    /// <summary>The items of a list; a single value counts as a list of one; none if the key is missing.</summary>
    public IReadOnlyList<Node> List(string key) =>
        At(key) switch
        {
            null => None,
            { Value: { Length: 0 } } => None,
            { Value: not null } one => [one],
            { IsMap: true, Keys.Count: > 0 } map => [map],
            var list => list.items,
        };

    public IReadOnlyList<string> Texts(string key) => [.. List(key).Select(n => n.Value).OfType<string>()];

    /// <summary>Names every key that is not among those allowed.</summary>
    public void Only(LawFaults faults, params ReadOnlySpan<string> allowed)
    {
        if (!IsMap)
        {
            faults.Add(Where, "must be a map of keys and values.");
            return;
        }

        for (var i = 0; i < keys.Length; i++)
        {
            if (!allowed.Contains(keys[i]))
                faults.Add(
                    items[i].Where,
                    $"has '{keys[i]}', which is not known here. Known are: {string.Join(", ", allowed.ToArray())}."
                );
        }
    }

    private static Node Make(YamlNode node, string file)
    {
        var line = (int)node.Start.Line;
        switch (node)
        {
            case YamlScalarNode scalar:
                return OfValue(file, line, scalar.Value ?? "");
            case YamlSequenceNode sequence:
                return OfList(file, line, [.. sequence.Children.Select(c => Make(c, file))]);
            case YamlMappingNode map:
                return OfMap(
                    file,
                    line,
                    [.. map.Children.Keys.Select(k => (k as YamlScalarNode)?.Value ?? "?")],
                    [.. map.Children.Values.Select(v => Make(v, file))]
                );
            default:
                return OfValue(file, line, "");
        }
    }
}

/// <summary>What is wrong in the rule files: where, what, and what to do.</summary>
internal sealed class LawFaults
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string where, string what) => all.Add($"{where}: {what}");

    public void Add(string fault) => all.Add(fault);
}
