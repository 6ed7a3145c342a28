using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>The law of one country as its files say it: acts, programmes, measures, lists, relations.</summary>
internal sealed class TariffLaw
{
    private TariffLaw(LawReader reader, IReadOnlyList<Measure> measures, IReadOnlyList<Relation> relations)
    {
        Acts = reader.Acts;
        Countries = reader.Countries;
        Column2 = OriginSet.Only(reader.Groups.TryGetValue("column2", out var members) ? members : []);
        Groups = reader.Groups.ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<string>)[.. g.Value.Select(m => m.Origin).Distinct(StringComparer.Ordinal)],
            StringComparer.Ordinal
        );
        Programmes = reader.Programmes;
        Lists = [.. reader.Lists.Values];
        for (var i = 0; i < Lists.Count; i++)
            Lists[i].Index = i;
        Measures = measures;
        Relations = relations;
        Profiles = new Profiles(Lists);
    }

    public IReadOnlyDictionary<string, Act> Acts { get; }

    public IReadOnlyDictionary<string, Country> Countries { get; }

    /// <summary>Members of each group of origins, at any time.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; }

    /// <summary>Origins whose goods bear column 2.</summary>
    public OriginSet Column2 { get; }

    public IReadOnlyDictionary<string, Programme> Programmes { get; }

    public IReadOnlyList<CodeList> Lists { get; }

    /// <summary>Programmes of the special column.</summary>
    public IReadOnlyList<Preference> Preferences { get; private init; } = [];

    /// <summary>In the order of the programmes, then by id.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    public IReadOnlyList<Relation> Relations { get; }

    public Profiles Profiles { get; }

    /// <summary>Reads the law of a country.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="party">The country's folder: <c>us</c>.</param>
    /// <param name="faults">Takes every fault; a law with faults is not to be used.</param>
    /// <returns>The law, of all that could be read.</returns>
    public static TariffLaw Read(string data, string party, LawFaults faults) =>
        Read(new LawFiles(data, faults), party, faults);

    /// <summary>Reads the law of a country from files, or from what was kept of them.</summary>
    public static TariffLaw Read(ILawSource source, string party, LawFaults faults)
    {
        var reader = new LawReader(faults);
        source.Acts(reader);
        foreach (var country in source.Countries())
            reader.Countries.TryAdd(country.Alpha2, country);
        if (source.Root($"tariff/{party}/programmes.yaml") is { } programmes)
            TableReaders.Programmes(programmes, reader);
        if (source.Root($"tariff/{party}/origins.yaml") is { } groups)
            TableReaders.Groups(groups, reader);
        foreach (var root in source.Roots($"tariff/{party}/lists"))
            TableReaders.Lists(root, (id, by) => source.Rows($"tariff/{party}/lists/{id}.csv", by, reader), reader);
        var relations = new List<Relation>();
        foreach (var root in source.Roots($"tariff/{party}/relations"))
            TableReaders.Relations(root, reader, relations);
        return new TariffLaw(reader, ReadMeasures(source, party, reader), relations)
        {
            Preferences = source.Root($"tariff/{party}/preferences.yaml", needed: false) is { } table
                ? Preference.Read(table, reader)
                : [],
        }.Checked(faults);
    }

    private static List<Measure> ReadMeasures(ILawSource source, string party, LawReader reader)
    {
        var measures = new Dictionary<string, Measure>(StringComparer.Ordinal);
        foreach (var root in source.Roots($"tariff/{party}/measures"))
        {
            if (MeasureReader.Read(root, reader) is not { } measure)
                continue;
            if (!measures.TryAdd(measure.Id, measure))
                reader.Faults.Add(
                    root.File,
                    $"the measure '{measure.Id}' stands already in {measures[measure.Id].File}."
                );
        }

        return
        [
            .. measures
                .Values.OrderBy(m => reader.Programmes[m.Programme].Order)
                .ThenBy(m => m.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is named must exist, across files.</summary>
    private TariffLaw Checked(LawFaults faults)
    {
        var names = Programmes.Keys.Concat(Measures.Select(m => m.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var measure in Measures)
            Named(measure.Of.Where(o => o is not "all"), measure.File, "of");
        foreach (var relation in Relations)
        {
            Named(relation.When, relation.File, $"{relation.Id}: when");
            Named(relation.Displaces, relation.File, $"{relation.Id}: displaces");
        }

        return this;

        void Named(IEnumerable<string> ids, string file, string key)
        {
            foreach (var id in ids.Where(id => !names.Contains(id)))
            {
                var near = Nearest.To(id, names, 1);
                faults.Add(
                    file,
                    $"{key}: '{id}' is no measure and no programme.{(near.Count == 0 ? "" : $" Is '{near[0]}' meant?")}"
                );
            }
        }
    }
}
