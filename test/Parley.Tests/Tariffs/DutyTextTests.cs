using System.Text.RegularExpressions;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>Every duty text of the schedule is read, or is listed here by name.</summary>
public sealed partial class DutyTextTests
{
    /// <summary>
    /// Forms of the general column that <see cref="DutyText"/> does not read: each is a rule that refers to other goods,
    /// to degrees or to a note. They are told as they stand, without a number.
    /// </summary>
    private static readonly string[] NotRead =
    [
        "# + #¢/jewel + #¢ for each other piece or part, but if consisting in part of a plate or a set of plates the total duty shall not exceed the duty for the complete movement",
        "#¢/kg less #¢/kg for each degree under # degrees (and fractions of a degree in proportion) but not less than #¢/kg",
        "See additional U.S. note #",
        "The rate applicable to each article in the absence of this subheading",
        "The rate applicable to each garment in the ensemble if entered separately",
        "The rate applicable to each garment in the ensemble if separately entered",
        "The rate applicable to each garment in the in the ensemble if separately entered",
        "The rate applicable to the article of which it is a part or accessory",
        "The rate applicable to the article of which it is an accessory",
        "The rate applicable to the complete, assembled movement",
        "The rate applicable to the natural juice in heading #",
        "The rate of duty applicable to that article in the set subject to the highest rate of duty",
    ];

    private static IEnumerable<ScheduleLine> Lines2025 =>
        ScheduleTests.Shipped.Lines.Where(l =>
            l.Code.Length == 8
            && string.CompareOrdinal(l.Code.Digits, "98") < 0
            && l.Basis == ScheduleBasis.Edition
            && l.From < new LocalDate(2026, 1, 1)
        );

    [Fact]
    public void GeneralTexts_OfEveryLineIn2025_AreReadOrListedHere()
    {
        var read = Lines2025.ToArray();
        Assert.InRange(read.Length, 11_400, 11_500);
        var not = read.Where(l => !DutyText.Parse(l.General).Ok)
            .Select(l => Form(l.General))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        Assert.Equal(NotRead.Order(StringComparer.Ordinal), not, StringComparer.Ordinal);
    }

    [Fact]
    public void GeneralTexts_ThatNeedMoreThanValueAndQuantity_AreFew()
    {
        var more = Lines2025.Where(l => DutyText.Parse(l.General) is not { Ok: true, Value.Rate: not null }).ToArray();
        Assert.InRange(more.Length, 200, 220);
        Assert.Equal(Rate.Percent(6.5m), DutyText.Parse("6.5% on the entire set").Value.Rate);
        Assert.Null(DutyText.Parse("98¢ each + 3% on the case").Value.Rate);
    }

    [Fact]
    public void SpecialTexts_OfEveryLine_AreReadWhole()
    {
        var columns = ScheduleTests
            .Shipped.Lines.Where(l => l.Special is not null && string.CompareOrdinal(l.Code.Digits, "98") < 0)
            .Select(l => SpecialColumn.Parse(l.Special))
            .ToArray();
        Assert.All(columns, c => Assert.Empty(c.NotUnderstood));
        var odd = columns
            .SelectMany(c => c.Rates)
            .Where(r => !r.Refers && !r.Rate.Ok)
            .Select(r => Form(r.Text))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        string[] rules =
        [
            "#¢/liter + #¢/pf. liter on ethyl alcohol content",
            "The rate applicable to the natural juice in heading #",
        ];
        Assert.Equal(rules, odd, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Free (A+,AU,BH)", "A+ AU BH: Free")]
    [InlineData("Free (AU,CL) 2.5% (KR)", "AU CL: Free; KR: 2.5%")]
    [InlineData(
        "Free (AU) See 9912.04.05 (MA) See 9915.01.01-9915.01.05 (P,P+)",
        "AU: Free; MA: See 9912.04.05; P P+: See 9915.01.01-9915.01.05"
    )]
    [InlineData("Free(AU,E IL,.OM)3%(JP)", "AU E IL OM: Free; JP: 3%")]
    [InlineData("1¢/kg (PA (KR)", "PA KR: 1¢/kg")]
    [InlineData("Free (see note 3) 4% (KR)", "KR: Free (see note 3) 4%")]
    [InlineData("see the note (EIL)", "? see the note (EIL)")]
    public void Special_IsReadIntoRatesAndSymbols(string text, string expected)
    {
        var column = SpecialColumn.Parse(text);
        var rates = column.Rates.Select(r => $"{string.Join(' ', r.Symbols)}: {r.Text}");
        Assert.Equal(expected, string.Join("; ", rates.Concat(column.NotUnderstood.Select(n => "? " + n))));
    }

    [Fact]
    public void Special_ForAProgramme_GivesItsRate()
    {
        var column = SpecialColumn.Parse("Free (A*,AU) 2.5% (KR) See 9912.04.05 (MA)");
        Assert.Equal(Rate.Percent(2.5m), column.For("kr")!.Rate.Value);
        Assert.Equal(Rate.Free, column.For("A")!.Rate.Value);
        Assert.True(column.For("MA")!.Refers);
        Assert.Null(column.For("SG"));
    }

    [Theory]
    [InlineData("2.5%", "2.5%")]
    [InlineData(
        "44¢ each + 6% on the case + 14% on the strap, band or bracelet",
        "USD 0.44/No | 6% on the case | 14% on the strap, band or bracelet"
    )]
    [InlineData("3.7¢/kg on drained weight + 8%", "USD 0.037/kg on drained weight | 8%")]
    [InlineData("16.9¢/kg of total sugars + 5.1%", "USD 0.169/kg on total sugars | 5.1%")]
    [InlineData("6.5% on the entire set", "6.5%")]
    [InlineData(
        "43¢ each + 2.8¢/jewel over 7 + 3.7% on the case",
        "USD 0.43/No | USD 0.028 per jewel on over 7 | 3.7% on the case"
    )]
    [InlineData("0.3¢/line/ gross + 4.6%", "USD 0.003 per line/gross | 4.6%")]
    public void DutyText_IsReadIntoParts(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                " | ",
                DutyText
                    .Parse(text)
                    .Value.Parts.Select(p =>
                        (p.Rate?.ToString() ?? $"{p.Amount} per {p.Per}") + (p.On is { } on ? " on " + on : "")
                    )
            )
        );

    private static string Form(string text) => Number().Replace(text, "#").Replace("#%", "#", StringComparison.Ordinal);

    [GeneratedRegex(@"\$?[0-9][0-9,.]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
