using System.Globalization;
using CsCheck;
using Parley.Core;
using Xunit;

namespace Parley.Tests.Core;

public sealed class TariffCodeTests
{
    private static Gen<string> DigitsOf(params int[] lengths) =>
        Gen.Select(Gen.Int[1, 99], Gen.Long[0, 99_999_999], Gen.OneOf(lengths))
            .Select(
                (chapter, rest, length) =>
                    (
                        chapter.ToString("D2", CultureInfo.InvariantCulture)
                        + rest.ToString("D8", CultureInfo.InvariantCulture)
                    )[..length]
            );

    [Fact]
    public void Parse_EveryHtsCode_RoundTripsDottedAndUndotted() =>
        DigitsOf(8, 10)
            .Sample(digits =>
            {
                var code = HtsCode.Parse(digits).Value;
                Assert.Equal(digits, code.Digits);
                Assert.Equal(code, HtsCode.Parse(code.ToString()).Value);
                Assert.Equal(digits[..6], code.Hs6.Digits);
                Assert.Equal(digits[..4], code.Hs4.Digits);
                Assert.Equal(digits[..2], code.Chapter.Digits);
                Assert.Equal(digits[..8], code.Hts8.Digits);
                Assert.Equal(digits.Length, code.Length);
            });

    [Fact]
    public void Parse_EveryHsAndChineseCode_RoundTrips()
    {
        DigitsOf(2, 4, 6)
            .Sample(digits =>
            {
                var code = HsCode.Parse(digits).Value;
                Assert.Equal(digits, code.Digits);
                Assert.Equal(code, HsCode.Parse(code.ToString()).Value);
            });
        DigitsOf(8)
            .Sample(digits =>
            {
                var code = CnTariffCode.Parse(digits).Value;
                Assert.Equal(digits, code.ToString());
                Assert.Equal(code, CnTariffCode.Parse($"{digits[..4]}.{digits[4..]}").Value);
                Assert.Equal(digits[..6], code.Hs6.Digits);
                Assert.Equal(digits[..4], code.Hs4.Digits);
                Assert.Equal(digits[..2], code.Chapter.Digits);
                Assert.True(code.IsUnder(code.Hs4));
            });
    }

    [Fact]
    public void CompareTo_AnyTwoCodes_OrdersAsTheirDigitsDo() =>
        Gen.Select(DigitsOf(8, 10), DigitsOf(8, 10))
            .Sample(
                (a, b) =>
                    Math.Sign(HtsCode.Parse(a).Value.CompareTo(HtsCode.Parse(b).Value))
                    == Math.Sign(string.CompareOrdinal(a, b))
            );

    [Fact]
    public void CompareTo_ALineAndItsStatisticalLine_PutsTheLineFirst()
    {
        var line = HtsCode.Parse("8541.10.00").Value;
        var zero = HtsCode.Parse("8541.10.00.00").Value;
        Assert.NotEqual(line, zero);
        Assert.True(line.CompareTo(zero) < 0);
        Assert.True(zero.CompareTo(HtsCode.Parse("8541.10.01").Value) < 0);
    }

    [Fact]
    public void IsUnder_AnyLineAndCode_IsAPrefixOfDigits() =>
        Gen.Select(DigitsOf(10), DigitsOf(2, 4, 6), Gen.Bool)
            .Sample(
                (line, other, own) =>
                {
                    var above = own ? line[..other.Length] : other;
                    var code = HtsCode.Parse(line).Value;
                    var hs = HsCode.Parse(above).Value;
                    return code.IsUnder(hs) == line.StartsWith(above, StringComparison.Ordinal)
                        && hs.Contains(code) == code.IsUnder(hs);
                }
            );

    [Fact]
    public void Contains_OtherCodes_GoesDownOnly()
    {
        var heading = HsCode.Parse("0101").Value;
        Assert.True(heading.Contains(HsCode.Parse("0101.21").Value));
        Assert.True(heading.Contains(heading));
        Assert.False(HsCode.Parse("0101.21").Value.Contains(heading));
        Assert.True(heading.Contains(CnTariffCode.Parse("01012100").Value));
        Assert.False(default(HsCode).Contains(heading));
        var line = HtsCode.Parse("0101.21.00").Value;
        Assert.True(line.Contains(HtsCode.Parse("0101.21.00.10").Value));
        Assert.False(HtsCode.Parse("0101.21.00.10").Value.Contains(line));
    }

    [Theory]
    [InlineData("8541.10.00.80", "8541.10.00.80")]
    [InlineData("8541.10.0080", "8541.10.00.80")]
    [InlineData("  8541100080 ", "8541.10.00.80")]
    [InlineData("0101210010", "0101.21.00.10")]
    [InlineData("9903.88.03", "9903.88.03")]
    public void Parse_EveryUsualWriting_PrintsDotted(string text, string printed) =>
        Assert.Equal(printed, HtsCode.Parse(text).Value.ToString());

    [Theory]
    [InlineData("101210010", "0101.21.00.10")]
    [InlineData("101.21.00.10", "0101.21.00.10")]
    [InlineData("1012100", "0101.21.00")]
    public void Parse_NineDigits_NamesTheLostZero(string text, string proposed)
    {
        var parsed = HtsCode.Parse(text);
        Assert.False(parsed.Ok);
        Assert.Contains("spreadsheet", parsed.Fault, StringComparison.Ordinal);
        Assert.Contains("leading zero", parsed.Fault, StringComparison.Ordinal);
        Assert.Contains($"write {proposed}.", parsed.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NineDigitsThatBeginWithZero_ProposesNoChapter00() =>
        Assert.DoesNotContain("00", HtsCode.Parse("012345678").Fault!, StringComparison.Ordinal);

    [Fact]
    public void Parse_ShortenedCodesOfOtherKinds_NamesTheLostZero()
    {
        Assert.Contains("write 0101.21.00.", CnTariffCode.Parse("1012100").Fault, StringComparison.Ordinal);
        Assert.Contains("write 0101.", HsCode.Parse("101").Fault, StringComparison.Ordinal);
        Assert.Contains("write 8541.10.", HsCode.Parse("8541.1").Fault, StringComparison.Ordinal);
        Assert.Contains("after the dot", HsCode.Parse("8541.1").Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.54110E+09", "exponent")]
    [InlineData("8541-10-00", "'-' stands at place 5")]
    [InlineData("8541 10 00", "a space stands at place 5")]
    [InlineData("８５４１１０００", "place 1")]
    [InlineData("8541..1000", "'.' stands at place 6")]
    [InlineData("8541.10.00.", "'.' stands at place 11")]
    [InlineData("854.110.00", "dot in the wrong place")]
    [InlineData("8541100.0", "dot in the wrong place")]
    [InlineData("0011223344", "chapter 00")]
    [InlineData("854110", "take the 8 or 10 digits")]
    [InlineData("854110008012", "first 10 are 8541.10.00.80")]
    [InlineData("", "empty text")]
    [InlineData(null, "empty text")]
    [InlineData("8541\n100080", "U+000A")]
    public void Parse_BadHtsCode_SaysWhyAndWhatToDo(string? text, string reason) =>
        Assert.Contains(reason, HtsCode.Parse(text).Fault, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_NeverThrowsAndNeverRepairs() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789.eE+ "], 0, 16])
            .Sample(text =>
            {
                var digits = string.Concat(text.Where(char.IsAsciiDigit));
                if (HsCode.Parse(text).TryGet(out var hs))
                    Assert.Equal(digits, hs.Digits);
                if (HtsCode.Parse(text).TryGet(out var hts))
                    Assert.Equal(digits, hts.Digits);
                if (CnTariffCode.Parse(text).TryGet(out var cn))
                    Assert.Equal(digits, cn.Digits);
                Assert.True(Party.Parse(text).Ok || Party.Parse(text).Fault!.Length > 0);
            });

    [Fact]
    public void Parse_HostileText_IsShownOnOneShortLine()
    {
        var fault = HtsCode.Parse("\u001b[31m\r\n\u202e" + new string('9', 100_000)).Fault!;
        Assert.True(fault.Length < 300);
        Assert.DoesNotContain(fault, c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public void Parse_Party_TakesTwoCapitalsOnly()
    {
        Assert.Equal("CN", Party.Parse(" CN ").Value.ToString());
        Assert.Contains("Write US", Party.Parse("us").Fault, StringComparison.Ordinal);
        Assert.Contains("alpha-2", Party.Parse("USA").Fault, StringComparison.Ordinal);
        Assert.False(Party.Parse("ÄB").Ok);
        Assert.Equal("", default(Party).ToString());
    }
}
