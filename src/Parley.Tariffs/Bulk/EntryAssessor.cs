using System.Collections.Concurrent;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A country of origin, as an assessor knows it.</summary>
public sealed class EntryOrigin
{
    internal EntryOrigin(Country country, EntryGroup group, bool mayBearColumn2, int places)
    {
        Country = country;
        Law = group.Law;
        Alike = group.Alike;
        Group = group.Number;
        First = group.First;
        // An origin of column 2 has rates of its own whatever else is alike.
        Second = mayBearColumn2 ? new EntryRun?[places] : [];
        MayBearColumn2 = mayBearColumn2;
        FirstDay = EntryDay.NumberOf(TariffBook.FirstDayOf(country.Alpha2));
    }

    /// <summary>The country.</summary>
    public Country Country { get; }

    internal BulkOrigin Law { get; }

    /// <summary>The first origin that no rule tells apart from this one.</summary>
    internal string Alike { get; }

    internal int Group { get; }

    internal bool MayBearColumn2 { get; }

    internal int FirstDay { get; }

    /// <summary>Runs by place of the line, with column 1; shared by origins that no rule tells apart.</summary>
    internal EntryRun?[] First { get; }

    /// <summary>The same with column 2.</summary>
    internal EntryRun?[] Second { get; }
}

/// <summary>Origins that no rule tells apart.</summary>
internal sealed record EntryGroup(BulkOrigin Law, string Alike, int Number, EntryRun?[] First);

/// <summary>
/// Assesses entries from memory, without explanation: what is owed agrees with <see cref="LawOn.Assess"/> to the cent. Each
/// line, stack and set of facts is worked out once; after that an entry costs look-ups. Safe for several threads.
/// </summary>
public sealed class EntryAssessor
{
    private const int MostKept = 200_000;

    private readonly TariffBook book;
    private readonly LawView view;
    private readonly BulkLaw bulk;
    private readonly EntryLines lines;
    private readonly HashSet<Measure> touched;
    private readonly Dictionary<string, int> programmes;
    private readonly ConcurrentDictionary<string, EntryOrigin> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<BulkOrigin, EntryGroup> groups = [];
    private readonly ConcurrentDictionary<(StackRun, EntryColumn), EntryRun> runs = new();
    private readonly ConcurrentDictionary<(EntryLine, EntryOrigin, int Slice, ShipmentFacts), EntryAnswer> solved =
        new();

    internal EntryAssessor(TariffBook book, LawView view, BulkLaw bulk)
    {
        this.book = book;
        this.view = view;
        this.bulk = bulk;
        lines = new EntryLines(book);
        programmes = book
            .Programmes.Select((p, i) => (p.Id, i))
            .ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        touched = [.. Touched()];
    }

    /// <summary>An origin, to give with entries.</summary>
    /// <param name="country">The country.</param>
    /// <returns>The origin.</returns>
    public EntryOrigin Origin(Country country)
    {
        ArgumentNullException.ThrowIfNull(country);
        return origins.GetOrAdd(
            country.Alpha2,
            one =>
            {
                var law = bulk.For(one);
                lock (groups)
                {
                    if (!groups.TryGetValue(law, out var group))
                        groups[law] = group = new EntryGroup(law, one, groups.Count, new EntryRun?[lines.Places]);
                    return new EntryOrigin(country, group, book.Law.Column2.EverIncludes(one), lines.Places);
                }
            }
        );
    }

    /// <summary>What is owed on goods of a line, in rates, with no facts known.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <param name="origin">The origin.</param>
    /// <param name="day">The day of entry.</param>
    /// <returns>The answer.</returns>
    public EntryAnswer Answer(HtsCode code, EntryOrigin origin, EntryDay day)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (day.Number < origin.FirstDay)
            return Not(code, origin, day, null);
        var place = lines.Place(code, day);
        var second = IsColumn2(origin, day);
        if (place >= 0 && (second ? origin.Second : origin.First)[place] is { } run)
            return run.At(day.Seconds);
        var line = lines.Of(code, day, place);
        if (line.Missing is { } missing)
            return missing;
        if (line.General is null || IsOutside(code))
            return Not(code, origin, day, line);
        return ((second ? origin.Second : origin.First)[place] = Run(line, origin, second)).At(day.Seconds);
    }

    /// <summary>What is owed on goods of a line, in rates.</summary>
    /// <param name="code">The code, 8 or 10 digits.</param>
    /// <param name="origin">The origin.</param>
    /// <param name="day">The day of entry.</param>
    /// <param name="facts">What is known of the shipment. Answers are kept by object: give one for all that are alike.</param>
    /// <param name="value">The value, where an ordinary duty per unit counts towards a total; null if not given.</param>
    /// <param name="quantities">The quantities, likewise.</param>
    /// <returns>The answer.</returns>
    public EntryAnswer Answer(
        HtsCode code,
        EntryOrigin origin,
        EntryDay day,
        ShipmentFacts facts,
        Money? value,
        IReadOnlyList<Quantity>? quantities
    )
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(facts);
        var plain = Answer(code, origin, day);
        if (plain.Kind != AnswerKind.Answered)
            return plain;
        var line = lines.Of(code, day);
        var second = IsColumn2(origin, day);
        var column = (second ? line.Column2 : line.General)!;
        if (facts.IsEmpty && !column.IsPerUnit)
            return plain;
        var at = Instant.FromUnixTimeSeconds(day.Seconds);
        if (facts[Fact.Preference] is not null || facts[Fact.Usmca] is not null)
        {
            var found = (ScheduleAnswer.Found)line.Answer;
            var (duty, text, _) = new Columns(book.Law, found.Line, origin.Country.Alpha2, at).Of(facts);
            column = new EntryColumn(duty, text);
        }

        var law = view.For(origin.Alike);
        var index = law.IndexAt(at);
        var equivalent =
            column.IsPerUnit && law[index].HasTopUps
                ? LawOn.Column1(column.Duty, new Goods(code, origin.Country.Alpha2, facts, value, quantities))
                : null;
        if (equivalent is { } percent)
            return Solve(line.Profiles, law[index], column, new Given(facts, percent));
        if (facts.IsEmpty)
            return plain;
        var key = (line, origin, index, facts);
        if (solved.TryGetValue(key, out var known))
            return known;
        if (solved.Count > MostKept)
            solved.Clear();
        return solved[key] = Solve(line.Profiles, law[index], column, new Given(facts, column.Percent));
    }

    private EntryRun Run(EntryLine line, EntryOrigin origin, bool second)
    {
        var column = (second ? line.Column2 : line.General)!;
        var found = line
            .Profiles.Select(p => origin.Law.Run(p, OrdinaryDuty.Of(column.Duty.Rate)))
            .Distinct()
            .ToArray();
        return found.Length == 1
            ? runs.GetOrAdd((found[0], column), _ => Make(found[0], column, line.Profiles, origin))
            : Make(found, column, line.Profiles, origin);
    }

    /// <summary>One run of additional duties with an ordinary duty.</summary>
    private EntryRun Make(StackRun run, EntryColumn column, Profile[] profiles, EntryOrigin origin)
    {
        var perUnit = column.Duty.Rate is null || column.IsPerUnit;
        return new EntryRun(
            [.. run.From.Select(Seconds)],
            i =>
                touched.Contains(column.Duty.Measure) || column.Duty.Rate is null || (perUnit && run.DependsOnColumn1)
                    ? At(run.From[i], column, profiles, origin)
                    : Simple(run.Stacks[i], column) ?? At(run.From[i], column, profiles, origin)
        );
    }

    /// <summary>Eight digits whose statistical lines bear different duties.</summary>
    private EntryRun Make(StackRun[] several, EntryColumn column, Profile[] profiles, EntryOrigin origin)
    {
        Instant[] cuts = [.. several.SelectMany(r => r.From).Distinct().Order()];
        return new EntryRun([.. cuts.Select(Seconds)], i => At(cuts[i], column, profiles, origin));
    }

    private EntryAnswer? Simple(BulkStack stack, EntryColumn column)
    {
        var sum = 0m;
        var layers = new EntryLayer[stack.Layers.Count + 1];
        layers[0] = EntryLayer.Of(
            column.Duty.Measure,
            programmes[column.Duty.Measure.Programme],
            column.Duty.Rate!,
            1m
        );
        for (var i = 0; i < stack.Layers.Count; i++)
        {
            var one = stack.Layers[i];
            var percent = one.PerMillion / 10_000m;
            layers[i + 1] = one.Rate is { } rate
                ? EntryLayer.Of(one.Measure, one.Programme, rate, one.Share)
                : new EntryLayer(one.Measure, one.Programme, Rate.Percent(percent), 1m, one.PerMillion);
            sum += layers[i + 1].Percent;
        }

        // What is not the plain sum of its layers is worked out anew.
        if (stack.Definite && (sum != stack.Min || stack.Min != stack.Max))
            return null;
        var ordinary = column.Duty.Rate!.AdValorem;
        return new EntryAnswer(
            layers,
            column.Duty,
            column.Text,
            ordinary + stack.Min,
            ordinary + stack.Max,
            [.. stack.Needs]
        );
    }

    private EntryAnswer At(Instant at, EntryColumn column, Profile[] profiles, EntryOrigin origin)
    {
        var slice = view.For(origin.Alike).At(at);
        return Solve(profiles, slice, column, new Given(ShipmentFacts.None, column.Percent));
    }

    private EntryAnswer Solve(Profile[] profiles, Slice slice, EntryColumn column, Given given)
    {
        var solution = Solution.Of(slice, profiles, column.Duty, given);
        var owed = solution.Needs.Count == 0 ? solution.Stacks[0].Layers : [.. solution.Everywhere];
        return new EntryAnswer(
            [.. owed.Select(l => EntryLayer.Of(l.Measure, programmes[l.Measure.Programme], l.Rate, l.Share))],
            column.Duty,
            column.Text,
            solution.Min,
            solution.Max,
            [.. solution.Needs]
        );
    }

    private bool IsColumn2(EntryOrigin origin, EntryDay day) =>
        origin.MayBearColumn2
        && book.Law.Column2.Includes(origin.Country.Alpha2, Instant.FromUnixTimeSeconds(day.Seconds));

    /// <summary>The columns that some rule bears on of itself, without a claim.</summary>
    private IEnumerable<Measure> Touched() =>
        new[] { BaseDuties.Of(false, Rate.Free).Measure, BaseDuties.Of(true, Rate.Free).Measure }.Where(c =>
            book.Law.Measures.Any(m => m.Kind == MeasureKind.Exemption && m.Needs.Count == 0 && m.Concerns(c))
            || book.Law.Relations.Any(r =>
                Relation.Names(r.Displaces, c) || (r.Kind == RelationKind.OneOf && Relation.Names(r.When, c))
            )
        );

    private static bool IsOutside(HtsCode code) => code.Chapter.Digits is "98" or "99";

    private static EntryAnswer Not(HtsCode code, EntryOrigin origin, EntryDay day, EntryLine? line)
    {
        var goods = new Goods(code, origin.Country.Alpha2, ShipmentFacts.None);
        if (LawOn.Outside(goods, day.Day) is { } outside)
            return new EntryAnswer(AnswerKind.OutsideCoverage, outside);
        return line?.Answer switch
        {
            ScheduleAnswer.DidNotExist none => new EntryAnswer(
                AnswerKind.DidNotExist,
                LawOn.DidNotExist(none, day.Day)
            ),
            ScheduleAnswer.UnknownNomenclature unknown => line.Missing ??= new EntryAnswer(
                AnswerKind.UnknownNomenclature,
                unknown.Because
            ),
            _ => throw new InvalidOperationException("An answer of the schedule that is not known here."),
        };
    }

    private static long Seconds(Instant at) => at == Instant.MinValue ? long.MinValue : at.ToUnixTimeSeconds();
}
