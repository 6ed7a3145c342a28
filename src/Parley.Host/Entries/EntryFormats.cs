namespace Parley.Host.Entries;

/// <summary>The formats of files, told by the extension.</summary>
internal static class EntryFormats
{
    public static Stream Input(string path) => EntryText.Open(path);

    public static IEntryOutput Output(Machine machine, string? path, BesideFile? place) =>
        place is null ? new CsvOutput(machine.Out) : new CsvOutput(place.Stream);
}
