using System.Text.RegularExpressions;

namespace Parley.Tariffs.Import;

/// <summary>The one list of metals from 6 April 2026: note 16(c), and what Proclamation 11032 moved on 8 June 2026.</summary>
internal static partial class MetalsFrom2026
{
    /// <summary>The first day of the regime.</summary>
    public const string First = "2026-04-06";

    /// <summary>The act that set it.</summary>
    public const string Act = "PROC-11021";

    private const string June = "2026-06-08";
    private const string JuneAct = "PROC-11032";
    private const string Origin = "HTSUS chapter 99, note 16(c), as printed in 2026 Rev 6; Proclamation 11032, annexes";

    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal)
    {
        ["i"] = "us-232-1a-aluminum",
        ["ii"] = "us-232-1a-aluminum-derivatives",
        ["iii"] = "us-232-1a-steel",
        ["iv"] = "us-232-1a-steel-derivatives",
        ["v"] = "us-232-1a-copper",
        ["vi"] = "us-232-1b-aluminum",
        ["vii"] = "us-232-1b-steel",
        ["viii"] = "us-232-1b-copper",
        ["ix"] = "us-232-3-aluminum",
        ["x"] = "us-232-3-steel",
        ["xi"] = "us-232-1c",
    };

    private static readonly string[] Metals = ["72", "73", "74", "76"];

    public static IEnumerable<CodeList> Make(string s232, ChapterText notes, ICollection<string> faults)
    {
        var lists = Ids.ToDictionary(p => p.Key, p => new CodeList(p.Value, Origin), StringComparer.Ordinal);
        foreach (var (subdivision, code) in Note16(notes))
            lists[subdivision].Add(code);
        foreach (var row in CsvFile.Read(Path.Combine(s232, "s232_annex_products.csv")).Rows)
        {
            if (row["effective_date"] == June)
                Move(lists, row, faults);
        }

        var weighed = new CodeList("us-232-weight-rule", Origin).AddAll(
            lists.Values.SelectMany(l => l.Codes).Where(c => !Metals.Contains(c[..2], StringComparer.Ordinal))
        );
        return [.. lists.Values.Select(l => l.From(First)), weighed];
    }

    /// <summary>Every steel code of note 16(c) as printed for 6 April 2026.</summary>
    public static IEnumerable<string> SteelCodes(ChapterText notes) =>
        Note16(notes).Where(p => p.Subdivision is "iii" or "iv" or "vii" or "x").Select(p => p.Code);

    // Two columns of the print run into each other between (iii) and (vi): there the chapter says which list it is.
    private static IEnumerable<(string Subdivision, string Code)> Note16(ChapterText notes)
    {
        var current = "";
        var lastOfSteel = false;
        foreach (
            var line in notes.Lines(
                "apply to the full customs value of articles classifiable",
                "(d) Headings 9903.82.04"
            )
        )
        {
            if (Subdivision().Match(line) is { Success: true } match)
                current = match.Groups["n"].Value;
            foreach (var code in ChapterText.CodesOf(line).Where(_ => current.Length > 0))
            {
                var mixed = current is "iv" or "v" || lastOfSteel && current == "iii";
                var subdivision =
                    !mixed ? current
                    : code.StartsWith("74", StringComparison.Ordinal) ? "v"
                    : "iv";
                yield return (subdivision, code);
                lastOfSteel |= code == "7306";
            }
        }
    }

    private static void Move(Dictionary<string, CodeList> lists, CsvLine row, ICollection<string> faults)
    {
        var code = row["hts_prefix"];
        if (code == "3701300000")
            return; // the same as 3701.30.00
        var aluminum = row["metal_type"] == "aluminum";
        var target = row["annex"] switch
        {
            "1b" => aluminum ? "vi" : "vii",
            "1c" => "xi",
            "3" => aluminum ? "ix" : "x",
            "2" => "",
            _ => null,
        };
        if (target is null)
        {
            faults.Add($"{row.Where}: annex '{row["annex"]}' is not known.");
            return;
        }

        foreach (var list in lists.Where(p => p.Key != target && p.Value.Has(code)).Select(p => p.Value))
            list.End(code, June, JuneAct);
        if (target.Length > 0)
            lists[target].Add(code, "full", June, JuneAct);
    }

    [GeneratedRegex(@"\((?<n>[ivx]+)\)\s+(Articles of|Derivative)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subdivision();
}
