using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary><c>parley series</c>: the average rate by day, weighted by the imports of 2024 and simple.</summary>
internal static class SeriesCommand
{
    private static readonly string[] Parts = ["programme", "chapter", "sector"];

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var days = new DaysOptions();
        var by = new Option<string>("--by")
        {
            Description = "The breakdown: programme (parts add up), chapter, or sector (GTAP).",
            DefaultValueFactory = _ => "programme",
        };
        by.AcceptOnlyFromAmong(Parts);
        var csv = new Option<bool>("--csv") { Description = "Answer in CSV." };
        var command = common.AddTo(
            tariff.AddTo(
                days.AddTo(
                    new Command("series", "The average rate of duty by day: one row for each change.") { by, csv }
                )
            )
        );
        command.SetAction(result =>
        {
            var book = tariff.Book(result);
            var (law, partner, name) = Partner(result.GetValue(tariff.From), book);
            var (since, until) = days.Of(result, DaysOptions.First(law));
            var known = common.KnownDay(result);
            var weights = TradeWeights.Load(common.DataFolder(result), partner);
            if (weights.Imports.Count == 0)
                throw new CommandException(
                    ExitCode.OutsideCoverage,
                    $"--from: no imports of 2024 by line are on file for {name}. They are for the European Union as one and the largest other partners."
                );
            var kind = result.GetValue(by) switch
            {
                "chapter" => SeriesBy.Chapter,
                "sector" => SeriesBy.Sector,
                _ => SeriesBy.Programme,
            };
            var series = RateSeries.Make(
                book.Bulk(known, tariff.View(result)),
                [.. book.Programmes],
                weights,
                law.Alpha2,
                since,
                until?.PlusDays(1),
                kind
            );
            var definition = Definition(name, series, weights);
            if (result.GetValue(common.Json))
                Json(machine, series, name, known, kind, definition);
            else if (result.GetValue(csv))
                Csv(machine, series, kind);
            else
                Text(machine, series, known, kind, definition);
            foreach (var notice in tariff.Notices(result, known))
                machine.Error.WriteLine($"parley: {notice}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Whose law and whose imports: for the Union and its members the imports of the Union as one.</summary>
    private static (Country Law, string Census, string Name) Partner(string? text, TariffBook book)
    {
        var union = book.Members("EU");
        if (string.Equals(text, "EU", StringComparison.OrdinalIgnoreCase))
            return (book.Country("DE").Value, TradeWeights.Union, "European Union");
        var country = CommonOptions.Need(book.Country(text), "--from");
        return union.Contains(country.Alpha2, StringComparer.Ordinal)
            ? (country, TradeWeights.Union, $"{country.Name} (weights of the European Union as one)")
            : (country, country.Census, country.Name);
    }

    private static List<string> Definition(string name, RateSeries series, TradeWeights weights) =>
        [
            FormattableString.Invariant(
                $"Average rate of duty on goods of {name} by the statute, not by what was collected; percent of customs value."
            ),
            FormattableString.Invariant(
                $"Weights: imports for consumption 2024 by ten digits, {weights.Total / 1_000_000_000m:0.0} billion dollars in all, held fixed. {(1m - series.Coded) * 100m:0.00} % of it has a code of no legal line (chapters 98 and 99 of the statistics above all); it is in the denominator with a rate of 0."
            ),
            "A code that ended or began stands with its last or first rate for the days without it; a statistical number that no edition prints has the duty of its eight digits.",
            "Ordinary duty: the ad valorem part of compound rates; amounts per unit count as 0.",
            "Metal charged on content: statistical shares of input-output tables by line; chapters 72, 73 and 76 are whole metal.",
            "Articles described, end uses, technical limits, patents and quotas are not told by a code: the total counts them as not covered, 'most' as covered. Partial lines of Section 301 list 4A are told by the statistical number where its text names the article.",
            "No relief is claimed: no exclusion, preference, content of the United States, goods in transit, civil aircraft.",
            "Simple average: over the statistical lines of the day.",
        ];

    private static void Text(Machine machine, RateSeries series, KnownDay known, SeriesBy by, List<string> definition)
    {
        foreach (var line in definition)
            machine.Out.WriteLine(line);
        machine.Out.WriteLine($"As known on {known}.");
        machine.Out.WriteLine();
        if (by != SeriesBy.Programme)
        {
            Columns.Write(machine.Out, ["from", Word(by), ">weighted"], [.. Chapters(series)]);
            return;
        }

        var parts = Used(series);
        Columns.Write(
            machine.Out,
            ["from", ">weighted", ">most", ">simple", .. parts.Select(p => ">" + Short(p))],
            [
                .. series.Steps.Select(s =>
                    (string[])
                        [
                            Answer.Iso(s.From),
                            Two(s.Weighted),
                            Two(s.Most),
                            Two(s.Simple),
                            .. parts.Select(p => s.Parts.GetValueOrDefault(p) is var v && v == 0m ? "" : Two(v)),
                        ]
                ),
            ]
        );
    }

    private static string Word(SeriesBy by) =>
        by switch
        {
            SeriesBy.Chapter => "chapter",
            SeriesBy.Sector => "sector",
            _ => "programme",
        };

    private static void Csv(Machine machine, RateSeries series, SeriesBy by)
    {
        if (by != SeriesBy.Programme)
        {
            Columns.WriteCsv(machine.Out, ["from", Word(by), "weighted_percent"], Chapters(series));
            return;
        }

        var parts = Used(series);
        Columns.WriteCsv(
            machine.Out,
            ["from", "weighted_percent", "most_percent", "simple_percent", .. parts.Select(p => p.Replace('-', '_'))],
            series.Steps.Select(s =>
                (string[])
                    [
                        Answer.Iso(s.From),
                        Number(s.Weighted),
                        Number(s.Most),
                        Number(s.Simple),
                        .. parts.Select(p => Number(s.Parts.GetValueOrDefault(p))),
                    ]
            )
        );
    }

    /// <summary>A row for each chapter and each day on which its average moves.</summary>
    private static IEnumerable<string[]> Chapters(RateSeries series)
    {
        var last = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var step in series.Steps)
        {
            foreach (var (chapter, rate) in step.Parts)
            {
                if (last.TryGetValue(chapter, out var before) && before == rate)
                    continue;
                last[chapter] = rate;
                yield return [Answer.Iso(step.From), chapter, Number(rate)];
            }
        }
    }

    private static void Json(
        Machine machine,
        RateSeries series,
        string name,
        KnownDay known,
        SeriesBy by,
        List<string> definition
    ) =>
        Answer.Write(
            machine,
            new JsonObject
            {
                ["from"] = name,
                ["to"] = "US",
                ["known"] = known.ToString(),
                ["by"] = Word(by),
                ["definition"] = Answer.Texts(definition),
                ["coded_share"] = decimal.Round(series.Coded, 6),
                ["steps"] = new JsonArray([
                    .. series.Steps.Select(s =>
                        (JsonNode?)
                            new JsonObject
                            {
                                ["on"] = Answer.Iso(s.From),
                                ["weighted_percent"] = s.Weighted,
                                ["most_percent"] = s.Most,
                                ["simple_percent"] = s.Simple,
                                ["parts"] = new JsonObject(
                                    s.Parts.Where(p => p.Value != 0m)
                                        .Select(p => new KeyValuePair<string, JsonNode?>(p.Key, p.Value))
                                ),
                            }
                    ),
                ]),
            }
        );

    private static List<string> Used(RateSeries series) =>
        [
            .. series
                .Steps.SelectMany(s => s.Parts)
                .Where(p => p.Value != 0m)
                .Select(p => p.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string Short(string programme) => programme.Replace("us-", "", StringComparison.Ordinal);

    private static string Two(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
