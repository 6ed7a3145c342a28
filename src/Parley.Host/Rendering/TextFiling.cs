using Parley.Tariffs;
using static System.FormattableString;

namespace Parley.Host.Rendering;

/// <summary>
/// The answer as an entry carries it: the chapter-99 headings in reporting order, the line of goods last, and split lines
/// where a duty is charged on a part of the value.
/// </summary>
internal static class TextFiling
{
    public static void Write(Assessment answer, TextWriter output)
    {
        output.WriteLine(
            answer.TotalPercent is null
                ? $"The filing depends on {string.Join(", ", answer.Needs)}: give it with --fact."
                : $"Entry of {answer.Goods.Code}, origin {answer.Goods.Origin}, {answer.On}"
        );
        if (answer.TotalPercent is null)
            return;
        foreach (var layer in answer.Layers.Where(l => l.Measure.Heading is not null || l.Relief is not null))
        {
            var part =
                layer.BaseShare == 1m
                    ? ""
                    : Invariant($"  on {layer.BaseShare * 100m / 1.000000000m} % of the value, as a line of its own");
            output.WriteLine($"  {layer.Relief ?? layer.Measure.Heading, -14}  {layer.Rate}{part}");
        }

        foreach (
            var refused in answer
                .Refused.Where(r => r.ClaimHeading is not null)
                .DistinctBy(r => r.ClaimHeading, StringComparer.Ordinal)
        )
            output.WriteLine($"  {refused.ClaimHeading, -14}  Free  instead of {refused.Measure.Name}");
        foreach (var layer in answer.Layers.Where(l => l.Measure.Heading is null && l.Relief is null))
            output.WriteLine($"  {answer.Goods.Code, -14}  {layer.Rate}");
    }
}
