using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>An act of law as the register has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is, in our words.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Citation">Where it is printed, as a lawyer cites it; null if the register does not say.</param>
/// <param name="KnownFrom">When its text was first public.</param>
public sealed record Act(InstrumentId Id, string Title, string Issuer, string? Citation, Moment KnownFrom);

/// <summary>Who set a row of the law, and from when that was known: the act's day unless the row says another.</summary>
/// <param name="By">The act.</param>
/// <param name="KnownFrom">When the row was first public.</param>
public sealed record Origination(Act By, Moment KnownFrom)
{
    internal bool KnownBy(KnownDay known) => known.Covers(KnownFrom);
}

/// <summary>An end of a period or of a suspension, set by an act. Of several, the one known last governs.</summary>
/// <param name="Until">The first instant at which it no longer holds; null takes an earlier end away.</param>
/// <param name="Set">Who set it.</param>
public sealed record End(Instant? Until, Origination Set)
{
    /// <summary>The end that governs as known on a day; null if none is known.</summary>
    internal static End? Governing(IReadOnlyList<End> ends, KnownDay known)
    {
        End? last = null;
        foreach (var end in ends)
        {
            if (
                end.Set.KnownBy(known)
                && (last is null || end.Set.KnownFrom.CertainFrom >= last.Set.KnownFrom.CertainFrom)
            )
                last = end;
        }

        return last;
    }
}
