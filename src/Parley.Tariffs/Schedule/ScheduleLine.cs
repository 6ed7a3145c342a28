using Parley.Core;

namespace Parley.Tariffs;

/// <summary>One line of the US schedule in the days in which it read so. Duty texts are as printed; an empty one is inherited.</summary>
/// <param name="Code">The code, 8 or 10 digits.</param>
/// <param name="Units">The units of quantity to report, as printed, separated by commas; empty if inherited or none.</param>
/// <param name="General">Column 1, general.</param>
/// <param name="Special">Column 1, special: the preferences and their symbols.</param>
/// <param name="Column2">Column 2.</param>
/// <param name="From">The first day, inclusive, by publication of the edition that first prints it.</param>
/// <param name="Until">The end, exclusive; null if the last edition on file prints it still.</param>
public sealed record ScheduleLine(
    HtsCode Code,
    string Units,
    string General,
    string Special,
    string Column2,
    NodaTime.LocalDate From,
    NodaTime.LocalDate? Until
)
{
    /// <summary>Whether it read so on a day.</summary>
    /// <param name="day">The day of entry.</param>
    /// <returns>True inside the days.</returns>
    public bool On(NodaTime.LocalDate day) => From <= day && (Until is not { } end || day < end);
}

/// <summary>What the schedule says of a code on a day.</summary>
public abstract record ScheduleAnswer
{
    private ScheduleAnswer() { }

    /// <summary>The code existed; its duties are its own or those of the line that it belongs to.</summary>
    /// <param name="Code">The code asked for.</param>
    /// <param name="DutyFrom">The code whose duty texts these are.</param>
    /// <param name="Units">Units of quantity, as printed.</param>
    /// <param name="General">Column 1, general, as printed.</param>
    /// <param name="Special">Column 1, special, as printed.</param>
    /// <param name="Column2">Column 2, as printed.</param>
    /// <param name="Basis">What the answer rests on, in words.</param>
    public sealed record Found(
        HtsCode Code,
        HtsCode DutyFrom,
        string Units,
        string General,
        string Special,
        string Column2,
        string Basis
    ) : ScheduleAnswer
    {
        /// <summary>The general duty as a rate, or the reason why its text has no number.</summary>
        public Parsed<Rate> GeneralRate => Rate.Parse(General);
    }

    /// <summary>The nomenclature of the day is on file, and the code is not in it.</summary>
    /// <param name="Code">The code asked for.</param>
    /// <param name="Days">The days in which it did exist, in words; null if never on file.</param>
    /// <param name="Near">Codes that existed on the day and are near to it.</param>
    public sealed record DidNotExist(HtsCode Code, string? Days, IReadOnlyList<HtsCode> Near) : ScheduleAnswer;

    /// <summary>No nomenclature of the day is on file, and the editions before and after do not agree on the code.</summary>
    /// <param name="Code">The code asked for.</param>
    /// <param name="Because">What differs, and what to do.</param>
    public sealed record UnknownNomenclature(HtsCode Code, string Because) : ScheduleAnswer;
}
