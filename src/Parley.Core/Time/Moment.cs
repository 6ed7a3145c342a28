using System.Globalization;
using NodaTime;
using NodaTime.Text;
using static System.FormattableString;

namespace Parley.Core;

/// <summary>How finely a <see cref="Moment"/> is known.</summary>
public enum Precision
{
    /// <summary>A year.</summary>
    Year,

    /// <summary>A season of three months of the northern year (ISO 8601-2: month 21 spring … 24 winter).</summary>
    Season,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A legal or local day.</summary>
    Day,

    /// <summary>A minute, with its offset from UTC.</summary>
    Minute,
}

/// <summary>
/// When something happened or falls due, as finely as its source tells it. Written as in ISO 8601:
/// <c>2025</c>, <c>2025-23</c> (autumn, ISO 8601-2), <c>2025-05</c>, <c>2025-05-12</c>, <c>2025-05-14T00:01-04:00</c>.
/// A time always carries its offset; a bare date is the local day at the place of the act.
/// </summary>
public readonly record struct Moment : IComparable<Moment>
{
    private static readonly OffsetDateTimePattern Minutes = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mmo<Z+HH:mm>"
    );

    private readonly LocalDate first;
    private readonly OffsetDateTime minute;

    private Moment(Precision precision, LocalDate first, OffsetDateTime minute)
    {
        Precision = precision;
        this.first = first;
        this.minute = minute;
    }

    /// <summary>How finely it is known.</summary>
    public Precision Precision { get; }

    /// <summary>The first local day that it can mean.</summary>
    public LocalDate FirstDay => first;

    /// <summary>The last local day that it can mean (inclusive).</summary>
    public LocalDate LastDay =>
        Precision switch
        {
            Precision.Year => first.PlusYears(1).PlusDays(-1),
            Precision.Season => first.PlusMonths(3).PlusDays(-1),
            Precision.Month => first.PlusMonths(1).PlusDays(-1),
            _ => first,
        };

    /// <summary>The exact instant; null unless the minute is known.</summary>
    public Instant? Exact => Precision == Precision.Minute ? minute.ToInstant() : null;

    /// <summary>The offset that the source gives; null unless the minute is known.</summary>
    public Offset? Offset => Precision == Precision.Minute ? minute.Offset : null;

    /// <summary>A day.</summary>
    /// <param name="day">The local day at the place of the act.</param>
    /// <returns>The moment, with the precision of a day.</returns>
    public static Moment OfDay(LocalDate day) => new(Precision.Day, day, default);

    /// <summary>A minute.</summary>
    /// <param name="at">The local time with its offset.</param>
    /// <returns>The moment, with the precision of a minute.</returns>
    public static Moment OfMinute(OffsetDateTime at) => new(Precision.Minute, at.Date, at);

    /// <summary>The instant at which it begins in a zone: its minute, or the start of its first day there.</summary>
    /// <param name="zone">The zone in which a bare date is meant.</param>
    /// <returns>The instant, inclusive.</returns>
    public Instant StartIn(DateTimeZone zone) => Exact ?? zone.AtStartOfDay(first).ToInstant();

    /// <summary>The local day in a zone: of its minute, or its first day as it stands.</summary>
    /// <param name="zone">The zone to tell the day in.</param>
    /// <returns>The day.</returns>
    public LocalDate DayIn(DateTimeZone zone) => Exact is { } exact ? exact.InZone(zone).Date : first;

    /// <summary>
    /// The instant from which it has certainly passed, whatever the hour: its minute, or the end (UTC) of its last day.
    /// </summary>
    public Instant CertainFrom => Exact ?? LastDay.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    /// <summary>Reads a moment. A text that names no possible day is refused; it never becomes today.</summary>
    /// <param name="text">The text, in one of the five forms of the summary.</param>
    /// <returns>The moment, or the reason why there is none.</returns>
    public static Parsed<Moment> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Parsed<Moment>.Not(
                "An empty text is no date. Write a day such as 2025-06-09, or leave the field out if it is not known."
            );
        var s = text.Trim();
        if (s.Contains('T', StringComparison.Ordinal))
        {
            var parsed = Minutes.Parse(s);
            return parsed.Success
                ? Parsed<Moment>.Of(OfMinute(parsed.Value))
                : Parsed<Moment>.Not(
                    $"'{text}' is no minute with an offset. Write the local time and its offset from UTC, such as 2025-08-12T00:01-04:00."
                );
        }

        var parts = s.Split('-');
        if (parts.Length is < 1 or > 3 || parts[0].Length != 4 || parts.Skip(1).Any(p => p.Length != 2))
            return Unreadable(text);
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return Unreadable(text);
        }

        var year = numbers[0];
        if (year is < 1900 or > 2199)
            return Parsed<Moment>.Not($"The year of '{text}' lies outside 1900 to 2199.");
        if (numbers.Length == 1)
            return Parsed<Moment>.Of(new(Precision.Year, new LocalDate(year, 1, 1), default));
        var month = numbers[1];
        if (numbers.Length == 2 && month is >= 21 and <= 24)
            return Parsed<Moment>.Of(new(Precision.Season, SeasonStart(year, month), default));
        if (month is < 1 or > 12)
            return Parsed<Moment>.Not($"'{text}' names month {parts[1]}; a year has months 01 to 12.");
        if (numbers.Length == 2)
            return Parsed<Moment>.Of(new(Precision.Month, new LocalDate(year, month, 1), default));
        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        return numbers[2] < 1 || numbers[2] > days
            ? Parsed<Moment>.Not(
                Invariant($"'{text}' names day {parts[2]}; {parts[0]}-{parts[1]} has days 01 to {days}.")
            )
            : Parsed<Moment>.Of(OfDay(new LocalDate(year, month, numbers[2])));
    }

    /// <summary>Orders by first possible day, then by minute where both are exact.</summary>
    /// <param name="other">The moment to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(Moment other)
    {
        if (Exact is { } mine && other.Exact is { } theirs)
            return mine.CompareTo(theirs);
        var days = first.CompareTo(other.first);
        return days != 0 ? days : Precision.CompareTo(other.Precision);
    }

    /// <summary>The ISO 8601 text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() =>
        Precision switch
        {
            Precision.Year => first.Year.ToString("0000", CultureInfo.InvariantCulture),
            Precision.Season => string.Create(CultureInfo.InvariantCulture, $"{SeasonYear:0000}-{SeasonCode}"),
            Precision.Month => first.ToString("uuuu-MM", CultureInfo.InvariantCulture),
            Precision.Day => first.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            _ => Minutes.Format(minute),
        };

    private int SeasonYear => first.Year;

    private int SeasonCode =>
        first.Month switch
        {
            3 => 21,
            6 => 22,
            9 => 23,
            _ => 24,
        };

    private static LocalDate SeasonStart(int year, int code) => new(year, ((code - 20) * 3), 1);

    private static Parsed<Moment> Unreadable(string text) =>
        Parsed<Moment>.Not(
            $"'{text}' is no date. Write a year (2025), a month (2025-05), a day (2025-05-12) or a minute with offset (2025-05-14T00:01-04:00)."
        );
}
