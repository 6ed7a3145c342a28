namespace Parley.Tariffs.Import;

/// <summary>One table that an import made, in our own layout, before it is written.</summary>
/// <param name="Path">Where it belongs, relative to the data folder, with <c>/</c>: <c>tariff/us/lists/us-301-list-1.csv</c>.</param>
/// <param name="Headers">The header row.</param>
/// <param name="Rows">The rows, in their order in the file: sorted, so that a second import writes the same bytes.</param>
/// <param name="Origin">From which publication the facts are, in words, for the manifest.</param>
public sealed record ImportedTable(
    string Path,
    IReadOnlyList<string> Headers,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    string Origin
);

/// <summary>
/// Makes tables under <c>data/tariff/us</c> from published ones: facts and figures in our own layout, never a copy of a
/// file. The command <c>parley data import us-tariffs</c> runs every import, writes its tables and reads them back.
/// </summary>
public abstract class TariffImport
{
    /// <summary>What it imports, in a few words: <c>Section 301 lists</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the collection and makes the tables.</summary>
    /// <param name="from">The folder of the collection.</param>
    /// <param name="faults">Takes what could not be read: file, line, what, what to do. Good rows are still made.</param>
    /// <returns>The tables.</returns>
    public abstract IEnumerable<ImportedTable> Make(string from, ICollection<string> faults);
}

/// <summary>All imports, in the order in which they run.</summary>
public static class TariffImports
{
    /// <summary>Every import.</summary>
    public static IReadOnlyList<TariffImport> All { get; } =
    [
        new ExemptionListsImport(),
        new OriginListsImport(),
        new Section232Import(),
        new Section301ExclusionImport(),
        new Section301Import(),
        new TradeWeightsImport(),
        new UsScheduleImport(),
    ];
}
