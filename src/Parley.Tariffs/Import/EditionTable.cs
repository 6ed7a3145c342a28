using NodaTime;

namespace Parley.Tariffs.Import;

/// <summary>The editions of the schedule and the day from which each counts.</summary>
internal sealed class EditionTable
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    private EditionTable(List<ScheduleEdition> all, List<string> ids)
    {
        All = all;
        for (var i = 0; i < ids.Count; i++)
            places.Add(ids[i], i);
    }

    public IReadOnlyList<ScheduleEdition> All { get; }

    /// <summary>
    /// A Basic edition counts from 1 January of its year. Another counts from the day of its main policy, if that is given
    /// and not before the day of the edition before; else from its publication.
    /// </summary>
    public static EditionTable Read(string path)
    {
        var all = new List<ScheduleEdition>();
        var ids = new List<string>();
        foreach (var row in CsvFile.Read(path).Rows)
        {
            var id = row["revision"];
            var published = ScheduleTable.Day(row["usitc_published_from"]);
            var policy = ScheduleTable.End(row["main_policy_effective_date_yale"]);
            var from =
                id.EndsWith("_basic", StringComparison.Ordinal) ? new LocalDate(published.PlusDays(1).Year, 1, 1)
                : policy is { } day && (all.Count == 0 || day >= all[^1].From) ? day
                : published;
            all.Add(new ScheduleEdition(Title(id), from, published, row["json_in_this_folder"] is "Y"));
            ids.Add(id);
        }

        return new EditionTable(all, ids);
    }

    public int Place(string id) =>
        places.TryGetValue(id, out var i)
            ? i
            : throw new FormatException($"no edition '{id}' is in hts_revisions.csv. Was another file given?");

    /// <summary>Finds an edition by <c>2025_rev_1</c>, or by <c>rev_1</c> of 2025.</summary>
    public ScheduleEdition? Find(string id) =>
        places.TryGetValue(id, out var i) || places.TryGetValue("2025_" + id, out i) ? All[i] : null;

    public ImportedTable Table() =>
        new(
            ScheduleNotes.EditionsFile,
            ["edition", "from", "published", "on_file"],
            [
                .. All.Select(e =>
                    (IReadOnlyList<string>)
                        [e.Name, ScheduleTable.Text(e.From), ScheduleTable.Text(e.Published), e.OnFile ? "yes" : "no"]
                ),
            ],
            "Release days of the Harmonized Tariff Schedule (USITC)"
        );

    private static string Title(string id)
    {
        var parts = id.Split('_');
        return parts is [var year, "basic"] ? $"{year} Basic" : $"{parts[0]} Rev {parts[^1]}";
    }
}
