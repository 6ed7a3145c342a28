using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Host.Tables;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary><c>parley panel</c>: every line, origin and day as intervals, for any engine that joins tables.</summary>
internal static class PanelCommand
{
    private static readonly string[] Layouts = ["factored", "flat"];

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var days = new DaysOptions();
        var layout = new Option<string>("--layout")
        {
            Description =
                "factored: four small tables to be joined; flat: one table with every interval of every line.",
            DefaultValueFactory = _ => "factored",
        };
        layout.AcceptOnlyFromAmong(Layouts);
        var output = new Option<string?>("--out")
        {
            Description = "A folder, or a file: its ending, .parquet or .csv, is that of the tables.",
            HelpName = "FILE",
        };
        var sql = new Option<bool>("--sql")
        {
            Description = "Print the SQL that joins entries to the factored tables.",
        };
        tariff.From.Description = "Countries of origin with commas between: CN,DE; or all.";
        var command = common.AddTo(
            tariff.AddTo(
                days.AddTo(
                    new Command("panel", "Every line, origin and day as tables: Parquet or CSV.")
                    {
                        layout,
                        output,
                        sql,
                    }
                )
            )
        );
        command.SetAction(
            async (result, cancel) =>
            {
                // Ctrl-C reaches the command only once it has given way.
                await Task.Yield();
                var book = tariff.Book(result);
                if (result.GetValue(sql))
                {
                    var empty = Panel.Make(
                        book.Bulk(common.KnownDay(result)),
                        [],
                        TariffBook.FirstDay,
                        null,
                        cancel: cancel
                    );
                    machine.Out.Write(PanelSql.Of(new PanelTables(empty, book).Programmes, n => n + ".parquet"));
                    return ExitCode.Done;
                }

                var place = PanelPlace.Of(result.GetValue(output));
                var flat = result.GetValue(layout) is "flat";
                var origins = Origins(result.GetValue(tariff.From), book, flat);
                var covered = origins.All(o => TariffBook.FirstDayOf(o.Alpha2) == TariffBook.FirstDay)
                    ? TariffBook.FirstDay
                    : TariffBook.FirstDayOfOthers;
                var (since, until) = days.Of(result, covered);
                var steps = new ProgressLine(machine, "panel", "groups of origins");
                var panel = Panel.Make(
                    book.Bulk(common.KnownDay(result), tariff.View(result)),
                    origins,
                    since,
                    until?.PlusDays(1),
                    steps,
                    cancel
                );
                steps.End();
                var tables = new PanelTables(panel, book);
                var written = flat
                    ? [await Flat(machine, place, tables, cancel).ConfigureAwait(false)]
                    : await Factored(place, tables, cancel).ConfigureAwait(false);
                Tell(machine, result.GetValue(common.Json), panel, written, common.KnownDay(result));
                foreach (var notice in tariff.Notices(result, common.KnownDay(result)))
                    machine.Error.WriteLine($"parley: {notice}");
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>The countries named, each once; all of them by default only in the factored layout.</summary>
    private static IReadOnlyList<Country> Origins(string? text, TariffBook book, bool flat)
    {
        if (text is "all")
            return flat
                ? throw new CommandException(
                    "--from all: flat, this is some hundred million rows. Name origins, or take --layout factored."
                )
                : [.. book.Countries];
        var found = new List<Country>();
        foreach (
            var one in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
            found.Add(CommonOptions.Need(book.Country(one), "--from"));
        return found.Count == 0
            ? throw new CommandException("--from names no country. Write CN, or CN,DE, or all.")
            : [.. found.Distinct()];
    }

    private static async Task<List<(string Path, long Rows)>> Factored(
        PanelPlace place,
        PanelTables tables,
        CancellationToken cancel
    )
    {
        var written = await Task.WhenAll(
                tables
                    .Factored()
                    .Select(t =>
                        Task.Run(() => Write(place.Table(t.Name), t.Columns, t.Fill, cancel), CancellationToken.None)
                    )
            )
            .ConfigureAwait(false);
        var sql = place.Sql;
        await File.WriteAllTextAsync(sql, PanelSql.Of(tables.Programmes, n => Path.GetFileName(place.Table(n))), cancel)
            .ConfigureAwait(false);
        return [.. written];
    }

    private static async Task<(string Path, long Rows)> Flat(
        Machine machine,
        PanelPlace place,
        PanelTables tables,
        CancellationToken cancel
    )
    {
        var steps = new ProgressLine(machine, "panel", "lines");
        var written = await Write(place.File, tables.Flat, (t, c) => tables.FillFlat(t, steps, c), cancel)
            .ConfigureAwait(false);
        steps.End();
        return written;
    }

    private static async Task<(string Path, long Rows)> Write(
        string path,
        IReadOnlyList<Column> columns,
        Func<TableWriter, CancellationToken, Task> fill,
        CancellationToken cancel
    )
    {
        try
        {
            var table = TableWriter.Open(path, columns);
            await using (table.ConfigureAwait(false))
            {
                await fill(table, cancel).ConfigureAwait(false);
                await table.Finish(cancel).ConfigureAwait(false);
                return (path, table.Written);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InputProblems, $"--out: {path} cannot be written: {e.Message}");
        }
    }

    private static void Tell(
        Machine machine,
        bool json,
        Panel panel,
        IReadOnlyList<(string Path, long Rows)> written,
        KnownDay known
    )
    {
        if (json)
        {
            Answer.Write(
                machine,
                new JsonObject
                {
                    ["to"] = "US",
                    ["known"] = known.ToString(),
                    ["since"] = Answer.Iso(panel.Since),
                    ["until"] = panel.Until is { } end ? Answer.Iso(end.PlusDays(-1)) : null,
                    ["lines"] = panel.Lines.Count,
                    ["origins"] = panel.Origins.Count,
                    ["groups"] = panel.Groups,
                    ["classes"] = panel.Classes,
                    ["stacks"] = panel.Runs.Count,
                    ["files"] = new JsonArray([
                        .. written.Select(w => (JsonNode?)new JsonObject { ["file"] = w.Path, ["rows"] = w.Rows }),
                    ]),
                }
            );
            return;
        }

        foreach (var (path, rows) in written)
            machine.Out.WriteLine(FormattableString.Invariant($"{path}  {rows} rows"));
        machine.Out.WriteLine(
            FormattableString.Invariant(
                $"{panel.Lines.Count} lines in {panel.Classes} classes, {panel.Origins.Count} origins in {panel.Groups} groups, {panel.Runs.Count} stacks; from {Answer.Iso(panel.Since)}, as known on {known}"
            )
        );
    }
}
