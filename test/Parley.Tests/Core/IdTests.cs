using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class IdTests
{
    [Theory]
    [InlineData("84-FR-20459")]
    [InlineData("us-9903.88.03")]
    [InlineData("C-2025-GVA/3")]
    [InlineData("0_x")]
    public void Parse_GoodId_KeepsItExactly(string text)
    {
        Assert.Equal(text, SourceId.Parse(text).Value.ToString());
        Assert.Equal(text, InstrumentId.Parse(text).Value.ToString());
        Assert.Equal(text, RecordId.Parse(text).Value.ToString());
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("A B", "a space at place 2")]
    [InlineData("A ", "a space at place 2")]
    [InlineData("Ä1", "place 1")]
    [InlineData("../etc", "does not begin")]
    [InlineData("a/../b", "does not begin")]
    [InlineData("/a", "does not begin")]
    [InlineData("a//b", "does not begin")]
    [InlineData("a/", "does not begin")]
    [InlineData("a\\b", "place 2")]
    public void Parse_BadId_SaysWhyAndWhatToDo(string? text, string reason)
    {
        Assert.Contains(reason, SourceId.Parse(text).Fault, StringComparison.Ordinal);
        Assert.Contains(reason, InstrumentId.Parse(text).Fault, StringComparison.Ordinal);
        Assert.Contains(reason, RecordId.Parse(text).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SixtyFiveCharacters_IsTooLong()
    {
        Assert.True(RecordId.Parse(new string('a', 64)).Ok);
        Assert.Contains("at most 64", RecordId.Parse(new string('a', 65)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void CompareTo_CapitalAndSmallLetters_AreDifferentAndOrdinal()
    {
        var capital = RecordId.Parse("B").Value;
        var small = RecordId.Parse("a").Value;
        Assert.True(capital.CompareTo(small) < 0);
        Assert.NotEqual(RecordId.Parse("A").Value, small);
        Assert.Equal("", default(RecordId).ToString());
    }

    [Fact]
    public void Parse_AnyText_NeverThrowsAndRoundTrips() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["aB9-._/ "], 0, 10])
            .Sample(text => !SourceId.Parse(text).TryGet(out var id) || SourceId.Parse(id.ToString()).Value == id);
}
