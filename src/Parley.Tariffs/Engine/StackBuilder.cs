using Parley.Core;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>
/// Works out what is owed, for one profile in one slice: which duties cover the article, which reliefs are claimed, which
/// displace which, and on what share of the value each is charged. Where a fact decides that is not given, it stops and
/// returns the question. The order is that of the guide: scope, exemptions and reliefs, one of several, displacement,
/// top-ups.
/// </summary>
internal sealed class StackBuilder(
    Slice slice,
    Profile profile,
    BaseDuty column,
    Given given,
    Measure? forced,
    bool explain
)
{
    private readonly List<Candidate> candidates = [];
    private readonly List<Refusal> refused = [];
    private readonly Inquiry inquiry = new(slice, profile, given);
    private Question? open;

    public static Stack Build(
        Slice slice,
        Profile profile,
        BaseDuty column,
        Given given,
        Measure? forced = null,
        bool explain = false
    ) => new StackBuilder(slice, profile, column, given, forced, explain).Build();

    private Stack Build()
    {
        if (column.Rate is { } rate)
            candidates.Add(new Candidate(column.Measure, column.State, rate, 1m));
        foreach (var (measure, state) in slice.Duties)
        {
            Consider(measure, state);
            if (open is not null)
                return new Stack([], [], open);
        }

        foreach (var (measure, state) in slice.Reliefs)
            Relieve(measure, state);
        foreach (var relation in slice.Relations)
        {
            if (relation.Kind == RelationKind.OneOf)
                OneOf(relation);
        }

        TopUps();
        if (open is not null)
            return new Stack([], [], open);
        foreach (var relation in slice.Relations)
        {
            if (relation.Kind == RelationKind.Displaces)
                Displace(relation);
        }

        if (explain)
            refused.AddRange(NotInForce.Of(slice, profile));
        return new Stack([.. candidates.Where(c => c.Charged).Select(Layer)], refused, null);
    }

    /// <summary>What is owed of a duty. A relief that sets another rate is reported under its own heading, in place of the duty's.</summary>
    private Layer Layer(Candidate c)
    {
        if (c.Relief is not { Reduces: BaseReduction.None } relief)
            return new Layer(c.Measure, c.State, c.Rate, c.Share, c.Taken > 0m, c.Relief, c.ReliefState)
            {
                Claim = c.Claim,
            };
        Refuse(c.Measure, c.State, Outcome.Excluded, $"{relief.Name}: {relief.Title}", relief.Heading);
        return new Layer(relief, c.ReliefState!, c.Rate, c.Share, c.Taken > 0m, null, null) { Claim = c.Claim };
    }

    private void Consider(Measure measure, MeasureState state)
    {
        var coverage = measure.Scope.Of(profile, slice.At, slice.Known);
        if (coverage == Coverage.None)
        {
            if (explain)
                refused.Add(
                    new Refusal(
                        measure,
                        state,
                        Outcome.NotInList,
                        "the line is not among those that it covers",
                        null,
                        null
                    )
                );
            return;
        }

        if (coverage != Coverage.Full && Has(Fact.NotCovered, measure))
        {
            Refuse(
                measure,
                state,
                Outcome.NotInList,
                $"the article is not the one that {measure.Name} describes, as given"
            );
            return;
        }

        foreach (var need in measure.Needs)
        {
            switch (need.Holds(given.Facts))
            {
                case false:
                    Refuse(
                        measure,
                        state,
                        Outcome.NotInList,
                        $"it needs {need}, and {need.Fact}={given.Facts[need.Fact]!.Text} was given"
                    );
                    return;
                case null when need.Fact.Sort is FactSort.Scope or FactSort.Base:
                    open ??= inquiry.Of(measure, need);
                    return;
                case null:
                    if (explain)
                        refused.Add(
                            new Refusal(
                                measure,
                                state,
                                Outcome.NotInList,
                                $"it needs {need}, which is not found",
                                null,
                                null
                            )
                        );
                    return;
                default:
                    break;
            }
        }

        if (coverage != Coverage.Full && measure.Needs.Count == 0 && !Has(Fact.Covered, measure))
            open ??= inquiry.OfDescription(measure);
        else if (Content(measure, state) is { } share)
            candidates.Add(new Candidate(measure, state, state.Rate!, share));
    }

    /// <summary>The share of the value that a measure is charged on; null if that is an open question or nothing.</summary>
    private decimal? Content(Measure measure, MeasureState state)
    {
        if (Inquiry.Content(state.Base) is not { } fact)
            return state.Base == DutyBase.ValueAddedAbroad ? 1m - (given.Facts[Fact.UsContent]?.Share ?? 0m) : 1m;
        if (given.Facts[fact]?.Share is not { } share)
            open ??= inquiry.OfContent(measure, fact);
        else if (share > 0m)
            return share;
        else
            Refuse(
                measure,
                state,
                Outcome.NotInList,
                $"it is charged on the content of the metal, and {fact}=0 was given"
            );
        return null;
    }

    private void Relieve(Measure relief, MeasureState state)
    {
        var coverage = relief.Scope.Of(profile, slice.At, slice.Known);
        if (coverage == Coverage.None)
            return;
        var (claimed, because) = ReferenceEquals(relief, forced) ? (true, null) : Claimed(relief, coverage);
        if (!claimed)
        {
            if (explain)
                refused.Add(new Refusal(relief, state, Outcome.NotClaimed, because!, null, null));
            return;
        }

        foreach (var candidate in candidates)
        {
            if (!candidate.Charged || !relief.Concerns(candidate.Measure))
                continue;
            switch (relief.Reduces)
            {
                case BaseReduction.UsContent:
                    candidate.Share -= Math.Min(
                        candidate.Share,
                        given.Facts[Fact.UsContent]?.Share ?? LeastContent(relief)
                    );
                    candidate.RelievedBy(relief, state);
                    break;
                case BaseReduction.Chapter98:
                    candidate.Share *= given.Facts[Fact.Chapter98Value]?.Share ?? 0m;
                    candidate.RelievedBy(relief, state);
                    break;
                default:
                    candidate.Lower(relief, state);
                    break;
            }

            if (candidate.Nothing && (relief.Reduces != BaseReduction.None || state.Rate!.Kind == RateKind.Free))
                candidate.Refuse(
                    explain
                        ? new Refusal(
                            candidate.Measure,
                            candidate.State,
                            Outcome.Excluded,
                            $"{relief.Name}: {relief.Title}",
                            null,
                            relief.Heading
                        )
                        : null,
                    refused
                );
        }
    }

    private static decimal LeastContent(Measure relief) =>
        relief.Needs.FirstOrDefault(n => ReferenceEquals(n.Fact, Fact.UsContent))?.AtLeast ?? 0m;

    /// <summary>Whether an exemption applies by itself or a relief is claimed; if not, why not.</summary>
    private (bool Claimed, string? Because) Claimed(Measure relief, Coverage coverage)
    {
        var named = Has(Fact.Claim, relief) || Has(Fact.Covered, relief);
        if (Has(Fact.NotCovered, relief))
            return (false, $"the article is not the one that {relief.Name} describes, as given");
        foreach (var need in relief.Needs)
        {
            switch (need.Holds(given.Facts))
            {
                case false:
                    return (false, $"it needs {need}, and {need.Fact}={given.Facts[need.Fact]!.Text} was given");
                case null when !named:
                    return (false, $"it needs {need}, which is not claimed");
                default:
                    break;
            }
        }

        if (relief.Needs.Count > 0 || named)
            return (true, null);
        return relief.Kind == MeasureKind.Exemption && coverage == Coverage.Full
            ? (true, null)
            : (false, $"it covers only the article that it describes, which is not claimed");
    }

    private void OneOf(Relation relation)
    {
        Candidate? first = null;
        foreach (var name in relation.When)
        {
            foreach (var candidate in candidates)
            {
                if (!candidate.Charged || !Is(candidate.Measure, name))
                    continue;
                if (first is null)
                    first = candidate;
                else if (!ReferenceEquals(first, candidate))
                    candidate.Refuse(
                        explain
                            ? new Refusal(
                                candidate.Measure,
                                candidate.State,
                                Outcome.Preempted,
                                relation.Because,
                                first.Measure,
                                relation.ClaimHeading
                            )
                            : null,
                        refused
                    );
            }
        }
    }

    private void TopUps()
    {
        foreach (var candidate in candidates)
        {
            if (!candidate.Charged || !candidate.TopUp)
                continue;
            if (given.Column1Percent is { } percent)
                candidate.Rate = Rate.Percent(Math.Max(0m, candidate.Rate.AdValorem - percent));
            else
                open ??= new Question(
                    "quantity",
                    candidate.Measure,
                    [
                        given with
                        {
                            Column1Percent = column.Rate?.AdValorem ?? 0m,
                        },
                        given with
                        {
                            Column1Percent = 10_000m,
                        },
                    ]
                );
        }
    }

    private void Displace(Relation relation)
    {
        foreach (var displaced in candidates)
        {
            if (!displaced.Charged || !Relation.Names(relation.Displaces, displaced.Measure))
                continue;
            Candidate? by = null;
            foreach (var when in candidates)
            {
                if (ReferenceEquals(when, displaced) || !when.Owes || !Relation.Names(relation.When, when.Measure))
                    continue;
                by ??= when;
                if (!relation.WholeArticle)
                    displaced.Take(when, relation.ClaimHeading);
            }

            if (by is null)
                continue;
            if (relation.WholeArticle || displaced.Share <= 0m)
                displaced.Refuse(
                    explain
                        ? new Refusal(
                            displaced.Measure,
                            displaced.State,
                            Outcome.Preempted,
                            relation.Because,
                            by.Measure,
                            relation.ClaimHeading
                        )
                        : null,
                    refused
                );
        }
    }

    private void Refuse(Measure measure, MeasureState state, Outcome outcome, string because, string? claim = null)
    {
        if (explain)
            refused.Add(new Refusal(measure, state, outcome, because, null, claim));
    }

    private bool Has(Fact fact, Measure measure) =>
        given.Facts[fact] is { } value
        && value.Words.Any(w =>
            string.Equals(w, measure.Heading, StringComparison.Ordinal)
            || string.Equals(w, measure.Id, StringComparison.Ordinal)
        );

    private static bool Is(Measure measure, string name) =>
        string.Equals(measure.Id, name, StringComparison.Ordinal)
        || string.Equals(measure.Programme, name, StringComparison.Ordinal);
}
