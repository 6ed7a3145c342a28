using System.Globalization;
using System.Text.Json;
using Parley.Desk;
using Parley.Host;
using Parley.Tests.Core;
using Parley.Tests.Ledger.Storage;
using Xunit;
using static Parley.Tests.Host.Shell;

namespace Parley.Tests.Host;

/// <summary><c>parley brief</c>: what it refuses and says, and what it answers in every format, place and language.</summary>
public sealed class BriefCommandTests
{
    private static readonly string[] Formats = ["text", "markdown", "html", "json"];

    [Theory]
    [InlineData(2, "--on: '2025-02-30' names day 30; 2025-02 has days 01 to 28.", "--on", "2025-02-30")]
    [InlineData(2, "--on: 'yesterday' is no date. Write", "--on", "yesterday")]
    [InlineData(2, "--on: '2025-06' is longer than a day. Ask for one day, such as 2025-06-01.", "--on", "2025-06")]
    [InlineData(2, "--on: '2025-06-09T12:00' is no minute with an offset.", "--on", "2025-06-09T12:00")]
    [InlineData(2, "--on: An empty text is no date.", "--on", "")]
    [InlineData(2, "--known: '9 June 2025' is no date. Write", "--known", "9 June 2025")]
    [InlineData(2, "--since: 'monday' is no date. Write", "--since", "monday")]
    [InlineData(3, "--known 2017-01-01 lies before the first fact on file (2018-04-01)", "--known", "2017-01-01")]
    [InlineData(3, "--on 2018-01-01 lies before the first fact on file (2018-04-01)", "--on", "2018-01-01")]
    [InlineData(2, "--since 2025-06-10 is not before --known 2025-06-09", "--since", "2025-06-10")]
    [InlineData(2, "--since 2025-06-09 is not before --known 2025-06-09", "--since", "2025-06-09")]
    [InlineData(2, "'pdf'", "--format", "pdf")]
    [InlineData(2, "'--colour'", "--colour")]
    [InlineData(3, "No ledger in ", "--data", ".")]
    public void BadInput_IsRefusedWithItsReasonAndNoAnswer(int code, string message, params string[] args)
    {
        var run = Run(["brief", .. args]);
        Assert.Equal(code, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("parley: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void WithoutDays_AsksAboutTodayAsKnownToday()
    {
        var run = Run("brief", "--json");
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal(Run("brief", "--on", "2025-06-09", "--known", "2025-06-09", "--format", "json").Out, run.Out);
    }

    [Fact]
    public void UnreadableDay_NeverBecomesToday() =>
        Assert.All(
            new[] { "today", "2025-6-9", "09.06.2025", "2025/06/09", "2025-06-09 ", "20250609" },
            text =>
            {
                var run = Run("brief", "--on", text, "--json");
                Assert.True(
                    run.Code == 2 || run.Out.Contains("\"on\": \"2025-06-09\"", StringComparison.Ordinal),
                    text
                );
                Assert.True(run.Code == 2 || text.Trim() is "2025-06-09", text);
            }
        );

    public static TheoryData<string> SampledDays()
    {
        var days = new TheoryData<string>
        {
            "2018-04-02",
            "2018-12-01",
            "2019-03-01",
            "2020-01-15",
            "2021-06-01",
            "2025-06-09T00:00Z",
            "2025-08-12T00:01-04:00",
            "2026-10-10",
            "2026-10-11",
            "2030-01-01",
        };
        for (var day = Ledger.Ask.Day("2025-01-20"); day < Ledger.Ask.Day("2026-10-10"); day = day.PlusDays(31))
            days.Add(day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        return days;
    }

    [Theory]
    [MemberData(nameof(SampledDays))]
    public void EveryFormat_OnADay_RendersWholeAndWithoutEmptySections(string day)
    {
        var known = day[..10];
        foreach (var format in Formats)
        {
            var run = Run("brief", "--on", day, "--known", known, "--format", format, "--sources");
            Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
            Assert.EndsWith("\n", run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("\r", run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("  \n", run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("Parley.", run.Out, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(Run("brief", "--on", day, "--known", known, "--json").Out);
        Assert.Equal("parley.brief/1", json.RootElement.GetProperty("schema").GetString());
        var sections = json.RootElement.GetProperty("sections").EnumerateObject().ToArray();
        Assert.Equal(12, sections.Length);
        Assert.All(sections, s => Assert.NotEqual(0, s.Value.GetProperty("lines").GetArrayLength()));
    }

    [Theory]
    [InlineData("2026-10-10", "2026-10-10", "")]
    [InlineData("2026-10-11", "2026-10-11", "Facts end on 2026-10-10; law as known then.")]
    [InlineData("2030-01-01", "2030-01-01", "Facts end on 2026-10-10; law as known then.")]
    [InlineData("2025-06-09", "2030-01-01", "Facts end on 2026-10-10; law as known then.")]
    [InlineData("2030-01-01", "2026-01-01", "The day asked about lies after the last fact on file (2026-10-10)")]
    [InlineData("2025-08-13", "2025-06-09", "The day asked about lies after the known day")]
    [InlineData("2025-06-09", "2025-06-27", "Corrected by what became known up to 27 June 2025.")]
    public void Banner_StandsWhereTheFactsOrTheKnowledgeEnd(string on, string known, string banner)
    {
        foreach (var format in Formats)
        {
            var run = Run("brief", "--on", on, "--known", known, "--format", format);
            Assert.Equal(ExitCode.Done, run.Code);
            if (banner.Length > 0)
                Assert.Contains(banner, run.Out, StringComparison.Ordinal);
            else
                Assert.DoesNotContain("acts end on", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Banner_WhenTheClockHasPassedTheFacts_StandsWithoutAnyOption()
    {
        var run = RunOn("2026-11-25", "brief");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("! Facts end on 2026-10-10; law as known then.", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void EveryFormat_UnderAnotherCulture_IsTheSame(string culture)
    {
        foreach (var format in Formats)
        {
            string[] args = ["brief", "--on", "2025-06-09", "--format", format, "--sources"];
            var plain = Run(args);
            using (Cultures.Use(culture))
                Assert.Equal(plain, Run(args));
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", "de_DE.UTF-8")]
    [InlineData("America/Los_Angeles", "zh_CN.UTF-8")]
    [InlineData("Asia/Kolkata", "C")]
    public void Program_OnAMachineInAnotherZone_AnswersTheSame(string zone, string language)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sets the zone through env, as on Linux.");
        var (code, text) = Programs.Run(
            "/usr/bin/env",
            $"TZ={zone}",
            $"LC_ALL={language}",
            $"PARLEY_DATA={Repo.Data}",
            Path.Combine(AppContext.BaseDirectory, "parley"),
            "brief",
            "--on",
            "2025-06-09",
            "--known",
            "2025-06-09"
        );
        Assert.Equal((0, Run("brief", "--on", "2025-06-09", "--known", "2025-06-09").Out), (code, text));
    }

    [Fact]
    public void Since_ShowsOnlyNewLines_AndTogetherWithTheOldTheyAreAll()
    {
        var all = Desk.Brief.On("2025-06-09");
        var before = Desk.Brief.On("2025-06-09", "2025-06-05");
        var since = Desk.Brief.On(
            "2025-06-09",
            options: new BriefingOptions(Since: Parley.Core.KnownDay.Parse("2025-06-05").Value)
        );
        var old = before.Sections.SelectMany(s => s.Value.Lines.Select(l => (s.Key, l.Key, l.Text))).ToHashSet();
        var fresh = since.Sections.SelectMany(s => s.Value.Lines.Select(l => (s.Key, l.Key, l.Text))).ToArray();
        Assert.DoesNotContain(fresh, old.Contains);
        Assert.Equal(
            all.Sections.SelectMany(s => s.Value.Lines.Select(l => (s.Key, l.Key, l.Text)))
                .Where(l => !old.Contains(l)),
            fresh
        );
        // The truce's clock is not new; what MOFCOM said on the 7th and the figures of the 9th are.
        Assert.False(since.Sections.ContainsKey("truce"));
        Assert.Contains(fresh, l => l.Item2 is "CL-0113");
        Assert.Contains(fresh, l => l.Item2 is "RL-2506X");
        Assert.DoesNotContain(fresh, l => l.Item2 is "CL-0101");
        Assert.Equal(["talks", "commitments", "said", "figures"], since.Sections.Keys.Take(4).ToArray());
        // Sections keep their numbers.
        Assert.Equal(4, since.Sections["talks"].Number);
    }

    [Fact]
    public void Since_InEveryFormat_SaysSo()
    {
        foreach (var format in Formats)
        {
            var run = Run("brief", "--since", "2025-06-05", "--format", format);
            Assert.Equal(ExitCode.Done, run.Code);
            Assert.Contains("new since the end of 5 June 2025 (UTC)", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Citations_OfTwoRuns_AreEqualAndUnique()
    {
        var first = Citations();
        Assert.Equal(first, Citations());
        Assert.Equal(first.Length, first.Distinct(StringComparer.Ordinal).Count());
        Assert.All(first, c => Assert.Matches("^parley:[0-9a-f]{8}:2025-06-09:2025-06-09:[a-z_]+/.+$", c));

        static string[] Citations()
        {
            using var json = JsonDocument.Parse(Run("brief", "--json").Out);
            return
            [
                .. json
                    .RootElement.GetProperty("sections")
                    .EnumerateObject()
                    .SelectMany(s => s.Value.GetProperty("lines").EnumerateArray())
                    .Select(l => l.GetProperty("citation").GetString()!),
            ];
        }
    }

    [Fact]
    public void Text_WhenPiped_HasNoColourAndKeepsToItsWidth()
    {
        var text = Run("brief").Out;
        Assert.DoesNotContain('\u001b', text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }
}
