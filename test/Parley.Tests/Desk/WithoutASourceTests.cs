using Parley.Core;
using Parley.Desk;
using Parley.Ledger;
using Parley.Tests.Ledger;
using Xunit;

namespace Parley.Tests.Desk;

/// <summary>A publication taken away takes exactly what rests on it alone, for each of the 200.</summary>
public sealed class WithoutASourceTests
{
    private static readonly SourceId[] Sources =
    [
        .. Repo.Shipped.Records.OfType<SourceRecord>().Select(s => SourceId.Parse(s.Id.ToString()).Value),
    ];

    /// <summary>Lines that gather several subjects: one of them gone, the line tells of the others.</summary>
    private static readonly HashSet<string> Gathering = new(StringComparer.Ordinal)
    {
        "truce/returns",
        "truce/removed",
        "unknown/licences",
        "unknown/one_account",
        "unknown/after_suspension",
    };

    // Every claim, not a selection: who is a head of state, and so weighs more, rests on sources too.
    private static readonly BriefingOptions All = new(AllClaims: true);

    private static HashSet<RecordId> RestingOn(SourceId source) =>
        [.. Repo.Shipped.Records.Where(r => r.Sources.Count > 0 && r.Sources.All(s => s == source)).Select(r => r.Id)];

    /// <summary>200 of the collection of the conflict, 8 of the tariff law.</summary>
    [Fact]
    public void Sources_OfTheCollection_AreAllOnFile() => Assert.Equal(208, Sources.Length);

    [Fact]
    public void Book_WithoutASource_LosesExactlyTheRecordsThatRestOnItAlone()
    {
        foreach (var source in Sources)
        {
            var left = Repo.Shipped.Without(source);
            var gone = Repo.Shipped.Records.Select(r => r.Id).Except(left.Records.Select(r => r.Id)).ToHashSet();
            Assert.Equal([.. RestingOn(source), RecordId.Parse(source.ToString()).Value], gone);
            Assert.DoesNotContain(left.Records, r => r.Sources.Contains(source));
            // Of the others nothing but the mention of the source has changed.
            Assert.All(
                left.Records,
                r => Assert.Equal(Repo.Shipped.Find(r.Id)!.Sources.Where(s => s != source), r.Sources)
            );
        }
    }

    [Theory]
    [InlineData("2025-06-09")]
    [InlineData("2026-01-20")]
    public void Briefing_WithoutASource_LosesExactlyTheLinesWhoseSubjectRestsOnItAlone(string day)
    {
        var full = Brief.On(day, options: All);
        var faults = new List<string>();
        foreach (var source in Sources)
        {
            var gone = RestingOn(source);
            var left = Brief.On(Repo.Shipped.Without(source), day, options: All);
            var keys = left.Sections.SelectMany(s => s.Value.Lines.Select(l => (s.Key, l.Key))).ToHashSet();
            foreach (var (section, lines) in full.Sections)
            {
                foreach (var line in lines.Lines.Where(l => l.Records.Count > 0 && l is not NextLine))
                {
                    if (Gathering.Contains($"{section}/{line.Key}"))
                        continue;
                    var there = keys.Contains((section, line.Key));
                    if (there == gone.Contains(line.Records[0]))
                        faults.Add(
                            $"{day} without {source}: {section}/{line.Key} {(there ? "stays" : "is gone")}; gone: {string.Join(' ', gone)}"
                        );
                }
            }

            foreach (var line in left.Lines)
            {
                foreach (var record in line.Records.Where(gone.Contains))
                    faults.Add($"{day} without {source}: {line.Key} still cites {record}");
            }
        }

        House.Holds("Lines and the sources that they rest on:", faults);
    }
}
