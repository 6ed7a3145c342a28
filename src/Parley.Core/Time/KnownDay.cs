using NodaTime;
using static System.FormattableString;

namespace Parley.Core;

/// <summary>
/// The known day of a question: only what was public by then counts. A bare day means to its end in UTC. A fact whose
/// publication is known only to the day counts from the end of that day (UTC), so that nothing leaks back.
/// </summary>
public readonly record struct KnownDay : IComparable<KnownDay>
{
    private readonly Moment moment;

    private KnownDay(Moment moment) => this.moment = moment;

    /// <summary>Everything that is on file, whenever it became known.</summary>
    public static KnownDay Everything { get; } = Of(new LocalDate(2199, 12, 31));

    /// <summary>The last day whose end (UTC) the known day reaches, or the day of the minute asked for.</summary>
    public LocalDate Day => moment.DayIn(DateTimeZone.Utc);

    /// <summary>The instant to which knowledge goes, inclusive.</summary>
    public Instant Until => moment.CertainFrom;

    /// <summary>A known day to its end in UTC.</summary>
    /// <param name="day">The day.</param>
    /// <returns>The known day.</returns>
    public static KnownDay Of(LocalDate day) => new(Moment.OfDay(day));

    /// <summary>Reads a day, or a minute with offset.</summary>
    /// <param name="text">Such as <c>2025-06-09</c> or <c>2025-06-09T18:00Z</c>.</param>
    /// <returns>The known day, or the reason why there is none.</returns>
    public static Parsed<KnownDay> Parse(string? text)
    {
        var parsed = Moment.Parse(text);
        if (!parsed.TryGet(out var moment))
            return Parsed<KnownDay>.Not(parsed.Fault!);
        return moment.Precision < Precision.Day
            ? Parsed<KnownDay>.Not(
                Invariant(
                    $"'{text}' is longer than a day. Name the last day whose knowledge counts, such as {moment.LastDay:uuuu-MM-dd}."
                )
            )
            : Parsed<KnownDay>.Of(new KnownDay(moment));
    }

    /// <summary>Whether a fact first public at <paramref name="knownFrom"/> is known.</summary>
    /// <param name="knownFrom">The fact's first publication.</param>
    /// <returns>True if it was certainly public by then.</returns>
    public bool Covers(Moment knownFrom) => knownFrom.CertainFrom <= Until;

    /// <summary>Orders by instant.</summary>
    /// <param name="other">The known day to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(KnownDay other) => Until.CompareTo(other.Until);

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => moment.ToString();
}
