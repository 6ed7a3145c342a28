using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Desk.Sections;

/// <summary>8 Disagreements between sources, 9 Unknown, 10 Next, and what the ledger does not cover.</summary>
internal static class OpenSections
{
    private const int LicenceDays = 60;

    public static IEnumerable<BriefLine> Disagreements(BriefContext context)
    {
        var view = context.View;
        var any = false;
        foreach (var d in view.All<Disagreement>())
        {
            if (!view.Happened(d.From) || (d.To is { } to && view.Happened(to) && view.Known.Covers(to)))
                continue;
            any = true;
            yield return new DisagreementLine
            {
                Key = d.Id.ToString(),
                Text =
                    $"{d.Question}: {string.Join("; ", d.Readings.Select(r => $"{r.By}: {r.Text}"))}. {(d.Undecided ? "Undecided" : "Used: the first")} ({d.Because}).",
                Records = [d.Id, .. d.About],
                Question = d.Question,
                Readings = d.Readings,
                Because = d.Because,
            };
        }

        if (!any)
            yield return new NoteLine
            {
                Key = "none",
                Text = "None on file for this day.",
                Records = [],
            };
    }

    public static IEnumerable<BriefLine> Unknown(BriefContext context)
    {
        var view = context.View;
        var lines = new List<BriefLine>();
        Licences(context, lines);
        foreach (var talk in view.Talks.Where(t => t.Stage is TalkStage.Ongoing or TalkStage.DueToBegin))
            lines.Add(
                Note(talk.Talk.Id.ToString(), $"What comes of {talk.Talk.Title}: no outcome on file.", talk.Talk.Id)
            );
        var told = view
            .Board.Where(s =>
                s.OneAccountOnly is not null && s.ClosedOn is null && s.Contention != Contention.Unchallenged
            )
            .ToArray();
        if (told.Length > 0)
        {
            lines.Add(
                Note(
                    "one_account",
                    "Whether these are part of the deal, which one side alone says: "
                        + string.Join(
                            "; ",
                            told.Select(s => $"{s.Commitment.Content} ({context.Side(s.OneAccountOnly!.Value)})")
                        )
                        + ".",
                    [.. told.Select(s => s.Commitment.Id)]
                )
            );
        }

        foreach (var state in view.Board.Where(s => s.Contention == Contention.BreachAlleged && s.ClosedOn is null))
        {
            lines.Add(
                Note(
                    $"answer.{state.Commitment.Id}",
                    $"No answer by {context.Sides(state.Commitment.Obligors)} to the allegation on “{state.Commitment.Content}” is on file.",
                    [state.Commitment.Id, .. state.Alleged]
                )
            );
        }

        var lost = view.All<Measure>().Where(m => view.StateOf(m).Stage == MeasureStage.Unknown).ToArray();
        if (lost.Length > 0)
        {
            lines.Add(
                Note(
                    "after_suspension",
                    $"What applies since the printed end of their suspension: {string.Join("; ", lost.Select(m => m.Scope))}.",
                    [.. lost.Select(m => m.Id)]
                )
            );
        }

        foreach (var state in view.Agreements.Where(a => a.Unenacted && a.Stage == AgreementStage.Announced))
        {
            lines.Add(
                Note(
                    $"act.{state.Agreement.Id}",
                    $"Which act of {context.Sides(state.MissingActs)} carries out {state.Agreement.Name}, and when: none on file.",
                    state.Agreement.Id
                )
            );
        }

        return lines.Count > 0 ? lines : [Note("none", "Nothing stands open that the ledger can name.")];
    }

    public static IEnumerable<BriefLine> Next(BriefContext context)
    {
        var view = context.View;
        var today = view.On.DayIn(DateTimeZone.Utc);
        foreach (var talk in view.Talks.Where(t => t.Stage == TalkStage.Ongoing))
            yield return Note($"ongoing.{talk.Talk.Id}", $"{talk.Talk.Title} may go on.", talk.Talk.Id);
        // Whatever falls together is told together: one moment, one line.
        var ahead = view
            .Ahead.GroupBy(
                c => c.At.Exact is { } exact ? exact.ToString("g", CultureInfo.InvariantCulture) : c.At.ToString(),
                StringComparer.Ordinal
            )
            .Take(context.Everything ? int.MaxValue : 12)
            .ToArray();
        foreach (var moment in ahead)
        {
            var first = moment.First();
            var day = first.At.LastDay;
            var left = Period.DaysBetween(today, day);
            var all = moment.ToArray();
            var agreements = all.Where(c => c.Kind == ComingKind.AgreementEnds).ToArray();
            var shown = Brief(all);
            var by = string.Join(
                "; ",
                all.Select(c => c.OnDefault).Where(d => d is not null).Distinct(StringComparer.Ordinal)
            );
            yield return new NextLine
            {
                Key = first.At.ToString(),
                Text =
                    $"{context.WhenEverywhere(first.At)} (in {BriefContext.Count(left, "day")}): {shown}"
                    + (agreements.Length > 0 && agreements[0].OnDefault is { } lapse ? $". By default: {lapse}" : "")
                    + ".",
                Records = [.. all.SelectMany(c => c.Records).Distinct()],
                At = first.At.ToString(),
                AtIn = context.Everywhere(first.At),
                OnDefault = by.Length > 0 ? by : null,
            };
        }

        if (ahead.Length == 0)
            yield return Note("none", "No dated step lies ahead on file.");
    }

    /// <summary>Up to three things in words; the rest is counted and stands in the records.</summary>
    private static string Brief(Coming[] all)
    {
        const int Most = 4;
        var text = string.Join("; ", all.Take(Most).Select(c => c.What));
        return all.Length > Most ? $"{text}; and {BriefContext.Count(all.Length - Most, "more step")}" : text;
    }

    public static IEnumerable<BriefLine> NotCovered(BriefContext context) =>
        context
            .View.All<CoverageGap>()
            .Where(g => context.View.Happened(g.From) && (g.To is not { } to || !context.View.Happened(to)))
            .Select(g => Note(g.Id.ToString(), g.Text, g.Id));

    private static void Licences(BriefContext context, List<BriefLine> lines)
    {
        var view = context.View;
        var today = view.On.DayIn(DateTimeZone.Utc);
        var recent = view.All<LicenceEvent>()
            .Where(l => view.Happened(l.On) && Period.DaysBetween(l.On.FirstDay, today) <= LicenceDays)
            .Where(l => l.Quantity is null || !l.Quantity.Any(char.IsAsciiDigit) || l.Beneficiary is null)
            .ToArray();
        if (recent.Length == 0)
            return;
        var claims = view.Said.Where(s =>
            s.Claim.Hedge == "unquantified" && Period.DaysBetween(s.Day, today) <= LicenceDays
        );
        lines.Add(
            Note(
                "licences",
                "How many licences were granted, and to whom: "
                    + string.Join(
                        "; ",
                        recent.Select(l =>
                            $"{context.When(l.On)}, {l.Items}: {l.Quantity ?? "number not given"}, {l.Beneficiary ?? "nobody named"}"
                        )
                    )
                    + ".",
                [.. recent.Select(l => l.Id), .. claims.Select(s => s.Claim.Id)]
            )
        );
    }

    private static NoteLine Note(string key, string text, params RecordId[] records) =>
        new()
        {
            Key = key,
            Text = text,
            Records = records,
        };
}
