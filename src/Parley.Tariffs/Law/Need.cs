using NodaTime;
using Parley.Tariffs.Facts;
using static System.FormattableString;

namespace Parley.Tariffs.Law;

/// <summary>A condition on one fact of the shipment.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="From">The time is at or after this.</param>
/// <param name="Before">The time is before this.</param>
/// <param name="AtLeast">The share is at least this.</param>
/// <param name="AtMost">The share is at most this.</param>
/// <param name="Below">The share is below this.</param>
/// <param name="Flag">The flag is this.</param>
/// <param name="Words">One of the words is among these.</param>
internal sealed record Need(
    Fact Fact,
    Instant? From,
    Instant? Before,
    decimal? AtLeast,
    decimal? AtMost,
    decimal? Below,
    bool? Flag,
    IReadOnlyList<string> Words
)
{
    private const int MostWords = 4;

    /// <summary>Whether the facts meet it; null if the fact is not given.</summary>
    public bool? Holds(ShipmentFacts facts) => facts[Fact] is { } value ? Holds(value) : null;

    public bool Holds(FactValue value) =>
        Fact.Type switch
        {
            FactType.Time => value.Time is { } t && (From is not { } f || t >= f) && (Before is not { } b || t < b),
            FactType.Share => value.Share is { } s
                && (AtLeast is not { } a || s >= a)
                && (AtMost is not { } m || s <= m)
                && (Below is not { } l || s < l),
            FactType.Flag => value.Flag == (Flag ?? true),
            _ => value.Words.Any(w => Words.Contains(w, StringComparer.OrdinalIgnoreCase)),
        };

    /// <summary>A value that meets it, the one that changes least: for the alternatives of an answer.</summary>
    public FactValue Example() =>
        Fact.Type switch
        {
            FactType.Share => FactValue.OfShare(AtLeast ?? AtMost ?? 0m),
            FactType.Flag => FactValue.OfFlag(Flag ?? true),
            FactType.Words => FactValue.OfWord(Words.Count > 0 ? Words[0] : "?"),
            _ => FactValue.OfTime(
                Before is { } b ? b - Duration.FromMinutes(1) : From ?? Instant.FromUtc(2018, 1, 1, 0, 0)
            ),
        };

    /// <summary>In words: <c>loaded before 2025-04-05</c>.</summary>
    public override string ToString()
    {
        var name = Fact.Name;
        return Fact.Type switch
        {
            FactType.Time => (From, Before) switch
            {
                ({ } f, { } b) => $"{name} from {Eastern.Text(f)} and before {Eastern.Text(b)}",
                ({ } f, null) => $"{name} from {Eastern.Text(f)}",
                (null, { } b) => $"{name} before {Eastern.Text(b)}",
                _ => $"{name} given",
            },
            FactType.Share => (AtLeast, Below) switch
            {
                ({ } a, { } b) => Invariant($"{name} at least {a} and below {b}"),
                ({ } a, null) => Invariant($"{name} at least {a}"),
                (null, { } b) => Invariant($"{name} below {b}"),
                _ => AtMost is { } m ? Invariant($"{name} at most {m}") : $"{name} given",
            },
            FactType.Flag => $"{name}={(Flag ?? true ? "true" : "false")}",
            _ when Words.Count > MostWords => Invariant(
                $"{name}={Words[0]}, … {Words[^1]}, {Words.Count} headings in all"
            ),
            _ => $"{name}={string.Join(" or ", Words)}",
        };
    }
}
