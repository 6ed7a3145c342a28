namespace Parley.Tariffs.Import;

/// <summary>Lists of vehicles and their parts, wood, semiconductors and civil aircraft under Section 232.</summary>
internal static class OtherSection232
{
    private const string Printed = "HTSUS chapter 99, notes 33 to 39, as printed in 2026 Rev 6";

    // List, coverage, words at which it begins and before which it ends in the print.
    private static readonly (string Id, string Coverage, string From, string To)[] Printing =
    [
        ("us-232-autos", "full", "(b) The rates of duty set forth in headings 9903.94.01", "(c) Heading 9903.94.02"),
        ("us-232-auto-parts", "end_use", "(g) Subject to a manufacturer's import adjustment", "(h) Heading 9903.94.06"),
        ("us-232-autos-uk", "full", "(i) Heading 9903.94.31 sets forth", "The aggregate annual import volume"),
        ("us-232-auto-parts-uk", "end_use", "(j) Heading 9903.94.32 sets forth", "Any automotive part, except those"),
        (
            "us-232-wood-lumber",
            "full",
            "(b) The rates of duty set forth in heading 9903.76.01",
            "(c) Heading 9903.76.02"
        ),
        (
            "us-232-wood-upholstered",
            "full",
            "(d) The rates of duty set forth in headings 9903.76.02",
            "(e) Except for as"
        ),
        (
            "us-232-wood-cabinets",
            "described",
            "9903.76.22, and 9903.76.23 apply to all imported completed",
            "(g) Heading 9903.76.04"
        ),
        ("us-232-trucks", "full", "(b) The rate of duty set forth in heading 9903.74.01", "(c) Heading 9903.74.02"),
        ("us-232-buses", "full", "(c) Heading 9903.74.02 applies to buses", "(d) Heading 9903.74.03"),
        (
            "us-232-truck-parts",
            "end_use",
            "(i) The rates of duty set forth in heading 9903.74.08",
            "(j) Heading 9903.74.09"
        ),
        (
            "us-232-semiconductors",
            "full",
            "(b) For the purposes of this note, \"semiconductor articles\"",
            "To be included within"
        ),
        (
            "us-232-aircraft-uk",
            "end_use",
            "(a) As provided in heading 9903.96.01",
            "(b) As provided in heading 9903.96.02"
        ),
        ("us-232-aircraft-jp", "end_use", "(b) As provided in heading 9903.96.02", "36. [Note deleted.]"),
    ];

    public static IEnumerable<CodeList> Make(string s232, ChapterText notes, ICollection<string> faults)
    {
        foreach (var (id, coverage, from, to) in Printing)
        {
            var list = new CodeList(id, Printed);

            // Electric goods vehicles of any weight stand in both notes: the description decides.
            if (id is "us-232-autos" or "us-232-trucks")
                list.Add("87046000", "described");
            list.AddAll(notes.Codes(from, to), coverage);
            if (!list.Codes.Any())
                faults.Add($"{id}: no code between '{from}' and '{to}'.");
            yield return list;
        }

        yield return FromTable(s232, "us-232-aircraft-tw", "s232_aircraft_exempt_taiwan.csv", "hts8", "end_use");
        yield return FromTable(s232, "us-232-pharma", "s232_pharma_products.csv", "hts10", "full");
    }

    private static CodeList FromTable(string s232, string id, string file, string column, string coverage) =>
        new CodeList(id, "HTSUS chapter 99, notes 35(c) and 40(c)").AddAll(
            CsvFile.Read(Path.Combine(s232, file)).Rows.Select(r => r[column]),
            coverage
        );
}
