using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>6 Said in the last ten days: the weightiest claims, or all on request.</summary>
internal static class SaidSection
{
    /// <summary>From the tenth day before the day asked about, inclusive.</summary>
    private const int Days = 10;

    /// <summary>A claim of this weight is shown; a rule by weight and not by number, so that knowing more hides nothing.</summary>
    private const int Enough = 5;

    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var from = context.View.On.DayIn(DateTimeZone.Utc).PlusDays(-Days);
        var recent = context.View.Said.Where(s => s.Day >= from).ToArray();
        var shown = recent.Where(s => context.Everything || Weight(s) >= Enough).ToArray();
        foreach (var said in shown)
            yield return Line(context, said);
        if (shown.Length > 0)
        {
            if (recent.Length > shown.Length)
            {
                yield return new NoteLine
                {
                    Key = "more",
                    Text =
                        $"{BriefContext.Count(recent.Length - shown.Length, "lighter claim")} of these days not shown; --all-claims shows them.",
                    Records = [],
                };
            }

            yield break;
        }

        var last = context.View.Said is { Count: > 0 } all ? all[^1] : null;
        yield return new NoteLine
        {
            Key = "none",
            Text = last is null
                ? "No claim is on file by this day."
                : $"No claim of weight is on file for these days; the last on file is of {context.When(last.Statement.SaidOn)}: {last.Who}, {last.Claim.Text}.",
            Records = last is null ? [] : [last.Claim.Id],
        };
    }

    /// <summary>Allegations, denials and confirmations first; leaders first; named before unnamed; parties before others.</summary>
    internal static int Weight(SaidClaim said)
    {
        var weight = said.Claim.Polarity switch
        {
            Polarity.AllegesBreach or Polarity.AllegesBadFaith or Polarity.AllegesIllegality or Polarity.DeniesBreach =>
                4,
            Polarity.AllegesDelay
            or Polarity.AllegesShortfall
            or Polarity.Confirms
            or Polarity.PartlyConfirms
            or Polarity.AssertsResolution
            or Polarity.Announces
            or Polarity.Threatens => 3,
            Polarity.Demands or Polarity.ReportsPromise or Polarity.Conditions or Polarity.Rejects => 2,
            _ => 1,
        };
        if (said.Speaker is { HeadOfState: true })
            weight += 2;
        if (said.Speaker is not null)
            weight++;
        if (said.Side is not null)
            weight++;
        return weight;
    }

    private static SaidLine Line(BriefContext context, SaidClaim said)
    {
        var claim = said.Claim;
        var support = context.View.SupportOf(claim);
        var quote = claim.ShortQuote is { } words ? $" (“{words}”)" : "";
        var relay =
            claim.RelayOf is { } id && context.View.Find<Actor>(id) is { } other
                ? $" (reporting {Words.ShortName(other)})"
                : "";
        return new SaidLine
        {
            Key = claim.Id.ToString(),
            Text =
                $"{context.When(said.Statement.SaidOn)} {said.Who}{relay} {Words.Of(claim.Polarity)}: {claim.Text}{quote}.",
            Records =
            [
                claim.Id,
                said.Statement.Id,
                .. support.Links.Select(l => l.From == claim.Id ? l.To : l.From).Distinct(),
            ],
            Claim = claim.Id,
            SaidOn = said.Statement.SaidOn.ToString(),
            Speaker = said.Speaker?.Name,
            Office = said.Office,
            Side = said.Side,
            Polarity = Words.Of(claim.Polarity),
            Hedge = claim.Hedge,
            Quantity = claim.Quantity,
            Quote = claim.ShortQuote,
            Support = Words.Of(support.Support),
            Stage = Words.Of(context.View.StageOf(claim)),
        };
    }
}
