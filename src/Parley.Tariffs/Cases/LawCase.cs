using Parley.Core;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Cases;

/// <summary>An answer taken from the law: goods on a day, and what must hold of the duty on them.</summary>
public sealed class LawCase
{
    private static readonly string[] Keys =
    [
        "id",
        "cite",
        "code",
        "origin",
        "on",
        "known",
        "view",
        "facts",
        "value",
        "quantity",
        "expect",
        "notes",
    ];

    private LawCase(string id, string cite, string where, Node expect)
    {
        Id = id;
        Cite = cite;
        Where = where;
        Expect = expect;
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>The text of law that it is taken from.</summary>
    public string Cite { get; }

    /// <summary>File and line.</summary>
    public string Where { get; }

    internal Node Expect { get; }

    internal Goods? Goods { get; private init; }

    internal OnDay On { get; private init; }

    internal KnownDay Known { get; private init; }

    internal LawViewKind View { get; private init; }

    /// <summary>Reads the cases of a data folder.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="faults">Takes what cannot be read.</param>
    /// <returns>The cases, in the order of the files.</returns>
    public static IReadOnlyList<LawCase> Read(string data, ICollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var cases = new List<LawCase>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new LawFaults();
        var folder = Path.Combine(data, "tariff", "us", "cases");
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        foreach (var path in files)
        {
            if (Node.Read(path, "cases/" + Path.GetFileName(path), found) is not { } root)
                continue;
            foreach (var node in root.List("cases"))
            {
                if (Read(node, found) is not { } one)
                    continue;
                if (!ids.TryAdd(one.Id, one.Where))
                    found.Add(one.Where, $"the case '{one.Id}' stands already at {ids[one.Id]}.");
                cases.Add(one);
            }
        }

        foreach (var fault in found.All)
            faults.Add(fault);
        return cases;
    }

    private static LawCase? Read(Node node, LawFaults faults)
    {
        node.Only(faults, Keys);
        if (
            !node.Needed("id", faults, out var id)
                | !node.Needed("cite", faults, out var cite)
                | !node.Needed("code", faults, out var codeText)
                | !node.Needed("origin", faults, out var origin)
                | !node.Needed("on", faults, out var onText)
            || node.At("expect") is not { } expect
        )
        {
            faults.Add(node.Where, "a case has id, cite, code, origin, on and expect.");
            return null;
        }

        var code = HtsCode.Parse(codeText);
        var on = OnDay.Parse(onText);
        var known = node.Text("known") is { } k ? KnownDay.Parse(k) : Parsed.Of(KnownDay.Everything);
        var facts = ShipmentFacts.Parse(Facts(node.At("facts")));
        var value = node.Text("value") is { } v ? Money.Parse("USD " + v) : Parsed.Of(Money.Zero(Currency.Usd));
        var quantity = node.Text("quantity") is { } q ? Quantity.Parse(q) : Parsed.Of(default(Quantity));
        foreach (var fault in new[] { code.Fault, on.Fault, known.Fault, facts.Fault, value.Fault, quantity.Fault })
        {
            if (fault is null)
                continue;
            faults.Add(node.Where, $"{id}: {fault}");
            return null;
        }

        return new LawCase(id!, cite!, node.Where, expect)
        {
            Goods = new Goods(
                code.Value,
                origin!,
                facts.Value,
                node.Text("value") is null ? null : value.Value,
                node.Text("quantity") is null ? null : [quantity.Value]
            ),
            On = on.Value,
            Known = known.Value,
            View = node.Text("view") is "final" ? LawViewKind.Final : LawViewKind.Assessed,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(Node? node)
    {
        for (var i = 0; node is not null && i < node.Keys.Count; i++)
        {
            var value = node.Items[i];
            yield return new KeyValuePair<string, string>(
                node.Keys[i],
                value.Value ?? string.Join('+', value.Items.Select(n => n.Value))
            );
        }
    }

    /// <summary>Asks the book, and compares.</summary>
    /// <param name="book">The book.</param>
    /// <returns>What does not hold; empty if all does.</returns>
    public IReadOnlyList<string> Check(TariffBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return CaseCheck.Faults(this, book.On(On, Known, View).Assess(Goods!));
    }
}
