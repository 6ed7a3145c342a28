using Parley.Tariffs;
using static System.FormattableString;

namespace Parley.Host.Rendering;

/// <summary>
/// The answer as an entry carries it: the chapter-99 headings in reporting order, then the line of goods. Where a duty is
/// charged on a part of the value, the goods are split into lines of that part and of the rest, each with its headings.
/// </summary>
internal static class TextFiling
{
    public static void Write(Assessment answer, TextWriter output)
    {
        if (answer.TotalPercent is null)
        {
            output.WriteLine($"The filing depends on {string.Join(", ", answer.Needs)}: give it with --fact.");
            return;
        }

        output.WriteLine($"Entry of {answer.Goods.Code}, origin {answer.Goods.Origin}, {answer.On}");
        var contents = answer
            .Layers.Where(l => l.Base.StartsWith("content:", StringComparison.Ordinal) && l.BaseShare < 1m)
            .Select(l => (l.Base, l.BaseShare))
            .Distinct()
            .ToList();
        if (contents.Count == 0)
        {
            Line(output, answer, _ => true, []);
            return;
        }

        foreach (var (part, share) in contents)
        {
            output.WriteLine(Invariant($"Line of the {part["content:".Length..]}, {Percent(share)} of the value"));
            Line(
                output,
                answer,
                l => IsWhole(l) || string.Equals(l.Base, part, StringComparison.Ordinal),
                [.. answer.Layers.Select(l => l.ClaimOnRest).OfType<string>()]
            );
        }

        output.WriteLine(Invariant($"Line of the rest, {Percent(1m - contents.Sum(c => c.BaseShare))} of the value"));
        Line(output, answer, l => IsWhole(l) || l.Base is "remainder", []);
    }

    private static bool IsWhole(LayerLine layer) =>
        layer.Base is not "remainder" && (layer.BaseShare == 1m || layer.Base is "quantity");

    private static void Line(
        TextWriter output,
        Assessment answer,
        Func<LayerLine, bool> on,
        IReadOnlyList<string> claims
    )
    {
        foreach (var layer in answer.Layers.Where(l => on(l) && Heading(l) is not null))
        {
            var part =
                layer.BaseShare == 1m || !IsWhole(layer)
                    ? ""
                    : Invariant($"  on {Percent(layer.BaseShare)} of the value");
            output.WriteLine($"  {Heading(layer), -14}  {layer.Rate}{part}");
        }

        var refused = answer.Refused.Where(r => r.ClaimHeading is not null).Select(r => r.ClaimHeading!);
        foreach (var claim in refused.Concat(claims).Distinct(StringComparer.Ordinal))
            output.WriteLine($"  {claim, -14}  Free");
        foreach (var layer in answer.Layers.Where(l => Heading(l) is null))
            output.WriteLine($"  {answer.Goods.Code, -14}  {layer.Rate}");
    }

    private static string? Heading(LayerLine layer) => layer.Relief ?? layer.Measure.Heading;

    private static string Percent(decimal share) => Invariant($"{share * 100m / 1.0000000000000000000000000000m} %");
}
