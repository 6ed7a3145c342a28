using Parley.Core;
using Parley.Ledger;
using Parley.Ledger.Storage;

namespace Parley.Host.Commands;

/// <summary>A correction, or what was corrected.</summary>
internal sealed record Version(LedgerRecord Record, string? Reason);

/// <summary>All that is told of one record: itself, its publications, its history, what bears on it, its status.</summary>
internal sealed class RecordStory
{
    public RecordStory(UserLedger ledger, RecordFacts facts, LedgerRecord record)
    {
        var view = facts.View;
        (Facts, Record, Stored) = (facts, record, ledger.Stored(record.Id));
        Type = RecordTypes.NameOf(record);
        for (
            var old = record;
            old.Supersedes is { } id && Earlier.Count < 1000 && ledger.Book.Find(id) is { } before;
            old = before
        )
            Earlier.Add(new Version(before, old.Reason));
        for (var now = record; Later.Count < 1000 && Correction(now) is { } after; now = after)
            Later.Add(new Version(after, after.Reason));
        // A corrected record has no status of its own: what stands for it has.
        Status = Later.Count == 0 ? facts.StatusOf(record) : null;
        Steps = Later.Count == 0 ? [.. Derivation.Of(view, record)] : [];
        var links = view.All<ClaimLink>().Where(view.LinkKnown).ToArray();
        LinksOut = [.. links.Where(l => l.From == record.Id)];
        LinksIn = [.. links.Where(l => l.To == record.Id)];
        Mentions = [.. view.MentionsOf(record.Id).Where(m => m.By is not ClaimLink)];

        LedgerRecord? Correction(LedgerRecord of) =>
            ledger.Book.CorrectionsOf(of.Id).FirstOrDefault(c => view.Known.Covers(c.KnownFrom));
    }

    public RecordFacts Facts { get; }

    public LedgerRecord Record { get; }

    public string Type { get; }

    /// <summary>How it stands in the user's store; null for a shipped record.</summary>
    public StoredRecord? Stored { get; }

    public RecordStatus? Status { get; }

    public IReadOnlyList<StatusStep> Steps { get; }

    /// <summary>What it corrects, the latest first.</summary>
    public List<Version> Earlier { get; } = [];

    /// <summary>What corrects it, as known, the earliest first.</summary>
    public List<Version> Later { get; } = [];

    public IReadOnlyList<ClaimLink> LinksOut { get; }

    public IReadOnlyList<ClaimLink> LinksIn { get; }

    public IReadOnlyList<Mention> Mentions { get; }

    /// <summary>Its publications, each with whether the copy held is later than the fact became known.</summary>
    public IEnumerable<(SourceRecord Source, bool LaterCopy)> Sources =>
        Facts.View.SourcesOf(Record).Select(s => (s, s.Published.FirstDay > Record.KnownFrom.LastDay));
}

/// <summary>How a derived status came about, step by step.</summary>
internal static class Derivation
{
    public static IEnumerable<StatusStep> Of(LedgerView view, LedgerRecord record) =>
        record switch
        {
            Commitment x => OfCommitment(view, x),
            Agreement x => OfAgreement(view.StateOf(x)),
            Measure x => OfMeasure(view, x),
            Talk x => OfTalk(view.StateOf(x)),
            Claim x => OfClaim(view, x),
            _ => [],
        };

    private static IEnumerable<StatusStep> OfCommitment(LedgerView view, Commitment commitment)
    {
        var state = view.StateOf(commitment);
        foreach (var step in state.Steps)
            yield return step;
        foreach (var reading in state.DueReadings)
            yield return new(
                $"{reading.By} reads it as due {reading.Due?.ToString() ?? "on no day"}: {reading.Wording}",
                [reading.Id]
            );
        if (state.Agreement is { } agreement)
            yield return new($"its agreement is {Words.Of(agreement.Stage)}", [agreement.Agreement.Id]);
        yield return new(
            $"contention: {Words.Of(state.Contention)}; performance: {Words.Of(state.Performance)}; term: {Words.Of(state.Term)}",
            [.. state.Evidence]
        );
    }

    private static IEnumerable<StatusStep> OfAgreement(AgreementState state)
    {
        var agreement = state.Agreement;
        yield return new($"{agreement.Announced}: announced ({Words.Of(agreement.TextStatus)})", [agreement.Id]);
        foreach (var e in state.Events)
            yield return new(
                $"{e.On}: {Words.Of(e.Kind)}{(e.By is { } by ? $" by {by}" : "")}{(e.Text is { } text ? $": {text}" : "")}",
                [e.Id]
            );
        foreach (var party in state.MissingActs)
            yield return new($"a legal act of {party} is needed and not on file", [agreement.Id]);
        if (agreement.InForceFrom is { } from)
            yield return new($"in force from {from} by its own terms", [agreement.Id]);
        if (agreement.Expires is { } end)
            yield return new(
                $"ends {end} by its own terms{(agreement.OnLapse is { } then ? $": {then}" : "")}",
                [agreement.Id]
            );
        if (state.Successor is { } next)
            yield return new($"{next.Name} was announced to continue it", [next.Id]);
        if (state.AccountsDiffer)
            yield return new("the accounts of the parties differ", [agreement.Id]);
        if (state.EndedAt is { } ended)
            yield return new($"{Words.Of(state.Stage)} since {ended}", [agreement.Id]);
    }

    private static IEnumerable<StatusStep> OfMeasure(LedgerView view, Measure measure)
    {
        var state = view.StateOf(measure);
        yield return new(
            measure.Effective is { } from ? $"takes effect {from}" : "names no day on which it takes effect",
            measure.Instrument is { } act ? [measure.Id, act] : [measure.Id]
        );
        foreach (var s in view.All<Suspension>().Where(s => s.Measures.Contains(measure.Id)).OrderBy(s => s.From))
        {
            var part = s.Points is { } points ? $"{RecordFacts.Number(points)} points" : s.Scope ?? "the whole";
            var runs = state.Suspensions.Contains(s) ? " (runs)" : "";
            yield return new(
                $"{part} suspended from {s.From} {(s.To is { } to ? $"until {to}" : "without an end")}; at the end: {Words.Of(s.OnEnd)}{runs}",
                s.Instrument is { } by ? [s.Id, by] : [s.Id]
            );
        }

        if (state.End is { } end)
            yield return new(
                $"{Words.Of(end.Kind)} from {end.At}{(end.VoidFrom is { } v ? $", void from {v}" : "")}",
                end.Instrument is { } by ? [end.Id, by] : [end.Id]
            );
    }

    private static IEnumerable<StatusStep> OfTalk(TalkState state)
    {
        yield return new($"starts {state.Talk.Start}", [state.Talk.Id]);
        foreach (var e in state.Events)
            yield return new($"{e.On}: {Words.Of(e.Kind)}{(e.Text is { } text ? $": {text}" : "")}", [e.Id]);
    }

    private static IEnumerable<StatusStep> OfClaim(LedgerView view, Claim claim)
    {
        var support = view.SupportOf(claim);
        yield return new($"by its speaker: {Words.Of(view.StageOf(claim))}", [claim.Id]);
        foreach (var link in support.Links)
            yield return new(
                $"{link.From} {Words.Of(link.Relation)} {link.To}{(link.Note is { } note ? $": {note}" : "")}",
                [link.Id, link.From]
            );
        yield return new(
            $"first printed by {LedgerCommand.Count(support.Origins, "independent publication")}",
            [claim.Id]
        );
    }
}
