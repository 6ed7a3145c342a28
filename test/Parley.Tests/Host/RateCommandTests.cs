using System.Text.Json;
using Parley.Host;
using Xunit;
using static Parley.Tests.Host.Shell;

namespace Parley.Tests.Host;

/// <summary><c>parley rate</c>: the sum, the contract of its JSON, the filing, and what it refuses.</summary>
public sealed class RateCommandTests
{
    private const string Known = "2026-10-09";

    [Theory]
    [InlineData(2, "CODE: '950300073' has 9 digits", "950300073")]
    [InlineData(2, "CODE: ", "toys")]
    [InlineData(1, "8541.40.60.10 was not in the schedule on 2025-06-01", "8541.40.6010", "--on", "2025-06-01")]
    [InlineData(3, "For goods of CN the law is on file from 2018-01-01 on", "9503.00.0073", "--on", "2017-06-01")]
    [InlineData(
        3,
        "For goods of DE the law is on file from 2025-01-01 on",
        "9503.00.0073",
        "--from",
        "DE",
        "--on",
        "2024-06-01"
    )]
    [InlineData(3, "--to CN: only the duties of the United States", "9503.00.0073", "--to", "CN")]
    [InlineData(3, "holds no tariff law (tariff/us)", "9503.00.0073", "--data", ".")]
    [InlineData(2, "'Chna' is no country of origin. Did you mean 'China'?", "9503.00.0073", "--from", "Chna")]
    [InlineData(2, "Did you mean 'steel_share'?", "9503.00.0073", "--fact", "stel_share=2")]
    [InlineData(2, "'2' is none. Write 0.4", "9503.00.0073", "--fact", "steel_share=2")]
    [InlineData(2, "add up to 1.2", "9503.00.0073", "--fact", "steel_share=0.6", "--fact", "copper_share=0.6")]
    [InlineData(2, "'usmca' is no pair", "9503.00.0073", "--fact", "usmca")]
    [InlineData(2, "is negative", "9503.00.0073", "--value", "-5")]
    [InlineData(2, "--quantity", "9503.00.0073", "--quantity", "many")]
    [InlineData(3, "chapter 99, not a line of goods", "9903.88.03", "--on", "2025-06-01")]
    public void BadInput_IsRefusedWithItsReasonAndNoAnswer(int code, string message, params string[] args)
    {
        var run = Run(["rate", .. args]);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Text_BeginsWithTheSumAsAPersonWritesIt()
    {
        var run = Run("rate", "7326.90.8688", "--on", "2026-08-15", "--known", Known, "--value", "14172.00");
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains("2.9 % + 25 % + 50 % = 77.9 %", run.Out, StringComparison.Ordinal);
        Assert.Contains("410.99 + 3543.00 + 7086.00 = USD 11039.99", run.Out, StringComparison.Ordinal);
        Assert.Contains("Claimed with 9903.05.90", OneLine(run.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasTheFieldsOfTheContract()
    {
        var run = Run("rate", "7326.90.8688", "--on", "2026-08-15", "--known", Known, "--value", "14172.00", "--json");
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(77.9m, root.GetProperty("total_percent").GetDecimal());
        Assert.Equal(11039.99m, root.GetProperty("duty").GetProperty("amount").GetDecimal());
        Assert.Equal("USD", root.GetProperty("duty").GetProperty("currency").GetString());
        foreach (
            var field in new[]
            {
                "code",
                "from",
                "to",
                "on",
                "known",
                "total_specific",
                "needs",
                "coverage",
                "next_changes",
            }
        )
            Assert.True(root.TryGetProperty(field, out _), field);
        var layer = root.GetProperty("layers")
            .EnumerateArray()
            .Single(l => l.GetProperty("measure").ValueEquals("us-9903.88.03"));
        Assert.Equal("us-301-tech", layer.GetProperty("programme").GetString());
        Assert.Equal("9903.88.03", layer.GetProperty("heading").GetString());
        Assert.Equal("84-FR-20459", layer.GetProperty("instrument").GetString());
        Assert.Equal(25, layer.GetProperty("rate_percent").GetDecimal());
        Assert.Equal("customs_value", layer.GetProperty("base").GetString());
        Assert.Equal("2019-05-10", layer.GetProperty("valid_from").GetString());
        var refused = root.GetProperty("refused")
            .EnumerateArray()
            .Single(r => r.GetProperty("measure").ValueEquals("us-9903.05.31"));
        Assert.Equal("Preempted", refused.GetProperty("outcome").GetString());
        Assert.Equal("us-9903.82.02", refused.GetProperty("displaced_by").GetString());
        Assert.Equal("9903.05.90", refused.GetProperty("claim_heading").GetString());
    }

    [Fact]
    public void Json_WithoutAFactThatDecides_HasARangeAndNoTotal()
    {
        var run = Run("rate", "7326.90.8688", "--on", "2025-09-15", "--known", Known, "--json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("total_percent").ValueKind);
        Assert.Equal(57.9m, json.RootElement.GetProperty("range").GetProperty("min").GetDecimal());
        Assert.Equal(97.9m, json.RootElement.GetProperty("range").GetProperty("max").GetDecimal());
        Assert.Equal("steel_share", json.RootElement.GetProperty("needs")[0].GetString());
    }

    [Fact]
    public void Json_OfACodeThatDidNotExist_SaysSo()
    {
        var run = Run("rate", "8541.40.6010", "--on", "2025-06-01", "--json");
        Assert.Equal(1, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("DidNotExist", json.RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public void Filing_SplitsTheGoodsByWhatIsChargedOnContent()
    {
        var run = Run("rate", "7326.90.8688", "--on", "2025-09-15", "--fact", "steel_share=0.4", "--filing");
        var lines = run.Out.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["Line of the steel, 40 % of the value", "Line of the rest, 60 % of the value"],
            lines.Where(l => l.StartsWith("Line", StringComparison.Ordinal)),
            StringComparer.Ordinal
        );
        Assert.Single(lines, l => l.StartsWith("9903.81.90", StringComparison.Ordinal));
        Assert.Single(lines, l => l.StartsWith("9903.01.33", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(l => l.StartsWith("9903.88.03", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fees_StandBesideTheDutiesWithinTheirBounds()
    {
        var run = Run("rate", "9503.00.0073", "--on", "2025-10-02", "--known", Known, "--value", "1000000", "--fees");
        Assert.Contains("USD 651.50, at least USD 33.58", OneLine(run.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void KnownDayAfterTheFacts_IsSaidAtTheTop() =>
        Assert.StartsWith(
            "! facts end on 2026-10-10; law as known then",
            Run("rate", "9503.00.0073", "--on", "2026-11-01", "--known", "2026-11-20").Out,
            StringComparison.Ordinal
        );

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
