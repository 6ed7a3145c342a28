using Parley.Tariffs;
using Parley.Tariffs.Cases;
using Parley.Tests.HouseRules;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>The answers of the book against answers taken from the law (data/tariff/us/cases).</summary>
public sealed class CaseTests
{
    private static readonly string Data = Repo.Data;

    [Fact]
    public void Law_AsShipped_HasNoFault()
    {
        Assert.NotEmpty(Shipped.Book.Measures);
    }

    [Fact]
    public void Cases_OfTheLaw_AreMet()
    {
        var faults = new List<string>();
        var cases = LawCase.Read(Data, faults);
        faults.AddRange(cases.SelectMany(c => c.Check(Shipped.Book).Select(f => $"{c.Where} {c.Id} ({c.Cite}): {f}")));
        House.Holds("These answers differ from the law's (data/tariff/us/cases):", faults);
        Assert.True(cases.Count >= 150, $"There are {cases.Count} cases; at least 150 are wanted.");
    }

    internal static class Shipped
    {
        public static TariffBook Book { get; } = TariffBook.Load(Data);
    }
}
