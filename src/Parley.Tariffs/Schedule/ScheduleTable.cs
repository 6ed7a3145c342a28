using System.Globalization;
using CsvHelper;
using NodaTime;
using Parley.Core;
using static System.FormattableString;

namespace Parley.Tariffs;

/// <summary>Reads the tables of the schedule row by row; a bad row is a fault and the others are kept.</summary>
internal static class ScheduleTable
{
    /// <summary>Reads a table that a data folder may lack.</summary>
    public static void ReadAny(string path, int columns, ICollection<string> faults, Action<CsvReader> row)
    {
        if (File.Exists(path))
            Read(path, columns, faults, row);
    }

    public static void Read(string path, int columns, ICollection<string> faults, Action<CsvReader> row)
    {
        if (!File.Exists(path))
        {
            faults.Add(
                $"{path}: not found. Restore the data folder, or make the table with 'parley data import us-tariffs'."
            );
            return;
        }

        using var reader = CsvReader.FromFile(
            path,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
            }
        );
        try
        {
            while (reader.Read())
            {
                try
                {
                    if (reader.FieldCount != columns)
                        throw new FormatException(
                            Invariant($"the row has {reader.FieldCount} cells; it needs {columns}.")
                        );
                    row(reader);
                }
                catch (FormatException e)
                {
                    faults.Add(Invariant($"{Path.GetFileName(path)}:{reader.LineNumber}: {e.Message}"));
                }
            }
        }
        catch (CsvFormatException e)
        {
            faults.Add($"{Path.GetFileName(path)}: cannot be read to its end: {e.Message}");
        }
    }

    /// <summary>A day as <c>2025-01-01</c>.</summary>
    public static LocalDate Day(string text) =>
        text.Length == 10
        && text[4] == '-'
        && text[7] == '-'
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
        && int.TryParse(text.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
        && year > 0
        && month is >= 1 and <= 12
        && day >= 1
        && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : throw new FormatException($"'{text}' is no day. Write it as 2025-01-31.");

    public static LocalDate? End(string text) => text.Length == 0 ? null : Day(text);

    public static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Texts that differ in spacing, in the sign of cents or in how a rate is written are one duty.</summary>
    public static bool SameDuty(string a, string b) =>
        string.Equals(a, b, StringComparison.Ordinal)
        || string.Equals(Fold(a), Fold(b), StringComparison.Ordinal)
        || (Rate.Parse(a).TryGet(out var x) && Rate.Parse(b).TryGet(out var y) && x.Equals(y));

    /// <summary>Cents as ¢, and a fraction such as 0.022 as the percentage that it is.</summary>
    public static string Duty(string text)
    {
        var duty = text.Replace(" cents", "¢", StringComparison.Ordinal);
        return
            decimal.TryParse(duty, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share < 1
            ? Invariant($"{share * 100:0.####}%")
            : duty;
    }

    private static string Fold(string text) =>
        text.Replace("cents", "¢", StringComparison.OrdinalIgnoreCase)
            .Replace("cent", "¢", StringComparison.OrdinalIgnoreCase)
            .Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}

/// <summary>One row of <c>lines.csv</c>: what an edition prints at a code, nothing inherited.</summary>
internal sealed record PrintedLine(
    HtsCode Code,
    string Units,
    string General,
    string Special,
    string Column2,
    LocalDate From,
    LocalDate? Until
)
{
    /// <summary>Whether it prints duties of its own.</summary>
    public bool Bears => General.Length > 0 || Special.Length > 0;

    public static IReadOnlyList<string> Headers { get; } =
    ["code", "units", "general", "special", "column2", "from", "until"];

    public static List<PrintedLine> ReadAll(string path, ICollection<string> faults)
    {
        var all = new List<PrintedLine>(24_000);
        var texts = new Dictionary<string, string>(4096, StringComparer.Ordinal);
        string Once(string text)
        {
            if (texts.TryGetValue(text, out var known))
                return known;
            texts.Add(text, text);
            return text;
        }

        ScheduleTable.Read(
            path,
            Headers.Count,
            faults,
            row =>
                all.Add(
                    new PrintedLine(
                        HtsCode.Parse(row.GetString(0)).Value,
                        Once(row.GetString(1)),
                        Once(row.GetString(2)),
                        Once(row.GetString(3)),
                        Once(row.GetString(4)),
                        ScheduleTable.Day(row.GetString(5)),
                        ScheduleTable.End(row.GetString(6))
                    )
                )
        );
        return all;
    }
}
