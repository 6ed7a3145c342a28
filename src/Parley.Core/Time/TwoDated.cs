namespace Parley.Core;

/// <summary>A fact with its two dates: when it holds, and from when that was public. Facts are added, never edited.</summary>
/// <typeparam name="T">What is stated.</typeparam>
/// <param name="Value">What holds.</param>
/// <param name="Valid">When it holds.</param>
/// <param name="KnownFrom">When it was first public; a bare day counts from its end in UTC.</param>
public sealed record TwoDated<T>(T Value, LegalPeriod Valid, Moment KnownFrom)
    where T : notnull
{
    /// <summary>Whether it holds on a day, as known on a day.</summary>
    /// <param name="on">The day that the question is about.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <returns>True if it was public by then and holds then.</returns>
    public bool Holds(OnDay on, KnownDay known) => known.Covers(KnownFrom) && Valid.Contains(on);
}

/// <summary>Questions about several two-dated facts of one matter.</summary>
public static class TwoDated
{
    /// <summary>
    /// The fact in force on a day, as known on a day. Of several that hold, the one that became public last wins; of
    /// those, the one that starts later; of those, the one that stands last in the list. A later fact wins only where it
    /// holds itself: to end a thing early, add a fact that holds from the new end on.
    /// </summary>
    /// <typeparam name="T">What is stated.</typeparam>
    /// <param name="facts">Facts that compete: all about one matter.</param>
    /// <param name="on">The day that the question is about.</param>
    /// <param name="known">The day whose knowledge is used.</param>
    /// <returns>The fact, or null when none that was known holds then.</returns>
    public static TwoDated<T>? InForce<T>(this IEnumerable<TwoDated<T>> facts, OnDay on, KnownDay known)
        where T : notnull
    {
        TwoDated<T>? best = null;
        foreach (var fact in facts)
        {
            if (fact.Holds(on, known) && (best is null || Compare(fact, best) >= 0))
                best = fact;
        }

        return best;
    }

    private static int Compare<T>(TwoDated<T> left, TwoDated<T> right)
        where T : notnull
    {
        var known = left.KnownFrom.CertainFrom.CompareTo(right.KnownFrom.CertainFrom);
        return known != 0 ? known : left.Valid.First.CompareTo(right.Valid.First);
    }
}
