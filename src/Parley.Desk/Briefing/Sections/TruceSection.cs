using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>1 Truce: the clock in both zones, what ends it, what returns by default and what does not.</summary>
internal static class TruceSection
{
    public static IEnumerable<BriefLine> Lines(BriefContext context)
    {
        var view = context.View;
        if (view.Truce() is not { } truce)
        {
            yield return new NoteLine
            {
                Key = "none",
                Text = "No truce had been announced by this day.",
                Records = [],
            };
            yield break;
        }

        var state = truce.State;
        var agreement = state.Agreement;
        var returns = state.Stage == AgreementStage.InForce ? Returns(context, truce).ToArray() : [];
        var removed = state.Stage == AgreementStage.InForce ? Removed(view, agreement).ToArray() : [];
        yield return new TruceLine
        {
            Key = "state",
            Text = Status(context, truce),
            Records =
            [
                agreement.Id,
                .. state.Enactments.SelectMany(e => e.Instrument is { } act ? [e.Id, act] : new[] { e.Id }),
                .. truce.Extension is { } x ? [x.Agreement.Id] : Array.Empty<RecordId>(),
            ],
            Agreement = agreement.Id,
            Stage = Words.Of(state.Stage),
            InForceFrom = agreement.InForceFrom?.ToString(),
            Ends = agreement.Expires?.ToString(),
            EndsIn = agreement.Expires is { } end ? context.Everywhere(end) : [],
            Day = truce.Day,
            Length = truce.Length,
            DaysLeft = truce.DaysLeft,
            Extension = truce.Extension?.Agreement.Id,
            ExtensionEnacted = truce.Extension is { } e2 ? !e2.Unenacted : null,
            MissingActs = state.MissingActs,
            Returns = [.. returns.Select(r => r.Value)],
            DoesNotReturn = removed,
            LegVoid = state.LegVoid is not null,
        };
        foreach (var line in Extension(context, truce))
            yield return line;
        if (state.LegVoid is { } leg)
        {
            yield return new NoteLine
            {
                Key = "leg_void",
                Text = $"Frustrated in one leg, void since {context.When(leg.On)}: {leg.Text}.",
                Records = leg.Instrument is { } act ? [leg.Id, act] : [leg.Id],
            };
        }

        if (returns.Length > 0)
        {
            var carried = truce.Extension is { Unenacted: false };
            var when = agreement.Expires is { } day ? $" on {context.When(day)}" : "";
            yield return new NoteLine
            {
                Key = "returns",
                Text =
                    (
                        carried
                            ? $"The law as known carries the suspensions past the end{when}: "
                            : $"If nothing is done{when}: "
                    )
                    + string.Join("; ", returns.Select(r => Return(context, r.Value)))
                    + ".",
                Records = [.. returns.SelectMany(r => r.Records).Distinct()],
            };
        }

        if (removed.Length > 0)
        {
            yield return new NoteLine
            {
                Key = "removed",
                Text =
                    "Removed, not suspended, so they do not return by default: "
                    + string.Join(
                        "; ",
                        removed
                            .Select(id => view.Find<Measure>(id)!)
                            .Select(m =>
                                $"{context.Side(m.Imposer)} {string.Join("/", m.Points.Select(BriefContext.Number))} points ({m.Id})"
                            )
                    )
                    + ".",
                Records = removed,
            };
        }
    }

    private static string Return(BriefContext context, ReturnsBy r) =>
        r.Points == 0
            ? $"{context.Side(r.Imposer)}: nothing returns ({BriefContext.Number(r.TotalAfter)} points on all goods)"
            : $"{context.Side(r.Imposer)}: {BriefContext.Number(r.Points)} points return, to {BriefContext.Number(r.TotalAfter)} on all goods";

    private static string Status(BriefContext context, TruceState truce)
    {
        var agreement = truce.State.Agreement;
        var name = agreement.Name;
        var extension = truce.Extension;
        switch (truce.State.Stage)
        {
            case AgreementStage.InForce:
                var deferred = truce.State.Events.LastOrDefault(e => e.Kind == AgreementEventKind.Deferred);
                var text = $"In force since {context.When(agreement.InForceFrom!.Value)} ({name})";
                if (truce is { Day: { } day, Length: { } length })
                    text += string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"; day {day} of {length}"
                    );
                if (deferred is not null)
                    return $"{text}; its end is put off without a date ({context.When(deferred.On)}: {deferred.Text}).";
                if (agreement.Expires is { } end)
                {
                    text += $"; ends {context.WhenEverywhere(end)}";
                    if (truce.DaysLeft is { } left)
                        text += left > 0 ? $", in {BriefContext.Count(left, "day")}" : ", today";
                    text += extension switch
                    {
                        null => ", unless extended; no extension announced",
                        { Unenacted: true } => ", unless extended; an extension is announced, not enacted",
                        _ => $"; carried on by {extension.Agreement.Name}",
                    };
                }

                return text + ".";
            case AgreementStage.Announced:
                var missing =
                    truce.State.MissingActs.Count > 0
                        ? $"; no legal act on file yet of {context.Sides(truce.State.MissingActs)}"
                        : "";
                var from = agreement.InForceFrom is { } start
                    ? $", to take effect {context.WhenEverywhere(start)}"
                    : "";
                return $"{name}: announced {context.When(agreement.Announced)}{from}{missing}.";
            default:
                var over = truce.State.EndedAt is { } ended ? $" on {context.When(ended)}" : "";
                var lapse =
                    $"{(AsKnown(context) ? "By the law as known then, no" : "No")} truce in force: {name} {Words.Of(truce.State.Stage)}{over}";
                if (extension is null)
                    lapse += "; no truce has been announced since";
                return extension is { Unenacted: true }
                    ? $"{lapse}; {extension.Agreement.Name} is announced, but no legal act on file of {context.Sides(extension.MissingActs)} carries it out."
                    : lapse + ".";
        }
    }

    /// <summary>Whether the day asked about lies after what the facts can tell.</summary>
    private static bool AsKnown(BriefContext context)
    {
        var day = context.View.On.Day;
        return day > context.View.Known.Day || (context.View.Book.FactsEnd is { } end && day > end);
    }

    private static IEnumerable<BriefLine> Extension(BriefContext context, TruceState truce)
    {
        if (truce.Extension is not { } extension)
            yield break;
        var agreement = extension.Agreement;
        var until = agreement.Expires is { } end ? $" to {context.When(end)}" : "";
        var enacted = extension.Unenacted
            ? $"announced, not enacted: no legal act on file of {context.Sides(extension.MissingActs)}"
            : "enacted by both sides";
        var events = extension
            .Events.Where(e => e.Kind != AgreementEventKind.Enacted)
            .Select(e => $"{context.When(e.On)}: {e.Text}");
        yield return new NoteLine
        {
            Key = "extension",
            Text =
                $"{agreement.Name}{until}: announced {context.When(agreement.Announced)}; {enacted}."
                + string.Concat(events.Select(e => $" {BriefContext.Sentence(e)}.")),
            Records = [agreement.Id, .. extension.Events.Select(e => e.Id)],
        };
    }

    private static IEnumerable<(ReturnsBy Value, RecordId[] Records)> Returns(BriefContext context, TruceState truce)
    {
        if (truce.State.Agreement.Expires?.Exact is not { } end)
            yield break;
        foreach (var (imposer, target) in context.Directions)
        {
            var before = context.View.RatesAt(imposer, target, end - NodaTime.Duration.FromMinutes(1));
            var after = context.View.RatesAt(imposer, target, end);
            var suspended = before.Layers.Where(l => l.Suspension is not null).ToArray();
            yield return (
                new ReturnsBy(imposer, Math.Max(0, after.AllGoods - before.AllGoods), after.AllGoods),
                [.. suspended.SelectMany(l => new[] { l.Measure.Id, l.Suspension!.Id })]
            );
        }
    }

    /// <summary>What was removed when the chain of truces began, or since.</summary>
    private static IEnumerable<RecordId> Removed(LedgerView view, Agreement agreement)
    {
        var first = agreement;
        while (view.Find<Agreement>(first.Continues) is { } earlier)
            first = earlier;
        return view.All<MeasureEnd>()
            .Where(e => e.Kind == EndKind.Removed && e.At.CompareTo(first.Announced) >= 0)
            .Select(e => view.Find<Measure>(e.Measure))
            .Where(m => m is { Kind: MeasureKind.Tariff } && view.StateOf(m).Stage == MeasureStage.Removed)
            .Select(m => m!.Id);
    }
}
