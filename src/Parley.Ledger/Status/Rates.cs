using NodaTime;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>One layer of the points added on all goods.</summary>
/// <param name="Layer">The programme.</param>
/// <param name="Measure">The measure that governs it.</param>
/// <param name="Points">Its points by its text.</param>
/// <param name="Suspended">The points that are suspended.</param>
/// <param name="Suspension">The suspension; null if none runs.</param>
public sealed record RateLayer(string Layer, Measure Measure, decimal Points, decimal Suspended, Suspension? Suspension)
{
    /// <summary>The points that apply.</summary>
    public decimal Applied => Points - Suspended;
}

/// <summary>Points that a measure adds on some goods only.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="State">Its state.</param>
public sealed record PartRate(Measure Measure, MeasureState State);

/// <summary>
/// The points that one party adds to its ordinary duty on another's goods at an instant. Within a layer the latest in
/// force replaces the earlier, suspended points come off, layers add.
/// </summary>
/// <param name="Imposer">Who adds them.</param>
/// <param name="Target">On whose goods.</param>
/// <param name="At">The instant.</param>
/// <param name="Layers">The layers on all goods.</param>
/// <param name="OnSomeGoods">What comes on top on some goods.</param>
public sealed record AddedRates(
    Party Imposer,
    Party Target,
    Instant At,
    IReadOnlyList<RateLayer> Layers,
    IReadOnlyList<PartRate> OnSomeGoods
)
{
    /// <summary>The points added on all goods, in percent of customs value.</summary>
    public decimal AllGoods => Layers.Sum(l => l.Applied);

    /// <summary>The least that a good can bear: <see cref="AllGoods"/>.</summary>
    public decimal Min => AllGoods;

    /// <summary>
    /// The most that a good can bear if it stood on every list; null when the points of some measure are not on file.
    /// </summary>
    public decimal? Max =>
        OnSomeGoods.Any(p => p.Measure.Points.Count == 0)
            ? null
            : AllGoods
                + OnSomeGoods
                    .GroupBy(p => p.Measure.Layer, StringComparer.Ordinal)
                    .Sum(g => g.Max(p => p.Measure.Points.Max()));

    /// <summary>Every record it rests on.</summary>
    public IEnumerable<RecordId> Records =>
        Layers
            .SelectMany(l => l.Suspension is { } s ? [l.Measure.Id, s.Id] : new[] { l.Measure.Id })
            .Concat(OnSomeGoods.Select(p => p.Measure.Id));
}

/// <summary>The highest points ever added on all goods, up to the day asked about.</summary>
/// <param name="Rates">The rates when they were highest.</param>
/// <param name="Top">The measure that brought them there.</param>
/// <param name="From">When that was reached.</param>
/// <param name="End">The end of that measure, if past; null while it applies.</param>
/// <param name="ReturnsByDefault">Whether, by the law as known, the points come back to it when a suspension ends.</param>
public sealed record PeakRate(AddedRates Rates, Measure Top, Moment From, MeasureEnd? End, bool ReturnsByDefault);

public sealed partial class LedgerView
{
    private readonly Dictionary<(Party, Party, Instant), AddedRates> rates = [];

    /// <summary>The points added on the day asked about.</summary>
    /// <param name="imposer">Who adds them.</param>
    /// <param name="target">On whose goods.</param>
    /// <returns>The rates at noon in the imposer's zone, or at the minute asked for.</returns>
    public AddedRates Rates(Party imposer, Party target) => RatesAt(imposer, target, At(imposer));

    /// <summary>The points added at another instant, by the law as known on the known day.</summary>
    /// <param name="imposer">Who adds them.</param>
    /// <param name="target">On whose goods.</param>
    /// <param name="at">The instant, past or to come.</param>
    /// <returns>The rates.</returns>
    public AddedRates RatesAt(Party imposer, Party target, Instant at)
    {
        var key = (imposer, target, at);
        if (rates.TryGetValue(key, out var found))
            return found;
        var zone = ZoneOf(imposer);
        var states = Tariffs(imposer, target).Select(m => StateOf(m, at)).Where(s => s.Applies).ToArray();
        var layers = states
            .Where(s => s.Measure.AllGoods)
            .GroupBy(s => s.Measure.Layer!, StringComparer.Ordinal)
            .Select(g =>
                g.OrderBy(s => s.Measure.Effective!.Value.StartIn(zone))
                    .ThenBy(s => s.Measure.KnownFrom.CertainFrom)
                    .Last()
            )
            .Select(s =>
            {
                var partial = s.Suspensions.Where(x => x.Points is not null).ToArray();
                var suspension = partial.LastOrDefault();
                return new RateLayer(
                    s.Measure.Layer!,
                    s.Measure,
                    s.Measure.Points.Count > 0 ? s.Measure.Points[0] : 0m,
                    partial.Sum(x => x.Points!.Value),
                    suspension
                );
            })
            .ToArray();
        var parts = states.Where(s => !s.Measure.AllGoods).Select(s => new PartRate(s.Measure, s)).ToArray();
        return rates[key] = new AddedRates(imposer, target, at, layers, parts);
    }

    /// <summary>The highest points added on all goods up to the day asked about.</summary>
    /// <param name="imposer">Who added them.</param>
    /// <param name="target">On whose goods.</param>
    /// <returns>The peak, when it was first reached; null if nothing was ever added on all goods.</returns>
    public PeakRate? Peak(Party imposer, Party target)
    {
        var zone = ZoneOf(imposer);
        var now = At(imposer);
        PeakRate? peak = null;
        foreach (
            var measure in Tariffs(imposer, target)
                .Where(m => m is { AllGoods: true, Effective: not null })
                .OrderBy(m => m.Effective!.Value.StartIn(zone))
        )
        {
            var start = measure.Effective!.Value.StartIn(zone);
            if (start > now)
                continue;
            var then = RatesAt(imposer, target, start);
            if (then.AllGoods > 0 && then.AllGoods > (peak?.Rates.AllGoods ?? 0))
            {
                var top = then.Layers.MaxBy(l => l.Measure.Effective!.Value.StartIn(zone))!.Measure;
                peak = new PeakRate(then, top, measure.Effective!.Value, null, false);
            }
        }

        if (peak is null)
            return null;
        var end = StateOf(peak.Top, now).End;
        var below = RatesAt(imposer, target, now).AllGoods < peak.Rates.AllGoods;
        var returns =
            below
            && Tariffs(imposer, target)
                .SelectMany(m => Suspensions[m.Id])
                .Select(s => s.To?.StartIn(zone))
                .Any(to => to > now && RatesAt(imposer, target, to.Value).AllGoods >= peak.Rates.AllGoods);
        return peak with
        {
            End = end is not null && end.At.StartIn(zone) <= now ? end : null,
            ReturnsByDefault = returns,
        };
    }

    private IEnumerable<Measure> Tariffs(Party imposer, Party target) =>
        All<Measure>()
            .Where(m =>
                m.Kind == MeasureKind.Tariff && m.Imposer == imposer && (m.Target is null || m.Target == target)
            );
}
