using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.HouseRules;

/// <summary>Rules that are read off the text of the sources.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 400;

    // The one file that may name the machine's clock, and silence the rule to do so.
    private const string ClockOwner = "src/Parley.Host/Program.cs";

    [Fact]
    public void Sources_BelowTheHostsProgram_NameNoAmbientClock() =>
        House.Holds(
            $"Only {ClockOwner} names the machine's clock. Take a TimeProvider, or a day as an argument:",
            [
                .. House
                    .Files("src", "*.cs")
                    .Where(f => House.Named(f) is not ClockOwner)
                    .SelectMany(f => Clocks(File.ReadAllText(f)).Select(c => $"{House.Named(f)}:{c}")),
            ]
        );

    [Fact]
    public void Sources_OfAllProjects_NeverSilenceTheBannedSymbols() =>
        House.Holds(
            $"RS0030 guards the clock and the culture. Outside {ClockOwner} it is not to be silenced:",
            [
                .. House
                    .Files("src", "*.cs")
                    .Where(f => House.Named(f) is not ClockOwner)
                    .Concat(new[] { "src", "test", "bench" }.SelectMany(f => House.Files(f, "*.csproj")))
                    .Concat(Directory.EnumerateFiles(House.Root, "Directory.*"))
                    .Where(f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal))
                    .Select(House.Named),
                .. Directory
                    .EnumerateFiles(House.Root, ".editorconfig", SearchOption.AllDirectories)
                    .SelectMany(File.ReadAllLines)
                    .Where(l => l.Contains("RS0030", StringComparison.Ordinal) && !ErrorRule().IsMatch(l)),
            ]
        );

    [Fact]
    public void Sources_OfAllFiles_StayBelowTheMostLines() =>
        House.Holds(
            $"A file of more than {MostLines} lines holds two things. Split it by meaning:",
            [
                .. House
                    .Files("src", "*.cs")
                    .Concat(House.Files("test", "*.cs"))
                    .Select(f => (Name: House.Named(f), Lines: File.ReadLines(f).Count()))
                    .Where(f => f.Lines > MostLines)
                    .OrderByDescending(f => f.Lines)
                    .Select(f => FormattableString.Invariant($"{f.Name}: {f.Lines} lines")),
            ]
        );

    [Theory]
    [InlineData("var d = DateTime.Now;")]
    [InlineData("var d = System.DateTime . UtcNow.Date;")]
    [InlineData("x = DateTime.Today;")]
    [InlineData("x = DateTimeOffset.Now;")]
    [InlineData("x = DateTimeOffset.UtcNow;")]
    [InlineData("x = SystemClock.Instance.GetCurrentInstant();")]
    [InlineData("x = TimeProvider.System;")]
    public void Clocks_SourceWithAClock_NamesItsLine(string source) =>
        Assert.StartsWith("2: ", Assert.Single(Clocks("// first\n" + source)), StringComparison.Ordinal);

    [Theory]
    [InlineData("/// DateTime.Now is banned; see TimeProvider.System")]
    [InlineData("var watch = Stopwatch.StartNew();")]
    [InlineData("var d = MyDateTime.Nowhere;")]
    [InlineData("time.GetUtcNow()")]
    public void Clocks_SourceWithoutAClock_FindsNone(string source) => Assert.Empty(Clocks(source));

    private static IEnumerable<string> Clocks(string source) =>
        source
            .Split('\n')
            .Select((text, i) => (Code: Comment().Replace(text, ""), Line: i + 1))
            .SelectMany(l => Clock().Matches(l.Code).Select(m => FormattableString.Invariant($"{l.Line}: {m.Value}")));

    [GeneratedRegex(
        @"\b(DateTime\s*\.\s*(Now|UtcNow|Today)|DateTimeOffset\s*\.\s*(Now|UtcNow)|SystemClock\s*\.\s*Instance|TimeProvider\s*\.\s*System)\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Clock();

    // A comment that fills its line; one behind code may hide in a string (https://…), and is looked through.
    [GeneratedRegex(@"^\s*//.*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^dotnet_diagnostic\.RS0030\.severity\s*=\s*error\s*$", RegexOptions.None, 1000)]
    private static partial Regex ErrorRule();
}
