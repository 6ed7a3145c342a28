using System.CommandLine;
using System.Globalization;
using Parley.Core;
using Parley.Desk;
using Parley.Host.Rendering;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary><c>parley brief</c>: the state of the conflict about a day, as known on a day.</summary>
internal static class BriefCommand
{
    private static readonly string[] Formats = ["text", "markdown", "html", "json"];

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var format = new Option<string>("--format")
        {
            Description = "text, markdown, html or json.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong(Formats);
        var since = new Option<string?>("--since")
        {
            Description = "Only what is new since that known day.",
            HelpName = "KNOWN",
        };
        var all = new Option<bool>("--all-claims")
        {
            Description = "Every claim of the last ten days, and every step to come.",
        };
        var sources = new Option<bool>("--sources") { Description = "Print every source with its URL." };
        var command = common.AddTo(
            new Command(
                "brief",
                "The state of the truce: clock, rates, talks, commitments, claims, figures, what comes next."
            )
            {
                format,
                since,
                all,
                sources,
            }
        );
        command.SetAction(result =>
        {
            var on = common.OnDay(result);
            var known = common.KnownDay(result);
            var book = common.Book(result);
            CheckCoverage(book, on, known);
            KnownDay? from = result.GetValue(since) is { } text
                ? CommonOptions.Need(KnownDay.Parse(text), "--since")
                : null;
            if (from is { } early && early.CompareTo(known) >= 0)
                throw new CommandException($"--since {early} is not before --known {known}: nothing can be new.");
            var briefing = BriefingMaker.Make(book, on, known, new BriefingOptions(result.GetValue(all), from));
            switch (result.GetValue(common.Json) ? "json" : result.GetValue(format))
            {
                case "json":
                    machine.Out.Write(BriefingJson.Write(briefing));
                    break;
                case "markdown":
                    machine.Out.Write(BriefingMarkdown.Write(briefing, result.GetValue(sources)));
                    break;
                case "html":
                    machine.Out.Write(BriefingHtml.Write(briefing));
                    break;
                default:
                    Terminal.Write(machine, console => TextBriefing.Write(briefing, console, result.GetValue(sources)));
                    break;
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void CheckCoverage(LedgerBook book, OnDay on, KnownDay known)
    {
        var first = book.FirstKnown;
        var day = first.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        if (known.Day < first)
            throw new CommandException(
                ExitCode.OutsideCoverage,
                $"--known {known} lies before the first fact on file ({day}): nothing was known. Name a later known day."
            );
        if (on.Day < first)
            throw new CommandException(
                ExitCode.OutsideCoverage,
                $"--on {on} lies before the first fact on file ({day}). Name a later day."
            );
    }
}
