using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>5 Commitments, with derived status and evidence; claims about an agreement as a whole stand with it.</summary>
internal static class CommitmentsSection
{
    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var view = context.View;
        var order = view.Agreements.Select((a, i) => (a.Agreement.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var board = view
            .Board.GroupBy(s => s.Commitment.Agreement)
            .OrderByDescending(g => order.GetValueOrDefault(g.Key, -1))
            .ToArray();
        if (board.Length == 0)
            yield return new NoteLine
            {
                Key = "none",
                Text = "No commitment is open, or closed within 30 days.",
                Records = [],
            };
        foreach (var agreement in board)
        {
            foreach (var state in agreement)
                yield return Line(context, state);
            if (Whole(context, agreement.Key) is { } whole)
                yield return whole;
        }
    }

    private static CommitmentLine Line(BriefContext context, CommitmentState state)
    {
        var c = state.Commitment;
        var badge = state.OneAccountOnly is { } account ? $" (one account only: {context.Side(account)})" : "";
        var readings = state.DueReadings.Select(r => $"{r.By}: {r.Wording}").ToArray();
        var text = $"{context.Sides(c.Obligors)}: {c.Content}{badge}: {state.Label}";
        if (state.Term == Term.Overdue && !state.Label.Contains("verdue", StringComparison.Ordinal))
            text += $"; its day ({context.When(c.Due!.Value)}) is past";
        if (readings.Length > 0 && state.ClosedOn is null)
            text += $"; due by different readings ({string.Join("; ", readings)})";
        return new CommitmentLine
        {
            Key = c.Id.ToString(),
            Text = text + ".",
            Records = [c.Id, .. state.Evidence, .. state.DueReadings.Select(r => r.Id)],
            Commitment = c.Id,
            Agreement = c.Agreement,
            AgreementName = context.View.Find<Agreement>(c.Agreement)?.Name ?? c.Agreement.ToString(),
            Obligors = c.Obligors,
            Content = c.Content,
            OneAccountOnly = state.OneAccountOnly,
            Status = state.Label,
            Performance = Words.Of(state.Performance),
            Contention = Words.Of(state.Contention),
            Term = Words.Of(state.Term),
            Due = c.Due?.ToString(),
            DueReadings = readings,
            Evidence = [.. state.Evidence],
        };
    }

    /// <summary>Allegations and denials that name the agreement and no commitment in it.</summary>
    private static NoteLine? Whole(BriefContext context, RecordId agreement)
    {
        var view = context.View;
        var said = view
            .Said.Where(s => s.Claim.Agreement == agreement && s.Claim.Commitment is null && Challenges(s))
            .ToArray();
        if (said.Length == 0)
            return null;
        var ids = said.Select(s => s.Claim.Id).ToHashSet();
        var denials = view.All<ClaimLink>()
            .Where(l => l.Relation == LinkRelation.Denies && ids.Contains(l.To) && view.LinkKnown(l))
            .Select(l => view.Said.FirstOrDefault(s => s.Claim.Id == l.From))
            .OfType<SaidClaim>()
            .Distinct()
            .ToArray();
        var alleged = string.Join(
            "; ",
            said.Select(s =>
                $"{context.When(s.Statement.SaidOn)} {s.Who} {Words.Of(s.Claim.Polarity)} ({s.Claim.Text})"
            )
        );
        var denied =
            denials.Length == 0
                ? ""
                : $". Denied: {string.Join("; ", denials.Select(s => $"{context.When(s.Statement.SaidOn)} {s.Who}"))}";
        return new NoteLine
        {
            Key = $"{agreement}.whole",
            Text = $"About the agreement as a whole: {alleged}{denied}.",
            Records = [agreement, .. said.Select(s => s.Claim.Id), .. denials.Select(s => s.Claim.Id)],
        };
    }

    private static bool Challenges(SaidClaim said) =>
        said.Claim.Polarity
            is Polarity.AllegesBreach
                or Polarity.AllegesBadFaith
                or Polarity.AllegesIllegality
                or Polarity.AllegesDelay
                or Polarity.AllegesShortfall
                or Polarity.DeniesBreach
                or Polarity.Doubts;
}
