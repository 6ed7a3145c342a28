using System.Collections.Frozen;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>Short labels of our own for chapters and headings. They help to find one's way and decide nothing.</summary>
public sealed class ScheduleLabels
{
    /// <summary>The file of labels, relative to the data folder.</summary>
    public const string LabelsFile = ScheduleBases.Folder + "labels.csv";

    private readonly FrozenDictionary<string, string> labels;

    private ScheduleLabels(FrozenDictionary<string, string> labels) => this.labels = labels;

    /// <summary>Every label, by the digits of its chapter or heading.</summary>
    public IReadOnlyDictionary<string, string> All => labels;

    /// <summary>Reads the labels.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="InvalidDataException">A row cannot be read; the message names every such row.</exception>
    public static ScheduleLabels Load(string data)
    {
        var faults = new List<string>();
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        ScheduleTable.Read(
            Path.Combine(data, LabelsFile),
            2,
            faults,
            row =>
            {
                if (!all.TryAdd(HsCode.Parse(row.GetString(0)).Value.Digits, row.GetString(1)))
                    throw new FormatException($"{row.GetString(0)} has a label already.");
            }
        );
        return faults.Count == 0
            ? new ScheduleLabels(all.ToFrozenDictionary(StringComparer.Ordinal))
            : throw new InvalidDataException(string.Join('\n', faults));
    }

    /// <summary>The label of a chapter or heading.</summary>
    /// <param name="code">Two digits or four.</param>
    /// <returns>The label; null if there is none.</returns>
    public string? Of(HsCode code) => labels.GetValueOrDefault(code.Digits);
}
