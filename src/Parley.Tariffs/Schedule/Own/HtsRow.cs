using NodaTime;

namespace Parley.Tariffs;

/// <summary>One row of an edition of the schedule as a user loads it, with its description.</summary>
/// <param name="Code">The digits, 2 to 10; empty for a row that only groups those below it.</param>
/// <param name="Indent">How deep it stands.</param>
/// <param name="Description">The official wording.</param>
/// <param name="Units">Units of quantity, separated by <c>|</c>.</param>
/// <param name="General">Column 1, general, as printed.</param>
/// <param name="Special">Column 1, special, as printed.</param>
/// <param name="Column2">Column 2, as printed.</param>
/// <param name="From">The first day; null for the effective day of the edition.</param>
/// <param name="Until">The end, exclusive; null if it has none of its own.</param>
internal sealed record HtsRow(
    string Code,
    int Indent,
    string Description,
    string Units,
    string General,
    string Special,
    string Column2,
    LocalDate? From,
    LocalDate? Until
);

/// <summary>What a file that a user loads is.</summary>
internal enum HtsLayout
{
    /// <summary>An export of one edition, CSV or JSON.</summary>
    Edition,

    /// <summary>Many editions in one table, each row with the first and last edition that shows it.</summary>
    Combined,

    /// <summary>An annual tariff database: legal lines only, each row with its days.</summary>
    Annual,
}

/// <summary>A file that was read: its good rows, and what was wrong with the others.</summary>
internal sealed record HtsFile(HtsLayout Layout, IReadOnlyList<HtsRow> Rows, IReadOnlyList<string> Faults);
