using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>A row of a yearly base: the general duty of a legal line and the days that the base gives it.</summary>
/// <param name="General">The general duty as printed.</param>
/// <param name="Column2">Column 2 as printed; null if the base has none.</param>
/// <param name="From">The first day of the row.</param>
/// <param name="Until">The end of the row, exclusive.</param>
internal sealed record BaseRow(string General, string? Column2, LocalDate From, LocalDate Until);

/// <summary>What is on file beside the editions: the yearly bases, stages, predecessors and codes seen in earlier years.</summary>
internal sealed class ScheduleBases
{
    public const string Folder = "tariff/us/schedule/";
    public const string Base2017File = Folder + "base-2017.csv";
    public const string Base2025File = Folder + "base-2025.csv";
    public const string EarlierFile = Folder + "codes-earlier.csv";
    public const string StagesFile = Folder + "stages.csv";
    public const string PredecessorsFile = Folder + "predecessors.csv";

    /// <summary>The base of 2017 as it reads on 2018-01-01.</summary>
    public Dictionary<HtsCode, BaseRow> Base2017 { get; } = new(13_000);

    /// <summary>The base of 2025: several rows a code.</summary>
    public Dictionary<HtsCode, List<BaseRow>> Base2025 { get; } = new(13_000);

    /// <summary>Codes that were in use at some time from 2018 to 2024, and where they were seen.</summary>
    public Dictionary<HtsCode, string> Earlier { get; } = new(4_000);

    /// <summary>Duties of single years, by legal line.</summary>
    public List<(HtsCode Code, string General, LocalDate From, LocalDate Until)> Stages { get; } = [];

    /// <summary>Codes of HS 2022 and the codes that their goods had before.</summary>
    public List<(HtsCode New, HtsCode Old)> Predecessors { get; } = [];

    public static ScheduleBases Load(string data, ICollection<string> faults)
    {
        var bases = new ScheduleBases();
        ScheduleTable.ReadAny(
            Path.Combine(data, Base2017File),
            5,
            faults,
            row =>
                bases.Base2017[Code(row.GetString(0))] = new BaseRow(
                    row.GetString(1),
                    row.GetString(2),
                    ScheduleTable.Day(row.GetString(3)),
                    ScheduleTable.Day(row.GetString(4))
                )
        );
        ScheduleTable.ReadAny(
            Path.Combine(data, Base2025File),
            4,
            faults,
            row =>
            {
                var code = Code(row.GetString(0));
                if (!bases.Base2025.TryGetValue(code, out var rows))
                    bases.Base2025.Add(code, rows = []);
                rows.Add(
                    new BaseRow(
                        row.GetString(1),
                        null,
                        ScheduleTable.Day(row.GetString(2)),
                        ScheduleTable.Day(row.GetString(3))
                    )
                );
            }
        );
        ScheduleTable.ReadAny(
            Path.Combine(data, EarlierFile),
            2,
            faults,
            row => bases.Earlier[Code(row.GetString(0))] = row.GetString(1)
        );
        ScheduleTable.ReadAny(
            Path.Combine(data, StagesFile),
            6,
            faults,
            row =>
                bases.Stages.Add(
                    (
                        Code(row.GetString(0)),
                        row.GetString(1),
                        ScheduleTable.Day(row.GetString(2)),
                        ScheduleTable.Day(row.GetString(3))
                    )
                )
        );
        ScheduleTable.ReadAny(
            Path.Combine(data, PredecessorsFile),
            4,
            faults,
            row => bases.Predecessors.Add((Code(row.GetString(0)), Code(row.GetString(1))))
        );
        return bases;
    }

    private static HtsCode Code(string text) => HtsCode.Parse(text).Value;
}
