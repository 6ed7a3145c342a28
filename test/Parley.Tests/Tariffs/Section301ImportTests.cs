using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Import;
using Parley.Tariffs.Law;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Tariffs;

public sealed class Section301ImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parley-301-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("1901-10-05 00:00:00", "19011005")]
    [InlineData("73269086", "73269086")]
    public void Repair_ACodeThatASpreadsheetTookForADay_IsTheCode(string cell, string code) =>
        Assert.Equal(code, Section301Import.Repair(cell));

    [Fact]
    public void Make_GoodsThatTheReviewMoved_LeaveTheirOldListOnTheDay()
    {
        Lists(
            then:
            [
                "28046100,9903.88.03",
                "85411000,9903.88.02",
                "63079098,9903.88.15",
                "1901-10-05 00:00:00,9903.88.15",
            ],
            now:
            [
                "x,9903.91.05,31(f),28046100,full,",
                "x,9903.91.05,31(f),85411000,full,",
                "4A,9903.88.15,20(s)(ii),63079098,partial,\"except 6307.90.9842, .9870\"",
                "x,9903.91.07,31(h),6307909842,statistical line,",
                "moved on 2026-01-01,9903.91.01,31(b),6307909842,statistical line,",
                "x,9903.91.04,31(e),6307909870,statistical line,",
            ]
        );

        Assert.Equal("28046100,full,,2025-01-01,,89-FR-101682", Rows("us-301-list-3"));
        Assert.Equal("85411000,full,,2025-01-01,,89-FR-76581", Rows("us-301-list-2"));
        Assert.Equal(
            "19011005,full,,,, 63079098,full,,,, 6307909842,none,2024-09-27,,89-FR-76581, 6307909870,none,2025-01-01,,89-FR-76581,",
            Rows("us-301-list-4a")
        );
        Assert.Equal("6307909842,full,,2026-01-01,,89-FR-76581", Rows("us-301-91-01"));
        Assert.StartsWith("28046100,full,,,89-FR-101682, 40151210,full,,2026-01-01", Rows("us-301-91-05"));
    }

    [Fact]
    public void Make_APartOfALine_IsTheLineLessTheNumbersThatTheNoteExcepts()
    {
        Lists(
            then: ["9401696001,9903.88.15", "9401710001,9903.88.16"],
            now: ["4A,9903.88.15,20(s)(ii),94016960,partial,\"except 9401.69.6011, .6031\""]
        );

        Assert.Equal("94016960,full,,,, 9401696011,none,,,, 9401696031,none,,,,", Rows("us-301-list-4a"));
        Assert.Equal("9401710001,full,,,,", Rows("us-301-list-4b"));
    }

    [Fact]
    public void Make_AnExclusionItem_IsFullOnlyAsAWholeStatisticalNumber()
    {
        Write(
            "s301_exclusion_items_note20.csv",
            "ch99_heading,note_subdivision,item_no,whole_statistical_number,hts_codes,exclusion_text",
            "9903.88.05,20(h),1,Y,8412210075,8412.21.0075",
            "9903.88.05,20(h),2,N,8407210080|98020040|99038801,Engines",
            "9903.88.05,20(h),3,N,,[Deleted.]",
            "9903.88.05,20(h),4,N,,Carts (described in 8716.8050.90)",
            "9903.88.05,20(h),5,N,,Nothing"
        );
        var faults = new List<string>();

        var table = Assert.Single(new Section301ExclusionImport().Make(folder, faults));

        Assert.Equal("tariff/us/lists/us-excl-05.csv", table.Path);
        Assert.Equal(
            "8407210080,described,,,, 8412210075,full,,,, 8716805090,described,,,,",
            string.Join(' ', table.Rows.Select(r => string.Join(',', r)))
        );
        Assert.Contains("_note20.csv:6: the item names no code", Assert.Single(faults), StringComparison.Ordinal);
    }

    /// <summary>Also codes of 2018 to 2024 that no edition of the schedule on file has.</summary>
    [Fact]
    public void Shipped_EveryCodeOfTheLists_HasOneHeadingOnEachSideOfEachBoundary()
    {
        var law = TariffLaw.Read(Repo.Data, "us", new LawFaults());
        var duties = law
            .Measures.Where(m => m.Charges && string.Equals(m.Programme, "us-301-tech", StringComparison.Ordinal))
            .Select(m => (Measure: m, Time: MeasureTimeline.Of(m, KnownDay.Everything, final: false)!))
            .ToList();
        var rows = duties.SelectMany(d => d.Measure.Scope.Lists).Distinct().SelectMany(l => l.Rows).ToList();
        var parts = rows.Where(r => r.Code.Length == 10).Select(r => r.Code.First(8)).ToHashSet();
        var codes = rows.Select(r => r.Code).Where(c => c.Length == 10 || !parts.Contains(c)).Distinct().ToList();
        var days = rows.SelectMany(r => new[] { r.From, r.Until })
            .OfType<Instant>()
            .Concat(duties.SelectMany(d => d.Time.Changes))
            .SelectMany(t => new[] { t, t - Duration.FromMinutes(1) })
            .Distinct()
            .ToList();
        Assert.True(codes.Count > 10_000 && days.Count > 15);
        foreach (var day in days)
        {
            var inForce = duties.Where(d => d.Time.At(day).Standing == Standing.InForce).ToList();
            foreach (var code in codes)
            {
                var profile = law.Profiles.Of(code);
                var headings = inForce.Count(d =>
                    d.Measure.Scope.Of(profile, day, KnownDay.Everything) != Coverage.None
                );
                Assert.True(
                    headings < 2,
                    Invariant($"{code} has {headings} headings of Section 301 on {Eastern.Text(day)}.")
                );
            }
        }
    }

    private string Rows(string list)
    {
        var faults = new List<string>();
        var table = new Section301Import()
            .Make(folder, faults)
            .Single(t => string.Equals(t.Path, $"tariff/us/lists/{list}.csv", StringComparison.Ordinal));
        Assert.Empty(faults);
        return string.Join(' ', table.Rows.Select(r => string.Join(',', r)));
    }

    private void Lists(string[] then, string[] now)
    {
        Write("s301_lists_hts2020_usitc_china_tariffs_2020-01-01.csv", ["hts,ch99_heading", .. then]);
        Write(
            "s301_lists_hts2026_note20_note31.csv",
            ["list,ch99_heading,note_subdivision,hts,coverage,exceptions_or_note", .. now]
        );
    }

    private void Write(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(folder, "s301"));
        File.WriteAllLines(Path.Combine(folder, "s301", name), lines);
    }
}
