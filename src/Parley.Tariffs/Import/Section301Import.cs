using System.Text.RegularExpressions;

namespace Parley.Tariffs.Import;

/// <summary>
/// The lists of Section 301 (technology transfer). Each is the union of the codes of 2020 and of 2026: a code that was
/// born or died between the two is found by whoever asks on a day on which it exists. Goods that the four-year review moved
/// to U.S. note 31 leave their old list on the day of the move, so that a line has one heading on each day.
/// </summary>
internal sealed partial class Section301Import : TariffImport
{
    private const string Origin =
        "USITC list of 2020-01-01 and U.S. notes 20 and 31 of HTS 2026 Rev 6, in Parley's collection of the US tariff data";

    private const string Review = "89-FR-76581";

    private const string Wafers = "89-FR-101682";

    private const string Gloves = "40151210";

    /// <summary>Headings of note 20 and the lists that they are kept in.</summary>
    private static readonly Dictionary<string, string> OldLists = new(StringComparer.Ordinal)
    {
        ["9903.88.01"] = "us-301-list-1",
        ["9903.88.02"] = "us-301-list-2",
        ["9903.88.03"] = "us-301-list-3",
        ["9903.88.15"] = "us-301-list-4a",
        ["9903.88.16"] = "us-301-list-4b",
    };

    /// <summary>Headings of note 31 and the day from which they take goods out of note 20.</summary>
    private static readonly Dictionary<string, string> Moves = new(StringComparer.Ordinal)
    {
        ["9903.91.01"] = "2024-09-27",
        ["9903.91.02"] = "2024-09-27",
        ["9903.91.03"] = "2024-09-27",
        ["9903.91.04"] = "2025-01-01",
        ["9903.91.05"] = "2025-01-01",
        ["9903.91.11"] = "2025-01-01",
        ["9903.91.06"] = "2026-01-01",
        ["9903.91.07"] = "2026-01-01",
        ["9903.91.08"] = "2026-01-01",
    };

    /// <inheritdoc/>
    public override string Name => "Section 301 lists";

    /// <inheritdoc/>
    public override IEnumerable<ImportedTable> Make(string from, ICollection<string> faults)
    {
        var then = CsvFile.Read(Path.Combine(from, "s301", "s301_lists_hts2020_usitc_china_tariffs_2020-01-01.csv"));
        var now = CsvFile.Read(Path.Combine(from, "s301", "s301_lists_hts2026_note20_note31.csv"));
        var moved = Moved(now);
        var lists = OldLists
            .Values.Concat(Moves.Keys.Select(ListOf))
            .ToDictionary(l => l, _ => new ListRows(), StringComparer.Ordinal);
        foreach (var line in now.Rows)
        {
            var heading = line["ch99_heading"];
            if (Moves.ContainsKey(heading))
                AddMoved(lists[ListOf(heading)], line);
            else if (OldLists.TryGetValue(heading, out var list))
                AddOld(lists[list], line["hts"], line["exceptions_or_note"], moved);
        }

        foreach (var line in then.Rows)
        {
            var code = Repair(line["hts"]);
            if (code.Length is not (8 or 10) || !code.All(char.IsAsciiDigit))
                faults.Add($"{line.Where}: '{line["hts"]}' is no code of 8 or 10 digits. Correct the row.");
            else if (OldLists.TryGetValue(line["ch99_heading"], out var list) && !IsPart(lists[list], code))
                AddOld(lists[list], code, "", moved);
        }

        // Gloves were in note 31(f) through 2025; the text of 2026 has them in 31(i) alone.
        lists["us-301-91-05"].Add(Gloves, "full", until: "2026-01-01", endedBy: Review);
        return lists.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => l.Value.Table(l.Key, Origin));
    }

    internal static string ListOf(string heading) => "us-301-" + heading[5..].Replace('.', '-');

    /// <summary>A spreadsheet took codes such as 1901.10.05 for days: <c>1901-10-05 00:00:00</c>.</summary>
    internal static string Repair(string code) =>
        DayLike().Match(code) is { Success: true } day
            ? day.Groups["y"].Value + day.Groups["m"].Value + day.Groups["d"].Value
            : code;

    // In 2020 the split lines are listed by their statistical numbers; the notes give them by line and exception.
    private static bool IsPart(ListRows list, string code) => code.Length == 10 && list.Has(code[..8]);

    private static Dictionary<string, (string Day, string Act)> Moved(CsvFile now)
    {
        var moved = new Dictionary<string, (string Day, string Act)>(StringComparer.Ordinal);
        foreach (var line in now.Rows)
        {
            if (!Moves.TryGetValue(line["ch99_heading"], out var day))
                continue;
            var code = line["hts"];
            if (!moved.TryGetValue(code, out var first) || string.CompareOrdinal(day, first.Day) < 0)
                moved[code] = (day, Act(code));
        }

        moved[Gloves] = ("2025-01-01", Review);
        return moved;
    }

    private static string Act(string code) =>
        code is "28046100" or "38180000" || code.StartsWith("8101", StringComparison.Ordinal) && code is not "81011000"
            ? Wafers
            : Review;

    private static void AddMoved(ListRows list, CsvLine line)
    {
        var code = line["hts"];
        var by = Act(code);
        var own = string.Equals(by, Review, StringComparison.Ordinal) ? "" : by;
        var gone = line["list"].Contains("moved on 2026-01-01", StringComparison.Ordinal);
        list.Add(code, "full", until: gone ? "2026-01-01" : "", by: own, endedBy: gone ? Review : "");
    }

    private static void AddOld(
        ListRows list,
        string code,
        string exceptions,
        Dictionary<string, (string Day, string Act)> moved
    )
    {
        var move = moved.GetValueOrDefault(code);
        list.Add(code, "full", until: move.Day ?? "", endedBy: move.Act ?? "");
        foreach (var except in Exceptions(code, exceptions).Where(e => !moved.ContainsKey(e)))
            list.Add(except, "none");
        foreach (var (part, (day, act)) in moved.Where(m => m.Key.Length == 10))
        {
            if (part.StartsWith(code, StringComparison.Ordinal) && code.Length == 8)
                list.Add(part, "none", from: day, by: act);
        }
    }

    /// <summary>Statistical numbers in <c>except 9401.71.0001, .0005</c>.</summary>
    private static IEnumerable<string> Exceptions(string code, string text) =>
        Suffix().Matches(text).Select(m => code[..6] + m.Groups["n"].Value);

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d) 00:00:00$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayLike();

    [GeneratedRegex(@"\.(?<n>\d{4})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
