using NodaTime;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>On what the duty of a line rests.</summary>
public enum ScheduleBasis
{
    /// <summary>An edition of the schedule that is on file.</summary>
    Edition,

    /// <summary>2018 to 2024: the yearly bases of 2017 and 2025 print the same general duty.</summary>
    BothBases,

    /// <summary>2018 to 2024: the yearly base of 2025, whose row for the line begins before 2025.</summary>
    RowOf2025,

    /// <summary>2018 to 2024: the base of 2017, and the base of 2025 under the code that followed it.</summary>
    LaterCode,

    /// <summary>2018 to 2024: a stage that another source names.</summary>
    Stage,

    /// <summary>An edition or yearly database that the user loaded.</summary>
    UserEdition,
}

/// <summary>
/// One line of the US schedule with its duties, own or inherited, in the days in which they read so. A legal line of
/// eight digits stands for itself even where the schedule prints it with ten digits that end in 00.
/// </summary>
/// <param name="Code">The code, 8 or 10 digits.</param>
/// <param name="DutyFrom">The code that the duty texts are printed at.</param>
/// <param name="From">The first day, inclusive.</param>
/// <param name="Until">The end, exclusive; null if the last edition on file prints it still.</param>
/// <param name="Units">The units of quantity to report, as printed, separated by <c>|</c>; empty if none.</param>
/// <param name="General">Column 1, general, as printed; empty on lines of chapter 98 that print none.</param>
/// <param name="Special">Column 1, special, as printed; empty if the line has none; null if it is not on file.</param>
/// <param name="Column2">Column 2, as printed; null if it is not on file.</param>
/// <param name="Basis">On what it rests.</param>
public sealed record ScheduleLine(
    HtsCode Code,
    HtsCode DutyFrom,
    LocalDate From,
    LocalDate? Until,
    string Units,
    string General,
    string? Special,
    string? Column2,
    ScheduleBasis Basis
)
{
    /// <summary>Whether it reads so on a day.</summary>
    /// <param name="day">The day of entry.</param>
    /// <returns>True from <see cref="From"/> on, before <see cref="Until"/>.</returns>
    public bool On(LocalDate day) => From <= day && (Until is not { } end || day < end);
}

/// <summary>What the schedule says of a code on a day.</summary>
public abstract record ScheduleAnswer
{
    private ScheduleAnswer() { }

    /// <summary>The code existed, and its duties are on file.</summary>
    /// <param name="Line">The line, with its duties.</param>
    /// <param name="Basis">What the answer rests on, in words.</param>
    public sealed record Found(ScheduleLine Line, string Basis) : ScheduleAnswer
    {
        /// <summary>The code.</summary>
        public HtsCode Code => Line.Code;

        /// <summary>The code that the duty texts are printed at.</summary>
        public HtsCode DutyFrom => Line.DutyFrom;

        /// <summary>The units of quantity to report, as printed, separated by <c>|</c>.</summary>
        public string Units => Line.Units;

        /// <summary>Column 1, general, as printed.</summary>
        public string General => Line.General;

        /// <summary>Column 1, special, as printed; null if it is not on file for the day.</summary>
        public string? Special => Line.Special;

        /// <summary>Column 2, as printed; null if it is not on file for the day.</summary>
        public string? Column2 => Line.Column2;

        /// <summary>The general duty as a rate, or the reason why its text has no number.</summary>
        public Parsed<Rate> GeneralRate => DutyText.ReadRate(General);

        /// <summary>The preferences of the special column; a fault if that column is not on file for the day.</summary>
        public Parsed<SpecialColumn> Preferences =>
            Special is { } text
                ? Parsed.Of(SpecialColumn.Parse(text))
                : Parsed.Not<SpecialColumn>(
                    $"The special column of {Code} is on file from 2025-01-01 on only. Load the edition of the day with 'parley data import us-hts'."
                );
    }

    /// <summary>The nomenclature of the day is on file, and the code is not in it.</summary>
    /// <param name="Code">The code asked for.</param>
    /// <param name="Days">The days in which it did exist, in words; null if it was never on file.</param>
    /// <param name="Successors">The codes that took its place, if it ended, or that it took the place of.</param>
    /// <param name="Near">Codes that existed on the day and are near to it.</param>
    public sealed record DidNotExist(
        HtsCode Code,
        string? Days,
        IReadOnlyList<HtsCode> Successors,
        IReadOnlyList<HtsCode> Near
    ) : ScheduleAnswer;

    /// <summary>No nomenclature of the day is on file that could decide.</summary>
    /// <param name="Code">The code asked for.</param>
    /// <param name="Because">What is known, what differs, and what to do.</param>
    /// <param name="Near">Codes that answer on the day and are near to it.</param>
    public sealed record UnknownNomenclature(HtsCode Code, string Because, IReadOnlyList<HtsCode> Near)
        : ScheduleAnswer;
}
