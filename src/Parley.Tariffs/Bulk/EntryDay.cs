using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A day of entry, worked out once for all entries of that day.</summary>
public sealed class EntryDay
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private EntryDay(OnDay on)
    {
        On = on;
        Day = on.DayIn(Eastern.Zone);
        Number = NumberOf(Day);
        Seconds = on.At(Eastern.Zone).ToUnixTimeSeconds();
    }

    /// <summary>The day or minute as it was given.</summary>
    public OnDay On { get; }

    /// <summary>The day in the zone of the law.</summary>
    public LocalDate Day { get; }

    internal int Number { get; }

    internal long Seconds { get; }

    /// <summary>Makes a day of entry.</summary>
    /// <param name="on">A bare day, or a minute.</param>
    /// <returns>The day.</returns>
    public static EntryDay Of(OnDay on) => new(on);

    internal static int NumberOf(LocalDate day) => Period.DaysBetween(Epoch, day);
}
