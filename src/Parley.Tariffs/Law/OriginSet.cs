using NodaTime;

namespace Parley.Tariffs.Law;

/// <summary>One origin in a set, for the days on which it belongs there.</summary>
/// <param name="Origin">ISO 3166 alpha-2.</param>
/// <param name="From">The first instant; null for always.</param>
/// <param name="Until">The end, exclusive; null for none.</param>
internal readonly record struct OriginMember(string Origin, Instant? From, Instant? Until)
{
    public bool On(Instant at) => (From is not { } f || f <= at) && (Until is not { } u || at < u);
}

/// <summary>Origins that a measure or a relation is about: some, or all except some.</summary>
internal sealed class OriginSet
{
    private readonly bool inverted;
    private readonly OriginMember[] members;

    private OriginSet(bool inverted, OriginMember[] members)
    {
        this.inverted = inverted;
        this.members = members;
    }

    public static OriginSet All { get; } = new(true, []);

    public static OriginSet Only(IEnumerable<OriginMember> members) => new(false, [.. members]);

    public static OriginSet Except(IEnumerable<OriginMember> members) => new(true, [.. members]);

    public IEnumerable<string> Named => members.Select(m => m.Origin).Distinct(StringComparer.Ordinal);

    public bool Includes(string origin, Instant at) =>
        inverted != Array.Exists(members, m => string.Equals(m.Origin, origin, StringComparison.Ordinal) && m.On(at));

    /// <summary>Whether it includes an origin at some time.</summary>
    public bool EverIncludes(string origin) =>
        inverted
            ? !Array.Exists(
                members,
                m => string.Equals(m.Origin, origin, StringComparison.Ordinal) && m is { From: null, Until: null }
            )
            : Array.Exists(members, m => string.Equals(m.Origin, origin, StringComparison.Ordinal));

    /// <summary>The instants at which the answer for an origin can change.</summary>
    public IEnumerable<Instant> Boundaries(string origin)
    {
        foreach (var member in members)
        {
            if (!string.Equals(member.Origin, origin, StringComparison.Ordinal))
                continue;
            if (member.From is { } from)
                yield return from;
            if (member.Until is { } until)
                yield return until;
        }
    }

    public override string ToString() =>
        (inverted, members.Length) switch
        {
            (true, 0) => "all origins",
            (true, _) => $"all origins except {string.Join(", ", Named)}",
            _ => string.Join(", ", Named),
        };
}
