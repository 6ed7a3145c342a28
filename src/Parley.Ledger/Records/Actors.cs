using Parley.Core;

namespace Parley.Ledger;

/// <summary>A side that bears obligations. Its id is its two-letter code.</summary>
public sealed record PartyRecord : LedgerRecord
{
    /// <summary>The short name, in English.</summary>
    public required string Name { get; init; }

    /// <summary>The form that headlines use; null if it is the name itself.</summary>
    public string? ShortName { get; init; }

    /// <summary>The tz database zone in which its legal days run, such as <c>America/New_York</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>The city by which people call that zone, such as Washington.</summary>
    public required string City { get; init; }

    /// <summary>Its currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    internal override IEnumerable<string> Faults
    {
        get
        {
            if (!Party.Parse(Id.ToString()).Ok)
                yield return "the id of a party is its two-letter code, such as US";
            if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null)
                yield return $"zone '{Zone}' is not in the tz database";
        }
    }
}

/// <summary>How far a publication can be relied on.</summary>
public enum Reliability
{
    /// <summary>Official publication.</summary>
    A,

    /// <summary>Wire, newspaper, broadcaster, law firm, think tank, state media.</summary>
    B,

    /// <summary>Trade press, aggregator, notes.</summary>
    C,

    /// <summary>Blog, forum.</summary>
    D,
}

/// <summary>A publication that carries facts.</summary>
public sealed record SourceRecord : LedgerRecord
{
    /// <summary>The day of the copy that is held; it can be later than the fact became known.</summary>
    public required Moment Published { get; init; }

    /// <summary>Who published the copy, as printed.</summary>
    public required string Publisher { get; init; }

    /// <summary>The wire, ministry or publisher that first printed it; copies of one text share it.</summary>
    public required string Origin { get; init; }

    /// <summary>The kind: official_us, official_cn, wire, newspaper, …</summary>
    public required string Kind { get; init; }

    /// <summary>How far it can be relied on.</summary>
    public required Reliability Reliability { get; init; }

    /// <summary>The language, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the text was read (direct) or is known through another source that cites it (secondary).</summary>
    public required Seen Seen { get; init; }

    /// <summary>Where it is, or was.</summary>
    public required string Url { get; init; }
}

/// <summary>Whether a source was read.</summary>
public enum Seen
{
    /// <summary>The text was read.</summary>
    Direct,

    /// <summary>Known only through a source that cites or quotes it: a lead.</summary>
    Secondary,
}

/// <summary>A person or institution that speaks or acts.</summary>
public sealed record Actor : LedgerRecord
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The form that headlines use; null if it is the name itself.</summary>
    public string? ShortName { get; init; }

    /// <summary>Other forms of the name in the press.</summary>
    public IReadOnlyList<string> Variants
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The party it speaks for; null if neither.</summary>
    public Party? Side { get; init; }

    /// <summary>The offices held, each with its days; empty for an institution.</summary>
    public IReadOnlyList<Office> Offices
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What it does in this conflict.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it is an institution.</summary>
    public bool Institution { get; init; }

    /// <summary>Whether it is a party's head of state, whose word weighs most.</summary>
    public bool HeadOfState { get; init; }

    /// <summary>The office held on a day.</summary>
    /// <param name="day">The day of the act.</param>
    /// <returns>The title, or null if none is on file for that day.</returns>
    public string? OfficeOn(NodaTime.LocalDate day) =>
        Offices
            .FirstOrDefault(o =>
                (o.From is not { } from || from.FirstDay <= day) && (o.To is not { } to || day < to.FirstDay)
            )
            ?.Title;
}

/// <summary>An office held for a time.</summary>
/// <param name="Title">The title.</param>
/// <param name="From">The first day; null if not known.</param>
/// <param name="To">The day it was left (exclusive); null if held still, or not known.</param>
public sealed record Office(string Title, Moment? From = null, Moment? To = null);
