using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>How measures stand to each other.</summary>
internal enum RelationKind
{
    /// <summary>Where the first is owed, the second is not, on a part or on the whole.</summary>
    Displaces,

    /// <summary>Of several, the first that applies is charged.</summary>
    OneOf,
}

/// <summary>A rule between measures or programmes, in the days in which it holds.</summary>
internal sealed record Relation(
    string Id,
    RelationKind Kind,
    IReadOnlyList<string> When,
    IReadOnlyList<string> Displaces,
    bool WholeArticle,
    Instant? From,
    IReadOnlyList<End> Ends,
    Origination Set,
    OriginSet Origins,
    string? ClaimHeading,
    string Because,
    string File
)
{
    public bool On(Instant at, KnownDay known) =>
        Set.KnownBy(known)
        && (From is not { } from || from <= at)
        && (End.Governing(Ends, known) is not { Until: { } until } || at < until);

    public static bool Names(IReadOnlyList<string> names, Measure measure) =>
        names.Contains(measure.Id, StringComparer.Ordinal) || names.Contains(measure.Programme, StringComparer.Ordinal);
}

/// <summary>A programme: a family of measures under one authority.</summary>
/// <param name="Id">Its id: <c>us-301-tech</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Order">Its place in the order of working out.</param>
/// <param name="IsBase">Whether it is the ordinary duty.</param>
/// <param name="Exclusive">Whether a line may bear no more than one of its headings at a time.</param>
public sealed record Programme(string Id, string Title, int Order, bool IsBase, bool Exclusive);

/// <summary>A country or territory that goods can come from.</summary>
/// <param name="Alpha2">ISO 3166 alpha-2.</param>
/// <param name="Alpha3">ISO 3166 alpha-3.</param>
/// <param name="Census">The four-digit code of the US Census Bureau.</param>
/// <param name="Name">Its short name.</param>
public sealed record Country(string Alpha2, string Alpha3, string Census, string Name);
