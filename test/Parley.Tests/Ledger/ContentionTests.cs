using CsCheck;
using Parley.Core;
using Parley.Ledger;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>What the parties' words do to a commitment, told in small made-up stories and in the shipped ledger.</summary>
public sealed class ContentionTests
{
    private static Story Told(string story, string obligor = "CN")
    {
        var told = new Story().Promise("C", obligor);
        foreach (var word in story.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // Such as US+03:alleges_breach, or -+03:… for a speaker of neither party.
            var (side, day, polarity) = (
                word[..word.IndexOf('+')],
                word[(word.IndexOf('+') + 1)..][..2],
                word[(word.IndexOf(':') + 1)..]
            );
            told.Say(
                side is "-" ? null : side,
                "2025-03-" + day,
                Enum.Parse<Polarity>(polarity.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
                "C"
            );
        }

        return told;
    }

    [Theory]
    [InlineData("", Contention.Unchallenged)]
    [InlineData("US+03:alleges_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_bad_faith", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_illegality", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_delay", Contention.Questioned)]
    [InlineData("US+03:alleges_shortfall", Contention.Questioned)]
    [InlineData("US+03:doubts", Contention.Questioned)]
    [InlineData("-+03:alleges_shortfall", Contention.Questioned)]
    [InlineData("-+03:alleges_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_delay US+04:alleges_breach", Contention.BreachAlleged)]
    // A denial counts from the obligor, on or after the day of an allegation.
    [InlineData("US+03:alleges_breach CN+04:denies_breach", Contention.Disputed)]
    [InlineData("US+03:alleges_breach CN+03:denies_breach", Contention.Disputed)]
    [InlineData("CN+02:denies_breach", Contention.Unchallenged)]
    [InlineData("CN+02:denies_breach US+03:alleges_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach US+04:denies_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach -+04:denies_breach", Contention.BreachAlleged)]
    [InlineData("US+03:doubts CN+04:denies_breach", Contention.Questioned)]
    // Only the side that had alleged settles it, on a later day, until it alleges again.
    [InlineData("US+03:alleges_breach US+04:asserts_resolution", Contention.Settled)]
    [InlineData("US+03:alleges_breach US+04:confirms", Contention.Settled)]
    [InlineData("US+03:alleges_breach CN+04:asserts_resolution", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach CN+04:confirms", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach -+04:confirms", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach US+04:partly_confirms", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach US+03:asserts_resolution", Contention.BreachAlleged)]
    [InlineData("US+02:asserts_resolution US+03:alleges_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach US+04:confirms US+05:alleges_delay", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach CN+04:denies_breach US+05:confirms", Contention.Settled)]
    [InlineData("US+03:alleges_breach CN+04:denies_breach US+05:confirms US+06:alleges_delay", Contention.Disputed)]
    // An allegation by nobody in particular is settled by no party.
    [InlineData("-+03:alleges_shortfall US+04:confirms", Contention.Questioned)]
    [InlineData("US+03:alleges_breach -+03:alleges_delay US+04:confirms", Contention.Questioned)]
    // Against itself a sole obligor alleges nothing.
    [InlineData("CN+03:alleges_delay", Contention.Unchallenged)]
    public void Contention_OfAStory_FollowsItsWords(string story, Contention contention) =>
        Assert.Equal(contention, Told(story).On("2025-03-31").Contention);

    [Theory]
    [InlineData("US+03:alleges_breach", Contention.BreachAlleged)]
    [InlineData("US+03:alleges_breach CN+04:denies_breach", Contention.Disputed)]
    [InlineData("US+03:alleges_breach CN+04:alleges_breach US+05:confirms", Contention.BreachAlleged)]
    public void Contention_OfAPromiseThatBindsBoth_CountsBothSides(string story, Contention contention) =>
        Assert.Equal(contention, Told(story, "US;CN").On("2025-03-31").Contention);

    [Fact]
    public void Polarities_ThatNoRuleNames_MoveNothing()
    {
        Polarity[] moving =
        [
            Polarity.AllegesBreach,
            Polarity.AllegesBadFaith,
            Polarity.AllegesIllegality,
            Polarity.AllegesDelay,
            Polarity.AllegesShortfall,
            Polarity.Doubts,
            Polarity.DeniesBreach,
            Polarity.AssertsResolution,
            Polarity.Confirms,
        ];
        foreach (var polarity in Enum.GetValues<Polarity>().Except(moving))
        {
            foreach (var side in new[] { "US", "CN", null })
            {
                var quiet = new Story().Promise("C", "CN").Say(side, "2025-03-03", polarity, "C");
                Assert.Equal(Contention.Unchallenged, quiet.On("2025-03-31").Contention);
                var loud = new Story()
                    .Promise("C", "CN")
                    .Say("US", "2025-03-03", Polarity.AllegesBreach, "C")
                    .Say(side, "2025-03-04", polarity, "C");
                Assert.Equal(Contention.BreachAlleged, loud.On("2025-03-31").Contention);
            }
        }
    }

    [Theory]
    [InlineData("TEXT", "READING", "TEXT")]
    [InlineData("TEXT", "READING", "READING")]
    [InlineData("READING", "TEXT", "TEXT")]
    [InlineData("READING", "TEXT", "READING")]
    [InlineData("READING", "OTHER", "TEXT")]
    public void AllegationAndDenial_AcrossReadingsOfOneText_Meet(string alleged, string denied, string asked)
    {
        var story = new Story()
            .Promise("TEXT", "CN")
            .Promise("READING", "CN", account: "US", reads: "TEXT")
            .Promise("OTHER", "CN", account: "CN", reads: "TEXT")
            .Promise("APART", "CN")
            .Say("US", "2025-03-03", Polarity.AllegesBreach, alleged)
            .Say("CN", "2025-03-04", Polarity.DeniesBreach, denied);
        Assert.Equal(Contention.Disputed, story.On("2025-03-31", asked).Contention);
        Assert.Equal(Contention.Unchallenged, story.On("2025-03-31", "APART").Contention);
    }

    [Fact]
    public void ClaimAboutTheWholeAgreement_StaysOnTheAgreement() =>
        Assert.Equal(
            Contention.Unchallenged,
            new Story()
                .Promise("C", "CN")
                .Say("US", "2025-03-03", Polarity.AllegesBreach, null)
                .On("2025-03-31")
                .Contention
        );

    [Fact]
    public void ClaimToCome_OrNotYetPublic_MovesNothing()
    {
        var story = new Story()
            .Promise("C", "CN")
            .Say("US", "2025-03-03", Polarity.AllegesBreach, "C", known: "2025-03-10");
        Assert.Equal(Contention.Unchallenged, story.On("2025-03-31", known: "2025-03-09").Contention);
        Assert.Equal(Contention.BreachAlleged, story.On("2025-03-03", known: "2025-03-10").Contention);
        Assert.Equal(Contention.Unchallenged, story.On("2025-03-02", known: "2025-03-10").Contention);
    }

    [Theory]
    [InlineData("2025-05-29", Contention.Unchallenged)]
    [InlineData("2025-05-30", Contention.BreachAlleged)]
    [InlineData("2025-06-02", Contention.Disputed)]
    [InlineData("2025-06-04", Contention.Disputed)]
    [InlineData("2025-06-05", Contention.Settled)] // Trump's word
    [InlineData("2025-06-07", Contention.Settled)]
    [InlineData("2025-06-08", Contention.Settled)]
    [InlineData("2025-06-09", Contention.Disputed)] // Hassett alleges delay again
    [InlineData("2025-08-11", Contention.Disputed)]
    public void RareEarthsOfGeneva_AreSettledByTheAccuserUntilItAllegesAgain(string day, Contention contention)
    {
        var view = Ask.On(day);
        Assert.Equal(contention, view.Commitment("C-GVA-CN3").Contention);
        if (view.Find<Commitment>(Ask.Id("C-GVA-CN3R")) is { } reading)
            Assert.Equal(contention, view.StateOf(reading).Contention);
    }

    private sealed record Word(int Side, int Day, Polarity Polarity, int On);

    private static readonly Polarity[] Polarities = Enum.GetValues<Polarity>();

    private static Gen<Polarity> One(params Polarity[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static readonly Gen<Word[]> Words = Gen.Select(
        Gen.Int[0, 2],
        Gen.Int[1, 6],
        Gen.OneOf(
            One(Polarity.AllegesBreach, Polarity.AllegesDelay, Polarity.Doubts, Polarity.DeniesBreach),
            One(Polarity.AssertsResolution, Polarity.Confirms, Polarity.PartlyConfirms),
            One(Polarities)
        ),
        Gen.Int[0, 1],
        (side, day, polarity, on) => new Word(side, day, polarity, on)
    ).Array[0, 9];

    private static Story Tell(Word[] words)
    {
        var story = new Story().Promise("C", "CN").Promise("R", "CN", account: "US", reads: "C");
        foreach (var w in words)
        {
            string? side = w.Side switch
            {
                0 => "US",
                1 => "CN",
                _ => null,
            };
            story.Say(side, FormattableString.Invariant($"2025-03-{w.Day:00}"), w.Polarity, w.On == 0 ? "C" : "R");
        }

        return story;
    }

    [Fact]
    public void Label_OfAnyStory_IsAFunctionOfItsEvents() =>
        Words.Sample(words =>
        {
            var state = Tell(words).On("2025-03-31");
            return state.Contention == Retold(words) && state.Label == LabelOf(state);
        });

    [Fact]
    public void Label_OfAnyStory_DoesNotDependOnTheOrderOfWriting() =>
        Gen.Select(Words, Gen.Int[0, int.MaxValue])
            .Sample(
                (words, seed) =>
                {
                    var story = Tell(words)
                        .Do("2025-03-04", Effect.PartlyPerforms, "C")
                        .Do("2025-03-02", Effect.Performs, "R");
                    var order = Enumerable.Range(0, story.Count).ToArray();
                    new Random(seed).Shuffle(order);
                    foreach (var id in new[] { "C", "R" })
                    {
                        var a = story.On("2025-03-31", id);
                        var b = Ask.On(story.BookIn(order), "2025-03-31").Commitment(id);
                        Assert.Equal(
                            (a.Label, a.Contention, a.Performance, a.Term),
                            (b.Label, b.Contention, b.Performance, b.Term)
                        );
                        Assert.Equal(a.Alleged, b.Alleged);
                        Assert.Equal(a.Denied, b.Denied);
                        Assert.Equal(a.Acts, b.Acts);
                    }
                }
            );

    [Fact]
    public void Contention_OfReadings_IsThatOfTheirText() =>
        Words.Sample(words =>
        {
            var story = Tell(words);
            return story.On("2025-03-31").Contention == story.On("2025-03-31", "R").Contention;
        });

    [Fact]
    public void Contention_OnADay_IsThatOfTheStoryToldSoFar() =>
        Gen.Select(Words, Gen.Int[1, 6])
            .Sample(
                (words, day) =>
                    Tell(words).On(FormattableString.Invariant($"2025-03-{day:00}"), known: "2025-03-31").Contention
                    == Tell([.. words.Where(w => w.Day <= day)]).On("2025-03-31").Contention
            );

    /// <summary>The rule told again, day by day: who still stands by an allegation, and whether the obligor denied one of theirs.</summary>
    private static Contention Retold(Word[] words)
    {
        const int Obligor = 1;
        var standing = new HashSet<int>();
        var ever = new HashSet<int>();
        foreach (var day in words.GroupBy(w => w.Day).OrderBy(g => g.Key))
        {
            foreach (var side in new[] { 0, 1, 2 })
            {
                var said = day.Where(w => w.Side == side).Select(w => w.Polarity).ToArray();
                if (side != Obligor && said.Any(p => Alleges(p) || Questions(p)))
                    ever.UnionWith(standing.Add(side) ? [side] : []);
                else if (side != 2 && said.Any(p => p is Polarity.AssertsResolution or Polarity.Confirms))
                    standing.Remove(side);
            }
        }

        if (standing.Count == 0)
            return ever.Count == 0 ? Contention.Unchallenged : Contention.Settled;
        var theirs = words.Where(w => standing.Contains(w.Side)).ToArray();
        var denied = words.Any(d =>
            d is { Side: Obligor, Polarity: Polarity.DeniesBreach }
            && theirs.Any(w =>
                w.Day <= d.Day
                && (Alleges(w.Polarity) || w.Polarity is Polarity.AllegesDelay or Polarity.AllegesShortfall)
            )
        );
        return denied ? Contention.Disputed
            : theirs.Any(w => Alleges(w.Polarity)) ? Contention.BreachAlleged
            : Contention.Questioned;

        static bool Alleges(Polarity p) =>
            p is Polarity.AllegesBreach or Polarity.AllegesBadFaith or Polarity.AllegesIllegality;
        static bool Questions(Polarity p) => p is Polarity.AllegesDelay or Polarity.AllegesShortfall or Polarity.Doubts;
    }

    private static string LabelOf(CommitmentState state) =>
        state.Contention switch
        {
            Contention.Disputed => "Disputed",
            Contention.BreachAlleged => "Breach alleged, no answer",
            Contention.Questioned => "Questioned",
            Contention.Settled => "Settled",
            _ => "Pending",
        };
}
