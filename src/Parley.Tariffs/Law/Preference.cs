using NodaTime;

namespace Parley.Tariffs.Law;

/// <summary>A programme of the special column: its symbol, who may claim it, and until when.</summary>
internal sealed record Preference(
    string Symbol,
    string Name,
    OriginSet? Origins,
    string? Fact,
    Instant? Until,
    Origination? Set
)
{
    public static IReadOnlyList<Preference> Read(Node root, LawReader law)
    {
        var all = new List<Preference>();
        root.Only(law.Faults, "preferences");
        foreach (var node in root.List("preferences"))
        {
            node.Only(law.Faults, "symbol", "name", "origins", "fact", "until", "by", "known");
            if (!node.Needed("symbol", law.Faults, out var symbol) || !node.Needed("name", law.Faults, out var name))
                continue;
            all.Add(
                new Preference(
                    symbol,
                    name,
                    node.At("origins") is { } origins ? law.Origins(origins) : null,
                    node.Text("fact"),
                    law.Day(node, "until"),
                    node.Text("by") is null ? null : law.Set(node)
                )
            );
        }

        return all;
    }

    /// <summary>Why goods of an origin cannot claim it at a time; null if they can, as far as is on file.</summary>
    public string? Refuses(string origin, Instant at)
    {
        if (Until is { } until && until <= at)
            return $"{Name} ({Symbol}) lapsed on {Eastern.Text(until)} ({Set?.By.Id})";
        return Origins is { } origins && !origins.Includes(origin, at)
            ? $"{Name} ({Symbol}) is for goods of {origins}, not of {origin}"
            : null;
    }
}
