using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;

namespace Parley.Host.Entries;

/// <summary>What a run over a file is about.</summary>
/// <param name="Book">The law.</param>
/// <param name="Assessor">Assesses.</param>
/// <param name="Columns">The file's columns.</param>
/// <param name="Separator">What separates its cells.</param>
/// <param name="Origin">The origin of rows that name none; null if none was given.</param>
/// <param name="Day">The day of rows that name none.</param>
internal sealed record EntryJob(
    TariffBook Book,
    EntryAssessor Assessor,
    EntryColumns Columns,
    byte Separator,
    EntryOrigin? Origin,
    EntryDay Day
)
{
    /// <summary>Programmes that are columns of the answer: those that charge.</summary>
    public IReadOnlyList<(int Place, Programme Programme)> Programmes { get; } = Charging(Book);

    /// <summary>Their places among all.</summary>
    public int[] Places { get; } = [.. Charging(Book).Select(p => p.Place)];

    public static string ColumnOf(Programme programme) => "duty_" + programme.Id;

    public static IReadOnlyList<(int Place, Programme Programme)> Charging(TariffBook book)
    {
        var charged = book.Measures.Where(m => m.Charges).Select(m => m.Programme).ToHashSet(StringComparer.Ordinal);
        return [.. book.Programmes.Select((p, i) => (i, p)).Where(p => p.p.IsBase || charged.Contains(p.p.Id))];
    }
}
