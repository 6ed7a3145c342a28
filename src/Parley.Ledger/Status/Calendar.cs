using System.Globalization;
using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>What kind of thing comes.</summary>
public enum ComingKind
{
    /// <summary>A talk.</summary>
    Talk,

    /// <summary>The end of an agreement by its own terms.</summary>
    AgreementEnds,

    /// <summary>The end of a suspension.</summary>
    SuspensionEnds,

    /// <summary>A measure takes effect.</summary>
    MeasureBegins,

    /// <summary>A measure ends by a known act.</summary>
    MeasureEnds,

    /// <summary>A commitment falls due, or its time ends.</summary>
    CommitmentDue,

    /// <summary>Another deadline.</summary>
    Deadline,
}

/// <summary>What became of a deadline.</summary>
public enum DeadlineStage
{
    /// <summary>It lies ahead.</summary>
    Open,

    /// <summary>It was met: what it asked for was done before it.</summary>
    Met,

    /// <summary>It passed, and what was to follow by default did.</summary>
    DefaultExecuted,

    /// <summary>It passed, and what was to follow by default did not.</summary>
    DefaultNotExecuted,

    /// <summary>A later act moved it.</summary>
    Moved,

    /// <summary>It passed; nothing on file tells what followed.</summary>
    Passed,
}

/// <summary>One thing that comes, or came.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="At">When.</param>
/// <param name="Party">In whose zone a bare day is meant; null for UTC.</param>
/// <param name="What">What happens, in words.</param>
/// <param name="OnDefault">What follows if nobody acts, in words; null if nothing is said.</param>
/// <param name="Stage">What became of it.</param>
/// <param name="Records">The records it rests on, the governing one first.</param>
public sealed record Coming(
    ComingKind Kind,
    Moment At,
    Party? Party,
    string What,
    string? OnDefault,
    DeadlineStage Stage,
    IReadOnlyList<RecordId> Records
);

public sealed partial class LedgerView
{
    /// <summary>Every deadline and dated step that is known, past and to come, in order.</summary>
    public IEnumerable<Coming> Calendar =>
        TalkSteps()
            .Concat(AgreementEnds())
            .Concat(SuspensionEnds())
            .Concat(MeasureSteps())
            .Concat(CommitmentDays())
            .Concat(All<Deadline>().Select(FromDeadline))
            .OrderBy(c => c.At.StartIn(ZoneOf(c.Party)))
            .ThenBy(c => c.Kind)
            .ThenBy(c => c.Records[0]);

    /// <summary>What lies ahead of the day asked about.</summary>
    public IEnumerable<Coming> Ahead => Calendar.Where(c => c.Stage == DeadlineStage.Open && IsAhead(c.At, c.Party));

    private bool IsAhead(Moment at, Party? party) =>
        at.Exact is { } exact ? exact > At(party) : at.LastDay > On.DayIn(ZoneOf(party));

    private IEnumerable<Coming> TalkSteps() =>
        Talks
            .Where(t =>
                t.Stage is TalkStage.Rumoured or TalkStage.Announced or TalkStage.Confirmed or TalkStage.DueToBegin
            )
            .Select(t => new Coming(
                ComingKind.Talk,
                t.Talk.Start,
                null,
                t.Talk.City is { } city && !t.Talk.Title.Contains(city, StringComparison.Ordinal)
                    ? $"{t.Talk.Title} ({city})"
                    : t.Talk.Title,
                null,
                DeadlineStage.Open,
                [t.Talk.Id]
            ));

    private IEnumerable<Coming> AgreementEnds()
    {
        foreach (var state in Agreements)
        {
            var agreement = state.Agreement;
            if (agreement.Expires is not { } end || state.Events.Any(e => e.Kind == AgreementEventKind.Deferred))
                continue;
            var next = state.Successor is { } s ? StateOf(s) : null;
            // An extension moves the end once both sides enacted it; until then the end stands.
            var carried = next is { Unenacted: false };
            var stage =
                carried ? DeadlineStage.Moved
                : IsAhead(end, agreement.Parties[0]) ? DeadlineStage.Open
                : DeadlineStage.DefaultExecuted;
            var what = state.Unenacted
                ? $"{agreement.Name}, announced and not enacted, would end"
                : $"{agreement.Name} ends by its own terms";
            if (next is { Unenacted: true })
                what += $" ({next.Agreement.Name} announced, not enacted)";
            yield return new Coming(
                ComingKind.AgreementEnds,
                end,
                agreement.Parties[0],
                what,
                agreement.OnLapse,
                stage,
                next is null ? [agreement.Id] : [agreement.Id, next.Agreement.Id]
            );
        }
    }

    private IEnumerable<Coming> SuspensionEnds()
    {
        var continued = All<Suspension>()
            .Where(s => s.Continues is not null)
            .Select(s => s.Continues!.Value)
            .ToHashSet();
        foreach (var suspension in All<Suspension>())
        {
            if (suspension.To is not { } to || Measures(suspension).FirstOrDefault() is not { } first)
                continue;
            var zone = ZoneOf(first.Imposer);
            var live = Measures(suspension)
                .Where(m => StateOf(m, to.StartIn(zone)).End is not { } end || end.At.StartIn(zone) > to.StartIn(zone))
                .ToArray();
            // What ended before the suspension does (removed, void) does not come back.
            if (live.Length == 0)
                continue;
            var stage =
                continued.Contains(suspension.Id) ? DeadlineStage.Moved
                : IsAhead(to, first.Imposer) ? DeadlineStage.Open
                : suspension.OnEnd == OnEnd.Unknown ? DeadlineStage.Passed
                : DeadlineStage.DefaultExecuted;
            var part =
                suspension.Points is { } points
                    ? string.Create(CultureInfo.InvariantCulture, $"{points} points of {first.Id}")
                : live.Length > 2 && Find<Instrument>(suspension.Instrument) is { } act
                    ? string.Create(CultureInfo.InvariantCulture, $"{live.Length} measures by {act.Title}")
                : string.Join(", ", live.Select(m => m.Scope));
            yield return new Coming(
                ComingKind.SuspensionEnds,
                to,
                first.Imposer,
                $"{NameOf(first.Imposer)}: suspension of {part}{(suspension.Scope is { } scope ? $" ({scope})" : "")} ends",
                suspension.OnEnd switch
                {
                    OnEnd.Returns => "it returns",
                    OnEnd.Lapses => "it is gone",
                    _ => "what follows is not on file",
                },
                stage,
                [suspension.Id, .. live.Select(m => m.Id)]
            );
        }

        IEnumerable<Measure> Measures(Suspension s) => s.Measures.Select(id => Find<Measure>(id)).OfType<Measure>();
    }

    private IEnumerable<Coming> MeasureSteps()
    {
        foreach (var measure in All<Measure>())
        {
            var state = StateOf(measure);
            if (
                state.Stage == MeasureStage.Announced
                && measure.Effective is { } from
                && IsAhead(from, measure.Imposer)
            )
            {
                yield return new Coming(
                    ComingKind.MeasureBegins,
                    from,
                    measure.Imposer,
                    $"{NameOf(measure.Imposer)} begins: {measure.Scope}{Points(measure)}",
                    null,
                    state.End is { Kind: EndKind.NeverApplied } || Overtaken(measure, from)
                        ? DeadlineStage.DefaultNotExecuted
                        : DeadlineStage.Open,
                    [measure.Id]
                );
            }

            if (state.End is { Kind: EndKind.Expired or EndKind.Void } end && IsAhead(end.At, measure.Imposer))
            {
                yield return new Coming(
                    ComingKind.MeasureEnds,
                    end.At,
                    measure.Imposer,
                    $"{NameOf(measure.Imposer)} {(end.Kind == EndKind.Void ? "no longer collects (void)" : "ends")}: {measure.Scope}{Points(measure)}",
                    null,
                    DeadlineStage.Open,
                    [measure.Id, end.Id]
                );
            }
        }

        static string Points(Measure m) =>
            m.Points.Count == 0
                ? ""
                : $", {string.Join(" or ", m.Points.Select(p => p.ToString("0.##", CultureInfo.InvariantCulture)))} points";
    }

    /// <summary>Whether another measure of its layer governs all goods from the minute at which this one was to begin.</summary>
    private bool Overtaken(Measure measure, Moment from)
    {
        if (!measure.AllGoods || measure.Kind != MeasureKind.Tariff)
            return false;
        var then = from.StartIn(ZoneOf(measure.Imposer));
        return Parties.Any(target =>
            target != measure.Imposer
            && (measure.Target is null || measure.Target == target)
            && RatesAt(measure.Imposer, target, then)
                .Layers.Any(l => l.Layer == measure.Layer && l.Measure.Id != measure.Id)
        );
    }

    private IEnumerable<Coming> CommitmentDays()
    {
        foreach (var state in Commitments)
        {
            var commitment = state.Commitment;
            var zone = commitment.Obligors[0];
            if (commitment.Due is { } due && state.DueReadings.All(r => r.Due != due))
                yield return Day(due, "");
            foreach (var reading in state.DueReadings.Where(r => r.Due is not null))
                yield return Day(
                    reading.Due!.Value,
                    $" (by the reading of {reading.By}: {reading.Wording})",
                    reading.Id
                );

            Coming Day(Moment at, string note, RecordId? reading = null)
            {
                var ahead = IsAhead(at, zone);
                var stage =
                    ahead && state.ClosedOn is null ? DeadlineStage.Open
                    : state.Performance == Performance.Performed ? DeadlineStage.Met
                    : DeadlineStage.Passed;
                var who = string.Join(" and ", commitment.Obligors.Select(NameOf));
                return new Coming(
                    ComingKind.CommitmentDue,
                    at,
                    zone,
                    $"{who}: “{commitment.Content}” {(commitment.Continuing ? "ends" : "falls due")}{note}",
                    commitment.OnLapse,
                    stage,
                    reading is { } id ? [commitment.Id, id] : [commitment.Id]
                );
            }
        }
    }

    private Coming FromDeadline(Deadline deadline) =>
        new(
            ComingKind.Deadline,
            deadline.At,
            deadline.Zone,
            deadline.What,
            deadline.OnDefault,
            IsAhead(deadline.At, deadline.Zone) ? DeadlineStage.Open : DeadlineStage.Passed,
            [deadline.Id, .. deadline.About]
        );
}
