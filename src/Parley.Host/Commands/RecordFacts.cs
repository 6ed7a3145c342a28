using Parley.Core;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary>A derived status in words.</summary>
/// <param name="Label">The label, of a closed list for each type.</param>
/// <param name="Badge">What must be shown beside it; null if nothing.</param>
internal sealed record RecordStatus(string Label, string? Badge = null)
{
    public override string ToString() => Badge is null ? Label : $"{Label} ({Badge})";

    /// <summary>Whether it is the status asked for: the whole label, or one part of it.</summary>
    public bool Is(string asked) =>
        Label.Equals(asked, StringComparison.OrdinalIgnoreCase)
        || Label.Split(',', StringSplitOptions.TrimEntries).Contains(asked, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What every type of record has, under other names: a date, parties, a sentence, a status.</summary>
internal sealed class RecordFacts(LedgerView view)
{
    private Dictionary<RecordId, DeadlineStage>? deadlines;

    public LedgerView View => view;

    /// <summary>The date by which a record is listed: of the act, the saying, the start; else when it became known.</summary>
    public Moment DateOf(LedgerRecord record) =>
        record switch
        {
            SourceRecord x => x.Published,
            Talk x => x.Start,
            TalkEvent x => x.On,
            Agreement x => x.Announced,
            AgreementEvent x => x.On,
            DueReading { Due: { } due } => due,
            Statement x => x.SaidOn,
            Claim x => view.Find<Statement>(x.Statement)?.SaidOn ?? x.KnownFrom,
            Instrument { Effective: { } from } => from,
            Measure { Effective: { } from } => from,
            MeasureEnd x => x.At,
            Suspension x => x.From,
            PerformanceEvent x => x.On,
            LicenceEvent x => x.On,
            Release x => x.ReleasedOn,
            Deadline x => x.At,
            MarketMove x => x.On,
            Disagreement x => x.From,
            CoverageGap x => x.From,
            _ => record.KnownFrom,
        };

    /// <summary>Whose record it is: who acts, speaks, imposes or is bound.</summary>
    public IReadOnlyList<Party> PartiesOf(LedgerRecord? record) =>
        record switch
        {
            PartyRecord x => [Party.Parse(x.Id.ToString()).Value],
            Actor { Side: { } side } => [side],
            Talk x => [.. x.Delegations.Select(d => d.Party).Distinct()],
            TalkEvent x => PartiesOf(view.Find<Talk>(x.Talk)),
            Agreement x => x.Parties,
            AgreementEvent { By: { } by } => [by],
            AgreementEvent x => PartiesOf(view.Find<Agreement>(x.Agreement)),
            Commitment x => x.Obligors,
            DueReading x => PartiesOf(view.Find<Commitment>(x.Commitment)),
            Statement { Side: { } side } => [side],
            Claim x => PartiesOf(view.Find<Statement>(x.Statement)),
            ClaimLink x => PartiesOf(view.Find<Claim>(x.From)),
            Instrument x => [x.Party],
            Programme x => [x.Party],
            Measure x => [x.Imposer],
            MeasureEnd x => PartiesOf(view.Find<Measure>(x.Measure)),
            Suspension x => [.. x.Measures.SelectMany(m => PartiesOf(view.Find<Measure>(m))).Distinct()],
            PerformanceEvent x => x.By,
            LicenceEvent x => PartiesOf(view.Find<Actor>(x.Issuer)),
            Release x => [x.Country],
            Deadline x => [x.Zone],
            _ => [],
        };

    /// <summary>Whether a record is a party's own, or about it.</summary>
    public bool Concerns(LedgerRecord record, Party party) =>
        PartiesOf(record).Contains(party)
        || record switch
        {
            Claim x => x.About.Contains(party),
            Commitment x => x.Beneficiary == party || x.Account == party,
            Measure x => x.Target == party,
            _ => false,
        };

    /// <summary>What a record says, in one sentence.</summary>
    public string SummaryOf(LedgerRecord record) =>
        record switch
        {
            PartyRecord x => x.Name,
            SourceRecord x => $"{x.Publisher}: {x.Url}",
            Actor x => x.Role is { } role ? $"{x.Name}, {role}" : x.Name,
            Talk x => x.City is { } city ? $"{x.Title} ({city})" : x.Title,
            TalkEvent x => $"{x.Talk} {Words.Of(x.Kind)}{After(x.Text)}",
            Agreement x => x.Name,
            AgreementEvent x => $"{x.Agreement} {Words.Of(x.Kind)}{After(x.Text)}",
            Commitment x => $"{x.Topic}: {x.Content}",
            DueReading x => $"{x.By} reads {x.Commitment} as due {x.Due?.ToString() ?? "on no day"}: {x.Wording}",
            Statement x => $"{Who(x)} ({x.Channel})",
            Claim x =>
                $"{(view.Find<Statement>(x.Statement) is { } s ? Who(s) : x.Statement.ToString())} {Words.Of(x.Polarity)}: {x.Text}",
            ClaimLink x => $"{x.From} {Words.Of(x.Relation)} {x.To}{After(x.Note)}",
            Instrument x => x.Title,
            Programme x => x.Name,
            Measure x => $"{Words.Of(x.Kind)}{Points(x)} on {x.Scope}",
            MeasureEnd x => $"{x.Measure} {Words.Of(x.Kind)}",
            Suspension x =>
                $"{(x.Points is { } p ? $"{Number(p)} points of " : "")}{string.Join(", ", x.Measures)} suspended {(x.To is { } to ? $"until {to}" : "without an end")}{After(x.Scope)}",
            PerformanceEvent x =>
                $"{Words.Of(x.Effect)} {x.Commitment?.ToString() ?? "no commitment in particular"}: {x.Text}",
            LicenceEvent x => $"{x.Kind} for {x.Items}{After(x.Quantity)}",
            Release x => $"{x.Indicator} {x.Period}: {(x.Approximate ? "about " : "")}{Number(x.Actual)} {x.Unit}",
            Deadline x => x.What,
            MarketMove x => $"{x.What} {x.Move}",
            Disagreement x => x.Question,
            CoverageGap x => x.Text,
            _ => "",
        };

    /// <summary>Whether a record is about a topic: in its own words, or in those of the commitment that it is about.</summary>
    public bool IsAbout(LedgerRecord record, string topic)
    {
        var commitment = record switch
        {
            Claim x => x.Commitment,
            PerformanceEvent x => x.Commitment,
            DueReading x => x.Commitment,
            _ => null,
        };
        return Has(SummaryOf(record))
            || Has(view.Find<Commitment>(commitment)?.Topic)
            || (record is Measure { Layer: { } layer } && Has(layer));

        bool Has(string? text) => text?.Contains(topic, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>The derived status; null for records that only are.</summary>
    public RecordStatus? StatusOf(LedgerRecord record) =>
        record switch
        {
            Agreement x => view.StateOf(x) is var state && state.Unenacted
                ? new(Words.Of(state.Stage), "unenacted")
                : new(Words.Of(state.Stage)),
            Commitment x => new(
                view.StateOf(x).Label,
                x.Account is { } account ? $"one account only: {account}" : null
            ),
            Measure x => new(Words.Of(view.StateOf(x).Stage)),
            Talk x => new(Words.Of(view.StateOf(x).Stage)),
            Claim x => new(Words.Of(view.SupportOf(x).Support)),
            Deadline x => Deadlines.TryGetValue(x.Id, out var stage) ? new(Words.Of(stage)) : null,
            _ => null,
        };

    public static string Number(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Dictionary<RecordId, DeadlineStage> Deadlines =>
        deadlines ??= view
            .Calendar.Where(c => c.Kind == ComingKind.Deadline)
            .ToDictionary(c => c.Records[0], c => c.Stage);

    private string Who(Statement statement) =>
        view.Find<Actor>(statement.Speaker) is { } actor ? Words.ShortName(actor) : "unnamed speaker";

    private static string Points(Measure measure) =>
        measure.Points.Count == 0 ? "" : $" of {string.Join(" or ", measure.Points.Select(Number))} percent";

    private static string After(string? text) => text is null ? "" : $": {text}";
}
