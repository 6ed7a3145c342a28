using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>A claim with the statement it stands in and who spoke, in the office held on that day.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Speaker">The speaker; null if unnamed.</param>
/// <param name="Office">The office held on the day; null if none is on file.</param>
public sealed record SaidClaim(Claim Claim, Statement Statement, Actor? Speaker, string? Office)
{
    /// <summary>The party spoken for; null if neither.</summary>
    public Party? Side => Statement.Side;

    /// <summary>The day it was said.</summary>
    public LocalDate Day => Statement.SaidOn.FirstDay;

    /// <summary>Who spoke, in a word or two.</summary>
    public string Who => Speaker is null ? Statement.Channel : Words.ShortName(Speaker);
}

/// <summary>How far a claim is borne out by other claims and acts on file. Not whether it is true.</summary>
public enum Support
{
    /// <summary>Nothing on file bears on it.</summary>
    Uncorroborated,

    /// <summary>Something on file supports part of it.</summary>
    PartlyCorroborated,

    /// <summary>Somebody else confirms it.</summary>
    Corroborated,

    /// <summary>The other side confirms it, against its own interest.</summary>
    CorroboratedByOpponent,

    /// <summary>Denied or contradicted, and nothing supports it.</summary>
    Contradicted,

    /// <summary>Supported by some and denied by others.</summary>
    Disputed,
}

/// <summary>What became of a claim in its speaker's own mouth.</summary>
public enum ClaimStage
{
    /// <summary>Said, and left so.</summary>
    Asserted,

    /// <summary>Said again by its side.</summary>
    Restated,

    /// <summary>Said again by its speaker, less firmly.</summary>
    Softened,

    /// <summary>Taken back by its speaker.</summary>
    Withdrawn,

    /// <summary>The record was wrong: a later one supersedes it.</summary>
    Corrected,
}

/// <summary>A claim's support.</summary>
/// <param name="Support">How far it is borne out.</param>
/// <param name="Links">The links that say so.</param>
/// <param name="Origins">How many independent publications first printed it: copies of one text count once.</param>
public sealed record ClaimSupport(Support Support, IReadOnlyList<ClaimLink> Links, int Origins);

public sealed partial class LedgerView
{
    private SaidClaim[]? said;

    /// <summary>Everything said by the day asked about, in order.</summary>
    public IReadOnlyList<SaidClaim> Said =>
        said ??= [
            .. All<Claim>()
                .Select(c => (Claim: c, Statement: Find<Statement>(c.Statement)))
                .Where(p => p.Statement is { } s && Happened(s.SaidOn, s.Side))
                .Select(p =>
                {
                    var speaker = Find<Actor>(p.Statement!.Speaker);
                    return new SaidClaim(p.Claim, p.Statement, speaker, speaker?.OfficeOn(p.Statement.SaidOn.FirstDay));
                })
                .OrderBy(s => s.Statement.SaidOn)
                .ThenBy(s => s.Claim.Id),
        ];

    /// <summary>Whether a link counts: it is known from the later of its own day and its two ends.</summary>
    /// <param name="link">The link.</param>
    /// <returns>True if both ends are known.</returns>
    public bool LinkKnown(ClaimLink link) => visible.ContainsKey(link.From) && visible.ContainsKey(link.To);

    /// <summary>Works out what became of a claim in its speaker's own mouth.</summary>
    /// <param name="claim">The claim, also one that a later record supersedes.</param>
    /// <returns>Its stage, by what was said up to the day asked about.</returns>
    public ClaimStage StageOf(Claim claim)
    {
        if (!visible.ContainsKey(claim.Id))
            return ClaimStage.Corrected;
        if (All<ClaimLink>().Any(l => l.To == claim.Id && l.Relation == LinkRelation.Withdraws && LinkKnown(l)))
            return ClaimStage.Withdrawn;
        var own = Said.FirstOrDefault(s => s.Claim.Id == claim.Id);
        if (own is null)
            return ClaimStage.Asserted;
        var softened = Said.Any(s =>
            s.Claim.Id != claim.Id
            && s.Claim.Hedge == "softened"
            && s.Speaker is not null
            && s.Speaker.Id == own.Speaker?.Id
            && s.Claim.Polarity == claim.Polarity
            && (s.Claim.Agreement, s.Claim.Commitment) == (claim.Agreement, claim.Commitment)
            && s.Statement.SaidOn.CompareTo(own.Statement.SaidOn) >= 0
        );
        if (softened && claim.Hedge != "softened")
            return ClaimStage.Softened;
        var restated = All<ClaimLink>()
            .Any(l => l.To == claim.Id && l.Relation == LinkRelation.Restates && LinkKnown(l));
        return restated ? ClaimStage.Restated : ClaimStage.Asserted;
    }

    /// <summary>Works out how far a claim is borne out.</summary>
    /// <param name="claim">The claim.</param>
    /// <returns>Its support.</returns>
    public ClaimSupport SupportOf(Claim claim)
    {
        var links = All<ClaimLink>()
            .Where(l =>
                LinkKnown(l)
                && (
                    l.To == claim.Id || (l.From == claim.Id && (IsAct(l.To) || l.Relation == LinkRelation.NotInReadout))
                )
            )
            .ToArray();
        var side = Find<Statement>(claim.Statement)?.Side;
        var confirms = links
            .Where(l => l.Relation is LinkRelation.Confirms or LinkRelation.ConfirmsAct or LinkRelation.ReportsAct)
            .ToArray();
        var partly = links.Any(l => l.Relation is LinkRelation.ConfirmsInPart or LinkRelation.SupportsInPart);
        // A readout that leaves a claim out is silent: neither the claim nor the readout is contradicted by it.
        var denied = links.Any(l => l.Relation is LinkRelation.Denies or LinkRelation.ContradictsQuantity);
        var byOpponent = confirms.Any(l =>
            Find<Claim>(l.From) is { } other
            && Find<Statement>(other.Statement)?.Side is { } theirs
            && side is { } mine
            && theirs != mine
        );
        var support =
            denied ? (confirms.Length > 0 || partly ? Support.Disputed : Support.Contradicted)
            : byOpponent ? Support.CorroboratedByOpponent
            : confirms.Length > 0 ? Support.Corroborated
            : partly ? Support.PartlyCorroborated
            : Support.Uncorroborated;
        var origins = SourcesOf(claim).Select(s => s.Origin).Distinct(StringComparer.Ordinal).Count();
        return new ClaimSupport(support, links, origins);

        bool IsAct(RecordId id) => visible.GetValueOrDefault(id) is PerformanceEvent or LicenceEvent;
    }
}
