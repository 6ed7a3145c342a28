using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>4 Talks: what goes on, what ended in the last ten days, else the last held.</summary>
internal static class TalksSection
{
    private const int Days = 10;

    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var today = context.View.On.DayIn(DateTimeZone.Utc);
        var begun = context.View.Talks.Where(t => t.Talk.Start.FirstDay <= today).ToArray();
        var recent = begun
            .Where(t =>
                t.Stage is TalkStage.Ongoing or TalkStage.DueToBegin
                || (LastDay(t) is { } last && Period.DaysBetween(last, today) <= Days)
            )
            .OrderByDescending(t => t.Stage is TalkStage.Ongoing or TalkStage.DueToBegin)
            .ThenByDescending(t => t.Talk.Start)
            .ToArray();
        if (recent.Length == 0 && begun.Length > 0)
            recent = [begun.Where(t => t.Stage == TalkStage.Held).DefaultIfEmpty(begun[^1]).Last()];
        if (recent.Length == 0)
            yield return new NoteLine
            {
                Key = "none",
                Text = "No talk is on file by this day.",
                Records = [],
            };
        foreach (var talk in recent)
            yield return Line(context, talk);
    }

    private static LocalDate? LastDay(TalkState talk) => talk.Events.Count > 0 ? talk.Events[^1].On.LastDay : null;

    private static TalkLine Line(BriefContext context, TalkState state)
    {
        var talk = state.Talk;
        var people = talk.Delegations.ToDictionary(
            d => d.Party.ToString(),
            d => (IReadOnlyList<string>)[.. Ids(d).Select(id => Name(context, id))],
            StringComparer.Ordinal
        );
        var produced = context
            .View.Agreements.Where(a => a.Agreement.ProducedBy == talk.Id)
            .Select(a => a.Agreement.Id);
        var place = string.Join(", ", new[] { talk.City, talk.Venue }.Where(p => p is not null));
        var title =
            talk.City is { } city && talk.Title.StartsWith(city, StringComparison.Ordinal) && talk.Venue is { } venue
                ? $"{talk.Title}, {venue}"
            : place.Length > 0 && !talk.Title.Contains(place, StringComparison.Ordinal) ? $"{talk.Title} ({place})"
            : talk.Title;
        var text = $"{title}: {Stage(context, state)}";
        if (people.Count > 0)
            text += $"; {string.Join(" / ", people.Values.Select(p => string.Join(", ", p)))}";
        if (state.Outcome is { } outcome)
            text += $". {BriefContext.Sentence(outcome)}";
        return new TalkLine
        {
            Key = talk.Id.ToString(),
            Text = text + ".",
            Records = [talk.Id, .. state.Events.Select(e => e.Id), .. produced],
            Talk = talk.Id,
            Stage = Words.Of(state.Stage),
            Start = talk.Start.ToString(),
            Day = state.Day,
            Round = talk.Round,
            City = talk.City,
            Venue = talk.Venue,
            People = people,
            Outcome = state.Outcome,
        };
    }

    private static string Stage(BriefContext context, TalkState state)
    {
        var start = context.When(state.Talk.Start);
        return state.Stage switch
        {
            TalkStage.Ongoing when state.Day == 1 => $"first day ({start})",
            TalkStage.Ongoing => $"day {BriefContext.Number(state.Day!.Value)}, begun {start}",
            TalkStage.DueToBegin => $"due to begin {start}; no report on file that it did",
            TalkStage.Held when state.EndedOn is { } end && end.FirstDay != state.Talk.Start.FirstDay =>
                $"held {start} to {context.When(end)}",
            TalkStage.Held => $"held {start}",
            _ => $"{Words.Of(state.Stage)} (was to begin {start})",
        };
    }

    private static IEnumerable<RecordId> Ids(Delegation delegation) =>
        delegation.Head is { } head ? delegation.Members.Prepend(head) : delegation.Members;

    private static string Name(BriefContext context, RecordId id) =>
        context.View.Find<Actor>(id) is { } actor ? Words.ShortName(actor) : id.ToString();
}
