using Parley.Core;
using Parley.Tariffs;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>The law as kept in the cache is the law as read from its files; what is damaged is read anew.</summary>
public sealed class LawCacheTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void KeptLaw_AnswersAsTheFilesDo()
    {
        var read = CaseTests.Shipped.Book;
        _ = TariffBook.Load(Repo.Data, folder.FullPath);
        var kept = TariffBook.Load(Repo.Data, folder.FullPath);
        Assert.Equal(read.Measures.Select(m => m.Id).ToArray(), kept.Measures.Select(m => m.Id).ToArray());
        Assert.Equal(read.Countries, kept.Countries);
        Assert.Equal(read.Schedule.Lines, kept.Schedule.Lines);
        foreach (var (code, origin, on) in Questions())
        {
            var goods = new Goods(HtsCode.Parse(code).Value, origin, Parley.Tariffs.Facts.ShipmentFacts.None);
            var one = read.On(OnDay.Parse(on).Value, KnownDay.Parse("2026-10-10").Value).Assess(goods);
            var other = kept.On(OnDay.Parse(on).Value, KnownDay.Parse("2026-10-10").Value).Assess(goods);
            Assert.Equal((one.TotalPercent, one.Range, one.Basis), (other.TotalPercent, other.Range, other.Basis));
            Assert.Equal(one.Layers.Select(l => l.Text).ToArray(), other.Layers.Select(l => l.Text).ToArray());
            Assert.Equal(one.Refused.Select(r => r.Because).ToArray(), other.Refused.Select(r => r.Because).ToArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void DamagedCache_IsReadAnewAndReplaced(int at)
    {
        _ = TariffBook.Load(Repo.Data, folder.FullPath);
        var file = Assert.Single(Directory.GetFiles(folder.FullPath));
        var good = File.ReadAllBytes(file);
        var bad = (byte[])good.Clone();
        if (at < 0)
            bad = bad[..(bad.Length / 2)];
        else
            bad[at] ^= 1;
        File.WriteAllBytes(file, bad);
        Assert.NotEmpty(TariffBook.Load(Repo.Data, folder.FullPath).Measures);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public void CacheThatCannotBeWritten_IsDoneWithout()
    {
        var file = folder.File("taken");
        File.WriteAllText(file, "");
        Assert.NotEmpty(TariffBook.Load(Repo.Data, Path.Combine(file, "under")).Measures);
    }

    private static IEnumerable<(string Code, string Origin, string On)> Questions() =>
        [
            ("9503.00.0073", "CN", "2025-04-10"),
            ("7326.90.8688", "CN", "2026-08-15"),
            ("8703.23.0110", "DE", "2025-08-20"),
            ("8471.30.0100", "MX", "2025-05-01"),
            ("0901.21.0015", "BR", "2025-10-01"),
        ];
}
