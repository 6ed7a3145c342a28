using Parley.Core;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>Why a measure that was considered is not owed.</summary>
public enum Outcome
{
    /// <summary>The line, or the claim, is taken out of it.</summary>
    Excluded,

    /// <summary>Another measure takes its place.</summary>
    Preempted,

    /// <summary>It does not hold yet.</summary>
    NotYet,

    /// <summary>It came to an end, was removed, or is suspended whole.</summary>
    Ended,

    /// <summary>The line is not among those that it covers.</summary>
    NotInList,

    /// <summary>It stands in the text and is not collected.</summary>
    NotCollected,

    /// <summary>It is a relief that is not claimed, or whose conditions are not met.</summary>
    NotClaimed,

    /// <summary>It depends on a fact that is not given.</summary>
    NeedsFact,
}

/// <summary>A duty that is owed: one measure, its rate, and what it is charged on.</summary>
internal sealed record Layer(
    Measure Measure,
    MeasureState State,
    Rate Rate,
    decimal Share,
    bool IsRemainder,
    Measure? Relief,
    MeasureState? ReliefState
)
{
    /// <summary>Percent of the whole customs value.</summary>
    public decimal Percent => Rate.AdValorem * Share;

    /// <summary>The heading that an entry reports on the part that other duties took; null if none.</summary>
    public string? Claim { get; init; }
}

/// <summary>A measure that was considered and is not owed.</summary>
internal sealed record Refusal(
    Measure Measure,
    MeasureState State,
    Outcome Outcome,
    string Because,
    Measure? DisplacedBy,
    string? ClaimHeading
);

/// <summary>What is known of the goods beyond line, origin and day.</summary>
/// <param name="Facts">The facts of the shipment.</param>
/// <param name="Column1Percent">Column 1 in percent of value, ad valorem or as an equivalent; null if it cannot be told.</param>
internal sealed record Given(ShipmentFacts Facts, decimal? Column1Percent);

/// <summary>A fact that decides and is not given, with the answers that can make a difference.</summary>
/// <param name="Need">Its name, as <c>needs[]</c> shows it.</param>
/// <param name="Subject">The measure that asks.</param>
/// <param name="Answers">What is given, completed by each answer.</param>
internal sealed record Question(string Need, Measure Subject, IReadOnlyList<Given> Answers);

/// <summary>The ordinary duty of a line.</summary>
/// <param name="Measure">Column 1 or column 2.</param>
/// <param name="State">How it stands: always in force.</param>
/// <param name="Rate">The rate; null where the schedule's text has no number.</param>
internal sealed record BaseDuty(Measure Measure, MeasureState State, Rate? Rate);

/// <summary>The duties on a line for facts that are complete, or complete but for open questions.</summary>
internal sealed record Stack(IReadOnlyList<Layer> Layers, IReadOnlyList<Refusal> Refused, Question? Open)
{
    /// <summary>The ad valorem total in percent of the customs value.</summary>
    public decimal Percent
    {
        get
        {
            var sum = 0m;
            foreach (var layer in Layers)
                sum += layer.Percent;
            return sum;
        }
    }
}
