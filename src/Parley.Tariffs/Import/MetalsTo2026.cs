namespace Parley.Tariffs.Import;

/// <summary>Steel, aluminium and copper lists of the regimes before 6 April 2026.</summary>
internal static class MetalsTo2026
{
    private const string March = "2025-03-12";
    private const string August = "2025-08-18";
    private const string AugustNotice = "90-FR-40326";
    private const string Printed = "HTSUS chapter 99, note 19, as printed in 2026 Rev 6";
    private const string Tables = "notes 16 and 19 of HTSUS chapter 99, as coded by two independent trackers";

    public static IEnumerable<CodeList> Make(string s232, ChapterText notes, ICollection<string> faults)
    {
        var articles = CsvFile.Read(Path.Combine(s232, "s232_metal_chapter_products.csv")).Rows;
        var annexes = CsvFile.Read(Path.Combine(s232, "s232_annex_products.csv")).Rows;
        List<CodeList> lists =
        [
            .. Steel(s232, notes, articles, annexes, faults),
            .. Aluminum(s232, notes),
            Copper(s232),
        ];
        return lists.Select(l => l.Until(MetalsFrom2026.First, MetalsFrom2026.Act));
    }

    private static IEnumerable<CodeList> Steel(
        string s232,
        ChapterText notes,
        IReadOnlyList<CsvLine> articles,
        IReadOnlyList<CsvLine> annexes,
        ICollection<string> faults
    )
    {
        var mill = Codes(articles, r => r["metal_type"] == "steel" && r["kind"] == "mill").ToList();
        yield return new CodeList("us-232-steel-articles-72", Tables).AddAll(mill.Where(c => Chapter(c) == "72"));
        yield return new CodeList("us-232-steel-articles-73", Tables).AddAll(mill.Where(c => Chapter(c) == "73"));

        var first = Codes(articles, r => r["metal_type"] == "steel" && IsFirst(r)).ToList();
        yield return new CodeList("us-232-steel-derivatives-2020-73", Tables).AddAll(first);
        yield return Stampings("us-232-steel-derivatives-2020-87");

        // A nail of the first list pays under that heading, not under the list of chapter 73.
        var inside = new CodeList("us-232-steel-derivatives-73", Tables)
            .AddAll(first, "none")
            .AddAll(Codes(articles, r => IsSteelDerivative(r) && r["effective_date"] != August))
            .AddAll(Codes(articles, r => IsSteelDerivative(r) && IsAugust73(r)), "full", August, AugustNotice);

        // What Proclamation 11021 took out must have been in: articles of cast iron of heading 7323.
        inside.AddAll(
            Codes(annexes, r => r["annex"] == "2" && r["hts_prefix"].StartsWith("7323", StringComparison.Ordinal)),
            "full",
            August,
            AugustNotice
        );
        yield return inside.From(March);
        yield return SteelOutside(s232, notes, articles, annexes, faults);
    }

    private static CodeList SteelOutside(
        string s232,
        ChapterText notes,
        IReadOnlyList<CsvLine> articles,
        IReadOnlyList<CsvLine> annexes,
        ICollection<string> faults
    )
    {
        var list = new CodeList("us-232-steel-derivatives-other", Tables);
        foreach (var row in CsvFile.Read(Path.Combine(s232, "s232_steel_derivatives_note16n_2025.csv")).Rows)
        {
            if (row["effective_date"] == "2025-06-23")
                list.Add(row["hts_prefix"], "full", "2025-06-23", "90-FR-25208");
            else
                list.Add(row["hts_prefix"]);
        }

        // The table has eight digits where the notice names a statistical line; the annexes of 2026 say which.
        var later = MetalsFrom2026.SteelCodes(notes).ToList();
        later.AddRange(
            Codes(annexes, r => r["annex"] == "2" && r["metal_type"] == "steel" && r["hts_prefix"].Length > 4)
        );
        var derivatives = CsvFile.Read(Path.Combine(s232, "s232_derivative_products.csv")).Rows;
        foreach (var code in Codes(derivatives, r => r["derivative_type"] == "steel"))
        {
            var exact = later.Contains(code, StringComparer.Ordinal)
                ? [code]
                : later.Where(c => c.StartsWith(code, StringComparison.Ordinal)).ToList();
            if (exact.Count == 0)
                faults.Add($"s232_derivative_products.csv: {code} is in no annex of 2026; check the digits.");
            list.AddAll(exact.Count == 0 ? [code] : exact, "full", August, AugustNotice);
        }

        list.Add("3004909244", "full", August, AugustNotice);
        list.AddAll(
            Codes(articles, r => IsSteelDerivative(r) && Chapter(r["hts_prefix"]) == "72"),
            "full",
            August,
            AugustNotice
        );
        return list.From(March);
    }

    private static IEnumerable<CodeList> Aluminum(string s232, ChapterText notes)
    {
        string[] mill = ["7601", "7604", "7605", "7606", "7607", "7608", "7609", "7616995160", "7616995170"];
        yield return new CodeList("us-232-aluminum-articles", Printed).AddAll(mill);
        yield return new CodeList("us-232-aluminum-derivatives-2020-76", Printed).AddAll([
            "76141050",
            "76149020",
            "76149040",
            "76149050",
        ]);
        yield return Stampings("us-232-aluminum-derivatives-2020-87");

        var known = CsvFile
            .Read(Path.Combine(s232, "tariff_etrs_2025-10-30_s232_lists.csv"))
            .Rows.Where(r => r["programme"].StartsWith("aluminum", StringComparison.Ordinal))
            .Select(r => r["hts_prefix"])
            .ToHashSet(StringComparer.Ordinal);
        var inside = notes.Codes(
            "(j) The rates of duty set forth in heading 9903.85.07",
            "(k) The rates of duty in heading"
        );
        yield return Dated("us-232-aluminum-derivatives-76", inside, known);
        var outside = notes.Codes(
            "(k) The rates of duty in heading 9903.85.08",
            "For any derivative aluminum product that is classified"
        );

        // 9401.99.9081 was renumbered 9401.99.9070 and .9030 in June 2025.
        known.UnionWith(["9401999030", "9401999070"]);
        yield return Dated("us-232-aluminum-derivatives-other", outside, known).Add("9401999081").From(March);
    }

    private static CodeList Dated(string id, IEnumerable<string> codes, HashSet<string> known)
    {
        var list = new CodeList(id, Printed);
        foreach (var code in codes)
        {
            if (code is "22030000" or "76129010")
                list.Add(code, "full", "2025-04-04", "90-FR-14786");
            else if (known.Contains(code))
                list.Add(code);
            else
                list.Add(code, "full", August, AugustNotice);
        }

        return list.From(March);
    }

    private static CodeList Copper(string s232) =>
        new CodeList("us-232-copper", "note 36 of HTSUS chapter 99, Proclamation 10962").AddAll(
            CsvFile.Read(Path.Combine(s232, "s232_copper_products.csv")).Rows.Select(r => r["hts10"])
        );

    private static CodeList Stampings(string id) =>
        new CodeList(id, "Proclamation 9980, annexes I and II")
            .Add("87081030", "described")
            .Add("87082921", "described");

    private static bool IsFirst(CsvLine row) => row["source"].Contains("9980", StringComparison.Ordinal);

    private static bool IsSteelDerivative(CsvLine row) =>
        row["metal_type"] == "steel" && row["kind"] == "derivative" && !IsFirst(row);

    private static bool IsAugust73(CsvLine row) =>
        row["effective_date"] == August && Chapter(row["hts_prefix"]) == "73";

    private static string Chapter(string code) => code[..2];

    private static IEnumerable<string> Codes(IEnumerable<CsvLine> rows, Func<CsvLine, bool> which) =>
        rows.Where(which).Select(r => r["hts_prefix"]);
}
