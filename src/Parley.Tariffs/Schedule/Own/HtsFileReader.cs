using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using NodaTime;
using NodaTime.Text;
using Parley.Core;
using static System.FormattableString;

namespace Parley.Tariffs;

/// <summary>
/// Reads a file of the schedule as the USITC publishes it: the export of an edition in CSV or JSON, the combined table of
/// editions, or an annual tariff database. The headings tell which. Bad rows are reported and left out; the others are kept.
/// </summary>
internal sealed class HtsFileReader
{
    private const int MostFaults = 50;

    private static readonly LocalDatePattern[] Days =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("M/d/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("uuuu/M/d"),
    ];

    private readonly string name;
    private readonly Func<string, ScheduleEdition?> edition;
    private readonly Func<ScheduleEdition, LocalDate?> next;
    private readonly List<HtsRow> rows = [];
    private readonly List<string> faults = [];
    private int more;

    private HtsFileReader(string name, Func<string, ScheduleEdition?> edition, Func<ScheduleEdition, LocalDate?> next)
    {
        this.name = name;
        this.edition = edition;
        this.next = next;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="edition">Finds an edition by name, for the combined table.</param>
    /// <param name="next">The first day of the edition after one; null if there is none.</param>
    public static HtsFile Read(
        string path,
        Func<string, ScheduleEdition?> edition,
        Func<ScheduleEdition, LocalDate?> next
    )
    {
        var reader = new HtsFileReader(Path.GetFileName(path), edition, next);
        var layout = HtsLayout.Edition;
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length == 0)
                reader.Fault("the file is empty. Download it again.");
            else if (bytes is [(byte)'P', (byte)'K', ..])
                reader.Fault("it is a spreadsheet or an archive. Save its table as CSV, in UTF-8, and load that.");
            else
                layout = reader.Read(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reader.Fault($"cannot be read: {e.Message}");
        }

        if (reader.more > 0)
            reader.faults.Add(Invariant($"{reader.name}: and {reader.more} more rows with faults."));
        return new HtsFile(layout, reader.rows, reader.faults);
    }

    private HtsLayout Read(byte[] bytes)
    {
        ReadOnlySpan<byte> start = bytes;
        if (start.StartsWith("\uFEFF"u8))
            start = start[3..];
        start = start.TrimStart(" \t\r\n"u8);
        if (!start.IsEmpty && start[0] is (byte)'[' or (byte)'{')
        {
            Json(bytes.AsMemory(bytes.Length - start.Length));
            return HtsLayout.Edition;
        }

        return Csv(Encoding.UTF8.GetString(bytes));
    }

    private HtsLayout Csv(string text)
    {
        using var csv = CsvReader.FromText(
            text.TrimStart('\uFEFF'),
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Recover,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
            }
        );
        HtsColumns? columns = null;
        try
        {
            while (csv.Read())
            {
                columns ??= HtsColumns.Of(csv.Headers);
                var at = Invariant($":{csv.LineNumber}");
                if (csv.FieldCount != columns.Count)
                    Fault(
                        Invariant(
                            $"the row has {csv.FieldCount} cells and the headings have {columns.Count}. Look for a quote or comma that is lost."
                        ),
                        at
                    );
                else
                    Row(columns, csv, at);
            }
        }
        catch (FormatException e)
        {
            Fault(e.Message);
        }

        if (columns is null && faults.Count == 0)
            Fault("it has headings, or less, and no rows. Download it again.");
        return columns?.Layout ?? HtsLayout.Edition;
    }

    private void Row(HtsColumns columns, CsvReader csv, string at)
    {
        string Cell(int column) => column < 0 ? "" : Clean(csv.GetString(column));
        try
        {
            var (from, until) = Days2(columns, Cell);
            Add(
                new HtsRow(
                    Cell(columns.Code),
                    columns.Layout == HtsLayout.Annual ? 0 : Indent(Cell(columns.Indent)),
                    Cell(columns.Description),
                    Units(columns, Cell),
                    Cell(columns.General),
                    Cell(columns.Special),
                    Cell(columns.Column2),
                    from,
                    until
                ),
                columns.Layout,
                at
            );
        }
        catch (FormatException e)
        {
            Fault(e.Message, at);
        }
    }

    private (LocalDate? From, LocalDate? Until) Days2(HtsColumns columns, Func<int, string> cell)
    {
        if (columns.Layout == HtsLayout.Edition)
            return (null, null);
        if (columns.Layout == HtsLayout.Annual)
            return (Day(cell(columns.From)), Day(cell(columns.Until)).PlusDays(1));
        var first = Known(cell(columns.From));
        return (first.From, next(Known(cell(columns.Until))));
    }

    private ScheduleEdition Known(string id) =>
        edition(id)
        ?? throw new FormatException(
            $"no edition '{id}' is known. Editions are written like 2025_basic or 2026_rev_10; see tariff/us/schedule/editions.csv."
        );

    private void Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                Fault("the JSON is no list of rows. Export the schedule as JSON from the site of the USITC.");
                return;
            }

            var number = 0;
            foreach (var row in document.RootElement.EnumerateArray())
            {
                number++;
                JsonRow(row, Invariant($", row {number}"));
            }

            if (number == 0)
                Fault("the list is empty. Download it again.");
        }
        catch (JsonException e)
        {
            Fault(
                Invariant(
                    $"the JSON breaks off or is damaged at line {(e.LineNumber ?? 0) + 1}: no row can be trusted. Download it again, or export it as CSV."
                )
            );
        }
    }

    private void JsonRow(JsonElement row, string at)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("htsno", out _))
        {
            Fault(
                "it has no 'htsno'. Rows of an export have htsno, indent, description, units, general, special, other.",
                at
            );
            return;
        }

        try
        {
            var units =
                row.TryGetProperty("units", out var list) && list.ValueKind == JsonValueKind.Array
                    ? string.Join('|', list.EnumerateArray().Select(u => Clean(u.ToString())))
                    : "";
            Add(
                new HtsRow(
                    Text(row, "htsno"),
                    Indent(Text(row, "indent")),
                    Text(row, "description"),
                    units,
                    Text(row, "general"),
                    Text(row, "special"),
                    Text(row, "other"),
                    null,
                    null
                ),
                HtsLayout.Edition,
                at
            );
        }
        catch (FormatException e)
        {
            Fault(e.Message, at);
        }
    }

    private void Add(HtsRow row, HtsLayout layout, string at)
    {
        if (row.Code.Length == 0 && row.Description.Length == 0)
            return;
        if ($"{row.Description}{row.General}{row.Special}{row.Column2}".Contains('\uFFFD', StringComparison.Ordinal))
            throw new FormatException(
                "it has letters that are not UTF-8, often a cent sign. Save the file as UTF-8 and load it again."
            );
        var code = row.Code.Length == 0 ? "" : Digits(row.Code);
        if (layout == HtsLayout.Annual && code.Length != 8)
            throw new FormatException($"'{row.Code}' is no legal line of 8 digits, which an annual database has.");
        if (row.Until <= row.From)
            throw new FormatException($"{row.Code} ends before it begins.");
        _ = at;
        rows.Add(row with { Code = code });
    }

    /// <summary>A code of 2 to 10 digits; a line is read as an HTS code, so that a lost zero is told.</summary>
    private static string Digits(string text)
    {
        var plain = text.Replace(".", "", StringComparison.Ordinal);
        return plain.Length is 2 or 4 or 6 && HsCode.Parse(text) is { Ok: true } above
            ? above.Value.Digits
            : HtsCode.Parse(text).Value.Digits;
    }

    private static int Indent(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth < 40
            ? depth
            : throw new FormatException($"the indent '{text}' is no whole number from 0 on.");

    private static LocalDate Day(string text)
    {
        var bare = text.Split(' ')[0];
        foreach (var pattern in Days)
        {
            if (pattern.Parse(bare) is { Success: true } day)
                return day.Value;
        }

        throw new FormatException($"'{text}' is no day. Days are written 2021-01-31 or 1/31/2021.");
    }

    /// <summary>Units as <c>["No.","kg"]</c>, as <c>No.|kg</c>, or in two columns.</summary>
    private static string Units(HtsColumns columns, Func<int, string> cell)
    {
        var text = cell(columns.Units);
        if (text.StartsWith('['))
            text = text.Trim('[', ']').Replace("\",\"", "|", StringComparison.Ordinal).Trim('"');
        var second = cell(columns.Units2);
        return second.Length > 0 ? $"{text}|{second}" : text;
    }

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Clean(value.ToString()) : "";

    private static string Clean(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Fault(string what, string at = "")
    {
        if (faults.Count < MostFaults)
            faults.Add($"{name}{at}: {what}");
        else
            more++;
    }
}
