using Parley.Host;
using Parley.Tests.Ledger;
using Parley.Tests.Ledger.Storage;
using Xunit;
using static Parley.Tests.Host.Shell;

namespace Parley.Tests.Host;

/// <summary><c>parley data</c>: exit codes and messages over good and bad folders.</summary>
public sealed class DataCommandTests
{
    [Fact]
    public void Verify_OfTheShippedData_FindsNoFault()
    {
        var run = Run("data", "verify", "--data", Repo.Data);
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.EndsWith(": no fault found.", run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfNoFolder_CountsOneFault()
    {
        var run = Run("data", "verify", "--data", "no-such-folder");
        Assert.Equal((ExitCode.InputProblems, ""), (run.Code, run.Out));
        Assert.Equal("no-such-folder: there is no such folder.\n1 fault.\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Import_OfASmallCollection_CountsRecordsByFile()
    {
        using var small = new SmallCollection();
        var run = Import(small);
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Contains("     2  ledger/actors.jsonl", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Run("data", "verify", "--data", small.Data).Code);
        Assert.Equal(ExitCode.Done, Run("data", "seal", "--data", small.Data).Code);
        var brief = Run("brief", "--data", small.Data, "--on", "2025-06-09", "--known", "2025-06-09");
        Assert.Equal((ExitCode.Done, ""), (brief.Code, brief.Error));
    }

    [Fact]
    public void Seal_NotesFromWhichPublicationAnImportedTableIs()
    {
        using var small = new SmallCollection();
        _ = Import(small);
        Directory.CreateDirectory(Path.Combine(small.Data, "tariff/us/lists"));
        File.WriteAllText(
            Path.Combine(small.Data, "tariff/us/tables.csv"),
            "path,origin\ntariff/us/lists/a.csv,note 1 of chapter 99\n"
        );
        File.WriteAllText(Path.Combine(small.Data, "tariff/us/lists/a.csv"), "code\n01\n");
        File.WriteAllText(Path.Combine(small.Data, "tariff/us/lists/b.csv"), "code\n02\n");
        Run("data", "seal", "--data", small.Data);
        var manifest = File.ReadAllText(Path.Combine(small.Data, "manifest.json"));
        Assert.Contains("note 1 of chapter 99; by 'parley data import us-tariffs'", manifest, StringComparison.Ordinal);
        Assert.Contains("written by hand from the acts", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_WithFaults_ListsThemAndSaysThatNothingWasWritten()
    {
        using var small = new SmallCollection();
        small.Change("claims.csv", "demands", "shouts");
        small.Change("market_reactions.csv", ",S1", ",S9");
        var run = Import(small);
        Assert.Equal((ExitCode.InputProblems, ""), (run.Code, run.Out));
        Assert.EndsWith(
            "2 faults; nothing was written.\n",
            run.Error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(small.Data, "manifest.json")));
    }

    [Theory]
    [InlineData("--facts-end: 'soon' is no date", "data", "import", "ledger", "--from", ".", "--facts-end", "soon")]
    [InlineData("'--facts-end' is required", "data", "import", "ledger", "--from", ".")]
    [InlineData("'--from' is required", "data", "import", "ledger", "--facts-end", "2025-06-09")]
    [InlineData("Required command was not provided", "data")]
    [InlineData("'veryfy'", "data", "veryfy")]
    public void WrongUse_IsToldAndEndsWithTwo(string message, params string[] args)
    {
        var run = Run(args);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Brief_OverABrokenFolder_ListsItsFaultsAndEndsWithOne()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("ledger"));
        File.WriteAllText(folder.File("ledger/a.jsonl"), "null\n{\n");
        File.WriteAllText(folder.File("manifest.json"), "{");
        var run = Run("brief", "--data", folder.FullPath);
        Assert.Equal((ExitCode.InputProblems, ""), (run.Code, run.Out));
        Assert.Contains("ledger/a.jsonl:1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("ledger/a.jsonl:2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("manifest.json: cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Brief_OverATextWithTerminalEscapes_SendsNoneToTheTerminal()
    {
        using var small = new SmallCollection();
        small.Change("commitments.csv", "suspend 24 points", "suspend \u001b[31m24 points");
        small.Change("market_reactions.csv", "a post", "a \u001b]0;title\u0007post");
        small.Change("sources.csv", "Reuters via AOL", "Reuters \u001b[2J");
        Assert.Equal(ExitCode.Done, Import(small).Code);
        foreach (var format in new[] { "text", "markdown", "html", "json" })
        {
            var run = Run("brief", "--data", small.Data, "--on", "2025-06-02", "--sources", "--format", format);
            Assert.Equal(ExitCode.Done, run.Code);
            Assert.DoesNotContain(run.Out, c => char.IsControl(c) && c != '\n');
        }
    }

    private static (int Code, string Out, string Error) Import(SmallCollection small) =>
        Run("data", "import", "ledger", "--from", small.From, "--facts-end", "2025-07-04", "--data", small.Data);
}
