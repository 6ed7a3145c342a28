using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary><c>parley changes</c>: the lines whose total moved between two days, by what.</summary>
internal static class ChangesCommand
{
    private const int Shown = 25;

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var between = new Option<string[]>("--between")
        {
            Description = "The two days, the earlier first.",
            HelpName = "D1 D2",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
            Required = true,
        };
        var csv = new Option<bool>("--csv") { Description = "Answer in CSV: a row for each line." };
        var all = new Option<bool>("--all") { Description = "Every line in the text, not the first of them only." };
        var command = common.AddTo(
            tariff.AddTo(
                new Command("changes", "Which lines moved between two days, by how much and by what.")
                {
                    between,
                    csv,
                    all,
                }
            )
        );
        command.SetAction(result =>
        {
            var days = result.GetValue(between)!.Select(d => DaysOptions.Day(d, "--between")!.Value).ToArray();
            if (days[1] <= days[0])
                throw new CommandException("--between: name the earlier day first.");
            var book = tariff.Book(result);
            var origin = tariff.Origin(result, book);
            DaysOptions.Covered(days[0], origin, "--between");
            var known = common.KnownDay(result);
            var changes = LawChanges.Make(book.Bulk(known, tariff.View(result)), origin.Alpha2, days[0], days[1]);
            if (result.GetValue(common.Json))
                Json(machine, changes, origin, days, known);
            else if (result.GetValue(csv))
                Columns.WriteCsv(
                    machine.Out,
                    ["code", "before_min", "before_max", "after_min", "after_max", "needs", "because"],
                    changes.Lines.Select(l => Row(l))
                );
            else
                Text(machine, changes, origin, days, known, result.GetValue(all) ? int.MaxValue : Shown);
            foreach (var notice in tariff.Notices(result, known))
                machine.Error.WriteLine($"parley: {notice}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(LineChange line) =>
        [
            line.Code.Digits,
            Number(line.Before.Min),
            Number(line.Before.Max),
            Number(line.After.Min),
            Number(line.After.Max),
            string.Join(';', line.Needs),
            Because(line),
        ];

    private static void Text(
        Machine machine,
        LawChanges changes,
        Country origin,
        LocalDate[] days,
        KnownDay known,
        int most
    )
    {
        machine.Out.WriteLine(
            FormattableString.Invariant(
                $"From {origin.Name} to the United States, {Answer.Iso(days[0])} to {Answer.Iso(days[1])}, as known on {known}: {changes.Lines.Count} lines moved, {changes.Same} did not"
            )
        );
        if (changes.Gone.Count + changes.New.Count > 0)
            machine.Out.WriteLine(
                FormattableString.Invariant(
                    $"The schedule changed too: {changes.Gone.Count} codes are gone, {changes.New.Count} are new; they are not compared."
                )
            );
        machine.Out.WriteLine();
        Columns.Write(
            machine.Out,
            ["programme", ">up", ">down", "by"],
            [
                .. Summary(changes)
                    .Select(s => new[] { s.Programme, Count(s.Up), Count(s.Down), string.Join(", ", s.Acts) }),
            ]
        );
        machine.Out.WriteLine();
        Columns.Write(
            machine.Out,
            ["code", ">before", ">after", "because"],
            [
                .. changes
                    .Lines.Take(most)
                    .Select(l => new[] { l.Code.ToString(), Text(l.Before), Text(l.After), Because(l) }),
            ]
        );
        if (changes.Lines.Count > most)
            machine.Out.WriteLine(
                FormattableString.Invariant($"… {changes.Lines.Count - most} more; --all shows them")
            );
    }

    private static IEnumerable<(string Programme, int Up, int Down, IReadOnlyList<string> Acts)> Summary(
        LawChanges changes
    ) =>
        changes
            .Lines.SelectMany(l =>
                l.Layers.GroupBy(c => c.Programme, StringComparer.Ordinal)
                    .Select(g => (Programme: g.Key, By: g.Sum(c => c.After - c.Before), Acts: g.Select(c => c.Act)))
            )
            .GroupBy(c => c.Programme, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g =>
                (
                    g.Key,
                    g.Count(c => c.By > 0m),
                    g.Count(c => c.By < 0m),
                    (IReadOnlyList<string>)
                        [
                            .. g.SelectMany(c => c.Acts)
                                .OfType<string>()
                                .Distinct(StringComparer.Ordinal)
                                .Order(StringComparer.Ordinal),
                        ]
                )
            );

    private static void Json(Machine machine, LawChanges changes, Country origin, LocalDate[] days, KnownDay known) =>
        Answer.Write(
            machine,
            new JsonObject
            {
                ["from"] = origin.Alpha2,
                ["to"] = "US",
                ["between"] = Answer.Texts(days.Select(Answer.Iso)),
                ["known"] = known.ToString(),
                ["moved"] = changes.Lines.Count,
                ["same"] = changes.Same,
                ["codes_gone"] = Answer.Texts(changes.Gone.Select(c => c.ToString())),
                ["codes_new"] = Answer.Texts(changes.New.Select(c => c.ToString())),
                ["programmes"] = new JsonArray([
                    .. Summary(changes)
                        .Select(s =>
                            (JsonNode?)
                                new JsonObject
                                {
                                    ["programme"] = s.Programme,
                                    ["lines_up"] = s.Up,
                                    ["lines_down"] = s.Down,
                                    ["instruments"] = Answer.Texts(s.Acts),
                                }
                        ),
                ]),
                ["lines"] = new JsonArray([.. changes.Lines.Select(l => (JsonNode?)Line(l))]),
            }
        );

    private static JsonObject Line(LineChange line) =>
        new()
        {
            ["code"] = line.Code.ToString(),
            ["before"] = Range(line.Before),
            ["after"] = Range(line.After),
            ["needs"] = Answer.Texts(line.Needs),
            ["layers"] = new JsonArray([
                .. line.Layers.Select(c =>
                    (JsonNode?)
                        new JsonObject
                        {
                            ["programme"] = c.Programme,
                            ["measure"] = c.Measure,
                            ["before_percent"] = Trim(c.Before),
                            ["after_percent"] = Trim(c.After),
                            ["instrument"] = c.Act,
                        }
                ),
            ]),
        };

    private static JsonObject Range(Span span) => new() { ["min"] = Trim(span.Min), ["max"] = Trim(span.Max) };

    private static string Because(LineChange line)
    {
        var layers = line.Layers.Select(c =>
            $"{c.Measure} {Number(c.Before)} → {Number(c.After)}{(c.Act is null ? "" : $" ({c.Act})")}"
        );
        return string.Join(
            "; ",
            line.Needs.Count == 0 ? layers : layers.Append($"depends on {string.Join(", ", line.Needs)}")
        );
    }

    private static string Text(Span span) =>
        span.Min == span.Max ? Number(span.Min) : $"{Number(span.Min)} to {Number(span.Max)}";

    private static decimal Trim(decimal number) => number / 1.0000000000000000000000000000m;

    private static string Number(decimal number) => Trim(number).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
