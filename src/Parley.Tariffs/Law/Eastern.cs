using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>The zone of the law of the United States, and the minute at which its days begin: 12:01 a.m. Eastern.</summary>
internal static class Eastern
{
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>00:01 Eastern of a day.</summary>
    public static Instant Start(LocalDate day) => Zone.AtLeniently(day.At(new LocalTime(0, 1))).ToInstant();

    /// <summary>Reads a day of the law (00:01 Eastern) or a minute with offset.</summary>
    public static Parsed<Instant> Parse(string? text)
    {
        var parsed = Moment.Parse(text);
        if (!parsed.TryGet(out var moment))
            return Parsed.Not<Instant>(parsed.Fault!);
        return moment.Precision switch
        {
            Precision.Minute => Parsed.Of<Instant>(moment.Exact!.Value),
            Precision.Day => Parsed.Of<Instant>(Start(moment.FirstDay)),
            _ => Parsed.Not<Instant>($"'{text}' is longer than a day. Write one day, or a minute with its offset."),
        };
    }

    /// <summary>The day of an instant, where it begins at 00:01, else the minute with offset.</summary>
    public static string Text(Instant instant)
    {
        var local = instant.InZone(Zone);
        return local.TimeOfDay == new LocalTime(0, 1)
            ? NodaTime.Text.LocalDatePattern.Iso.Format(local.Date)
            : Moment.OfMinute(local.ToOffsetDateTime()).ToString();
    }

    /// <summary>The same for a reader: <c>2026-02-24 00:00 Eastern</c>.</summary>
    public static string Said(Instant instant)
    {
        var text = Text(instant);
        var at = text.IndexOf('T', StringComparison.Ordinal);
        return at < 0 ? text : $"{text[..at]} {text.AsSpan(at + 1, 5)} Eastern";
    }
}
