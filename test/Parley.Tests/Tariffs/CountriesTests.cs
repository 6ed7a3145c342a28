using Parley.Tariffs.Import;
using Xunit;

namespace Parley.Tests.Tariffs;

public sealed class CountriesTests
{
    private static readonly CsvFile Table = CsvFile.Read(Path.Combine(Repo.Data, "tariff", "countries.csv"));

    [Fact]
    public void Countries_HoldEveryCensusCodeOnce()
    {
        var census = Table.Rows.Select(r => r["census"]).ToList();

        Assert.Equal("census,alpha2,alpha3,name,note", string.Join(',', Table.Headers));
        Assert.Equal(240, census.Count);
        Assert.Equal(
            census.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            census,
            StringComparer.Ordinal
        );
        Assert.All(
            Table.Rows,
            r =>
            {
                Assert.True(r["census"].Length == 4 && r["census"].All(char.IsAsciiDigit), r.Where);
                Assert.True(r["alpha2"].Length == 2 && r["alpha2"].All(char.IsAsciiLetterUpper), r.Where);
                Assert.True(r["alpha3"].Length == 3 && r["alpha3"].All(char.IsAsciiLetterUpper), r.Where);
                Assert.NotEmpty(r["name"]);
            }
        );
    }

    [Fact]
    public void Countries_ShareACodeOnlyWhereANoteSaysSo()
    {
        var shared = Table.Rows.GroupBy(r => r["alpha2"], StringComparer.Ordinal).Where(g => g.Count() > 1).ToList();

        Assert.Equal("PS", Assert.Single(shared).Key);
        Assert.All(shared[0], r => Assert.NotEmpty(r["note"]));
    }

    [Theory]
    [InlineData("5700", "CN", "CHN")]
    [InlineData("5820", "HK", "HKG")]
    [InlineData("5660", "MO", "MAC")]
    [InlineData("5830", "TW", "TWN")]
    [InlineData("4803", "XK", "XKX")]
    [InlineData("4120", "GB", "GBR")]
    [InlineData("4279", "FR", "FRA")]
    [InlineData("4419", "CH", "CHE")]
    [InlineData("5800", "KR", "KOR")]
    [InlineData("5790", "KP", "PRK")]
    [InlineData("7660", "CD", "COD")]
    [InlineData("7630", "CG", "COG")]
    [InlineData("4794", "MK", "MKD")]
    [InlineData("7950", "SZ", "SWZ")]
    [InlineData("2430", "TC", "TCA")]
    [InlineData("9800", "UM", "UMI")]
    public void Countries_KnowTheIsoCodesOf(string census, string alpha2, string alpha3)
    {
        var row = Assert.Single(Table.Rows, r => r["census"] == census);

        Assert.Equal((alpha2, alpha3), (row["alpha2"], row["alpha3"]));
    }
}
