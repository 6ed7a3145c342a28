using Parley.Host;
using Xunit;

namespace Parley.Tests.Host;

/// <summary><c>parley audit</c>: what was filed against what is owed.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly CommandLine shell = new();

    public AuditCommandTests() => shell.Variables["PARLEY_CACHE"] = TestCache.Folder;

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Sample_ShowsEachKindOfDifference()
    {
        var run = Audit(Sample("entries-filed-us.csv"));
        Assert.Equal((ExitCode.InputProblems, 5), (run.Code, run.Lines.Length));
        Assert.Contains("1 agree, 4 differ", run.Error, StringComparison.Ordinal);
        Assert.Contains("-2100.00,rate differs,\"filed at 34 %, due at 84%.\"", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "111250.00,heading not due,9903.01.63: Excluded: 9903.01.32",
            run.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("-840.00,heading missing,9903.01.24 (20%)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_AsFinallyOwed_NamesWhatIsVoid()
    {
        var run = Audit(Sample("entries-filed-us.csv"), "--view", "final");
        Assert.Contains("void duty collected: 5", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnswerOfDuty_AuditedAsFiled_AgreesThroughout()
    {
        var answer = shell.File("answer.csv");
        Assert.Equal(
            ExitCode.Done,
            shell.Run("duty", Sample("entries-us.csv"), "--known", "2026-10-10", "--out", answer).Code
        );
        var run = Audit(answer);
        Assert.Contains(
            "12 lines compared: 12 agree, 0 differ; 0 could not be compared",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCode.Done, run.Code);
    }

    [Fact]
    public void File_ThatDoesNotTellWhatWasFiled_IsRefused()
    {
        var run = Audit(Sample("entries-us.csv"));
        Assert.Equal(ExitCode.InputProblems, run.Code);
        Assert.Contains("does not tell what was filed", run.Error, StringComparison.Ordinal);
    }

    private Outcome Audit(string file, params string[] more) =>
        shell.Run(["audit", file, "--known", "2026-10-10", .. more]);

    private static string Sample(string name) => Path.Combine(Repo.Data, "samples", name);
}
