using System.Globalization;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Host.Entries;

/// <summary>What an entry declares under one heading.</summary>
internal sealed record FiledDuty(string Heading, decimal? Percent, decimal? Duty, string Programme);

/// <summary>One line of an entry as it was filed.</summary>
internal sealed class FiledLine
{
    public required long Row { get; init; }

    public required string Entry { get; init; }

    public required string Line { get; init; }

    public required Goods Goods { get; init; }

    public required OnDay On { get; init; }

    public List<FiledDuty> Duties { get; } = [];
}

/// <summary>Turns records into lines of entries: long (a row for each heading) or wide (a column for each programme).</summary>
internal sealed class FiledReader
{
    private readonly TariffBook book;
    private readonly EntryColumns columns;
    private readonly string? from;
    private readonly OnDay day;
    private readonly int entry;
    private readonly int line;
    private readonly int heading;
    private readonly int rate;
    private readonly int duty;
    private readonly List<(int Column, string Programme)> wide = [];
    private readonly Dictionary<string, string> programmes;

    public FiledReader(TariffBook book, EntryColumns columns, string? from, OnDay day)
    {
        this.book = book;
        this.columns = columns;
        this.from = from;
        this.day = day;
        var names = columns.Names.Select(EntryColumns.Plain).ToArray();
        entry = Find("entry", "entry_no", "entry_number");
        line = Find("line", "line_no", "line_number", "entry_line");
        heading = Find("heading", "filed_heading", "chapter_99", "additional_heading");
        rate = Find("rate", "filed_rate", "rate_percent");
        duty = Find("duty", "filed_duty", "duty_amount");
        foreach (var programme in book.Programmes)
        {
            if (Array.IndexOf(names, EntryColumns.Plain(EntryJob.ColumnOf(programme))) is >= 0 and var column)
                wide.Add((column, programme.Id));
        }

        programmes = book
            .Measures.Where(m => m.Heading is not null)
            .GroupBy(m => m.Heading!, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => (g.FirstOrDefault(m => m.Charges) ?? g.First()).Programme,
                StringComparer.Ordinal
            );

        int Find(params string[] wanted) => wanted.Select(w => Array.IndexOf(names, w)).FirstOrDefault(i => i >= 0, -1);
    }

    public bool IsLong => heading >= 0 && duty >= 0;

    /// <summary>Why the file cannot be audited; null if it can.</summary>
    public string? Fault =>
        columns.Value < 0 ? "the file has no column with the value."
        : IsLong || wide.Count > 0 ? null
        : "the file does not tell what was filed: give a row for each heading (columns entry, line, heading, rate, duty), or a column for each programme (duty_us-301-tech, …).";

    /// <summary>Whether a record goes on with the line of the one before.</summary>
    public bool Continues(FiledLine before, string[] cells) =>
        IsLong && entry >= 0 && Cell(cells, entry) == before.Entry && Cell(cells, line) == before.Line;

    public Parsed<FiledLine> Begin(long row, string[] cells)
    {
        if (cells.Length != columns.Names.Length)
            return Not($"The row has {Number(cells.Length)} cells, the first line {Number(columns.Names.Length)}.");
        var code = HtsCode.Parse(Cell(cells, columns.Code));
        if (!code.Ok)
            return Not(code.Fault!);
        var origin = book.Country(Cell(cells, columns.Origin) is { Length: > 0 } named ? named : from);
        if (!origin.Ok)
            return Not(origin.Fault!);
        var on = day;
        if (Cell(cells, columns.Date) is { Length: > 0 } text)
        {
            var parsed = OnDay.Parse(text);
            if (!parsed.TryGet(out on))
                return Not(parsed.Fault!);
        }

        if (
            EntryCells.Value(
                System.Text.Encoding.UTF8.GetBytes(Cell(cells, columns.Value)),
                out var cents,
                out var exact
            ) is
            { } fault
        )
            return Not($"value: {fault}");
        var quantities = new List<Quantity>();
        foreach (var (column, unit) in columns.Quantities)
        {
            if (Cell(cells, column).Length == 0)
                continue;
            var parsed = Quantity.Parse($"{Cell(cells, column)} {Cell(cells, unit)}");
            if (!parsed.TryGet(out var quantity))
                return Not(parsed.Fault!);
            quantities.Add(quantity);
        }

        var facts = ShipmentFacts.Parse(
            columns
                .Facts.Select(f => KeyValuePair.Create(f.Fact.Name, Cell(cells, f.Column)))
                .Where(f => f.Value.Length > 0)
        );
        if (!facts.Ok)
            return Not(facts.Fault!);
        return Parsed.Of(
            new FiledLine
            {
                Row = row,
                Entry = Cell(cells, entry),
                Line = Cell(cells, line),
                Goods = new Goods(
                    code.Value,
                    origin.Value.Alpha2,
                    facts.Value,
                    new Money(exact ?? cents / 100m, Currency.Usd),
                    quantities
                ),
                On = on,
            }
        );
    }

    /// <summary>Adds what a record declares.</summary>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public string? Add(FiledLine to, string[] cells)
    {
        if (!IsLong)
        {
            foreach (var (column, programme) in wide)
            {
                if (Cell(cells, column) is not { Length: > 0 } text)
                    continue;
                if (Amount(text) is not { } amount)
                    return $"{columns.Names[column]}: '{text}' is no amount. Write dollars such as 3543.00.";
                if (amount != 0m)
                    to.Duties.Add(new FiledDuty("", null, amount, programme));
            }

            return null;
        }

        var named = Cell(cells, heading);
        var own = named.Length == 0 || (HtsCode.Parse(named).TryGet(out var code) && code.Chapter.Digits is not "99");
        var known = own ? "us-mfn" : programmes.GetValueOrDefault(Dotted(named), "");
        decimal? percent = null;
        if (Cell(cells, rate) is { Length: > 0 } rateText)
        {
            percent = rateText.Equals("free", StringComparison.OrdinalIgnoreCase)
                ? 0m
                : Amount(rateText.TrimEnd('%', ' '));
            if (percent is null && own is false)
                return $"rate: '{rateText}' is no percentage. Write 25 or 25%.";
        }

        var dutyText = Cell(cells, duty);
        if (Amount(dutyText.Length == 0 ? "0" : dutyText) is not { } filed)
            return $"duty: '{dutyText}' is no amount. Write dollars such as 3543.00.";
        to.Duties.Add(new FiledDuty(own ? "" : Dotted(named), percent, filed, known));
        return null;
    }

    private static string Dotted(string heading) =>
        HtsCode.Parse(heading).TryGet(out var code) ? code.ToString() : heading;

    private static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Parsed<FiledLine> Not(string fault) => Parsed.Not<FiledLine>(fault);
}
