using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary><c>parley lines</c>: every line under a heading or a measure on a day.</summary>
internal static class LinesCommand
{
    private const int Shown = 40;

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var heading = new Option<string?>("--heading")
        {
            Description = "A heading of chapter 99: 9903.88.03. It may stand for several measures.",
            HelpName = "HEADING",
        };
        var measure = new Option<string?>("--measure")
        {
            Description = "A measure by its id: us-9903.88.03.",
            HelpName = "ID",
        };
        var words = new Option<string?>("--words")
        {
            Description =
                "Lines whose descriptions hold these words, in an edition of your own; else our labels of headings.",
            HelpName = "TEXT",
        };
        var csv = new Option<bool>("--csv") { Description = "Answer in CSV." };
        var all = new Option<bool>("--all") { Description = "Every line in the text, not the first of them only." };
        var command = new Command("lines", "Every line under a heading or measure on a day.")
        {
            heading,
            measure,
            words,
            csv,
            all,
        };
        command.Options.Add(tariff.To);
        common.AddTo(command);
        command.SetAction(result =>
        {
            var book = tariff.Book(result);
            if (result.GetValue(words) is { } text)
                return Words(
                    machine,
                    book,
                    text,
                    result.GetValue(common.Json),
                    result.GetValue(all) ? int.MaxValue : Shown
                );
            var measures = Find(book, result.GetValue(heading), result.GetValue(measure));
            var on = common.OnDay(result);
            var known = common.KnownDay(result);
            var found = HeadingLines.Of(book.Bulk(known), measures, on);
            if (result.GetValue(common.Json))
                Json(machine, found, on, known);
            else if (result.GetValue(csv))
                Columns.WriteCsv(
                    machine.Out,
                    ["code", "measure", "coverage", "rate", "general"],
                    found.Lines.Select(l => Cells(l, found))
                );
            else
                Text(machine, found, on, known, result.GetValue(all) ? int.MaxValue : Shown);
            foreach (var notice in tariff.Notices(result, known))
                machine.Error.WriteLine($"parley: {notice}");
            return ExitCode.Done;
        });
        return command;
    }

    private static int Words(Machine machine, TariffBook book, string text, bool json, int most)
    {
        var (own, lines) = book.Search(text);
        if (json)
        {
            Answer.Write(
                machine,
                new JsonObject
                {
                    ["words"] = text,
                    ["descriptions"] = own,
                    ["lines"] = new JsonArray([
                        .. lines.Select(l =>
                            (JsonNode?)new JsonObject { ["code"] = l.Code, ["path"] = Answer.Texts(l.Path) }
                        ),
                    ]),
                }
            );
            return ExitCode.Done;
        }

        foreach (var line in lines.Take(most))
            machine.Out.WriteLine($"{line.Code, -13}  {string.Join(" > ", line.Path)}");
        if (lines.Count > most)
            machine.Out.WriteLine(FormattableString.Invariant($"… {lines.Count - most} more; --all shows them."));
        if (!own)
            machine.Error.WriteLine(
                "parley: our labels of headings only; to look into every line, load an official edition with 'parley data import us-hts FILE'."
            );
        return ExitCode.Done;
    }

    private static List<Measure> Find(TariffBook book, string? heading, string? id)
    {
        if ((heading is null) == (id is null))
            throw new CommandException("name one of --heading 9903.88.03, --measure us-9903.88.03 and --words TEXT.");
        var found = book
            .Measures.Where(m =>
                heading is null
                    ? string.Equals(m.Id, id, StringComparison.Ordinal)
                    : string.Equals(m.Heading, heading, StringComparison.Ordinal)
            )
            .ToList();
        if (found.Count > 0)
            return found;
        var near = Nearest.To(
            heading ?? id!,
            heading is null ? book.Measures.Select(m => m.Id) : book.Measures.Select(m => m.Heading).OfType<string>(),
            1
        );
        throw new CommandException(
            ExitCode.InputProblems,
            $"{(heading is null ? "--measure" : "--heading")}: '{heading ?? id}' is on file under no measure.{(near.Count == 0 ? "" : $" Is '{near[0]}' meant?")}"
        );
    }

    private static string[] Cells(CoveredLine line, HeadingLines found) =>
        [
            line.Code.Digits,
            line.Measure,
            Word(line.Coverage),
            found.Measures.First(m => m.Measure.Id == line.Measure).Rate,
            line.General,
        ];

    private static void Text(Machine machine, HeadingLines found, OnDay on, KnownDay known, int most)
    {
        foreach (var one in found.Measures)
        {
            machine.Out.WriteLine(
                $"{one.Measure.Id}  {one.Measure.Title}: {Word(one.Standing)}{(one.Rate.Length == 0 ? "" : $", {one.Rate}")} on {Base(one.Base)}{(one.Act is null ? "" : $" ({one.Act.Id})")}"
            );
            machine.Out.WriteLine(
                $"  origins: {one.Origins}{(one.Needs.Count == 0 ? "" : $"; needs {string.Join(", ", one.Needs)}")}"
            );
        }

        machine.Out.WriteLine();
        Columns.Write(
            machine.Out,
            ["code", "measure", "coverage", "rate", "column 1"],
            [.. found.Lines.Take(most).Select(l => Cells(l, found))]
        );
        if (found.Lines.Count > most)
            machine.Out.WriteLine(FormattableString.Invariant($"… {found.Lines.Count - most} more; --all shows them"));
        machine.Out.WriteLine(
            FormattableString.Invariant(
                $"{found.Lines.Count} lines on {on}, as known on {known}; scope alone, whatever displaces it"
            )
        );
    }

    private static void Json(Machine machine, HeadingLines found, OnDay on, KnownDay known) =>
        Answer.Write(
            machine,
            new JsonObject
            {
                ["on"] = on.ToString(),
                ["known"] = known.ToString(),
                ["measures"] = new JsonArray([
                    .. found.Measures.Select(m =>
                        (JsonNode?)
                            new JsonObject
                            {
                                ["measure"] = m.Measure.Id,
                                ["heading"] = m.Measure.Heading,
                                ["programme"] = m.Measure.Programme,
                                ["title"] = m.Measure.Title,
                                ["status"] = Word(m.Standing),
                                ["rate_text"] = m.Rate,
                                ["base"] = Base(m.Base),
                                ["instrument"] = m.Act?.Id.ToString(),
                                ["origins"] = m.Origins,
                                ["needs"] = Answer.Texts(m.Needs),
                            }
                    ),
                ]),
                ["lines"] = new JsonArray([
                    .. found.Lines.Select(l =>
                        (JsonNode?)
                            new JsonObject
                            {
                                ["code"] = l.Code.ToString(),
                                ["measure"] = l.Measure,
                                ["coverage"] = Word(l.Coverage),
                                ["general_text"] = l.General,
                            }
                    ),
                ]),
            }
        );

    private static string Word(Coverage coverage) =>
        coverage switch
        {
            Coverage.Full => "full",
            Coverage.Described => "described",
            _ => "end_use",
        };

    private static string Word(Standing standing) =>
        standing switch
        {
            Standing.InForce => "in force",
            Standing.NotYet => "not yet",
            Standing.Suspended => "suspended",
            Standing.Ended => "ended",
            _ => "not collected",
        };

    private static string Base(DutyBase on) =>
        on switch
        {
            DutyBase.Steel => "content:steel",
            DutyBase.Aluminum => "content:aluminum",
            DutyBase.Copper => "content:copper",
            DutyBase.ValueAddedAbroad => "value_added_abroad",
            _ => "customs_value",
        };
}
