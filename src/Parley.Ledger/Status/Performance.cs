using Parley.Core;

namespace Parley.Ledger;

/// <summary>What the acts on file show. Never whether a promise was broken.</summary>
public enum Performance
{
    /// <summary>No act is on file.</summary>
    None,

    /// <summary>An act performs part of it.</summary>
    PartlyPerformed,

    /// <summary>An act performs it (once done: fulfilled; lasting: performing).</summary>
    Performed,

    /// <summary>A third act makes it empty.</summary>
    Frustrated,

    /// <summary>An act undid an earlier performance.</summary>
    Reversed,
}

/// <summary>Performance is a function of acts alone.</summary>
internal static class PerformanceRule
{
    public static (Performance Performance, IReadOnlyList<StatusStep> Steps) Derive(IEnumerable<PerformanceEvent> acts)
    {
        var now = Performance.None;
        var steps = new List<StatusStep>();
        foreach (var act in acts.OrderBy(a => a.On).ThenBy(a => a.KnownFrom).ThenBy(a => a.Id))
        {
            var next = act.Effect switch
            {
                Effect.Performs => Performance.Performed,
                Effect.PartlyPerforms when now is Performance.None or Performance.Reversed =>
                    Performance.PartlyPerformed,
                Effect.Frustrates => Performance.Frustrated,
                Effect.Reverses => Performance.Reversed,
                _ => now,
            };
            steps.Add(new StatusStep($"{act.On}: {act.Text} ({Words.Of(act.Effect)})", [act.Id]));
            now = next;
        }

        return (now, steps);
    }
}
