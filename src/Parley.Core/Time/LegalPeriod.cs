using System.Collections.Frozen;
using NodaTime;
using static System.FormattableString;

namespace Parley.Core;

/// <summary>
/// When a legal thing holds: half-open, from its start (inclusive) to its end (exclusive), in the zone of whoever imposed
/// it. A bare date means the start of that legal day in the zone. "Through 11:59 p.m. on 9 November" and "until 10
/// November" give equal periods. Prints as an ISO 8601 interval with its zone, an open end as two dots:
/// <c>2025-05-14T00:01-04:00/2025-11-10[America/New_York]</c>, <c>2025-11-10/..[Asia/Shanghai]</c>.
/// Two periods are equal if they hold at the same instants and in the same zone, however they are worded.
/// </summary>
public sealed record LegalPeriod
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private static readonly FrozenSet<string> ZoneIds = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(
        StringComparer.Ordinal
    );

    private LegalPeriod(Moment start, Moment? end, DateTimeZone zone)
    {
        Start = start;
        End = end;
        Zone = zone;
        First = start.StartIn(zone);
        EndExcl = end?.StartIn(zone);
    }

    /// <summary>The start (inclusive) as the law words it: a day or a minute.</summary>
    public Moment Start { get; }

    /// <summary>The end (exclusive): a day or a minute; null while no end is set.</summary>
    public Moment? End { get; }

    /// <summary>The zone of the legal days, from the tz database.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The first instant at which it holds.</summary>
    public Instant First { get; }

    /// <summary>The first instant at which it no longer holds; null while no end is set.</summary>
    public Instant? EndExcl { get; }

    /// <summary>The legal day on which it starts.</summary>
    public LocalDate FirstDay => First.InZone(Zone).Date;

    /// <summary>The last legal day on which it holds, if only for a part; null while no end is set.</summary>
    public LocalDate? LastDay => EndExcl is { } end ? (end - Duration.Epsilon).InZone(Zone).Date : null;

    /// <summary>A period without an end; give it one with <see cref="Until"/> or <see cref="Through(LocalDate)"/>.</summary>
    /// <param name="start">A day or a minute, 1900 to 2199; nothing coarser, for law starts on a day.</param>
    /// <param name="zoneId">A zone of the tz database, such as <c>America/New_York</c> or <c>Asia/Shanghai</c>.</param>
    /// <returns>The period, or the reason why there is none.</returns>
    public static Parsed<LegalPeriod> From(Moment start, string zoneId)
    {
        if (!ZoneIds.Contains(zoneId))
            return Not(
                $"{Shown.Quote(zoneId)} is no zone of the tz database.{Shown.DidYouMean(zoneId, ZoneIds)} Write a zone such as America/New_York or Asia/Shanghai."
            );
        return FaultOf(start, "start") is { } fault
            ? Not(fault)
            : Parsed<LegalPeriod>.Of(new LegalPeriod(start, null, DateTimeZoneProviders.Tzdb[zoneId]));
    }

    /// <summary>Reads a period.</summary>
    /// <param name="text">Start, slash, end or two dots, and the zone in square brackets, as it prints.</param>
    /// <returns>The period, or the reason why there is none.</returns>
    public static Parsed<LegalPeriod> Parse(string? text)
    {
        var s = (text ?? "").Trim();
        var slash = s.IndexOf('/', StringComparison.Ordinal);
        var bracket = s.IndexOf('[', StringComparison.Ordinal);
        if (slash < 0 || bracket < slash || !s.EndsWith(']'))
            return Not(
                $"{Shown.Quote(s)} is no legal period. Write start, end (or two dots) and zone, such as 2025-11-10/2026-11-10[Asia/Shanghai]."
            );
        var start = Moment.Parse(s[..slash]);
        if (!start.TryGet(out var first))
            return Not(start.Fault!);
        var open = From(first, s[(bracket + 1)..^1]);
        var last = s[(slash + 1)..bracket].Trim();
        if (!open.TryGet(out var period) || last is "..")
            return open;
        var end = Moment.Parse(last);
        return end.TryGet(out var until) ? period.Until(until) : Not(end.Fault!);
    }

    /// <summary>The period with this start that holds up to, but without, an end. An end that it had is replaced.</summary>
    /// <param name="end">A day (its start in the zone) or a minute, after the start, 1900 to 2199.</param>
    /// <returns>The period, or the reason why there is none.</returns>
    public Parsed<LegalPeriod> Until(Moment end)
    {
        if (FaultOf(end, "end") is { } fault)
            return Not(fault);
        var period = new LegalPeriod(Start, end, Zone);
        return period.EndExcl > First
            ? Parsed<LegalPeriod>.Of(period)
            : Not(
                $"The end {end} does not lie after the start {Start} ({Zone.Id}). Check the two dates; the end is the first day or minute on which it no longer holds."
            );
    }

    /// <summary>The period with this start that holds through the whole of a last legal day.</summary>
    /// <param name="last">The last day (inclusive), not before the start's.</param>
    /// <returns>The period, ending with the start of the next day, or the reason why there is none.</returns>
    public Parsed<LegalPeriod> Through(LocalDate last) =>
        FaultOf(Moment.OfDay(last), "last day") is { } fault ? Not(fault) : Until(Moment.OfDay(last.PlusDays(1)));

    /// <summary>The period with this start that holds through a last day or minute, as in "through 11:59 p.m."</summary>
    /// <param name="last">The last day or minute (inclusive).</param>
    /// <returns>The period, ending with the start of the next day or minute, or the reason why there is none.</returns>
    public Parsed<LegalPeriod> Through(Moment last)
    {
        if (FaultOf(last, "last day or minute") is { } fault)
            return Not(fault);
        return last.Exact is { } exact
            ? Until(Moment.OfMinute(exact.Plus(Duration.FromMinutes(1)).WithOffset(last.Offset!.Value)))
            : Through(last.FirstDay);
    }

    /// <summary>Whether it holds at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>True from the start, up to but without the end.</returns>
    public bool Contains(Instant instant) => instant >= First && (EndExcl is not { } end || instant < end);

    /// <summary>Whether it holds on the day of a question: at noon of a bare day in its zone, or at the minute asked for.</summary>
    /// <param name="on">The valid day.</param>
    /// <returns>True if it holds then.</returns>
    public bool Contains(OnDay on) => Contains(on.At(Zone));

    /// <summary>Whether two periods share an instant, whatever their zones. Periods that only touch share none.</summary>
    /// <param name="other">The other period.</param>
    /// <returns>True if there is an instant at which both hold.</returns>
    public bool Overlaps(LegalPeriod other) =>
        (EndExcl is not { } end || other.First < end) && (other.EndExcl is not { } otherEnd || First < otherEnd);

    /// <summary>Whether two periods hold at the same instants and in the same zone.</summary>
    /// <param name="other">The other period.</param>
    /// <returns>True if they do, however they are worded.</returns>
    public bool Equals(LegalPeriod? other) =>
        other is not null
        && First == other.First
        && EndExcl == other.EndExcl
        && string.Equals(Zone.Id, other.Zone.Id, StringComparison.Ordinal);

    /// <summary>A hash that equal periods share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(First, EndExcl, Zone.Id);

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => $"{Start}/{End?.ToString() ?? ".."}[{Zone.Id}]";

    private static string? FaultOf(Moment moment, string what)
    {
        if (moment.Precision < Precision.Day)
            return $"The {what} {moment} of a legal period is longer than a day. Name the day, or the minute with its offset.";
        return moment.FirstDay.Year is >= FirstYear and <= LastYear
            ? null
            : Invariant(
                $"The {what} {moment} of a legal period lies outside {FirstYear} to {LastYear}. Check the year, or leave an end open."
            );
    }

    private static Parsed<LegalPeriod> Not(string fault) => Parsed<LegalPeriod>.Not(fault);
}
