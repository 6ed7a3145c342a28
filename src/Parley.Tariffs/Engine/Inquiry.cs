using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>The questions about missing facts, each with the answers that can make a difference.</summary>
internal sealed class Inquiry(Slice slice, Profile profile, Given given)
{
    /// <summary>A trace of the metal: enough that the article is subject to the duty, not enough to be felt.</summary>
    private const decimal Trace = 0.000001m;

    /// <summary>The fact that gives the content which a base is charged on; null for other bases.</summary>
    public static Fact? Content(DutyBase on) =>
        on switch
        {
            DutyBase.Steel => Fact.SteelShare,
            DutyBase.Aluminum => Fact.AluminumShare,
            DutyBase.Copper => Fact.CopperShare,
            _ => null,
        };

    public Question Of(Measure measure, Need need)
    {
        var answers = need.Fact.Type switch
        {
            FactType.Flag => new[] { FactValue.OfFlag(true), FactValue.OfFlag(false) },
            FactType.Share => [FactValue.OfShare(0m), FactValue.OfShare(1m)],
            _ when ReferenceEquals(need.Fact, Fact.Quota) => [FactValue.OfWord("in"), FactValue.OfWord("out")],
            _ => [.. WordsAsked(need.Fact).Select(FactValue.OfWord), FactValue.OfWord("other")],
        };
        return new Question(need.Fact.Name, measure, [.. answers.Select(a => Answer(need.Fact, a))]);
    }

    public Question OfDescription(Measure measure) =>
        new(
            Fact.Covered.Name,
            measure,
            [
                Answer(Fact.Covered, Added(Fact.Covered, measure)),
                Answer(Fact.NotCovered, Added(Fact.NotCovered, measure)),
            ]
        );

    /// <summary>Content is nothing, or all that other metals leave; or a trace, where that alone displaces another duty.</summary>
    public Question OfContent(Measure measure, Fact fact)
    {
        var others =
            (given.Facts[Fact.SteelShare]?.Share ?? 0m)
            + (given.Facts[Fact.AluminumShare]?.Share ?? 0m)
            + (given.Facts[Fact.CopperShare]?.Share ?? 0m);
        var rest = Math.Max(0m, 1m - others);
        decimal[] shares = slice.TakesWhole ? [0m, Math.Min(rest, Trace), rest] : [0m, rest];
        return new Question(
            fact.Name,
            measure,
            [.. shares.Distinct().Select(share => Answer(fact, FactValue.OfShare(share)))]
        );
    }

    /// <summary>The words that make a difference: those that a duty on the line asks for.</summary>
    private IEnumerable<string> WordsAsked(Fact fact) =>
        slice
            .Duties.Where(d => d.Measure.Scope.Of(profile, slice.At, slice.Known) != Coverage.None)
            .SelectMany(d => d.Measure.Needs)
            .Where(n => ReferenceEquals(n.Fact, fact))
            .SelectMany(n => n.Words)
            .Where(w => w is not "other")
            .Distinct(StringComparer.Ordinal);

    private FactValue Added(Fact fact, Measure measure) =>
        FactValue.OfWords([.. given.Facts[fact]?.Words ?? [], measure.Name]);

    private Given Answer(Fact fact, FactValue value) => given with { Facts = given.Facts.With(fact, value) };
}
