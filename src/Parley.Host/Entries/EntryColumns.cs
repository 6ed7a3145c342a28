using Parley.Core;
using Parley.Tariffs.Facts;

namespace Parley.Host.Entries;

/// <summary>Which columns of a file mean what, by their names.</summary>
internal sealed class EntryColumns
{
    private static readonly string[] Codes =
    [
        "code",
        "hts",
        "hts_code",
        "htscode",
        "hts_number",
        "htsus",
        "htsus_code",
        "hts10",
        "hts8",
        "tariff_code",
        "tariff_number",
        "commodity_code",
        "commodity",
        "hs_code",
        "classification",
    ];

    private static readonly string[] Origins =
    [
        "origin",
        "country_of_origin",
        "origin_country",
        "coo",
        "country",
        "country_code",
        "origin_code",
    ];

    private static readonly string[] Dates =
    [
        "date",
        "entry_date",
        "date_of_entry",
        "day",
        "entry_day",
        "on",
        "import_date",
    ];

    private static readonly string[] Values =
    [
        "value",
        "customs_value",
        "entered_value",
        "value_usd",
        "customs_value_usd",
        "entered_value_usd",
    ];

    private EntryColumns(string[] names) => Names = names;

    /// <summary>The names as they stand in the file.</summary>
    public string[] Names { get; }

    public int Code { get; private init; }

    public int Origin { get; private init; }

    public int Date { get; private init; }

    public int Value { get; private init; }

    public int Currency { get; private init; }

    /// <summary>Pairs of quantity and unit; a unit of -1 stands in the quantity's own cell.</summary>
    public IReadOnlyList<(int Quantity, int Unit)> Quantities { get; private init; } = [];

    public IReadOnlyList<(int Column, Fact Fact)> Facts { get; private init; } = [];

    /// <summary>Finds the columns.</summary>
    /// <param name="names">The names in the file's first line.</param>
    /// <returns>The columns, or why the file cannot be used.</returns>
    public static Parsed<EntryColumns> Of(string[] names)
    {
        var plain = names.Select(Plain).ToArray();
        if (Find(Codes) is var code && code < 0)
            return Parsed.Not<EntryColumns>(
                $"There is no column with the tariff code. The first line of the file names {Shown(names)}. Name that column code (or {string.Join(", ", Codes.Skip(1).Take(5))}); columns are separated by comma, semicolon, tab or bar."
            );
        var quantities = new List<(int, int)>();
        foreach (var number in new[] { "", "_2", "_3", "2", "3" })
        {
            if (Find([$"quantity{number}", $"qty{number}"]) is >= 0 and var quantity)
                quantities.Add(
                    (
                        quantity,
                        Find([$"unit{number}", $"uom{number}", $"unit_of_measure{number}", $"quantity_unit{number}"])
                    )
                );
        }

        return Parsed.Of(
            new EntryColumns(names)
            {
                Code = code,
                Origin = Find(Origins),
                Date = Find(Dates),
                Value = Find(Values),
                Currency = Find(["currency", "value_currency"]),
                Quantities = quantities,
                Facts = [.. Fact.All.Select(f => (Find([f.Name, "fact_" + f.Name]), f)).Where(f => f.Item1 >= 0)],
            }
        );

        int Find(IEnumerable<string> wanted)
        {
            foreach (var name in wanted)
            {
                if (Array.IndexOf(plain, name) is >= 0 and var index)
                    return index;
            }

            return -1;
        }
    }

    public static string Plain(string name) =>
        name.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_').Replace('-', '_').Replace('.', '_');

    private static string Shown(string[] names)
    {
        var some = string.Join(", ", names.Take(12).Select(n => $"'{(n.Length > 40 ? n[..40] + "…" : n)}'"));
        return names.Length > 12 ? some + ", …" : some;
    }
}
