using System.Text.Json;
using Xunit;

namespace Parley.Tests.Host;

/// <summary>The commands about many lines: panel, lines, changes, series.</summary>
public sealed class BulkCommandTests : IDisposable
{
    private const string Today = "2026-10-01";
    private readonly string folder = Directory.CreateTempSubdirectory("parley-bulk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Panel_FlatAsCsv_ShowsThePlainLineStepByStep()
    {
        var file = Path.Combine(folder, "cn.csv");

        var (code, _, _) = Shell.RunOn(
            Today,
            "panel",
            "--from",
            "CN",
            "--layout",
            "flat",
            "--since",
            "2025-01-01",
            "--out",
            file
        );

        Assert.Equal(0, code);
        var lines = File.ReadAllLines(file);
        var heads = lines[0].Split(',');
        var (from, min, max) = (
            Array.IndexOf(heads, "valid_from"),
            Array.IndexOf(heads, "total_min"),
            Array.IndexOf(heads, "total_max")
        );
        var steps = lines
            .Where(l => l.StartsWith("9503000073,", StringComparison.Ordinal))
            .Select(l => l.Split(','))
            .ToList();
        Assert.All(steps, s => Assert.Equal(s[min], s[max]));
        Assert.Equal(
            [
                "2025-01-01 0",
                "2025-02-04 10",
                "2025-03-04 20",
                "2025-04-05 30",
                "2025-04-09 104",
                "2025-04-10 145",
                "2025-05-14 30",
                "2025-11-10 20",
                "2026-02-24 10",
                "2026-07-24 12.5",
            ],
            steps.Select(s => $"{s[from]} {s[min]}"),
            StringComparer.Ordinal
        );
        Assert.False(File.Exists(file + ".part"));
    }

    [Fact]
    public void Panel_KnownEarlier_HoldsWhatWasToReturn()
    {
        var file = Path.Combine(folder, "cn.csv");

        _ = Shell.RunOn(
            Today,
            "panel",
            "--from",
            "CN",
            "--layout",
            "flat",
            "--since",
            "2025-06-09",
            "--known",
            "2025-06-09",
            "--out",
            file
        );

        var steps = File.ReadAllLines(file).Where(l => l.StartsWith("9503000073,", StringComparison.Ordinal)).ToList();
        Assert.Contains(
            steps,
            s =>
                s.StartsWith("9503000073,CN,2025-08-12,", StringComparison.Ordinal)
                && s.Contains(",54,54,", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Panel_BadUse_IsRefusedWithACure()
    {
        Refused("panel --from CN", "--out is missing");
        Refused("panel --from all --layout flat --out x.csv", "factored");
        Refused("panel --from CN --out x.xlsx", ".parquet or .csv");
        Refused("panel --from Chyna --out x.csv", "China");
        Refused("panel --from CN --since 2025-03 --out x.csv", "single day");
        Refused("panel --from CN --since 2026-01-01 --until 2025-01-01 --out x.csv", "lies before");
        Assert.Equal(3, Shell.RunOn(Today, "panel", "--from", "DE", "--since", "2019-01-01", "--out", "x.csv").Code);
    }

    [Fact]
    public void Lines_OfAHeading_AreThoseOfItsListOnTheDay()
    {
        using var before = Json("lines", "--heading", "9903.91.06", "--on", "2025-12-31", "--json");
        using var after = Json("lines", "--heading", "9903.91.06", "--on", "2026-01-01", "--json");

        Assert.Equal("not yet", before.RootElement.GetProperty("measures")[0].GetProperty("status").GetString());
        Assert.Equal("in force", after.RootElement.GetProperty("measures")[0].GetProperty("status").GetString());
        Assert.Contains(
            after.RootElement.GetProperty("lines").EnumerateArray(),
            l => l.GetProperty("code").GetString() == "8507.60.00.20" && l.GetProperty("coverage").GetString() == "full"
        );
    }

    [Fact]
    public void Lines_BadUse_IsRefusedWithACure()
    {
        Refused("lines", "name one of");
        var (code, _, error) = Shell.RunOn(Today, "lines", "--heading", "9903.88.30");
        Assert.Equal(1, code);
        Assert.Contains("is on file under no measure", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_OverTheHalvingOfTheFentanylDuty_NameTheOrder()
    {
        using var json = Json("changes", "--from", "CN", "--between", "2025-11-09", "2025-11-10", "--json");

        var programme = Assert.Single(json.RootElement.GetProperty("programmes").EnumerateArray());
        Assert.Equal("us-ieepa-fentanyl", programme.GetProperty("programme").GetString());
        Assert.Equal("EO-14357", programme.GetProperty("instruments")[0].GetString());
        var line = json
            .RootElement.GetProperty("lines")
            .EnumerateArray()
            .First(l => l.GetProperty("code").GetString() == "9503.00.00.73");
        Assert.Equal(30m, line.GetProperty("before").GetProperty("min").GetDecimal());
        Assert.Equal(20m, line.GetProperty("after").GetProperty("max").GetDecimal());
    }

    [Fact]
    public void Changes_InTheWrongOrder_AreRefused() =>
        Refused("changes --between 2025-11-10 2025-11-09", "earlier day first");

    [Fact]
    public void Series_SaysWhatItCounts_AndOneRowForEachChange()
    {
        var (code, text, _) = Shell.RunOn(
            Today,
            "series",
            "--from",
            "CN",
            "--since",
            "2025-01-01",
            "--until",
            "2025-02-28"
        );

        Assert.Equal(0, code);
        Assert.Contains("not by what was collected", text, StringComparison.Ordinal);
        Assert.Contains("2025-02-04", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2025-03-04", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_OfAnOriginWithoutWeights_IsOutsideCoverage() =>
        Assert.Equal(3, Shell.RunOn(Today, "series", "--from", "Andorra").Code);

    private static void Refused(string command, string cure)
    {
        var (code, _, error) = Shell.RunOn(Today, command.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(cure, error, StringComparison.Ordinal);
    }

    private static JsonDocument Json(params string[] args)
    {
        var (code, text, error) = Shell.RunOn(Today, args);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(text);
    }
}
