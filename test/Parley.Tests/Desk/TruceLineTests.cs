using Parley.Desk;
using Parley.Tests.Ledger;
using Xunit;

namespace Parley.Tests.Desk;

/// <summary>The truce's clock and its extension, at the turns of the conflict.</summary>
public sealed class TruceLineTests
{
    private static TruceLine On(string on, string? known = null) =>
        Brief.On(on, known).Lines<TruceLine>("truce").Single();

    [Theory]
    [InlineData("2025-05-14", "A-2025-GVA", 1, 90, 90, null, null)]
    [InlineData("2025-06-09", "A-2025-GVA", 27, 90, 64, null, null)]
    [InlineData("2025-08-10", "A-2025-GVA", 89, 90, 2, null, null)]
    [InlineData("2025-08-11", "A-2025-GVA", 90, 90, 1, "A-2025-STK", false)] // China's notice came on the 12th
    [InlineData("2025-08-12", "A-2025-STK", 1, 90, 90, null, null)]
    [InlineData("2025-11-03", "A-2025-STK", 84, 90, 7, "A-2025-KL", false)] // spoken of at Busan, no act yet
    [InlineData("2025-11-04", "A-2025-STK", 85, 90, 6, "A-2025-KL", false)] // the US order alone
    [InlineData("2025-11-05", "A-2025-STK", 86, 90, 5, "A-2025-KL", true)]
    [InlineData("2025-11-09", "A-2025-STK", 90, 90, 1, "A-2025-KL", true)]
    [InlineData("2025-11-10", "A-2025-KL", 1, 365, 365, null, null)]
    [InlineData("2026-10-10", "A-2025-KL", 335, 365, 31, "A-2026-EXT", false)]
    public void Clock_OnADay_CountsFromTheMinuteItBegan(
        string on,
        string agreement,
        int day,
        int length,
        int left,
        string? extension,
        bool? enacted
    )
    {
        var line = On(on);
        Assert.Equal((agreement, "in force"), (line.Agreement.ToString(), line.Stage));
        Assert.Equal((day, length, left), (line.Day, line.Length, line.DaysLeft));
        Assert.Equal((extension, enacted), (line.Extension?.ToString(), line.ExtensionEnacted));
    }

    [Theory]
    [InlineData("2025-08-12T00:00-04:00", "2025-06-09", "in force")]
    [InlineData("2025-08-12T00:01-04:00", "2025-06-09", "lapsed")]
    [InlineData("2025-08-13", "2025-08-10", "lapsed")]
    [InlineData("2025-09-01", "2025-06-09", "lapsed")]
    [InlineData("2026-11-11", "2026-10-10", "lapsed")]
    [InlineData("2030-01-01", "2030-01-01", "lapsed")]
    public void TruceWithoutAnEnactedExtension_AfterItsEnd_HasLapsedByTheLawAsKnown(
        string on,
        string known,
        string stage
    )
    {
        var line = On(on, known);
        Assert.Equal(stage, line.Stage);
        if (stage == "lapsed")
            Assert.Equal((null, null, null), (line.Day, line.Length, line.DaysLeft));
    }

    [Fact]
    public void ExtensionToJanuary2027_IsToldAsAnnouncedNotEnacted()
    {
        var line = On("2026-10-10");
        Assert.True(line.LegVoid);
        Assert.Equal([new ReturnsBy(Ask.US, 0, 12.5m), new ReturnsBy(Ask.CN, 24, 34)], line.Returns);
        Assert.Contains("an extension is announced, not enacted", line.Text, StringComparison.Ordinal);
        var extension = Brief.On("2026-10-10").Line("truce", "extension");
        Assert.Contains(
            "announced, not enacted: no legal act on file of US and China",
            extension.Text,
            StringComparison.Ordinal
        );
        Ask.AreAmong(extension.Records, "A-2026-EXT", "AE-EXT-1", "AE-EXT-2");
        // Not known a day before it was spoken of.
        Assert.Null(On("2026-09-22").Extension);
    }

    [Fact]
    public void LegVoid_IsToldFromTheDayOfTheRulingOn()
    {
        Assert.False(On("2026-02-19").LegVoid);
        Assert.True(On("2026-02-20").LegVoid);
        Assert.False(On("2026-02-20", "2026-02-19").LegVoid);
        var rates = Brief.On("2026-02-23").Lines<RatesLine>("rates")[0];
        Assert.Equal(20, rates.AllGoods);
        Assert.Contains(
            "void since 20 February 2026 and collected until 24 February 2026",
            rates.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void RatesOfADayWithAStep_TellWhatHoldsByItsEnd()
    {
        var china = Brief.On("2025-05-14").Lines<RatesLine>("rates")[1];
        Assert.Equal((125m, (decimal?)10m), (china.AllGoods, china.LaterThatDay));
        var us = Brief.On("2025-05-14").Lines<RatesLine>("rates")[0];
        Assert.Equal((30m, (decimal?)null), (us.AllGoods, us.LaterThatDay));
        // A minute asked for is that minute.
        Assert.Null(Brief.On("2025-05-14T12:00+08:00", "2025-05-14").Lines<RatesLine>("rates")[1].LaterThatDay);
    }
}
