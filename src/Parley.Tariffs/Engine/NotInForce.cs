using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>The duties on a line that are not in force at the time, and why: not yet, ended, suspended, not collected.</summary>
internal static class NotInForce
{
    public static IEnumerable<Refusal> Of(Slice slice, Profile profile)
    {
        foreach (var (measure, state) in slice.Standing)
        {
            if (!measure.Charges || state.Standing == Standing.InForce)
                continue;
            if (measure.Scope.Of(profile, slice.At, slice.Known) == Coverage.None)
                continue;
            var (outcome, because) = state.Standing switch
            {
                Standing.NotYet when state.Forestalled is { } act => (
                    Outcome.NotYet,
                    $"it was suspended before it began ({act.By.Id})"
                ),
                Standing.NotYet => (
                    Outcome.NotYet,
                    (state.Returns ?? state.Until) is { } from
                        ? $"it begins on {Eastern.Said(from)}"
                        : "it has not begun"
                ),
                Standing.NotCollected => (
                    Outcome.NotCollected,
                    $"it stands in the text and is not collected ({state.Set?.By.Id})"
                ),
                Standing.Suspended => (
                    Outcome.Ended,
                    state.Returns is { } until
                        ? $"it is suspended until {Eastern.Said(until)} ({state.Set?.By.Id})"
                        : $"it is suspended without an end ({state.Set?.By.Id})"
                ),
                _ => (Outcome.Ended, $"it ended on {Eastern.Said(state.From)} ({state.Set?.By.Id})"),
            };
            yield return new Refusal(measure, state, outcome, because, null, null);
        }
    }
}
