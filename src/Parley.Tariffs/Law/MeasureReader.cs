using NodaTime;
using Parley.Core;
using static System.FormattableString;

namespace Parley.Tariffs.Law;

/// <summary>Reads a measure file (docs/tariff-data.md, "A measure").</summary>
internal static class MeasureReader
{
    private static readonly string[] Keys =
    [
        "id",
        "heading",
        "programme",
        "title",
        "kind",
        "origins",
        "scope",
        "base",
        "periods",
        "suspensions",
        "collection",
        "needs",
        "of",
        "reduces_base",
        "text",
        "notes",
    ];

    public static Measure? Read(Node node, LawReader law)
    {
        var faults = law.Faults;
        node.Only(faults, Keys);
        if (
            !node.Needed("id", faults, out var id)
            | !node.Needed("programme", faults, out var programme)
            | !node.Needed("title", faults, out var title)
            | !node.Needed("kind", faults, out var kindText)
        )
            return null;
        if (!law.Programmes.ContainsKey(programme!))
        {
            var near = Nearest.To(programme!, law.Programmes.Keys, 1);
            faults.Add(
                node.At("programme")!.Where,
                $"the programme '{programme}' is not in programmes.yaml.{(near.Count == 0 ? "" : $" Is '{near[0]}' meant?")}"
            );
            return null;
        }

        if (Kind(kindText!) is not { } kind)
        {
            faults.Add(
                node.At("kind")!.Where,
                $"the kind '{kindText}' is not known. Kinds are: duty, top_up, exemption, relief, fee, information. What these cannot say needs a new kind in the engine."
            );
            return null;
        }

        var main = Base(node, faults) ?? DutyBase.CustomsValue;
        var measure = new Measure
        {
            Id = id!,
            Heading = node.Text("heading"),
            Programme = programme!,
            Title = title!,
            Kind = kind,
            Base = main,
            Reduces = Reduction(node, faults),
            Of = node.Texts("of"),
            Periods = Periods(node, law, kind),
            Suspensions = Suspensions(node, law),
            Collection = Collection(node, law),
            Needs = law.Needs(node.At("needs")),
            Origins = law.Origins(node.At("origins")),
            Scope = Scope(node, law, id!),
            Text = node.Text("text"),
            Notes = node.Texts("notes"),
            File = node.File,
        };
        Check(measure, node, faults);
        return measure;
    }

    private static void Check(Measure measure, Node node, LawFaults faults)
    {
        if (measure.Periods.Count == 0)
            faults.Add(node.Where, "has no period: from when does it hold?");
        if (measure.Kind is MeasureKind.Exemption or MeasureKind.Relief && measure.Of.Count == 0)
            faults.Add(node.Where, "has no 'of': which programmes or measures does it relieve?");
        if (measure.Kind is MeasureKind.Relief && measure.Needs.Count == 0 && measure.Heading is null)
            faults.Add(node.Where, "is a relief without 'needs' and without a heading: by which fact is it claimed?");
        foreach (
            var group in measure.Periods.GroupBy(p => (p.From, p.Set.KnownFrom.CertainFrom)).Where(g => g.Count() > 1)
        )
        {
            faults.Add(
                node.Where,
                $"has {(group.Count() == 2 ? "two" : "several")} rates from {Eastern.Text(group.Key.From)} on, known from the same day: {string.Join(", ", group.Select(p => $"{p.Rate?.ToString() ?? "ended"} by {p.Set.By.Id}"))}. Keep the one that governs, or give the later one its 'known'."
            );
        }
    }

    private static IReadOnlyList<RateRow> Periods(Node node, LawReader law, MeasureKind kind)
    {
        var rows = new List<RateRow>();
        foreach (var row in node.List("periods"))
        {
            row.Only(law.Faults, "from", "until", "ends", "rate", "ended", "base", "by", "known", "minimum", "maximum");
            if (law.Set(row) is not { } set)
                continue;
            if (law.Day(row, "from") is not { } from)
            {
                law.Faults.Add(row.Where, "has no 'from'.");
                continue;
            }

            (Rate Rate, bool TopUp)? rate = null;
            if (row.Text("rate") is { } text)
            {
                rate = law.Rate(row, text, kind == MeasureKind.TopUp);
                if (rate is null)
                    continue;
            }
            else if (row.Text("ended") is not "true")
            {
                if (kind is MeasureKind.Duty or MeasureKind.TopUp or MeasureKind.Fee)
                {
                    law.Faults.Add(
                        row.Where,
                        "has no 'rate'. Give one, or 'ended: true' if nothing holds from then on."
                    );
                    continue;
                }

                rate = (Rate.Free, false);
            }

            rows.Add(
                new RateRow(
                    from,
                    rate?.Rate,
                    rate?.TopUp ?? false,
                    Base(row, law.Faults),
                    law.Ends(row, set, from),
                    set,
                    Amount(row, "minimum", law.Faults),
                    Amount(row, "maximum", law.Faults)
                )
            );
        }

        return [.. rows.OrderBy(r => r.From)];
    }

    private static List<Suspension> Suspensions(Node node, LawReader law)
    {
        var rows = new List<Suspension>();
        foreach (var row in node.List("suspensions"))
        {
            row.Only(law.Faults, "from", "points", "ends", "until", "by", "known");
            if (law.Set(row) is not { } set || law.Day(row, "from") is not { } from)
                continue;
            decimal? points = row.Text("points") is null or "all" ? null : law.Number(row, "points");
            rows.Add(new Suspension(from, points, law.Ends(row, set, from), set));
        }

        return rows;
    }

    private static Collection? Collection(Node node, LawReader law)
    {
        if (node.At("collection") is not { } row)
            return null;
        row.Only(law.Faults, "stops", "by", "known", "void");
        return law.Set(row) is { } set && law.Day(row, "stops") is { } stops
            ? new Collection(stops, row.Text("void") is "true", set)
            : null;
    }

    private static LineScope Scope(Node node, LawReader law, string id)
    {
        if (node.At("scope") is not { } scope || scope.Value is "all")
            return LineScope.All;
        scope.Only(law.Faults, "lists", "codes", "all", "except");
        var lists = scope.List("lists").Select(n => List(n, law)).OfType<CodeList>().ToList();
        if (Codes(scope.List("codes"), law, id, $"codes of {id}") is { } own)
            lists.Add(own);
        var except = scope.List("except");
        var barred = except
            .Where(n => CodePrefix.Parse(n.Value) is null)
            .Select(n => List(n, law))
            .OfType<CodeList>()
            .ToList();
        if (
            Codes([.. except.Where(n => CodePrefix.Parse(n.Value) is not null)], law, id, $"exceptions of {id}") is
            { } others
        )
            barred.Add(others);
        var all = scope.At("all") is not null || lists.Count == 0 && scope.At("except") is not null;
        if (!all && lists.Count == 0)
            law.Faults.Add(scope.Where, "covers nothing: give 'lists' or 'codes', or 'scope: all'.");
        return new LineScope(all, lists, barred);
    }

    private static CodeList? List(Node node, LawReader law)
    {
        if (law.Lists.TryGetValue(node.Value ?? "", out var list))
            return list;
        var near = Nearest.To(node.Value ?? "", law.Lists.Keys, 1);
        law.Faults.Add(
            node.Where,
            $"the list '{node.Value}' is not on file: lists/{node.Value}.csv and its row in lists/*.yaml.{(near.Count == 0 ? "" : $" Is '{near[0]}' meant?")}"
        );
        return null;
    }

    /// <summary>Codes that a measure names itself become a list of its own.</summary>
    private static CodeList? Codes(IReadOnlyList<Node> nodes, LawReader law, string id, string title)
    {
        if (nodes.Count == 0)
            return null;
        var rows = new List<ListRow>();
        foreach (var node in nodes)
        {
            if (CodePrefix.Parse(node.Value) is { } code)
                rows.Add(new ListRow(code, Coverage.Full, null, null, null, null));
            else
                law.Faults.Add(node.Where, $"'{node.Value}' is no code of 2 to 10 digits.");
        }

        var list = new CodeList(Invariant($"{title}"), title, null, rows, nodes[0].File);
        law.Lists[list.Id] = list;
        return list;
    }

    private static MeasureKind? Kind(string text) =>
        text switch
        {
            "duty" => MeasureKind.Duty,
            "top_up" => MeasureKind.TopUp,
            "exemption" => MeasureKind.Exemption,
            "relief" => MeasureKind.Relief,
            "fee" => MeasureKind.Fee,
            "information" => MeasureKind.Information,
            _ => null,
        };

    private static DutyBase? Base(Node node, LawFaults faults)
    {
        switch (node.Text("base"))
        {
            case null:
                return null;
            case "customs_value":
                return DutyBase.CustomsValue;
            case "content:steel":
                return DutyBase.Steel;
            case "content:aluminum":
                return DutyBase.Aluminum;
            case "content:copper":
                return DutyBase.Copper;
            case "value_added_abroad":
                return DutyBase.ValueAddedAbroad;
            default:
                faults.Add(
                    node.At("base")!.Where,
                    $"the base '{node.Text("base")}' is not known. Bases are: customs_value, content:steel, content:aluminum, content:copper, value_added_abroad."
                );
                return null;
        }
    }

    private static BaseReduction Reduction(Node node, LawFaults faults)
    {
        switch (node.Text("reduces_base"))
        {
            case null:
                return BaseReduction.None;
            case "us_content":
                return BaseReduction.UsContent;
            case "chapter98_value":
                return BaseReduction.Chapter98;
            default:
                faults.Add(node.At("reduces_base")!.Where, "'reduces_base' is us_content or chapter98_value.");
                return BaseReduction.None;
        }
    }

    private static Money? Amount(Node row, string key, LawFaults faults)
    {
        if (row.Text(key) is not { } text)
            return null;
        var parsed = Money.Parse(text);
        if (parsed.Ok)
            return parsed.Value;
        faults.Add(row.Where, $"'{key}': {parsed.Fault}");
        return null;
    }
}
