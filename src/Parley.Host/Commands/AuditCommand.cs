using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Host.Entries;
using Parley.Tariffs;

namespace Parley.Host.Commands;

/// <summary><c>parley audit</c>: entries as filed against what Parley finds, by programme, with the reason.</summary>
internal static class AuditCommand
{
    private static readonly string[] Names =
    [
        "row",
        "entry",
        "line",
        "code",
        "origin",
        "date",
        "value",
        "programme",
        "filed_headings",
        "filed_duty",
        "owed_headings",
        "owed_duty",
        "difference",
        "kind",
        "reason",
    ];

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var file = new Argument<string>("FILE")
        {
            Description =
                "Entries as filed: CSV, .parquet or .xlsx; a row for each heading, or duty_<programme> columns.",
        };
        var outFile = new Option<string?>("--out")
        {
            Description = "The file for the differences, .csv (default: the output).",
            HelpName = "FILE",
        };
        var command = common.AddTo(
            tariff.AddTo(
                new Command("audit", "Entries as they were filed against what is owed, by programme, with the reason.")
                {
                    file,
                    outFile,
                }
            )
        );
        command.SetAction(
            async (result, cancel) =>
            {
                using var source = new EntryInput(result.GetValue(file)!).Open();
                var book = tariff.Book(result);
                var target = result.GetValue(outFile);
                using var place = target is null ? null : new BesideFile(target);
                var run = new Run(machine, common, tariff, result, book, place);
                try
                {
                    await run.Work(source, cancel).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    throw new CommandException(ExitCode.InputProblems, "stopped; no file was written.");
                }

                place?.Keep();
                return run.Report();
            }
        );
        return command;
    }

    private sealed class Run(
        Machine machine,
        CommonOptions common,
        TariffOptions tariff,
        ParseResult result,
        TariffBook book,
        BesideFile? place
    )
    {
        private const int MostShown = 10;

        private readonly Utf8Buffer text = new();
        private readonly Auditor auditor = new(book, common.KnownDay(result), tariff.View(result));
        private readonly SortedDictionary<string, (decimal Filed, decimal Owed)> byProgramme = new(
            StringComparer.Ordinal
        );
        private readonly SortedDictionary<string, int> byKind = new(StringComparer.Ordinal);
        private readonly JsonArray rows = [];
        private readonly bool json = result.GetValue(common.Json);
        private int lines;
        private int differing;
        private int bad;

        public async Task Work(Stream source, CancellationToken cancel)
        {
            FiledReader? reader = null;
            FiledLine? line = null;
            Line(Names);
            await foreach (var (row, cells) in EntryRecords.Read(source, cancel).ConfigureAwait(false))
            {
                if (reader is null)
                {
                    reader = Reader(cells);
                    continue;
                }

                if (line is null || !reader.Continues(line, cells))
                {
                    Close(line);
                    line = null;
                    var begun = reader.Begin(row, cells);
                    if (!begun.TryGet(out line))
                    {
                        Bad(row, begun.Fault!);
                        continue;
                    }
                }

                if (reader.Add(line, cells) is { } fault)
                {
                    Bad(row, fault);
                    line = null;
                }
            }

            if (reader is null)
                throw new CommandException(
                    ExitCode.InputProblems,
                    "the file has no first line with the names of its columns."
                );
            Close(line);
            Flush();
        }

        public int Report()
        {
            if (json)
                Answer.Write(
                    machine,
                    new JsonObject
                    {
                        ["lines"] = lines,
                        ["agree"] = lines - differing,
                        ["differ"] = differing,
                        ["not_compared"] = bad,
                        ["differences"] = rows,
                    }
                );
            var log = machine.Error;
            log.WriteLine(
                $"parley: {Count(lines)} lines compared: {Count(lines - differing)} agree, {Count(differing)} differ; {Count(bad)} could not be compared"
            );
            foreach (var (programme, (filed, owed)) in byProgramme)
                log.WriteLine(
                    $"  {(programme.Length == 0 ? "unknown" : programme), -24} filed {Money(filed)}, owed {Money(owed)}, difference {Money(filed - owed)}"
                );
            foreach (var (kind, count) in byKind)
                log.WriteLine($"  {kind}: {Count(count)}");
            return bad + differing == 0 ? ExitCode.Done : ExitCode.InputProblems;
        }

        private FiledReader Reader(string[] names)
        {
            var columns = EntryColumns.Of(names);
            if (!columns.TryGet(out var found))
                throw new CommandException(ExitCode.InputProblems, columns.Fault!);
            var from = result.GetResult(tariff.From) is { Implicit: false } ? result.GetValue(tariff.From) : null;
            if (found.Origin < 0 && from is null)
                throw new CommandException(
                    "the file has no column with the origin. Give the origin of all rows with --from CC."
                );
            var reader = new FiledReader(book, found, from, common.OnDay(result));
            return reader.Fault is { } fault ? throw new CommandException(ExitCode.InputProblems, fault) : reader;
        }

        private void Close(FiledLine? line)
        {
            if (line is null)
                return;
            var compared = auditor.Compare(line);
            if (!compared.TryGet(out var differences))
            {
                Bad(line.Row, compared.Fault!);
                return;
            }

            lines++;
            if (differences.Count > 0)
                differing++;
            foreach (var one in differences)
            {
                var owed = one.Owed ?? 0m;
                var sums = byProgramme.GetValueOrDefault(one.Programme);
                byProgramme[one.Programme] = (sums.Filed + one.Filed, sums.Owed + owed);
                byKind[one.Kind] = byKind.GetValueOrDefault(one.Kind) + 1;
                string[] cells =
                [
                    line.Row.ToString(CultureInfo.InvariantCulture),
                    line.Entry,
                    line.Line,
                    line.Goods.Code.ToString(),
                    line.Goods.Origin,
                    line.On.ToString(),
                    Plain(line.Goods.Value!.Value.Amount),
                    one.Programme,
                    one.FiledHeadings,
                    Plain(one.Filed),
                    one.OwedHeadings,
                    Plain(owed),
                    Plain(one.Filed - owed),
                    one.Kind,
                    one.Reason,
                ];
                Line(cells);
                if (json)
                    rows.Add(
                        new JsonObject(
                            Names.Zip(cells, (n, c) => KeyValuePair.Create(n, (JsonNode?)JsonValue.Create(c)))
                        )
                    );
            }
        }

        private void Bad(long row, string fault)
        {
            bad++;
            if (bad <= MostShown)
                machine.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parley: row {row}: {fault}"));
            else if (bad == MostShown + 1)
                machine.Error.WriteLine("parley: and more rows like these");
        }

        private void Line(string[] cells)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0)
                    text.Add((byte)',');
                text.AddCell(cells[i], (byte)',');
            }

            text.Add((byte)'\n');
            if (text.Length > 1 << 16)
                Flush();
        }

        private void Flush()
        {
            if (place is not null)
                place.Stream.Write(text.Text);
            else if (!json)
                machine.Out.Write(Encoding.UTF8.GetString(text.Text));
            text.Clear();
        }

        private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

        private static string Plain(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

        private static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
    }
}
