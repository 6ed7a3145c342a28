using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>How a measure stands on a day.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Standing">In force, suspended, ended …</param>
/// <param name="Rate">The rate as it is said; empty if there is none.</param>
/// <param name="Base">What it is charged on.</param>
/// <param name="Act">The act under which it stands so.</param>
/// <param name="Origins">The origins that it is about, in words.</param>
/// <param name="Needs">Facts that it asks for.</param>
public sealed record MeasureOnDay(
    Measure Measure,
    Standing Standing,
    string Rate,
    DutyBase Base,
    Act? Act,
    string Origins,
    IReadOnlyList<string> Needs
);

/// <summary>A line that a measure covers.</summary>
/// <param name="Code">The line.</param>
/// <param name="Measure">The measure, by id.</param>
/// <param name="Coverage">Whole, or only the article described, or only for an end use.</param>
/// <param name="General">Column 1 as printed.</param>
public sealed record CoveredLine(HtsCode Code, string Measure, Coverage Coverage, string General);

/// <summary>Every line under measures on a day: scope alone, whatever displaces or relieves it there.</summary>
/// <param name="Measures">The measures, with how they stand.</param>
/// <param name="Lines">The lines, by measure and code.</param>
public sealed record HeadingLines(IReadOnlyList<MeasureOnDay> Measures, IReadOnlyList<CoveredLine> Lines)
{
    /// <summary>Finds the lines.</summary>
    /// <param name="law">The law in bulk.</param>
    /// <param name="measures">The measures.</param>
    /// <param name="on">The day.</param>
    /// <returns>The lines.</returns>
    public static HeadingLines Of(BulkLaw law, IReadOnlyList<Measure> measures, OnDay on)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(measures);
        var day = on.DayIn(Eastern.Zone);
        var at = on.At(Eastern.Zone);
        var rows = PanelLines.Of(law, day, day.PlusDays(1), out var representatives);
        var standing = new List<MeasureOnDay>();
        var covered = new List<CoveredLine>();
        foreach (var measure in measures)
        {
            var state = law.StateOf(measure, at);
            standing.Add(
                new MeasureOnDay(
                    measure,
                    state?.Standing ?? Standing.NotYet,
                    state?.Rate is { } rate ? (state.TopUp ? $"to {rate} with column 1" : rate.ToString()) : "",
                    state?.Base ?? measure.Base,
                    state?.Set?.By,
                    measure.Origins.ToString(),
                    [.. measure.Needs.Select(n => n.ToString())]
                )
            );
            foreach (var row in rows)
            {
                var coverage = law.CoverageOf(measure, representatives[row.Class], at);
                if (coverage != Coverage.None)
                    covered.Add(new CoveredLine(row.Code, measure.Id, coverage, row.GeneralText));
            }
        }

        return new HeadingLines(standing, covered);
    }
}
