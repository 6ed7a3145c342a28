using Parley.Tariffs.Cases;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>Rule files that contradict each other or say what the engine does not know do not load.</summary>
public sealed class LawFaultTests
{
    private const string Plain = "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }";

    [Fact]
    public void Load_OfASoundLaw_HasNoFault()
    {
        using var law = new SmallLaw().Measure("us-1", Plain);
        Assert.Empty(law.Faults());
    }

    [Theory]
    [InlineData(
        "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-9 }",
        "us-1.yaml:6: names the act 'EO-9', which is not in the register"
    )]
    [InlineData("periods:\n  - { from: 2025-02-04, rate: 10% }", "us-1.yaml:6: has no 'by'")]
    [InlineData("periods:\n  - { from: soon, rate: 10%, by: EO-1 }", "'from': 'soon'")]
    [InlineData("periods:\n  - { from: 2025-02, rate: 10%, by: EO-1 }", "is longer than a day")]
    [InlineData("periods:\n  - { from: 2025-02-04, rate: ten, by: EO-1 }", "'rate': ")]
    [InlineData("periods:\n  - { from: 2025-02-04, by: EO-1 }", "has no 'rate'")]
    [InlineData("periods:\n  - { from: 2025-02-04, until: 2025-02-03, rate: 10%, by: EO-1 }", "not after it begins")]
    [InlineData(
        "periods:\n  - { from: 2025-02-04, rate: 10%, by: EO-1 }\n  - { from: 2025-02-04, rate: 20%, by: EO-1 }",
        "has two rates from 2025-02-04 on, known from the same day: 10% by EO-1, 20% by EO-1"
    )]
    [InlineData("colour: red\n" + Plain, "has 'colour', which is not known here")]
    [InlineData("scope: { lists: [us-none] }\n" + Plain, "the list 'us-none' is not on file")]
    [InlineData("scope: { codes: [12345678901] }\n" + Plain, "is no code of 2 to 10 digits")]
    [InlineData("origins: [CN, XX]\n" + Plain, "'XX' is neither a country")]
    [InlineData("base: weight\n" + Plain, "the base 'weight' is not known")]
    [InlineData("needs: { colour: red }\n" + Plain, "'colour' is no fact of a shipment")]
    [InlineData("periods: []", "has no period")]
    [InlineData("periods: [", "is no YAML")]
    public void Load_OfAFaultyMeasure_NamesFileLineAndFault(string body, string fault)
    {
        using var law = new SmallLaw().Measure("us-1", body);
        Assert.Contains(law.Faults(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfTwoMeasuresWithOneId_NamesBothFiles()
    {
        using var law = new SmallLaw()
            .Measure("us-1", Plain)
            .With("tariff/us/measures/other.yaml", $"id: us-1\nprogramme: us-a\ntitle: x\nkind: duty\n{Plain}\n");
        var fault = Assert.Single(law.Faults());
        Assert.Contains("us-1.yaml", fault, StringComparison.Ordinal);
        Assert.Contains("other.yaml", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("95030000,full,,,EO-1,\n95030000,full,2025-05-01,,EO-2,\n", "the code 95030000 stands in it twice")]
    [InlineData("95030000,full,2025-05-01,2025-05-01,EO-1,\n", "not after it begins")]
    [InlineData("toys,full,,,EO-1,\n", "'toys' is no code")]
    [InlineData("9503,mostly,,,EO-1,\n", "the coverage 'mostly' is not known")]
    [InlineData("9503,full,,,EO-7,\n", "names the act 'EO-7'")]
    public void Load_OfAFaultyList_NamesTheRow(string rows, string fault)
    {
        using var law = new SmallLaw().List("us-l", rows).Measure("us-1", "scope: { lists: [us-l] }\n" + Plain);
        Assert.Contains(law.Faults(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "  - { id: r, kind: displaces, when: [us-9], displaces: [us-1], by: EO-1, because: x }",
        "'us-9' is no measure"
    )]
    [InlineData(
        "  - { id: r, kind: beats, when: [us-1], displaces: [us-1], by: EO-1, because: x }",
        "the kind 'beats'"
    )]
    [InlineData("  - { id: r, kind: displaces, when: [us-1], displaces: [us-1], by: EO-1 }", "has no 'because'")]
    public void Load_OfAFaultyRelation_NamesIt(string text, string fault)
    {
        using var law = new SmallLaw().Measure("us-1", Plain).Relation(text);
        Assert.Contains(law.Faults(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OfTwoHeadingsOnOneLine_NamesBothFiles()
    {
        using var law = new SmallLaw()
            .Measure("us-1", "origins: [CN]\nscope: { codes: [9503] }\n" + Plain)
            .Measure("us-2", "origins: [pair]\nscope: { codes: [95030000] }\n" + Plain);
        var fault = Assert.Single(LawCheck.Faults(law.Folder));
        Assert.Contains(
            "us-1.yaml and tariff/us/measures/us-2.yaml: both charge 9503.00.00",
            fault,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Check_OfAListWithACodeThatNoNomenclatureHas_NamesIt()
    {
        using var law = new SmallLaw()
            .List("us-l", "95039999,full,,,EO-1,\n")
            .Measure("us-1", "scope: { lists: [us-l] }\n" + Plain);
        var fault = Assert.Single(LawCheck.Faults(law.Folder));
        Assert.Contains("us-l: 95039999 is in no nomenclature on file", fault, StringComparison.Ordinal);
    }
}
