using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Tariffs.Engine;

/// <summary>Turns solved stacks into the lines of an answer: layers with amounts, refusals, notes.</summary>
internal sealed class StackWriter(Goods goods, BaseDuty column, string columnText, Differences listed)
{
    /// <summary>The layers that are owed however the missing facts are answered.</summary>
    public List<LayerLine> Layers(Solution solution) => [.. solution.Everywhere.Select(Line)];

    public static List<RefusedLine> Refused(Solution solution)
    {
        var lines = new Dictionary<string, RefusedLine>(StringComparer.Ordinal);
        foreach (var stack in solution.Stacks)
        {
            foreach (var layer in stack.Layers.Where(l => !solution.IsEverywhere(l)))
                lines[layer.Measure.Id] = new RefusedLine(
                    layer.Measure,
                    Outcome.NeedsFact,
                    $"it depends on {string.Join(", ", solution.Needs)}: up to {Percent(Most(layer.Measure, solution))}",
                    layer.State.Set?.By,
                    null,
                    null
                );
        }

        var owed = solution.Everywhere.Select(l => l.Measure.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var refusal in solution.Stacks.SelectMany(s => s.Refused))
        {
            if (!owed.Contains(refusal.Measure.Id))
                lines.TryAdd(
                    refusal.Measure.Id,
                    new RefusedLine(
                        refusal.Measure,
                        refusal.Outcome,
                        refusal.Because,
                        refusal.State.Set?.By,
                        refusal.DisplacedBy?.Id,
                        refusal.ClaimHeading
                    )
                );
        }

        return [.. lines.Values];
    }

    public static List<SpecificRate> Specifics(Solution solution)
    {
        var sum = Rate.Free;
        foreach (var layer in solution.Everywhere)
        {
            foreach (var specific in layer.Rate.Specifics)
                sum += Rate.Specific(specific.Amount, specific.Unit);
        }

        return [.. sum.Specifics];
    }

    /// <summary>The duty in all: each layer rounded to the cent, then added up (19 CFR 159.3; reading).</summary>
    public Money? Duty(Solution solution)
    {
        if (goods.Value is not { } value || column.Rate is null || solution.Total is null)
            return null;
        var sum = Money.Zero(value.Currency);
        foreach (var layer in solution.Stacks[0].Layers)
        {
            if (Amount(layer) is not { } amount)
                return null;
            sum += amount;
        }

        return sum;
    }

    public IEnumerable<string> Notes(Solution solution)
    {
        if (column.Rate is null)
            yield return $"The ordinary duty reads '{columnText}', which has no number; the total is not told.";
        if (goods.Value is not null && solution.Stacks[0].Layers.Any(l => Amount(l) is null))
            yield return $"A duty per unit needs a quantity: give one in {string.Join(" or ", Units(solution))}.";
        yield return "Not covered: antidumping and countervailing duties, quotas' fill, excise taxes; fees only where asked for.";
    }

    private static decimal Most(Measure measure, Solution solution) =>
        solution.Stacks.SelectMany(s => s.Layers).Where(l => ReferenceEquals(l.Measure, measure)).Max(l => l.Percent);

    private LayerLine Line(Layer layer)
    {
        var set = (layer.ReliefState ?? layer.State).Set ?? layer.State.Set!;
        var from = layer.State.From == Instant.MinValue ? (Instant?)null : layer.State.From;
        var text = Text(layer);
        if (from is { } since && listed.Listing(layer.Measure, since) is { Set: { } act } row)
        {
            from = row.From;
            text = $"{text} (line added by {act.By.Id})";
        }

        return new LayerLine(
            layer.Measure,
            layer.Rate,
            Base(layer),
            layer.Share,
            layer.Percent,
            Amount(layer),
            from,
            layer.State.Until,
            set.By,
            set.KnownFrom,
            layer.Relief?.Name,
            text,
            layer.Claim
        );
    }

    private static string Base(Layer layer) =>
        (layer.State.Base, layer.IsRemainder) switch
        {
            (_, true) => "remainder",
            (DutyBase.Steel, _) => "content:steel",
            (DutyBase.Aluminum, _) => "content:aluminum",
            (DutyBase.Copper, _) => "content:copper",
            (DutyBase.ValueAddedAbroad, _) => "value_added_abroad",
            _ => layer.Rate.Kind == RateKind.Specific ? "quantity" : "customs_value",
        };

    private string Text(Layer layer)
    {
        if (ReferenceEquals(layer.Measure, column.Measure))
            return layer.Rate.ToString();
        var state = layer.ReliefState ?? layer.State;
        if (state.TopUp)
            return $"{Rate.Percent(decimal.Round(layer.Rate.AdValorem, 6))} (top-up to {state.Rate} with {(string.Equals(column.Measure.Id, BaseDuties.Column2Id, StringComparison.Ordinal) ? "column 2" : "column 1")})";
        return state.SuspendedPoints > 0m
            ? Invariant(
                $"{layer.Rate} ({state.Row!.Rate} less {state.SuspendedPoints} points suspended{(state.Returns is { } end ? $" until {Eastern.Said(end)}" : "")})"
            )
            : layer.Rate.ToString();
    }

    private Money? Amount(Layer layer)
    {
        if (goods.Value is not { } value)
            return null;
        var duty = layer.Rate.DutyOn(value * layer.Share, [.. goods.Quantities ?? []]);
        return duty.Ok ? duty.Value.Round() : null;
    }

    private static IEnumerable<string> Units(Solution solution) =>
        solution
            .Stacks[0]
            .Layers.SelectMany(l => l.Rate.Specifics)
            .Select(s => s.Unit.Symbol)
            .Distinct(StringComparer.Ordinal);

    internal static string Percent(decimal percent) =>
        Invariant($"{decimal.Round(percent, 6) / 1.000000000000000000000000000m} %");
}
