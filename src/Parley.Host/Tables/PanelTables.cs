using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Host.Tables;

/// <summary>The tables of a panel, as <c>docs/panel.md</c> publishes them.</summary>
internal sealed class PanelTables
{
    /// <summary>An end that is not known: a day after all others, so that every join needs one comparison.</summary>
    public static readonly LocalDate Open = new(9999, 12, 31);

    private readonly Panel panel;
    private readonly int[] places;
    private readonly Column[] programmes;

    public PanelTables(Panel panel, TariffBook book)
    {
        this.panel = panel;
        var all = book.Programmes.ToList();
        var charged = book.Measures.Where(m => m.Charges).Select(m => m.Programme).ToHashSet(StringComparer.Ordinal);
        places = [.. Enumerable.Range(0, all.Count).Where(i => !all[i].IsBase && charged.Contains(all[i].Id))];
        programmes = [.. places.Select(i => new Column(Name(all[i]), ColumnType.Decimal))];
    }

    /// <summary>The name of a programme as a column: <c>us_301_tech</c>.</summary>
    public static string Name(Programme programme) => programme.Id.Replace('-', '_');

    /// <summary>The names of the columns of programmes.</summary>
    public IEnumerable<string> Programmes => programmes.Select(p => p.Name);

    /// <summary>The factored layout: each table, and what fills it.</summary>
    public IEnumerable<(
        string Name,
        IReadOnlyList<Column> Columns,
        Func<TableWriter, CancellationToken, Task> Fill
    )> Factored() =>
        [
            (
                "lines",
                [
                    new("line_id", ColumnType.Number),
                    new("code", ColumnType.Text),
                    new("valid_from", ColumnType.Day),
                    new("valid_until", ColumnType.Day),
                    new("class_id", ColumnType.Number),
                    new("general_percent", ColumnType.Rate, true),
                    new("general_usd_per_unit", ColumnType.Amount, true),
                    new("general_unit", ColumnType.Text),
                    new("general_text", ColumnType.Text),
                    new("column2_percent", ColumnType.Rate, true),
                    new("column2_usd_per_unit", ColumnType.Amount, true),
                    new("column2_unit", ColumnType.Text),
                ],
                Lines
            ),
            (
                "origins",
                [
                    new("alpha2", ColumnType.Text),
                    new("alpha3", ColumnType.Text),
                    new("census", ColumnType.Text),
                    new("name", ColumnType.Text),
                    new("group_id", ColumnType.Number),
                    new("column2", ColumnType.Flag),
                ],
                Origins
            ),
            (
                "stacks",
                [
                    new("group_id", ColumnType.Number),
                    new("class_id", ColumnType.Number),
                    new("stack_id", ColumnType.Number),
                ],
                Stacks
            ),
            (
                "intervals",
                [
                    new("stack_id", ColumnType.Number),
                    new("valid_from", ColumnType.Day),
                    new("valid_until", ColumnType.Day),
                    .. programmes,
                    .. Totals,
                ],
                Intervals
            ),
        ];

    private static IEnumerable<Column> Totals =>
        [
            new("replaces_ordinary", ColumnType.Flag),
            new("total_additional_min", ColumnType.Decimal),
            new("total_additional_max", ColumnType.Decimal),
            new("needs", ColumnType.Text),
            new("additional_per_unit", ColumnType.Text),
            new("measures", ColumnType.Text),
        ];

    /// <summary>The columns of the flat layout.</summary>
    public IReadOnlyList<Column> Flat =>
        [
            new("code", ColumnType.Text),
            new("origin", ColumnType.Text),
            new("valid_from", ColumnType.Day),
            new("valid_to", ColumnType.Day),
            new("us_mfn", ColumnType.Rate, true),
            new("us_column2", ColumnType.Rate, true),
            .. programmes,
            new("total_min", ColumnType.Decimal, true),
            new("total_max", ColumnType.Decimal, true),
            new("needs", ColumnType.Text),
            new("ordinary_text", ColumnType.Text),
            new("additional_per_unit", ColumnType.Text),
            new("measures", ColumnType.Text),
        ];

    /// <summary>Fills the flat layout: every line, origin and interval as a row.</summary>
    public async Task FillFlat(TableWriter table, IProgress<PanelProgress>? progress, CancellationToken cancel)
    {
        var cells = panel
            .Runs.Select(r => panel.Days(r).Select(d => (Days: d, Cells: new Cells(d.Stack, places))).ToArray())
            .ToArray();
        for (var i = 0; i < panel.Lines.Count; i++)
        {
            var line = panel.Lines[i];
            if (i % 1024 == 0)
                progress?.Report(new PanelProgress(i, panel.Lines.Count));
            foreach (var origin in panel.Origins)
            {
                var ordinary = origin.Column2 ? line.Column2 : line.General;
                var percent = ordinary?.AdValorem;
                foreach (var (days, one) in cells[panel.RunOf(origin.Group, line.Class)])
                {
                    var from = LocalDate.Max(days.From, line.From);
                    var until = LocalDate.Min(days.Until ?? Open, line.Until ?? Open);
                    if (panel.Until is { } end)
                        until = LocalDate.Min(until, end);
                    if (until <= from)
                        continue;
                    var rows = table.Rows;
                    rows.Add(line.Code.Digits)
                        .Add(origin.Country.Alpha2)
                        .Add((LocalDate?)from)
                        .Add((LocalDate?)until)
                        .Add(origin.Column2 ? null : Owed(one.Stack, percent))
                        .Add(origin.Column2 ? Owed(one.Stack, percent) : null);
                    one.Percents(rows)
                        .Add(Round(one.Stack.With(percent).Min))
                        .Add(Round(one.Stack.With(percent).Max))
                        .Add(one.Needs)
                        .Add(
                            ordinary is { Specifics.IsEmpty: true } ? ""
                            : origin.Column2 ? ordinary?.ToString()
                            : line.GeneralText
                        )
                        .Add(one.PerUnit)
                        .Add(one.Measures);
                    await table.End(cancel).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task Lines(TableWriter table, CancellationToken cancel)
    {
        for (var i = 0; i < panel.Lines.Count; i++)
        {
            var line = panel.Lines[i];
            table
                .Rows.Add(i)
                .Add(line.Code.Digits)
                .Add((LocalDate?)line.From)
                .Add((LocalDate?)(line.Until ?? Open))
                .Add(line.Class)
                .Add(Percent(line.General))
                .Add(PerUnit(line.General))
                .Add(Unit(line.General))
                .Add(line.GeneralText)
                .Add(Percent(line.Column2))
                .Add(PerUnit(line.Column2))
                .Add(Unit(line.Column2));
            await table.End(cancel).ConfigureAwait(false);
        }

        // A rate with amounts for two units is told by its text alone.
        static decimal? Percent(Rate? rate) => rate is { Specifics.Length: < 2 } ? rate.AdValorem : null;
        static decimal? PerUnit(Rate? rate) => rate is { Specifics.Length: 1 } ? rate.Specifics[0].Amount.Amount : null;
        static string Unit(Rate? rate) => rate is { Specifics.Length: 1 } ? rate.Specifics[0].Unit.Symbol : "";
    }

    private async Task Origins(TableWriter table, CancellationToken cancel)
    {
        foreach (var origin in panel.Origins)
        {
            table
                .Rows.Add(origin.Country.Alpha2)
                .Add(origin.Country.Alpha3)
                .Add(origin.Country.Census)
                .Add(origin.Country.Name)
                .Add(origin.Group)
                .Add(origin.Column2);
            await table.End(cancel).ConfigureAwait(false);
        }
    }

    private async Task Stacks(TableWriter table, CancellationToken cancel)
    {
        for (var group = 0; group < panel.Groups; group++)
        {
            for (var line = 0; line < panel.Classes; line++)
            {
                table.Rows.Add(group).Add(line).Add(panel.RunOf(group, line));
                await table.End(cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The ordinary duty as far as it is owed.</summary>
    private static decimal? Owed(BulkStack stack, decimal? percent) => stack.ReplacesOrdinary ? 0m : percent;

    private async Task Intervals(TableWriter table, CancellationToken cancel)
    {
        var known = new Dictionary<BulkStack, Cells>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < panel.Runs.Count; i++)
        {
            foreach (var days in panel.Days(panel.Runs[i]))
            {
                if (!known.TryGetValue(days.Stack, out var cells))
                    known[days.Stack] = cells = new Cells(days.Stack, places);
                table.Rows.Add(i).Add((LocalDate?)days.From).Add((LocalDate?)(days.Until ?? Open));
                cells
                    .Percents(table.Rows)
                    .Add(days.Stack.ReplacesOrdinary)
                    .Add(Round(days.Stack.Min))
                    .Add(Round(days.Stack.Max))
                    .Add(cells.Needs)
                    .Add(cells.PerUnit)
                    .Add(cells.Measures);
                await table.End(cancel).ConfigureAwait(false);
            }
        }
    }

    private static decimal? Round(decimal? percent) =>
        percent is { } p ? decimal.Round(p, 4, MidpointRounding.AwayFromZero) : null;

    /// <summary>A stack as cells, worked out once for all rows that show it.</summary>
    private sealed class Cells
    {
        private readonly decimal[] percents;

        public Cells(BulkStack stack, int[] places)
        {
            Stack = stack;
            percents =
            [
                .. places.Select(p => stack.Layers.Where(l => l.Programme == p).Sum(l => l.PerMillion) / 10_000m),
            ];
            Needs = string.Join(';', stack.Needs);
            PerUnit = string.Join(
                ';',
                stack.Layers.Where(l => l.Rate is not null).Select(l => $"{l.Measure.Id} {l.Rate}")
            );
            Measures = string.Join(';', stack.Layers.Select(l => l.Measure.Id));
        }

        public BulkStack Stack { get; }

        public string Needs { get; }

        public string PerUnit { get; }

        public string Measures { get; }

        public Rows Percents(Rows rows)
        {
            foreach (var percent in percents)
                rows.Add((decimal?)percent);
            return rows;
        }
    }
}
