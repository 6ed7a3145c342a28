using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>A duty that covers the article, while reliefs and other duties are brought to bear on it.</summary>
internal sealed class Candidate(Measure measure, MeasureState state, Rate rate, decimal share)
{
    private List<(DutyBase Base, decimal Share)>? taken;

    public Measure Measure { get; } = measure;

    public MeasureState State { get; } = state;

    public Rate Rate { get; set; } = rate;

    /// <summary>Whether <see cref="Rate"/> is still a total to be reached with column 1.</summary>
    public bool TopUp { get; private set; } = state.TopUp;

    /// <summary>The share of the customs value that it is charged on.</summary>
    public decimal Share { get; set; } = share;

    /// <summary>What other duties took of the share.</summary>
    public decimal Taken { get; private set; }

    /// <summary>The heading that an entry reports on the part that others took.</summary>
    public string? Claim { get; private set; }

    public bool Charged { get; private set; } = true;

    public Measure? Relief { get; private set; }

    public MeasureState? ReliefState { get; private set; }

    public bool Nothing => Share <= 0m || Rate.Kind == RateKind.Free;

    /// <summary>"Subject to" means that more than 0 is owed (CSMS 65054270).</summary>
    public bool Owes => Charged && !Nothing;

    /// <summary>A relief sets another rate: of several that are claimed the lowest holds.</summary>
    public void Lower(Measure relief, MeasureState reliefState)
    {
        var other = reliefState.Rate!;
        if (Relief is not null && other.AdValorem >= Rate.AdValorem && TopUp == reliefState.TopUp)
            return;
        if (Relief is null && other.AdValorem > Rate.AdValorem && TopUp == reliefState.TopUp)
            return;
        Rate = other;
        TopUp = reliefState.TopUp;
        RelievedBy(relief, reliefState);
    }

    public void RelievedBy(Measure relief, MeasureState reliefState)
    {
        Relief = relief;
        ReliefState = reliefState;
    }

    /// <summary>Takes away the part of the value that another duty is charged on; two duties on one content count once.</summary>
    public void Take(Candidate other, string? claimHeading)
    {
        Claim ??= claimHeading;
        taken ??= [];
        var index = taken.FindIndex(t => t.Base == other.State.Base);
        var before = index < 0 ? 0m : taken[index].Share;
        if (other.Share <= before)
            return;
        if (index < 0)
            taken.Add((other.State.Base, other.Share));
        else
            taken[index] = (other.State.Base, other.Share);
        var more = Math.Min(Share, other.Share - before);
        Share -= more;
        Taken += more;
    }

    public void Refuse(Refusal? refusal, List<Refusal> into)
    {
        Charged = false;
        if (refusal is not null)
            into.Add(refusal);
    }
}
