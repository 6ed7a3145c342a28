using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Host.Entries;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;

namespace Parley.Host.Commands;

/// <summary><c>parley duty</c>: the duty on every row of a catalogue or of entries.</summary>
internal static class DutyCommand
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var file = new Argument<string>("FILE")
        {
            Description = "A catalogue or entries: CSV, .parquet or .xlsx, with a first line of names.",
        };
        var outFile = new Option<string?>("--out")
        {
            Description = "The file for the answer: .csv, .parquet or .xlsx (default: CSV to the output).",
            HelpName = "FILE",
        };
        var errors = new Option<string?>("--errors")
        {
            Description = "A CSV file for what is wrong: row, column, value, why, what to do.",
            HelpName = "FILE",
        };
        var command = common.AddTo(
            tariff.AddTo(
                new Command("duty", "The duty on every row of a catalogue or of entries, by programme.")
                {
                    file,
                    outFile,
                    errors,
                }
            )
        );
        command.SetAction(
            async (result, cancel) =>
            {
                var target = result.GetValue(outFile);
                if (target is null && result.GetValue(common.Json))
                    throw new CommandException(
                        "--json tells the sums, and the rows need a place of their own: give --out."
                    );
                EntryFormats.NeedKnown(target);
                var input = new EntryInput(result.GetValue(file)!);
                using var source = input.Open();
                var book = tariff.Book(result);
                var job = Job(machine, common, tariff, result, book);
                using var errorFile = result.GetValue(errors) is { } path ? new BesideFile(path) : null;
                using var place = target is null ? null : new BesideFile(target);
                using var progress = EntryProgress.Start(machine, input.Length, place is not null);
                using var output = EntryFormats.Output(machine, target, place, EntryNames.Count(book));
                EntrySummary summary;
                try
                {
                    summary = await new EntryRun(output, errorFile?.Stream, progress.Add)
                        .Work(source, job, cancel)
                        .ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    throw new CommandException(ExitCode.InputProblems, "stopped; no file was written.");
                }

                progress.Dispose();
                place?.Keep();
                errorFile?.Keep();
                if (result.GetValue(common.Json))
                    Answer.Write(machine, Json(summary, book));
                else
                    Text(machine, summary, book, result.GetValue(errors));
                return summary.BadRows == 0 ? ExitCode.Done : ExitCode.InputProblems;
            }
        );
        return command;
    }

    private static Func<string[], byte, EntryJob> Job(
        Machine machine,
        CommonOptions common,
        TariffOptions tariff,
        ParseResult result,
        TariffBook book
    )
    {
        var day = EntryDay.Of(common.OnDay(result));
        var known = common.KnownDay(result);
        var assessor = book.Entries(known, tariff.View(result));
        var from = result.GetResult(tariff.From) is { Implicit: false }
            ? assessor.Origin(tariff.Origin(result, book))
            : null;
        return (names, separator) =>
        {
            var columns = EntryColumns.Of(names);
            if (!columns.TryGet(out var found))
                throw new CommandException(ExitCode.InputProblems, columns.Fault!);
            if (found.Origin < 0 && from is null)
                throw new CommandException(
                    "the file has no column with the origin. Name one origin, or give the origin of all rows with --from CC."
                );
            foreach (var notice in tariff.Notices(result, known))
                machine.Error.WriteLine($"parley: {notice}");
            if (found.Date < 0)
                machine.Error.WriteLine($"parley: no column with the date; every row as of {day.On}");
            return new EntryJob(book, assessor, found, separator, from, day);
        };
    }

    private static void Text(Machine machine, EntrySummary summary, TariffBook book, string? errors)
    {
        var log = machine.Error;
        log.WriteLine(
            $"parley: {Count(summary.Rows)} rows: {Count(summary.Rows - summary.BadRows)} good, {Count(summary.BadRows)} with problems; {Count(summary.OpenRows)} depend on facts that are not given (total_min, total_max, needs)"
        );
        if (summary.OtherEncoding > 0)
            log.WriteLine(
                $"parley: {Count(summary.OtherEncoding)} rows are not UTF-8 and were read as Windows-1252. Save the file as UTF-8 to be sure."
            );
        var programmes = book.Programmes.ToList();
        foreach (var (currency, sums) in summary.Totals)
        {
            log.WriteLine($"parley: duty in all {currency} {Money(sums.Sum())}");
            for (var i = 0; i < programmes.Count; i++)
            {
                if (sums[i] != 0m)
                    log.WriteLine($"  {Money(sums[i]), 20}  {programmes[i].Id}");
            }
        }

        foreach (var (row, problem) in summary.First)
            log.WriteLine(
                FormattableString.Invariant(
                    $"parley: row {row}, {problem.Column} '{problem.Value}': {problem.Why} {problem.Do}"
                )
            );
        if (summary.BadRows > summary.First.Select(f => f.Row).Distinct().Count())
            log.WriteLine(
                errors is null ? "parley: and more; --errors FILE lists every one" : $"parley: all of them: {errors}"
            );
    }

    private static JsonObject Json(EntrySummary summary, TariffBook book)
    {
        var programmes = book.Programmes.ToList();
        var totals = new JsonArray();
        foreach (var (currency, sums) in summary.Totals)
        {
            var each = new JsonObject();
            for (var i = 0; i < programmes.Count; i++)
            {
                if (sums[i] != 0m)
                    each[programmes[i].Id] = sums[i] / 100m;
            }

            totals.Add(
                new JsonObject
                {
                    ["currency"] = currency.Code,
                    ["duty"] = sums.Sum() / 100m,
                    ["by_programme"] = each,
                }
            );
        }

        return new JsonObject
        {
            ["rows"] = summary.Rows,
            ["good"] = summary.Rows - summary.BadRows,
            ["with_problems"] = summary.BadRows,
            ["depend_on_facts"] = summary.OpenRows,
            ["totals"] = totals,
        };
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal cents) => (cents / 100m).ToString("N2", CultureInfo.InvariantCulture);
}
