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
        var first = TariffBook.FirstDayOf(goods.Origin);
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
        var columns = new Columns(book.Law, found.Line, goods.Origin, at);
        var (column, text, note) = columns.Of(goods.Facts);
        var profiles = Profiles(book, goods.Code, day);
        var given = new Given(goods.Facts, Column1(column, goods));
        var solution = Solution.Of(slice, profiles, column, given, explain: true);
        var writer = new StackWriter(goods, column, text, new Differences(slice, profiles));
        var total = column.Rate is null ? null : solution.Total;
        var others = new Others(goods, columns, slice, profiles, given, solution);
        IEnumerable<string> notes = note is null ? [] : [note];
        return new Assessment
        {
            Goods = goods,
            On = on,
            Known = view.Known,
            Kind = AnswerKind.Answered,
            Basis = found.Basis,
            Label = book.Label(goods.Code),
            TotalPercent = total,
            Range = total is null && column.Rate is not null ? (solution.Min, solution.Max) : null,
            Needs = [.. solution.Needs],
            Specifics = StackWriter.Specifics(solution),
            Layers = writer.Layers(solution),
            Refused = StackWriter.Refused(solution),
            Duty = writer.Duty(solution),
            Fees = [.. Fees(slice, goods.Value)],
            Alternatives = [.. others.Alternatives()],
            NextChanges = others.NextChanges(law, at),
            Coverage = [.. notes, .. writer.Notes(solution), .. others.Ignored(), .. Said(slice, profiles)],
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

    private static IEnumerable<FeeLine> Fees(Slice slice, Money? value)
    {
        foreach (var (measure, state) in slice.Standing)
        {
            if (measure.Kind != MeasureKind.Fee || state is not { Standing: Standing.InForce, Row: { } row })
                continue;
            var amount = value is { } v ? Bounded((v * (state.Rate!.AdValorem / 100m)).Round(), row) : (Money?)null;
            yield return new FeeLine(measure, state.Rate!, row.Least, row.Most, amount, row.Set.By);
        }
    }

    private static Money Bounded(Money fee, RateRow row)
    {
        if (row.Least is { } least && least.Currency == fee.Currency && fee.Amount < least.Amount)
            return least;
        return row.Most is { } most && most.Currency == fee.Currency && fee.Amount > most.Amount ? most : fee;
    }

    private static IEnumerable<string> Said(Slice slice, List<Profile> profiles) =>
        slice
            .Standing.Where(s =>
                s.Measure.Kind == MeasureKind.Information
                && s.State.Standing == Standing.InForce
                && profiles.Exists(p => s.Measure.Scope.Of(p, slice.At, slice.Known) != Coverage.None)
            )
            .Select(s => $"{s.Measure.Title}: {s.Measure.Text ?? string.Join(' ', s.Measure.Notes)}".TrimEnd(' ', ':'));

    internal static string DidNotExist(ScheduleAnswer.DidNotExist none, LocalDate day)
    {
        var was = none.Days is null ? "It is in no edition on file." : $"It stood there {none.Days}.";
        var near = none.Near.Count == 0 ? "" : $" Near to it on that day: {string.Join(", ", none.Near)}.";
        var related =
            none.Successors.Count == 0 ? "" : $" Its goods also stand at {string.Join(", ", none.Successors)}.";
        return Invariant($"{none.Code} was not in the schedule on {day:uuuu-MM-dd}. {was}{related}{near}");
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
