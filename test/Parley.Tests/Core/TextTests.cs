using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class TextTests
{
    private static readonly Gen<TextSpan> Spans = Gen.Select(
        Gen.Int[0, 30],
        Gen.Int[0, 10],
        (start, length) => new TextSpan(start, start + length)
    );

    [Fact]
    public void Parse_AnySpan_RoundTripsAndSlices() =>
        Spans.Sample(span =>
        {
            var text = new string('x', span.Start) + new string('y', span.Length) + "x";
            return TextSpan.Parse(span.ToString()).Value == span
                && string.Equals(span.Of(text), new string('y', span.Length), StringComparison.Ordinal);
        });

    [Fact]
    public void Overlaps_AnyTwoSpans_MeansASharedPosition() =>
        Gen.Select(Spans, Spans)
            .Sample(
                (a, b) =>
                    a.Overlaps(b) == Enumerable.Range(0, 50).Any(i => a.Contains(i) && b.Contains(i))
                    && a.Overlaps(b) == b.Overlaps(a)
                    && (a.Contains(b) == (b.Start >= a.Start && b.End <= a.End))
            );

    [Fact]
    public void Make_NegativeOrReversedSpan_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextSpan(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextSpan(3, 2));
        Assert.Throws<ArgumentException>(() => new TextSpan(0, 4).Of("abc"));
        Assert.Contains("ends before", TextSpan.Parse("3..2").Fault, StringComparison.Ordinal);
        Assert.All(["", "3", "-1..2", "1...2", "1..99999999999", "a..b"], s => Assert.False(TextSpan.Parse(s).Ok));
    }

    [Fact]
    public void Of_TextWithPairs_CountsUtf16Units() => Assert.Equal("税", new TextSpan(2, 3).Of("😀税率"));

    [Theory]
    [InlineData("us-301-teck", "us-301-tech")]
    [InlineData("US-310-TECH", "us-301-tech")]
    [InlineData("301-tech", "us-301-tech")]
    public void To_MisspeltName_FindsTheNearest(string wanted, string expected) =>
        Assert.Equal(expected, Nearest.To(wanted, ["us-301-tech", "us-301-ships", "us-mfn", "cn-mfn"])[0]);

    [Fact]
    public void To_NothingNear_IsEmptyAndNeverMoreThanAsked()
    {
        Assert.Empty(Nearest.To("zzzz", ["us-mfn", "cn-mfn"]));
        Assert.Empty(Nearest.To("", ["us-mfn"]));
        Assert.Empty(Nearest.To(new string('a', 100_000), ["us-mfn"]));
        Assert.Equal(["ab", "aa", "ac"], Nearest.To("ab", ["ac", "aa", "ab", "ad", "ab"]));
        Assert.Equal(["ab"], Nearest.To("ab", ["ac", "aa", "ab"], 1));
        Assert.Empty(Nearest.To("ab", ["ab"], 0));
    }

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("ca", "abc", 2)]
    public void Distance_KnownPairs_IsDamerauLevenshtein(string a, string b, int distance) =>
        Assert.Equal(distance, Nearest.Distance(a, b));

    [Fact]
    public void Distance_AnyTexts_IsAMetric()
    {
        var words = Gen.String[Gen.Char["abc"], 0, 7];
        Gen.Select(words, words, words)
            .Sample(
                (a, b, c) =>
                    Nearest.Distance(a, b) == Nearest.Distance(b, a)
                    && (Nearest.Distance(a, b) == 0) == string.Equals(a, b, StringComparison.Ordinal)
                    && Nearest.Distance(a, c) <= Nearest.Distance(a, b) + Nearest.Distance(b, c)
            );
    }
}
