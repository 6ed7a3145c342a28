using Parley.Core;

namespace Parley.Ledger;

/// <summary>What the parties say about a commitment.</summary>
public enum Contention
{
    /// <summary>Nobody on file disputes it.</summary>
    Unchallenged,

    /// <summary>Delay, shortfall or doubt is alleged.</summary>
    Questioned,

    /// <summary>A breach is alleged, and the obligor has not answered.</summary>
    BreachAlleged,

    /// <summary>Alleged, and denied by the obligor.</summary>
    Disputed,

    /// <summary>Whoever had alleged says that it is settled.</summary>
    Settled,
}

/// <summary>What a claim's polarity does to contention. Each polarity does one thing; most do nothing.</summary>
internal enum Move
{
    None,
    AllegesBreach,
    Questions,
    Denies,
    Resolves,
}

/// <summary>
/// Contention is a function of claims alone. An allegation stands until its own side says that the question is settled
/// or confirms performance on a later day; it stands again once that side alleges anew. On one day allegations win.
/// A denial counts from the obligor, after an allegation. Allegations, denials and resolutions count across readings of
/// the same text.
/// </summary>
internal static class ContentionRule
{
    public static Move MoveOf(Polarity polarity) =>
        polarity switch
        {
            Polarity.AllegesBreach or Polarity.AllegesBadFaith or Polarity.AllegesIllegality => Move.AllegesBreach,
            Polarity.AllegesDelay or Polarity.AllegesShortfall or Polarity.Doubts => Move.Questions,
            Polarity.DeniesBreach => Move.Denies,
            Polarity.AssertsResolution or Polarity.Confirms => Move.Resolves,
            _ => Move.None,
        };

    /// <summary>Works out contention from what was said, in order.</summary>
    public static ContentionFinding Derive(IEnumerable<SaidClaim> said, IReadOnlyCollection<Party> obligors)
    {
        var ordered = said.OrderBy(s => s.Statement.SaidOn).ThenBy(s => s.Claim.Id).ToArray();
        var challenges = ordered
            .Where(s => MoveOf(s.Claim.Polarity) is Move.AllegesBreach or Move.Questions && !BySelf(s))
            .ToArray();
        var steps = new List<StatusStep>();
        if (challenges.Length == 0)
            return new ContentionFinding(Contention.Unchallenged, [], [], [], steps);
        var resolved = new List<SaidClaim>();
        var standing = new List<SaidClaim>();
        foreach (var side in challenges.GroupBy(c => c.Side))
        {
            var last = side.Max(c => c.Day);
            var resolution = ordered.LastOrDefault(s =>
                s.Side is not null && s.Side == side.Key && MoveOf(s.Claim.Polarity) == Move.Resolves && s.Day > last
            );
            if (resolution is null)
            {
                standing.AddRange(side);
                steps.AddRange(side.Select(Step));
                steps.AddRange(Undone(ordered, side.Key, last).Select(s => StepUndone(s, last)));
            }
            else
            {
                resolved.Add(resolution);
                steps.Add(
                    new StatusStep(
                        $"{Step(resolution).Text}, after the last allegation of that side: settled",
                        [resolution.Claim.Id, .. side.Select(c => c.Claim.Id)]
                    )
                );
            }
        }

        if (standing.Count == 0)
            return new ContentionFinding(Contention.Settled, challenges, [], resolved, steps);
        var alleged = standing.Where(s => s.Claim.Polarity != Polarity.Doubts).Select(s => s.Day).ToArray();
        var denials = ordered
            .Where(s =>
                MoveOf(s.Claim.Polarity) == Move.Denies
                && s.Side is { } side
                && obligors.Contains(side)
                && alleged.Any(day => day <= s.Day)
            )
            .ToArray();
        steps.AddRange(denials.Select(Step));
        var contention =
            denials.Length > 0 ? Contention.Disputed
            : standing.Any(s => MoveOf(s.Claim.Polarity) == Move.AllegesBreach) ? Contention.BreachAlleged
            : Contention.Questioned;
        return new ContentionFinding(contention, challenges, denials, resolved, steps);

        static StatusStep Step(SaidClaim s) =>
            new($"{s.Statement.SaidOn}: {s.Who} {Words.Of(s.Claim.Polarity)}", [s.Claim.Id]);

        static StatusStep StepUndone(SaidClaim s, NodaTime.LocalDate last) =>
            new(
                $"{Step(s).Text}: settles nothing, as that side alleges on {last.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}",
                [s.Claim.Id]
            );

        bool BySelf(SaidClaim s) => s.Side is { } side && obligors.Count == 1 && obligors.Contains(side);
    }

    /// <summary>A side's own resolutions that a later, or same-day, allegation of that side undid.</summary>
    private static IEnumerable<SaidClaim> Undone(SaidClaim[] said, Party? side, NodaTime.LocalDate last) =>
        side is null
            ? []
            : said.Where(s => s.Side == side && MoveOf(s.Claim.Polarity) == Move.Resolves && s.Day <= last);
}

/// <summary>Contention, with the claims that made it.</summary>
internal sealed record ContentionFinding(
    Contention Contention,
    IReadOnlyList<SaidClaim> Challenges,
    IReadOnlyList<SaidClaim> Denials,
    IReadOnlyList<SaidClaim> Resolutions,
    IReadOnlyList<StatusStep> Steps
);

/// <summary>One step of a derivation: what moved it, and the records it rests on.</summary>
/// <param name="Text">The step, in words.</param>
/// <param name="Records">The records.</param>
public sealed record StatusStep(string Text, IReadOnlyList<RecordId> Records);
