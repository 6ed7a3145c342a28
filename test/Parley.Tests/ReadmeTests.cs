using Parley.Tests.Host;
using Xunit;

namespace Parley.Tests;

/// <summary>
/// Every example in the documents is run and compared. With <c>PARLEY_ACCEPT=1</c> the blocks that differ are written
/// anew, with their gaps.
/// </summary>
public sealed class ReadmeTests
{
    // What stands in the documents for the folder into which a reader has cloned.
    private const string Home = "~/parley";

    private static readonly DateTimeOffset Today = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Documents =>
        [
            .. Directory
                .EnumerateFiles(House.Root, "*.md")
                .Order(StringComparer.Ordinal)
                .Concat(House.Files("docs", "*.md"))
                .Concat(House.Files("bench", "*.md"))
                .Select(House.Named)
                .Where(d => ConsoleExample.In(d, File.ReadAllLines(House.PathOf(d))).Any()),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Examples_OfADocument_PrintWhatItShows(string document)
    {
        var lines = File.ReadAllLines(House.PathOf(document)).ToList();
        var faults = new List<string>();
        // From the last, so that a block written anew does not move those still to come.
        foreach (var example in ConsoleExample.In(document, lines).Reverse().ToArray())
        {
            var output = Run(example);
            if (example.Matches(output))
                continue;
            var renewed = example.Renewed(output);
            if (House.Accepts)
            {
                lines.RemoveRange(example.Line, example.Shown.Count);
                lines.InsertRange(example.Line, renewed);
                if (ConsoleExample.Parts(renewed).Count < ConsoleExample.Parts(example.Shown).Count)
                    faults.Insert(0, $"{document}: $ {example.Command}: a part is printed no more and was left out.");
                continue;
            }

            faults.Insert(
                0,
                FormattableString.Invariant($"{document}:{example.Line}: $ {example.Command}\n")
                    + Stored.Difference(string.Join('\n', example.Shown), string.Join('\n', renewed))
            );
        }

        if (House.Accepts)
            File.WriteAllText(House.PathOf(document), string.Join('\n', lines) + "\n");
        House.Holds(
            "These examples print something else (- shown, + printed). If that is meant, run the tests with PARLEY_ACCEPT=1:",
            faults
        );
    }

    [Fact]
    public void Readme_OfTheRepository_HoldsExamples() =>
        Assert.True(
            ConsoleExample.In("README.md", File.ReadAllLines(House.PathOf("README.md"))).Count() >= 4,
            "README.md shows fewer than four commands with what they print."
        );

    [Theory]
    [InlineData("a|b|c", "a|b|c", true)]
    [InlineData("a|b", "a|b|c", false)]
    [InlineData("a|[…]|c", "a|b|c", true)]
    [InlineData("a|[…]|c", "a|c", false)]
    [InlineData("a|  […]|c|d", "a|b|c|d", true)]
    [InlineData("a|[…]|c|e", "a|b|c|d|e", false)]
    [InlineData("[…]|c", "a|b|c", true)]
    [InlineData("[…]|c", "c", false)]
    [InlineData("a|[…]", "a|b|c", true)]
    [InlineData("a|[…]", "a", false)]
    [InlineData("a|[…]|c|[…]|e", "a|b|c|d|e", true)]
    [InlineData("a|[…]|d|[…]|c|[…]", "a|b|c|d|e", false)]
    [InlineData("b|[…]", "a|b|c", false)]
    [InlineData("[…]|b", "a|b|c", false)]
    public void Matches_ShownWithGaps_OnlyWhatIsPrintedInOrder(string shown, string printed, bool matches) =>
        Assert.Equal(matches, Example(shown).Matches(printed.Split('|')));

    [Theory]
    [InlineData("", "a|b", "a|b")]
    [InlineData("a|[…]|total 1", "a|b|total 2", "a|[…]|total 2")]
    [InlineData("a|[…]|the sum is 1|end|[…]|z", "a|b|the sum is 2|new|end|c|z", "a|[…]|the sum is 2|new|end|[…]|z")]
    [InlineData("a|[…]|gone|[…]|z", "a|b|c|z", "a|[…]|z")]
    [InlineData("a|b|[…]", "a|x|y", "a|x|[…]")]
    [InlineData("a||b|b|c||[…]|z", "a||b|b|c||d||z", "a||b|b|c||[…]|z")]
    [InlineData("a||b 1|c|[…]|z", "a||b 2|new|c|d||z", "a||b 2|new|c|[…]|z")]
    public void Renewed_ShownWithGaps_KeepsThemWhereTheyWere(string shown, string printed, string renewed)
    {
        var output = printed.Split('|');
        var now = Example(shown).Renewed(output);
        Assert.Equal(renewed, string.Join('|', now));
        Assert.True(Example(string.Join('|', now)).Matches(output));
    }

    [Fact]
    public void In_ADocument_FindsCommandsAndWhatTheyPrint()
    {
        var text = """
            ```console
            $ ./parley brief --since 'a b' ""
            one
            $ ./parley
            ```
            ```console
            $ ./test.sh
            no
            ```
            ```sh
            $ ./parley no
            ```
            """;
        var found = ConsoleExample.In("x.md", text.ReplaceLineEndings("\n").Split('\n')).ToList();
        Assert.Equal([2, 4], found.Select(e => e.Line));
        Assert.Equal(["brief", "--since", "a b", ""], found[0].Arguments);
        Assert.Equal(["one"], found[0].Shown);
        Assert.Empty(found[1].Shown);
    }

    private static ConsoleExample Example(string shown) => new("", 1, "", shown.Length == 0 ? [] : shown.Split('|'));

    // What a terminal would show: the answer, then what went to the error stream.
    private static string[] Run(ConsoleExample example)
    {
        using var shell = new CommandLine();
        shell.Clock.SetUtcNow(Today);
        var done = shell.Run([.. example.Arguments]);
        var text = (done.Out + done.Error).Replace(House.Root, Home, StringComparison.Ordinal);
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }
}
