using NodaTime;
using static System.FormattableString;

namespace Parley.Core;

/// <summary>
/// The valid day of a question: the day it is about. A bare day means noon in the zone of whoever imposed the thing
/// asked about; an instant asks for the minute, everywhere.
/// </summary>
public readonly record struct OnDay
{
    private readonly Moment moment;

    private OnDay(Moment moment) => this.moment = moment;

    /// <summary>The moment as it was asked.</summary>
    public Moment Asked => moment;

    /// <summary>Whether a minute was asked for.</summary>
    public bool IsInstant => moment.Precision == Precision.Minute;

    /// <summary>The day as it was written.</summary>
    public LocalDate Day => moment.FirstDay;

    /// <summary>A question about a whole day (noon, zone by zone).</summary>
    /// <param name="day">The day.</param>
    /// <returns>The valid day.</returns>
    public static OnDay Of(LocalDate day) => new(Moment.OfDay(day));

    /// <summary>Reads a day, or a minute with offset.</summary>
    /// <param name="text">Such as <c>2025-08-12</c> or <c>2025-08-12T00:00-04:00</c>.</param>
    /// <returns>The valid day, or the reason why there is none.</returns>
    public static Parsed<OnDay> Parse(string? text)
    {
        var parsed = Moment.Parse(text);
        if (!parsed.TryGet(out var moment))
            return Parsed<OnDay>.Not(parsed.Fault!);
        return moment.Precision < Precision.Day
            ? Parsed<OnDay>.Not(
                Invariant($"'{text}' is longer than a day. Ask for one day, such as {moment.FirstDay:uuuu-MM-dd}.")
            )
            : Parsed<OnDay>.Of(new OnDay(moment));
    }

    /// <summary>The instant meant in a zone: the minute asked for, or noon of the day there.</summary>
    /// <param name="zone">The zone of whoever imposed the thing asked about.</param>
    /// <returns>The instant.</returns>
    public Instant At(DateTimeZone zone) =>
        moment.Exact ?? zone.AtLeniently(moment.FirstDay.At(LocalTime.Noon)).ToInstant();

    /// <summary>The local day meant in a zone.</summary>
    /// <param name="zone">The zone.</param>
    /// <returns>The day asked for, or the day of the minute asked for as it is there.</returns>
    public LocalDate DayIn(DateTimeZone zone) => moment.DayIn(zone);

    /// <summary>Whether a thing that began at <paramref name="start"/> in <paramref name="zone"/> has begun.</summary>
    /// <param name="start">When it began; a coarse moment counts from its first day.</param>
    /// <param name="zone">The zone in which a bare date is meant.</param>
    /// <returns>True from the start on, inclusive.</returns>
    public bool Reaches(Moment start, DateTimeZone zone) =>
        start.Exact is { } exact ? exact <= At(zone) : start.FirstDay <= DayIn(zone);

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => moment.ToString();
}
