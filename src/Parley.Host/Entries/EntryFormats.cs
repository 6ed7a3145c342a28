using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>The formats of files, told by the extension.</summary>
internal static class EntryFormats
{
    private static readonly string[] Texts = [".csv", ".tsv", ".txt"];

    public static Stream Input(string path)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".PARQUET":
                var parquet = File.OpenRead(path);
                return new RowStream(ParquetEntries.Read(parquet), parquet);
            case ".XLSX":
                var sheet = File.OpenRead(path);
                return new RowStream(ExcelEntries.Read(sheet), sheet);
            case ".XLS" or ".ODS" or ".NUMBERS":
                throw new CommandException(
                    $"{path}: this format of sheets is not read. Save it as .xlsx, or as CSV in UTF-8."
                );
            default:
                return EntryText.Open(path);
        }
    }

    /// <summary>What takes the answer; the names that it adds tell how many of the last columns are numbers.</summary>
    public static IEntryOutput Output(Machine machine, string? path, BesideFile? place, int added)
    {
        if (path is null)
            return new CsvOutput(machine.Out);
        var extension = Path.GetExtension(path);
        if (extension.Equals(".parquet", StringComparison.OrdinalIgnoreCase))
            return new ParquetOutput(place!.Stream, added);
        if (extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
            return new ExcelOutput(place!.Stream, added);
        return new CsvOutput(place!.Stream);
    }

    /// <summary>Says at once, before any work, that an answer's format is not known.</summary>
    public static void NeedKnown(string? path)
    {
        if (
            path is not null
            && Path.GetExtension(path) is var extension
            && !extension.Equals(".parquet", StringComparison.OrdinalIgnoreCase)
            && !extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            && !Texts.Contains(extension, StringComparer.OrdinalIgnoreCase)
        )
            throw new CommandException($"--out {path}: the end of the name tells the format: .csv, .parquet or .xlsx.");
    }
}
