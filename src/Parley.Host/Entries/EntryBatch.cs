using System.Text;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Facts;

namespace Parley.Host.Entries;

/// <summary>Works a batch of rows: text in, text out, problems and sums. Reused; one for each thread at a time.</summary>
internal sealed class EntryBatch(EntryJob job)
{
    private const int MostProgrammes = 64;

    private readonly EntryCells cells = new(job.Book, job.Assessor, job.Columns);
    private readonly CsvCells record = new();
    private readonly long[] duties = new long[MostProgrammes];
    private readonly List<Quantity> quantities = [];
    private readonly Utf8Buffer facts = new();
    private readonly Utf8Buffer copy = new();
    private int problemsBefore;

    public Utf8Buffer Output { get; } = new();

    public List<RowProblem> Problems { get; } = [];

    public int Rows { get; private set; }

    /// <summary>Rows and empty lines, so that rows are numbered as a spreadsheet does.</summary>
    public int Lines { get; private set; }

    public int BadRows { get; private set; }

    public int OpenRows { get; private set; }

    public int OtherEncoding { get; private set; }

    /// <summary>Sums by currency: each programme's, in cents.</summary>
    public Dictionary<Currency, decimal[]> Totals { get; } = [];

    public void Work(ReadOnlySpan<byte> text)
    {
        Output.Clear();
        Problems.Clear();
        Totals.Clear();
        Rows = Lines = BadRows = OpenRows = OtherEncoding = 0;
        var valid = System.Text.Unicode.Utf8.IsValid(text);
        while (text.Length > 0)
        {
            var end = CsvBytes.RecordEnd(text, job.Separator, final: true);
            var row = text[..end];
            text = text[end..];
            while (row.Length > 0 && row[^1] is (byte)'\n' or (byte)'\r')
                row = row[..^1];
            if (row.Length == 0)
            {
                Lines++;
                continue;
            }

            if (!valid && !System.Text.Unicode.Utf8.IsValid(row))
            {
                OtherEncoding++;
                row = Encoding.UTF8.GetBytes(EntryText.Windows.GetString(row));
            }

            Row(row);
            Rows++;
            Lines++;
        }
    }

    private void Row(ReadOnlySpan<byte> row)
    {
        record.Read(row, job.Separator);
        problemsBefore = Problems.Count;
        var columns = job.Columns.Names.Length;
        if (record.Broken)
            Fault(
                "",
                "",
                "A quote stands where none should, or is not closed. Write a quote inside a quoted cell twice."
            );
        else if (record.Count != columns)
            Fault(
                "",
                "",
                FormattableString.Invariant(
                    $"The row has {record.Count} cells, the first line {columns}. Check separators and quotes."
                )
            );
        if (record.Broken || record.Count != columns)
            Repeat(row, columns);
        else
            Output.Add(row);
        if (record.Count == columns)
            Assess(row);
        else
            Blank(null);
        if (Problems.Count > problemsBefore)
            BadRows++;
        Output.Add((byte)'\n');
    }

    private void Assess(ReadOnlySpan<byte> row)
    {
        var columns = job.Columns;
        var code = cells.Code(record.Cell(row, columns.Code));
        if (code.Fault is not null)
            Fault(columns.Code, row, code.Fault);
        var origin = Origin(row);
        var day = Day(row);
        var given = Facts(row);
        ReadQuantities(row);
        var valued = Value(row, out var cents, out var exact, out var currency);
        if (Problems.Count > problemsBefore)
        {
            Blank(null);
            return;
        }

        Money? money = valued ? new Money(exact ?? cents / 100m, currency) : null;
        var answer =
            given.IsEmpty && quantities.Count == 0
                ? job.Assessor.Answer(code.Value, origin!, day!)
                : job.Assessor.Answer(code.Value, origin!, day!, given, money, quantities);
        if (answer.Kind != AnswerKind.Answered)
        {
            // A day that is not covered is a matter of the date, unless the code is no line of goods.
            var late =
                answer.Kind == AnswerKind.OutsideCoverage
                && columns.Date >= 0
                && code.Value.Chapter.Digits is not ("98" or "99");
            Fault(late ? columns.Date : columns.Code, row, answer.Because!);
            Blank(null);
            return;
        }

        if (!answer.HasNumber)
            Fault(
                columns.Code,
                row,
                $"The ordinary duty of {code.Value} reads '{answer.ColumnText}', which has no number. Work it out by hand."
            );
        if (!answer.IsDefinite)
        {
            if (answer.HasNumber)
                OpenRows++;
            Blank(answer);
        }
        else
            Definite(answer, valued, cents, exact, currency);
    }

    private void Definite(EntryAnswer answer, bool valued, long cents, decimal? exact, Currency currency)
    {
        Array.Clear(duties);
        var sum = 0L;
        if (valued && answer.IsPlain && exact is null)
            sum = answer.DutyOn(cents, duties);
        else if (valued)
        {
            var duty = answer.DutyOn(
                new Money(exact ?? cents / 100m, currency),
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(quantities),
                duties
            );
            if (duty.Ok)
                sum = duty.Value;
            else
            {
                valued = false;
                var column = job.Columns.Quantities.Count > 0 ? job.Columns.Quantities[0].Quantity : -1;
                Problems.Add(
                    RowProblem.Of(
                        Lines,
                        column < 0 ? "quantity" : job.Columns.Names[column],
                        string.Join(", ", quantities),
                        duty.Fault!
                    )
                );
            }
        }

        var separator = job.Separator;
        Output.Add(separator);
        Output.Add(answer.TotalText.AsSpan());
        Output.Add(separator);
        if (valued)
            Output.AddCents(sum);
        Output.Add(separator);
        if (valued)
            Output.Add(currency.Code);
        foreach (var place in job.Places)
        {
            Output.Add(separator);
            if (!valued)
                continue;
            if (duties[place] == 0)
                Output.Add((byte)'0');
            else
                Output.AddCents(duties[place]);
        }

        if (valued)
            Sum(currency);
        Tail(answer);
    }

    private void Sum(Currency currency)
    {
        if (!Totals.TryGetValue(currency, out var totals))
            Totals[currency] = totals = new decimal[MostProgrammes];
        foreach (var place in job.Places)
        {
            if (duties[place] != 0)
                totals[place] += duties[place];
        }
    }

    /// <summary>No duty: the answer's range, or nothing.</summary>
    private void Blank(EntryAnswer? answer)
    {
        for (var i = 0; i < 3 + job.Places.Length; i++)
            Output.Add(job.Separator);
        Tail(answer);
    }

    private void Tail(EntryAnswer? answer)
    {
        var separator = job.Separator;
        Output.Add(separator);
        Output.Add(answer is null ? [] : answer.MinText.AsSpan());
        Output.Add(separator);
        Output.Add(answer is null ? [] : answer.MaxText.AsSpan());
        Output.Add(separator);
        Output.Add(answer is null ? [] : answer.NeedsText.AsSpan());
        Output.Add(separator);
        if (Problems.Count > problemsBefore)
            Output.AddCell(
                string.Join(
                    " | ",
                    Problems
                        .Skip(problemsBefore)
                        .Select(p => p.Column.Length == 0 ? $"{p.Why} {p.Do}" : $"{p.Column}: {p.Why} {p.Do}")
                ),
                separator
            );
    }

    private EntryOrigin? Origin(ReadOnlySpan<byte> row)
    {
        var cell = job.Columns.Origin < 0 ? [] : record.Cell(row, job.Columns.Origin);
        if (cell.Length == 0)
        {
            if (job.Origin is null)
                Fault(
                    job.Columns.Origin,
                    row,
                    "No origin is given. Give it in the row, or for all rows with --from CC."
                );
            return job.Origin;
        }

        var origin = cells.Origin(cell);
        if (origin.Fault is not null)
            Fault(job.Columns.Origin, row, origin.Fault);
        return origin.Value;
    }

    private EntryDay? Day(ReadOnlySpan<byte> row)
    {
        var cell = job.Columns.Date < 0 ? [] : record.Cell(row, job.Columns.Date);
        if (cell.Length == 0)
            return job.Day;
        var day = cells.Day(cell);
        if (day.Fault is not null)
            Fault(job.Columns.Date, row, day.Fault);
        return day.Value;
    }

    private bool Value(ReadOnlySpan<byte> row, out long cents, out decimal? exact, out Currency currency)
    {
        currency = Currency.Usd;
        cents = 0;
        exact = null;
        if (job.Columns.Value < 0)
            return false;
        if (job.Columns.Currency >= 0 && record.Cell(row, job.Columns.Currency) is { Length: > 0 } code)
        {
            var known = cells.Currency(code);
            if (known.Fault is not null)
                Fault(job.Columns.Currency, row, known.Fault);
            currency = known.Value;
        }

        var cell = record.Cell(row, job.Columns.Value);
        var fault =
            cell.Length == 0
                ? "No value is given. Give one, so that the duty can be told."
                : EntryCells.Value(cell, out cents, out exact);
        if (fault is not null)
            Fault(job.Columns.Value, row, fault);
        return fault is null;
    }

    private ShipmentFacts Facts(ReadOnlySpan<byte> row)
    {
        if (job.Columns.Facts.Count == 0)
            return ShipmentFacts.None;
        facts.Clear();
        foreach (var (column, _) in job.Columns.Facts)
        {
            facts.Add(record.Cell(row, column));
            facts.Add(0);
        }

        if (facts.Length == job.Columns.Facts.Count)
            return ShipmentFacts.None;
        var given = cells.Facts(facts.Text);
        if (given.Fault is not null)
            Fault("", Encoding.UTF8.GetString(facts.Text).Replace('\0', ' ').Trim(), given.Fault);
        return given.Value ?? ShipmentFacts.None;
    }

    private void ReadQuantities(ReadOnlySpan<byte> row)
    {
        quantities.Clear();
        foreach (var (column, unitColumn) in job.Columns.Quantities)
        {
            var cell = record.Cell(row, column);
            if (cell.Length == 0)
                continue;
            // The second cell may use the memory of the first.
            copy.Clear();
            copy.Add(cell);
            var quantity = cells.Quantity(copy.Text, unitColumn < 0 ? [] : record.Cell(row, unitColumn));
            if (quantity.Fault is not null)
                Fault(column, row, quantity.Fault);
            else
                quantities.Add(quantity.Value!.Value);
        }
    }

    /// <summary>A row that is no proper one: its cells again, as many as the first line has.</summary>
    private void Repeat(ReadOnlySpan<byte> row, int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            if (i > 0)
                Output.Add(job.Separator);
            var cell = Encoding.UTF8.GetString(record.Cell(row, i));
            if (i == columns - 1)
            {
                // What is too much stays in the last cell: nothing is lost.
                for (var more = columns; more < record.Count; more++)
                    cell += (char)job.Separator + Encoding.UTF8.GetString(record.Cell(row, more));
            }

            Output.AddCell(cell, job.Separator);
        }
    }

    private void Fault(int column, ReadOnlySpan<byte> row, string message) =>
        Fault(
            column < 0 ? "origin" : job.Columns.Names[column],
            column < 0 ? "" : Encoding.UTF8.GetString(record.Cell(row, column)),
            message
        );

    private void Fault(string column, string value, string message) =>
        Problems.Add(RowProblem.Of(Lines, column, value, message));
}
