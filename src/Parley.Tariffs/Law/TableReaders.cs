using System.Text.Json;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Import;
using static System.FormattableString;

namespace Parley.Tariffs.Law;

/// <summary>Reads the register of acts, countries, groups, programmes, lists and relations (docs/tariff-data.md).</summary>
internal static class TableReaders
{
    /// <summary>The acts in a file of the register; rows of other kinds are passed over.</summary>
    public static void Register(string path, string name, LawReader law)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!line.Contains("\"instrument\"", StringComparison.Ordinal))
                continue;
            try
            {
                using var document = JsonDocument.Parse(line);
                var row = document.RootElement;
                if (row.TryGetProperty("type", out var type) && !type.ValueEquals("instrument"))
                    continue;
                var id = InstrumentId.Parse(row.GetProperty("id").GetString());
                var from = Moment.Parse(row.GetProperty("known_from").GetString());
                if (id.Ok && from.Ok)
                    law.Add(
                        new Act(
                            id.Value,
                            row.GetProperty("title").GetString() ?? "",
                            row.GetProperty("issuer").GetString() ?? "",
                            row.TryGetProperty("citation", out var citation) ? citation.GetString() : null,
                            from.Value
                        )
                    );
                else
                    law.Faults.Add(Invariant($"{name}:{number}"), id.Fault ?? from.Fault!);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                law.Faults.Add(
                    Invariant($"{name}:{number}"),
                    "is no act of the register: a JSON object with id, known_from, issuer and title."
                );
            }
        }
    }

    public static IEnumerable<Country> Countries(CsvFile file) =>
        file.Rows.Select(row => new Country(row["alpha2"], row["alpha3"], row["census"], row["name"]));

    public static void Groups(Node root, LawReader law)
    {
        root.Only(law.Faults, "groups");
        if (root.At("groups") is not { } groups)
            return;
        for (var i = 0; i < groups.Keys.Count; i++)
        {
            var members = new List<OriginMember>();
            foreach (var node in groups.Items[i].Items)
            {
                var code = node.Value ?? node.Text("origin") ?? "";
                if (!law.Countries.ContainsKey(code))
                {
                    law.Faults.Add(node.Where, $"'{code}' is not in countries.csv.");
                    continue;
                }

                members.Add(new OriginMember(code, law.Day(node, "from"), law.Day(node, "until")));
            }

            law.AddGroup(groups.Keys[i], [.. members]);
        }
    }

    public static void Programmes(Node root, LawReader law)
    {
        foreach (var node in root.List("programmes"))
        {
            node.Only(law.Faults, "id", "title", "kind", "exclusive");
            if (node.Needed("id", law.Faults, out var id) && node.Needed("title", law.Faults, out var title))
                law.Programmes[id] = new Programme(
                    id,
                    title,
                    law.Programmes.Count,
                    node.Text("kind") is "base",
                    node.Text("exclusive") is "true"
                );
        }
    }

    /// <summary>The lists that a file of lists describes, each with its table of codes.</summary>
    public static void Lists(Node root, Func<string, string?, IReadOnlyList<ListRow>?> table, LawReader law)
    {
        foreach (var node in root.List("lists"))
        {
            node.Only(law.Faults, "id", "title", "by", "note", "source");
            if (!node.Needed("id", law.Faults, out var id) || !node.Needed("title", law.Faults, out var title))
                continue;
            if (law.Lists.TryGetValue(id, out var other))
            {
                law.Faults.Add(node.Where, $"the list '{id}' stands already in {other.File}.");
                continue;
            }

            if (table(id, node.Text("by")) is not { } rows)
            {
                law.Faults.Add(node.Where, $"the list '{id}' has no table lists/{id}.csv.");
                continue;
            }

            law.Lists[id] = new CodeList(id, title, node.Text("note"), rows, node.File);
        }
    }

    public static List<ListRow> Rows(CsvFile file, string? by, LawReader law)
    {
        var rows = new List<ListRow>(file.Rows.Count);
        int code = file.Column("code"),
            coverage = file.Column("coverage"),
            from = file.Column("from"),
            until = file.Column("until"),
            set = file.Column("by"),
            ended = file.Column("ended_by");
        foreach (var row in file.Rows)
        {
            if (CodePrefix.Parse(row[code]) is not { } prefix)
            {
                law.Faults.Add(row.Where, $"'{row[code]}' is no code of 2 to 10 digits.");
                continue;
            }

            if (CoverageOf(row[coverage]) is not { } how)
            {
                law.Faults.Add(
                    row.Where,
                    $"the coverage '{row[coverage]}' is not known: full, described, end_use or none."
                );
                continue;
            }

            var act = row[set].Length > 0 ? row[set] : by;
            var start = Day(row, from, law);
            var end = Day(row, until, law);
            if (start is { } s && end is { } e && e <= s)
                law.Faults.Add(row.Where, $"ends on {row[until]}, not after it begins on {row[from]}.");
            rows.Add(
                new ListRow(
                    prefix,
                    how,
                    start,
                    end,
                    act is null ? null : law.Set(act, null, row.Where),
                    row[ended].Length == 0 ? null : law.Set(row[ended], null, row.Where)
                )
            );
        }

        Overlaps(rows, file.Name, law.Faults);
        return rows;
    }

    /// <summary>Two rows of one code may not both decide on a day, as known on one day.</summary>
    private static void Overlaps(List<ListRow> rows, string file, LawFaults faults)
    {
        foreach (var group in rows.GroupBy(r => r.Code).Where(g => g.Count() > 1))
        {
            var sorted = group.OrderBy(r => r.From ?? Instant.MinValue).ToList();
            for (var i = 1; i < sorted.Count; i++)
            {
                var before = sorted[i - 1];
                if ((before.Until ?? Instant.MaxValue) > (sorted[i].From ?? Instant.MinValue))
                    faults.Add(
                        file,
                        $"the code {group.Key} stands in it twice on the same days. Give the earlier row its 'until'."
                    );
            }
        }
    }

    private static Instant? Day(CsvLine row, int column, LawReader law)
    {
        if (row[column].Length == 0)
            return null;
        var parsed = Eastern.Parse(row[column]);
        if (parsed.Ok)
            return parsed.Value;
        law.Faults.Add(row.Where, parsed.Fault!);
        return null;
    }

    public static void Relations(Node root, LawReader law, List<Relation> into)
    {
        root.Only(law.Faults, "relations");
        foreach (var node in root.List("relations"))
        {
            node.Only(
                law.Faults,
                "id",
                "kind",
                "when",
                "among",
                "displaces",
                "part",
                "from",
                "until",
                "ends",
                "by",
                "known",
                "origins",
                "claim_heading",
                "because",
                "notes"
            );
            if (
                !node.Needed("id", law.Faults, out var id)
                || !node.Needed("kind", law.Faults, out var kind)
                || !node.Needed("because", law.Faults, out var because)
                || law.Set(node) is not { } set
            )
                continue;
            if (kind is not ("displaces" or "one_of"))
            {
                law.Faults.Add(node.Where, $"the kind '{kind}' is not known: displaces or one_of.");
                continue;
            }

            if (node.Text("part") is not (null or "whole_article" or "subject_content"))
                law.Faults.Add(node.At("part")!.Where, "'part' is subject_content or whole_article.");
            var from = law.Day(node, "from");
            var oneOf = kind is "one_of";
            into.Add(
                new Relation(
                    id,
                    oneOf ? RelationKind.OneOf : RelationKind.Displaces,
                    oneOf ? node.Texts("among") : node.Texts("when"),
                    node.Texts("displaces"),
                    node.Text("part") is not "subject_content",
                    from,
                    law.Ends(node, set, from),
                    set,
                    law.Origins(node.At("origins")),
                    node.Text("claim_heading"),
                    because,
                    node.File
                )
            );
        }
    }

    private static Coverage? CoverageOf(string text) =>
        text switch
        {
            "full" => Coverage.Full,
            "described" => Coverage.Described,
            "end_use" => Coverage.EndUse,
            "none" => Coverage.None,
            _ => null,
        };
}
