using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>Where a commitment stands in time.</summary>
public enum Term
{
    /// <summary>It names no day.</summary>
    NoDate,

    /// <summary>Its day, or its time, has not come.</summary>
    NotYetDue,

    /// <summary>It falls due today, or its time runs.</summary>
    Due,

    /// <summary>Its day is past without full performance on file.</summary>
    Overdue,

    /// <summary>Done, over, or gone with its agreement.</summary>
    Closed,
}

/// <summary>A commitment's derived state: three axes and the label made from them.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Agreement">Its agreement, if known by then.</param>
/// <param name="Performance">What the acts show.</param>
/// <param name="Contention">What the parties say.</param>
/// <param name="Term">Where it stands in time.</param>
/// <param name="ClosedOn">The day on which it closed; null while open.</param>
/// <param name="DueReadings">Rival readings of its day, one line each; empty if nobody differs.</param>
/// <param name="Alleged">The claims that challenge it.</param>
/// <param name="Denied">The denials by the obligor.</param>
/// <param name="Acts">The acts on file.</param>
/// <param name="OtherClaims">Other claims about it: confirmations, demands, reports.</param>
/// <param name="Named">What the claims and acts name: measures, other acts and claims, talks.</param>
/// <param name="Steps">How the label came about, step by step.</param>
public sealed record CommitmentState(
    Commitment Commitment,
    AgreementState? Agreement,
    Performance Performance,
    Contention Contention,
    Term Term,
    LocalDate? ClosedOn,
    IReadOnlyList<DueReading> DueReadings,
    IReadOnlyList<RecordId> Alleged,
    IReadOnlyList<RecordId> Denied,
    IReadOnlyList<RecordId> Acts,
    IReadOnlyList<RecordId> OtherClaims,
    IReadOnlyList<RecordId> Named,
    IReadOnlyList<StatusStep> Steps
)
{
    /// <summary>The only party in whose telling it exists; the badge "one account only" is shown whenever it is set.</summary>
    public Party? OneAccountOnly => Commitment.Account;

    /// <summary>The label: the contention part, then the performance part, either left out when it says nothing.</summary>
    public string Label => StatusLabel.For(this);

    /// <summary>All evidence, in the order allegations, denials, acts, other claims, what they name.</summary>
    public IEnumerable<RecordId> Evidence =>
        Alleged.Concat(Denied).Concat(Acts).Concat(OtherClaims).Concat(Named).Distinct();
}

/// <summary>The words of the label. A closed list.</summary>
internal static class StatusLabel
{
    public static string For(CommitmentState state)
    {
        var contention = state.Contention switch
        {
            Contention.Disputed => "Disputed",
            Contention.BreachAlleged => "Breach alleged, no answer",
            Contention.Questioned => "Questioned",
            Contention.Settled => "Settled",
            _ => null,
        };
        var performance = state.Performance switch
        {
            Performance.Performed => state.Commitment.Continuing ? "Performing" : "Fulfilled",
            Performance.PartlyPerformed => "Partly performed",
            Performance.Frustrated => "Frustrated",
            _ when state.Term == Term.Overdue => "Overdue, no evidence",
            _ => contention is null ? "Pending" : null,
        };
        return performance is null ? contention!
            : contention is null ? performance
            : $"{contention}, {char.ToLowerInvariant(performance[0])}{performance[1..]}";
    }
}

public sealed partial class LedgerView
{
    /// <summary>For how many days a closed commitment stays on the board.</summary>
    public const int DaysOnBoardAfterClosing = 30;

    /// <summary>Every commitment of an agreement announced by the day asked about.</summary>
    public IEnumerable<CommitmentState> Commitments => All<Commitment>().Where(Begun).Select(StateOf);

    /// <summary>The commitments to be shown: open ones, and those closed within the last 30 days.</summary>
    public IEnumerable<CommitmentState> Board =>
        Commitments.Where(s =>
            s.ClosedOn is not { } closed || Period.DaysBetween(closed, Today(s.Commitment)) <= DaysOnBoardAfterClosing
        );

    /// <summary>Works out where a commitment stands.</summary>
    /// <param name="commitment">The commitment.</param>
    /// <returns>Its state, with the steps that led there.</returns>
    public CommitmentState StateOf(Commitment commitment)
    {
        var group = Group(commitment);
        var claims = Said.Where(s => s.Claim.Commitment is { } c && group.Contains(c)).ToArray();
        var finding = ContentionRule.Derive(claims, commitment.Obligors);
        var acts = All<PerformanceEvent>()
            .Where(e => e.Commitment == commitment.Id && Happened(e.On, e.By.Count > 0 ? e.By[0] : null))
            .ToArray();
        var (performance, steps) = PerformanceRule.Derive(acts);
        var agreement = Find<Agreement>(commitment.Agreement) is { } a && Happened(a.Announced) ? StateOf(a) : null;
        var readings = All<DueReading>().Where(r => r.Commitment == commitment.Id).ToArray();
        var closed = ClosedOn(commitment, performance, acts, agreement);
        var moved = finding.Challenges.Concat(finding.Denials).ToArray();
        var other = claims.Where(s => s.Claim.Commitment == commitment.Id && !moved.Contains(s)).ToArray();
        var own = claims.Select(s => s.Claim.Id).ToHashSet();
        var named = All<ClaimLink>()
            .Where(l => LinkKnown(l) && (own.Contains(l.From) && moved.Concat(other).Any(s => s.Claim.Id == l.From)))
            .Select(l => l.To)
            .Where(id => !own.Contains(id))
            .Concat(acts.Select(a => Find<Talk>(a.Talk)).OfType<Talk>().Select(t => t.Id));
        var term = TermOf(commitment, performance, readings, closed);
        return new CommitmentState(
            commitment,
            agreement,
            performance,
            finding.Contention,
            term,
            closed,
            readings,
            Ids(finding.Challenges),
            Ids(finding.Denials),
            [.. acts.OrderBy(x => x.On).ThenBy(x => x.Id).Select(x => x.Id)],
            Ids(other),
            [.. named.Distinct()],
            [.. finding.Steps, .. steps, TermStep(commitment, term, closed)]
        );

        static RecordId[] Ids(IEnumerable<SaidClaim> claims) => [.. claims.Select(c => c.Claim.Id)];
    }

    /// <summary>The commitment, the text that it reads, and every other reading of that text.</summary>
    private HashSet<RecordId> Group(Commitment commitment)
    {
        var text = commitment.InterpretationOf ?? commitment.Id;
        return [commitment.Id, text, .. All<Commitment>().Where(c => c.InterpretationOf == text).Select(c => c.Id)];
    }

    private bool Begun(Commitment commitment) =>
        Find<Agreement>(commitment.Agreement) is { } agreement
            ? Happened(agreement.Announced)
            : Happened(commitment.KnownFrom, commitment.Obligors[0]);

    private LocalDate Today(Commitment commitment) => On.DayIn(ZoneOf(commitment.Obligors[0]));

    private LocalDate? ClosedOn(
        Commitment commitment,
        Performance performance,
        PerformanceEvent[] acts,
        AgreementState? agreement
    )
    {
        var days = new List<LocalDate>();
        if (performance == Performance.Performed && !commitment.Continuing)
            days.Add(acts.Where(a => a.Effect == Effect.Performs).Max(a => a.On.FirstDay));
        if (agreement?.EndedAt is { } ended)
            days.Add(ended.DayIn(ZoneOf(commitment.Obligors[0])));
        if (RunsUntil(commitment) is { } until && until.LastDay < Today(commitment))
            days.Add(until.LastDay);
        return days.Count == 0 ? null : days.Min();
    }

    /// <summary>A lasting commitment whose day lies after its start runs until that day; otherwise the day is its start.</summary>
    private static Moment? RunsUntil(Commitment commitment) =>
        commitment.Continuing
        && commitment.Due is { } due
        && commitment.WindowFrom is { } from
        && due.FirstDay > from.FirstDay
            ? due
            : null;

    private Term TermOf(Commitment commitment, Performance performance, DueReading[] readings, LocalDate? closed)
    {
        var today = Today(commitment);
        if (closed is not null)
            return Term.Closed;
        if (commitment.Continuing)
        {
            if (commitment.WindowFrom is { } from && from.FirstDay > today)
                return Term.NotYetDue;
            // Refraining needs no act; for the rest a start that is past without any act on file is overdue.
            var started = commitment.Due is { } start && RunsUntil(commitment) is null && start.LastDay < today;
            return started && performance == Performance.None && commitment.Kind != CommitmentKind.Refrain
                    ? Term.Overdue
                : commitment.Due is null && commitment.WindowFrom is null ? Term.NoDate
                : Term.Due;
        }

        // The latest day that anybody reads into it decides; a reading without a day keeps it open.
        if (commitment.Due is not { } due || readings.Any(r => r.Due is null))
            return Term.NoDate;
        var last = readings.Select(r => r.Due!.Value.LastDay).Append(due.LastDay).Max();
        return last < today ? Term.Overdue
            : due.FirstDay <= today ? Term.Due
            : Term.NotYetDue;
    }

    private static StatusStep TermStep(Commitment commitment, Term term, LocalDate? closed) =>
        new(
            closed is { } day
                ? $"term: closed since {day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}"
                : $"term: {Words.Of(term)}{(commitment.Due is { } due ? $" ({due})" : "")}",
            [commitment.Id]
        );
}
