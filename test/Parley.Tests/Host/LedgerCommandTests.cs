using System.Text.Json;
using Parley.Tests.Core;
using Xunit;

namespace Parley.Tests.Host;

/// <summary><c>parley ledger list</c> and <c>show</c>.</summary>
public sealed class LedgerCommandTests : IDisposable
{
    private readonly CommandLine parley = new();

    [Fact]
    public void List_ByTypePartyAndDates_GivesOneLineEachAndACount()
    {
        var done = List("--type", "talk", "--party", "CN", "--since", "2025-06-01", "--until", "2025-07-01");
        Assert.Equal(0, done.Code);
        Assert.Equal(4, done.Lines.Length);
        Assert.Matches("^id +type +date +party +status +summary$", done.Lines[0]);
        Assert.Matches("^T-2025-06C +talk +2025-06-05 +US,CN +held +Trump-Xi call$", done.Lines[1]);
        Assert.Matches("^T-2025-06 +talk +2025-06-09 +US,CN +ongoing +London talks", done.Lines[2]);
        Assert.Equal("2 records; on 2025-06-09, as known on 2025-06-09", done.Lines[3]);
    }

    [Fact]
    public void List_Piped_IsPlainAndNoWiderThan120()
    {
        var done = List();
        Assert.DoesNotContain('\u001b', done.Out);
        Assert.All(done.Lines, l => Assert.InRange(l.Length, 1, 120));
        Assert.All(done.Lines, l => Assert.Equal(l.TrimEnd(), l));
    }

    [Theory]
    [InlineData("Disputed, partly performed")]
    [InlineData("disputed")]
    public void List_ByStatus_TakesTheLabelOrAPartOfIt(string label)
    {
        var records = List("--type", "commitment", "--status", label, "--json").Json.GetProperty("records");
        Assert.Contains("C-GVA-CN3", Ids(records), StringComparer.Ordinal);
        Assert.All(
            records.EnumerateArray(),
            r => Assert.StartsWith("Disputed", r.GetProperty("status").GetString(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void List_ByAStatusThatNobodyHas_NamesThoseThereAre()
    {
        var done = List("--type", "talk", "--status", "hled");
        Assert.Equal(0, done.Code);
        Assert.Contains("no record has the status 'hled'. Did you mean: held?", done.Error, StringComparison.Ordinal);
        Assert.StartsWith("0 records;", done.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void List_ByTopic_FindsClaimsOfTheCommitmentsOnIt()
    {
        var records = List("--topic", "non-tariff counter", "--json").Json.GetProperty("records");
        Assert.Contains("C-GVA-CN3", Ids(records), StringComparer.Ordinal);
        Assert.Contains("CL-0106", Ids(records), StringComparer.Ordinal);
        Assert.DoesNotContain("C-GVA-US1", Ids(records), StringComparer.Ordinal);
    }

    [Fact]
    public void List_AnUnknownType_SuggestsTheNearest()
    {
        var done = List("--type", "clam");
        Assert.Equal(2, done.Code);
        Assert.Contains("'clam' is unknown (did you mean claim?)", done.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since", "2025-02-30")]
    [InlineData("--party", "china")]
    [InlineData("--on", "tomorrow")]
    public void List_AValueThatCannotBeRead_IsWrongUse(string option, string value)
    {
        var done = parley.Run("ledger", "list", option, value);
        Assert.Equal(2, done.Code);
        Assert.StartsWith($"parley: {option}: ", done.Error, StringComparison.Ordinal);
        Assert.Empty(done.Out);
    }

    [Fact]
    public void List_KnownBeforeTheFirstFact_IsOutsideCoverage()
    {
        var done = parley.Run("ledger", "list", "--known", "2017-01-01");
        Assert.Equal(3, done.Code);
        Assert.Contains("nothing on file was known by 2017-01-01", done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void List_KnownAfterTheFactsEnd_SaysSoFirst()
    {
        var done = parley.Run("ledger", "list", "--type", "party", "--known", "2027-01-01");
        Assert.Equal(0, done.Code);
        Assert.Matches("^facts end on 2026-[0-9]{2}-[0-9]{2}; law as known then$", done.Lines[0]);
    }

    [Fact]
    public void Show_ACommitment_TellsItsStepsAndPublications()
    {
        var done = Show("C-GVA-CN3");
        Assert.Equal(0, done.Code);
        Assert.Contains("  status               Disputed, partly performed", done.Lines, StringComparer.Ordinal);
        Assert.Contains(
            "  agreement            A-2025-GVA: Geneva joint statement",
            done.Lines,
            StringComparer.Ordinal
        );
        Assert.Contains("  - 2025-06-02: MOFCOM denies breach [CL-0106]", done.Lines, StringComparer.Ordinal);
        Assert.Contains("  - term: due (2025-05-14) [C-GVA-CN3]", done.Lines, StringComparer.Ordinal);
        Assert.Contains(
            "  - CNA-0530: CNA/Reuters (wire, reliability B); copy held: 2025-05-30;",
            done.Lines,
            StringComparer.Ordinal
        );
        Assert.Contains(done.Lines, l => l.Contains("https://", StringComparison.Ordinal));
        Assert.Contains(done.Lines, l => l.StartsWith("  - CL-0106 (claim, as commitment)", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_InJson_HasTheRecordAndWhatBearsOnIt()
    {
        var answer = Show("CL-0101", "--json").Json;
        Assert.Equal("claim", answer.GetProperty("type").GetString());
        Assert.Equal("CL-0101", answer.GetProperty("record").GetProperty("id").GetString());
        Assert.NotEmpty(answer.GetProperty("steps").EnumerateArray());
        Assert.Contains(
            "denies",
            answer.GetProperty("links_in").EnumerateArray().Select(l => l.GetProperty("relation").GetString()),
            StringComparer.Ordinal
        );
        Assert.False(answer.GetProperty("own").GetBoolean());
    }

    [Fact]
    public void Show_EveryRecordOnFile_IsToldInWordsAndJson()
    {
        // One of each type: the types differ, not their records.
        var all = parley.Run("ledger", "list", "--known", "2026-10-10", "--json").Json.GetProperty("records");
        var one = all.EnumerateArray()
            .GroupBy(r => r.GetProperty("type").GetString(), StringComparer.Ordinal)
            .Select(g => g.Last());
        foreach (var id in one.Select(r => r.GetProperty("id").GetString()!))
        {
            var words = parley.Run("ledger", "show", id, "--known", "2026-10-10");
            Assert.True(words.Code == 0, words.Error);
            Assert.StartsWith(id, words.Out, StringComparison.Ordinal);
            Assert.Equal(
                id,
                parley
                    .Run("ledger", "show", id, "--known", "2026-10-10", "--json")
                    .Json.GetProperty("record")
                    .GetProperty("id")
                    .GetString()
            );
        }
    }

    [Fact]
    public void Show_AMeasureAndAnAgreement_TellTheirLife()
    {
        Assert.Contains(
            Show("US-REC-10").Lines,
            l =>
                l.Contains(
                    "24 points suspended from 2025-05-14T00:01-04:00 until 2025-08-12T00:01-04:00; at the end: returns (runs)",
                    StringComparison.Ordinal
                )
        );
        var agreement = Show("A-2025-GVA");
        Assert.Contains("  status               in force", agreement.Lines, StringComparer.Ordinal);
        Assert.Contains(agreement.Lines, l => l.StartsWith("  - in force from 2025-05-14", StringComparison.Ordinal));
    }

    [Fact]
    public void Show_FieldsThatRestOnGeneralKnowledge_AreFlagged() =>
        Assert.Contains(
            parley.Run("ledger", "show", "EC-2023-GAGE").Lines,
            l => l.StartsWith("  background           announced: general knowledge", StringComparison.Ordinal)
        );

    [Fact]
    public void Show_AnUnknownId_SuggestsTheNearest()
    {
        var done = Show("C-GVA-CN9");
        Assert.Equal(2, done.Code);
        Assert.Equal(
            "parley: no record C-GVA-CN9 is on file (did you mean C-GVA-CN1, C-GVA-CN2, C-GVA-CN3?).",
            done.Errors[^1]
        );
    }

    [Fact]
    public void Show_ARecordNotYetKnown_SaysSinceWhenItIs()
    {
        var done = Show("C-KL-CN3");
        Assert.Equal(3, done.Code);
        Assert.Contains(
            "C-KL-CN3 was not known by 2025-06-09: it became known on 2025-10-30",
            done.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void ListShowAndExport_UnderAnotherCulture_AreTheSame(string culture)
    {
        string[][] commands =
        [
            ["list", "--known", "2026-10-10"],
            ["show", "US-REC-10", "--known", "2026-10-10"],
            ["export", "--type", "release", "--format", "csv"],
            ["list", "--json", "--known", "2026-10-10"],
        ];
        var before = commands.Select(c => parley.Run(["ledger", .. c])).ToArray();
        using (Cultures.Use(culture))
            Assert.Equal(before, commands.Select(c => parley.Run(["ledger", .. c])).ToArray());
    }

    public void Dispose() => parley.Dispose();

    private static IEnumerable<string?> Ids(JsonElement records) =>
        records.EnumerateArray().Select(r => r.GetProperty("id").GetString());

    private Outcome List(params string[] args) =>
        parley.Run(["ledger", "list", "--on", "2025-06-09", "--known", "2025-06-09", .. args]);

    private Outcome Show(params string[] args) =>
        parley.Run(["ledger", "show", .. args, "--on", "2025-06-09", "--known", "2025-06-09"]);
}
