using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Tariffs;

/// <summary>The law on a day as known on a day: the door at which goods are assessed.</summary>
public sealed class LawOn
{
    private const int MostChanges = 8;

    private readonly TariffBook book;
    private readonly LawView view;
    private readonly OnDay on;

    internal LawOn(TariffBook book, LawView view, OnDay on)
    {
        this.book = book;
        this.view = view;
        this.on = on;
    }

    /// <summary>What is owed on goods, with its working.</summary>
    /// <param name="goods">The goods.</param>
    /// <returns>The answer, or why there is none.</returns>
    public Assessment Assess(Goods goods)
    {
        ArgumentNullException.ThrowIfNull(goods);
        var day = on.DayIn(Eastern.Zone);
        if (Outside(goods, day) is { } outside)
            return Not(goods, AnswerKind.OutsideCoverage, outside);
        return book.Schedule.Find(goods.Code, day) switch
        {
            ScheduleAnswer.Found found => Answer(goods, found, day),
            ScheduleAnswer.DidNotExist none => Not(goods, AnswerKind.DidNotExist, DidNotExist(none, day)),
            ScheduleAnswer.UnknownNomenclature unknown => Not(goods, AnswerKind.UnknownNomenclature, unknown.Because),
            _ => throw new InvalidOperationException("An answer of the schedule that is not known here."),
        };
    }

    internal static string? Outside(Goods goods, LocalDate day)
    {
        if (goods.Code.Chapter.Digits is "98" or "99")
            return $"{goods.Code} is a heading of chapter {goods.Code.Chapter}, not a line of goods. Ask for the line of chapters 1 to 97 that the goods belong to; a heading of chapter 98 is a fact (chapter98=9802.00.80).";
        var first = goods.Origin is "CN" or "HK" or "MO" ? TariffBook.FirstDay : TariffBook.FirstDayOfOthers;
        return day < first
            ? Invariant(
                $"For goods of {goods.Origin} the law is on file from {first:uuuu-MM-dd} on; {day:uuuu-MM-dd} lies before. Ask for a later day."
            )
            : null;
    }

    private Assessment Answer(Goods goods, ScheduleAnswer.Found found, LocalDate day)
    {
        var at = on.At(Eastern.Zone);
        var law = view.For(goods.Origin);
        var slice = law.At(at);
        var column = Column(goods, found, at, out var columnText);
        var profiles = Profiles(book, goods.Code, day);
        var given = new Given(goods.Facts, Column1(column, goods));
        var solution = Solution.Of(slice, profiles, column, given, explain: true);
        var writer = new StackWriter(goods, column, columnText);
        var total = column.Rate is null ? null : solution.Total;
        return new Assessment
        {
            Goods = goods,
            On = on,
            Known = view.Known,
            Kind = AnswerKind.Answered,
            Basis = found.Basis,
            TotalPercent = total,
            Range = total is null && column.Rate is not null ? (solution.Min, solution.Max) : null,
            Needs = [.. solution.Needs],
            Specifics = StackWriter.Specifics(solution),
            Layers = writer.Layers(solution),
            Refused = StackWriter.Refused(solution),
            Duty = writer.Duty(solution),
            Alternatives = Alternatives(slice, profiles, column, given, solution),
            NextChanges = NextChanges(law, at, profiles, column, given, solution),
            Coverage =
            [
                .. writer.Notes(solution),
                .. Ignored(slice, profiles, column, given, solution),
                .. Said(slice),
            ],
        };
    }

    /// <summary>Lines that a code stands for: itself, or, of eight digits, the statistical lines under it.</summary>
    internal static List<Profile> Profiles(TariffBook book, HtsCode code, LocalDate day)
    {
        var lines = code.Length == 8 ? book.Schedule.Under(code, day) : [];
        var profiles = book.Law.Profiles;
        return lines.Count == 0
            ? [profiles.Of(CodePrefix.Of(code))]
            : [.. lines.Select(l => profiles.Of(CodePrefix.Of(l))).DistinctBy(p => p.Id)];
    }

    private BaseDuty Column(Goods goods, ScheduleAnswer.Found found, Instant at, out string text)
    {
        var column2 = book.Law.Column2.Includes(goods.Origin, at);
        text = column2 ? found.Column2 : found.General;
        var parsed = Rate.Parse(text);
        return BaseDuties.Of(column2, parsed.Ok ? parsed.Value : null);
    }

    /// <summary>Column 1 in percent of the value: ad valorem, or the equivalent on these goods.</summary>
    internal static decimal? Column1(BaseDuty column, Goods goods)
    {
        if (column.Rate is not { } rate)
            return null;
        if (rate.Specifics.IsEmpty)
            return rate.AdValorem;
        if (goods.Value is not { Amount: > 0m } value)
            return null;
        var duty = rate.DutyOn(value, [.. goods.Quantities ?? []]);
        return duty.Ok ? duty.Value.Amount / value.Amount * 100m : null;
    }

    private static List<Alternative> Alternatives(
        Slice slice,
        List<Profile> profiles,
        BaseDuty column,
        Given given,
        Solution solution
    )
    {
        var found = new List<Alternative>();
        foreach (var (relief, _) in slice.Reliefs)
        {
            if (
                !profiles.Exists(p => relief.Scope.Of(p, slice.At, slice.Known) != Coverage.None)
                || !solution.Stacks.Any(s => s.Layers.Any(l => relief.Concerns(l.Measure)))
                || solution.Stacks.All(s =>
                    s.Layers.Any(l => ReferenceEquals(l.Relief, relief) || ReferenceEquals(l.Measure, relief))
                )
            )
                continue;
            var claimed = Solution.Of(slice, profiles, column, given, relief);
            if (claimed.Min == solution.Min && claimed.Max == solution.Max)
                continue;
            var fact = relief.Needs.Count > 0 ? relief.Needs[0].Fact.Name : Fact.Claim.Name;
            var condition = relief.Needs.Count > 0 ? $" ({string.Join(", ", relief.Needs)})" : "";
            found.Add(
                new Alternative(
                    fact,
                    column.Rate is null || relief.Reduces == BaseReduction.Chapter98 ? null : claimed.Total,
                    relief.Heading,
                    $"{relief.Title}{condition}"
                )
            );
        }

        return found;
    }

    private static List<NextChange> NextChanges(
        OriginView law,
        Instant at,
        List<Profile> profiles,
        BaseDuty column,
        Given given,
        Solution now
    )
    {
        var changes = new List<NextChange>();
        var before = now;
        for (var i = law.IndexAt(at) + 1; i < law.Cuts.Count && changes.Count < MostChanges; i++)
        {
            var after = Solution.Of(law[i], profiles, column, given, explain: false);
            if (after.Min == before.Min && after.Max == before.Max)
                continue;
            changes.Add(
                new NextChange(
                    law.Cuts[i],
                    column.Rate is null ? null : after.Total,
                    StackWriter.Differences(before, after, law[i])
                )
            );
            before = after;
        }

        return changes;
    }

    /// <summary>Facts that were given and change nothing: said, not silently dropped.</summary>
    private static IEnumerable<string> Ignored(
        Slice slice,
        List<Profile> profiles,
        BaseDuty column,
        Given given,
        Solution solution
    )
    {
        foreach (var fact in given.Facts.Given)
        {
            var without = Solution.Of(slice, profiles, column, given with { Facts = given.Facts.Without(fact) });
            if (
                without.Min == solution.Min
                && without.Max == solution.Max
                && without.Needs.Count == solution.Needs.Count
            )
                yield return $"The fact {fact}={given.Facts[fact]!.Text} makes no difference to this line on this day.";
        }
    }

    private static IEnumerable<string> Said(Slice slice) =>
        slice
            .Standing.Where(s => s.Measure.Kind == MeasureKind.Information && s.State.Standing == Standing.InForce)
            .Select(s => $"{s.Measure.Title}{string.Concat(s.Measure.Notes.Take(1).Select(n => ": " + n))}");

    internal static string DidNotExist(ScheduleAnswer.DidNotExist none, LocalDate day)
    {
        var was = none.Days is null ? "It is in no edition on file." : $"It stood there {none.Days}.";
        var near = none.Near.Count == 0 ? "" : $" Near to it on that day: {string.Join(", ", none.Near)}.";
        return Invariant($"{none.Code} was not in the schedule on {day:uuuu-MM-dd}. {was}{near}");
    }

    private Assessment Not(Goods goods, AnswerKind kind, string because) =>
        new()
        {
            Goods = goods,
            On = on,
            Known = view.Known,
            Kind = kind,
            Basis = because,
        };
}
