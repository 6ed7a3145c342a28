using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Facts;
using static System.FormattableString;

namespace Parley.Tariffs.Law;

/// <summary>What the readers of rule files share: acts, days, ends, rates, origins, each with its fault.</summary>
internal sealed class LawReader(LawFaults faults)
{
    private readonly Dictionary<string, Act> acts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OriginMember[]> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string?), Origination> originations = [];

    public LawFaults Faults => faults;

    public Dictionary<string, Country> Countries { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Programme> Programmes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CodeList> Lists { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Act> Acts => acts;

    public IReadOnlyDictionary<string, OriginMember[]> Groups => groups;

    public void Add(Act act) => acts[act.Id.ToString()] = act;

    public void AddGroup(string name, OriginMember[] members) => groups[name] = members;

    /// <summary>Who set a row: <c>by</c>, and <c>known</c> if the row says another day.</summary>
    public Origination? Set(Node row, string? inherited = null)
    {
        if ((row.Text("by") ?? inherited) is not { } by)
        {
            faults.Add(row.Where, "has no 'by': which act says so? Give the id of an act of the register.");
            return null;
        }

        return Set(by, row.Text("known"), row.Where);
    }

    public Origination? Set(string by, string? known, string where)
    {
        if (originations.TryGetValue((by, known), out var set))
            return set;
        if (!acts.TryGetValue(by, out var act))
        {
            var near = Nearest.To(by, acts.Keys, 1);
            faults.Add(
                where,
                $"names the act '{by}', which is not in the register (data/instruments).{(near.Count == 0 ? " Add it there." : $" Is '{near[0]}' meant?")}"
            );
            return null;
        }

        var from = act.KnownFrom;
        if (known is not null)
        {
            var parsed = Moment.Parse(known);
            if (!parsed.Ok)
                faults.Add(where, $"'known': {parsed.Fault}");
            else
                from = parsed.Value;
        }

        return originations[(by, known)] = new Origination(act, from);
    }

    /// <summary>A day or minute; null and a fault if it cannot be read; null alone if missing.</summary>
    public Instant? Day(Node row, string key)
    {
        if (row.Text(key) is not { } text)
            return null;
        var parsed = Eastern.Parse(text);
        if (parsed.Ok)
            return parsed.Value;
        faults.Add(row.Where, $"'{key}': {parsed.Fault}");
        return null;
    }

    /// <summary>Ends: <c>until</c> of the row's own act, or a list of <c>ends</c>.</summary>
    public IReadOnlyList<End> Ends(Node row, Origination set, Instant? from)
    {
        var ends = new List<End>();
        if (row.Text("until") is { } until && !IsNone(until) && Day(row, "until") is { } day)
            ends.Add(new End(day, set));
        foreach (var node in row.List("ends"))
        {
            node.Only(faults, "until", "by", "known");
            if (Set(node) is not { } by)
                continue;
            if (node.Text("until") is { } text && IsNone(text))
                ends.Add(new End(null, by));
            else if (Day(node, "until") is { } end)
                ends.Add(new End(end, by));
            else
                faults.Add(node.Where, "has no 'until': a day, or none.");
        }

        foreach (var end in ends)
        {
            if (from is { } f && end.Until is { } u && u <= f)
                faults.Add(row.Where, $"ends on {Eastern.Text(u)}, not after it begins on {Eastern.Text(f)}.");
        }

        return ends;
    }

    public OriginSet Origins(Node? node)
    {
        if (node is null || string.Equals(node.Value, "all", StringComparison.Ordinal))
            return OriginSet.All;
        if (node.IsMap && node.Value is null && node.Keys.Count > 0)
        {
            node.Only(faults, "all_except");
            return OriginSet.Except(node.List("all_except").SelectMany(Members));
        }

        return OriginSet.Only(node.Value is not null ? Members(node) : node.Items.SelectMany(Members));
    }

    /// <summary>A rate, or a total to be reached: <c>25%</c>, <c>USD 21/kg</c>, <c>top-up to 15%</c>.</summary>
    public (Rate Rate, bool TopUp)? Rate(Node row, string text, bool topUp)
    {
        const string Prefix = "top-up to ";
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Prefix.Length..];
            topUp = true;
        }

        var parsed = Core.Rate.Parse(text);
        if (!parsed.Ok)
        {
            faults.Add(row.Where, $"'rate': {parsed.Fault}");
            return null;
        }

        if (topUp && !parsed.Value.Specifics.IsEmpty)
        {
            faults.Add(row.Where, $"a top-up reaches a percentage; '{text}' is none.");
            return null;
        }

        return (parsed.Value, topUp);
    }

    public decimal? Number(Node row, string key)
    {
        if (row.Text(key) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(row.Where, $"'{key}' is '{text}', no number.");
        return null;
    }

    public IReadOnlyList<Need> Needs(Node? node)
    {
        if (node is null)
            return [];
        var needs = new List<Need>();
        for (var i = 0; i < node.Keys.Count; i++)
        {
            var fact = Fact.Named(node.Keys[i]);
            if (!fact.Ok)
            {
                faults.Add(node.Where, fact.Fault!);
                continue;
            }

            if (Condition(fact.Value, node.Items[i]) is { } need)
                needs.Add(need);
        }

        return needs;
    }

    private Need? Condition(Fact fact, Node value)
    {
        switch (fact.Type)
        {
            case FactType.Time:
                value.Only(faults, "before", "from");
                return new Need(fact, Day(value, "from"), Day(value, "before"), null, null, null, null, []);
            case FactType.Share:
                value.Only(faults, "at_least", "at_most", "below");
                return new Need(
                    fact,
                    null,
                    null,
                    Number(value, "at_least"),
                    Number(value, "at_most"),
                    Number(value, "below"),
                    null,
                    []
                );
            case FactType.Flag:
                if (value.Value is "true" or "false")
                    return new Need(fact, null, null, null, null, null, value.Value is "true", []);
                faults.Add(value.Where, $"the fact {fact} is true or false; '{value.Value}' is neither.");
                return null;
            default:
                string[] words = value.Value is { } one
                    ? [one]
                    : [.. value.Items.Select(i => i.Value).OfType<string>()];
                if (words.Length == 0)
                    faults.Add(value.Where, $"the fact {fact} needs one or more words.");
                return new Need(fact, null, null, null, null, null, null, words);
        }
    }

    private IEnumerable<OriginMember> Members(Node node)
    {
        var name = node.Value ?? node.Text("origin") ?? "";
        if (groups.TryGetValue(name, out var members))
            return members;
        if (Countries.ContainsKey(name))
            return [new OriginMember(name, Day(node, "from"), Day(node, "until"))];
        var near = Nearest.To(name, groups.Keys.Concat(Countries.Keys), 1);
        faults.Add(
            node.Where,
            Invariant(
                $"'{name}' is neither a country (ISO alpha-2, countries.csv) nor a group (origins.yaml).{(near.Count == 0 ? "" : $" Is '{near[0]}' meant?")}"
            )
        );
        return [];
    }

    internal static bool IsNone(string text) => text is "none" or "null" or "~";
}
