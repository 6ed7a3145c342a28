using NodaTime;
using Parley.Core;
using Parley.Tariffs.Facts;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>The ordinary duty of a line for an origin: column 2, column 1 general, or a preference that is claimed.</summary>
internal sealed class Columns(TariffLaw law, ScheduleLine line, string origin, Instant at)
{
    private readonly Lazy<SpecialColumn> special = new(() => SpecialColumn.Parse(line.Special));

    /// <summary>The duty with what is claimed, its text, and what is to be said of the claim.</summary>
    public (BaseDuty Duty, string Text, string? Note) Of(ShipmentFacts facts)
    {
        if (law.Column2.Includes(origin, at))
            return (Duty(true, line.Column2), line.Column2 ?? "not on file", null);
        var general = (Duty(false, line.General), line.General);
        string? note = null;
        foreach (var symbol in Claimed(facts))
        {
            if (Known(symbol)?.Refuses(origin, at) is { } refusal)
                note = $"The preference is not applied: {refusal}.";
            else if (special.Value.For(symbol) is { } rate)
                return (
                    Duty(false, rate.Text),
                    $"{rate.Text} ({symbol})",
                    Known(symbol) is null or { Origins: null }
                        ? $"Whether goods of {origin} may claim {symbol} is not on file; it is taken as claimed."
                        : null
                );
            else
                note ??= $"The special column of this line does not name {symbol}: the general duty is due.";
        }

        return (general.Item1, general.General, facts[Fact.Preference] is null ? null : note);
    }

    /// <summary>Preferences that goods of the origin may claim on the line, with the fact that claims them.</summary>
    public IEnumerable<(Preference Preference, ShipmentFacts Facts)> Open(ShipmentFacts facts)
    {
        if (law.Column2.Includes(origin, at))
            yield break;
        foreach (var preference in law.Preferences)
        {
            if (
                preference.Origins is null
                || preference.Fact is not null
                || preference.Refuses(origin, at) is not null
                || special.Value.For(preference.Symbol) is null
                || Claimed(facts).Contains(preference.Symbol, StringComparer.Ordinal)
            )
                continue;
            yield return (preference, facts.With(Fact.Preference, FactValue.OfWord(preference.Symbol)));
        }
    }

    private static IEnumerable<string> Claimed(ShipmentFacts facts)
    {
        IEnumerable<string> symbols = facts[Fact.Preference]?.Words ?? [];
        return facts[Fact.Usmca]?.Flag == true ? symbols.Concat(["S", "S+"]) : symbols;
    }

    private Preference? Known(string symbol) =>
        law.Preferences.FirstOrDefault(p => string.Equals(p.Symbol, symbol, StringComparison.OrdinalIgnoreCase));

    private static BaseDuty Duty(bool column2, string? text)
    {
        var parsed = DutyText.ReadRate(text);
        return BaseDuties.Of(column2, parsed.Ok ? parsed.Value : null);
    }
}
