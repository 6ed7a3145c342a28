using Parley.Core;

namespace Parley.Ledger;

/// <summary>What must hold between records. Reports every fault, not the first.</summary>
internal static class LedgerCheck
{
    /// <summary>Checks records against each other.</summary>
    /// <param name="records">All records, with the place where each stands.</param>
    /// <param name="only">The records to report on; null for all. The others are taken as right.</param>
    /// <returns>The faults, each with its place.</returns>
    public static IReadOnlyList<string> All(IReadOnlyList<Located> records, IReadOnlySet<RecordId>? only = null)
    {
        var faults = new List<string>();
        var byId = new Dictionary<RecordId, Located>();
        foreach (var located in records)
        {
            if (!byId.TryAdd(located.Record.Id, located))
                faults.Add($"{located.Where}: the id {located.Record.Id} is taken by {byId[located.Record.Id].Where}.");
        }

        var corrections = records.Where(l => l.Record.Supersedes is not null).ToLookup(l => l.Record.Supersedes!.Value);
        foreach (var located in records)
        {
            if (only is not null && !only.Contains(located.Record.Id))
                continue;
            // Two corrections of one record would leave two versions side by side.
            if (
                located.Record.Supersedes is { } old
                && corrections[old].First() is var first
                && first.Record.Id != located.Record.Id
            )
                faults.Add(
                    $"{located.Where}: {located.Record.Id}: {old} is superseded by {first.Record.Id} already. Supersede {first.Record.Id}."
                );
            faults.AddRange(One(located.Record, byId).Select(f => $"{located.Where}: {located.Record.Id}: {f}"));
        }

        return faults;
    }

    private static IEnumerable<string> One(LedgerRecord record, Dictionary<RecordId, Located> byId)
    {
        foreach (var fault in record.Faults)
            yield return fault;
        foreach (
            var fault in RecordTexts.Faults(record, id => byId.TryGetValue(id, out var l) && l.Record is PartyRecord)
        )
            yield return fault;
        foreach (var reference in record.References)
        {
            if (!byId.TryGetValue(reference.Target, out var target))
                yield return Missing(reference.Field, reference.Target.ToString(), byId, reference.Allowed);
            else if (reference.Allowed.Length > 0 && !reference.Allowed.Contains(target.Record.GetType()))
                yield return $"{reference.Field} names {reference.Target}, a {RecordTypes.NameOf(target.Record)}; wanted: {string.Join(" or ", reference.Allowed.Select(RecordTypes.NameOf))}.";
        }

        foreach (var source in record.Sources)
        {
            if (!byId.TryGetValue(RecordId.Parse(source.ToString()).Value, out var target))
                yield return Missing("sources", source.ToString(), byId, [typeof(SourceRecord)]);
            else if (target.Record is not SourceRecord)
                yield return $"sources names {source}, which is no source.";
        }

        if (record.Sources.Count == 0 && record is not (SourceRecord or PartyRecord or CoverageGap or Programme))
            yield return "sources is empty: no fact without a publication that carries it.";
        foreach (var fault in Order(record, byId))
            yield return fault;
        if (record.Supersedes is { } old)
        {
            foreach (var fault in Supersession(record, old, byId))
                yield return fault;
        }
        else if (record.Reason is not null)
        {
            yield return "reason is given, but the record supersedes none.";
        }
    }

    private static IEnumerable<string> Supersession(
        LedgerRecord record,
        RecordId old,
        Dictionary<RecordId, Located> byId
    )
    {
        if (string.IsNullOrWhiteSpace(record.Reason))
            yield return $"it supersedes {old} without a reason.";
        if (!byId.TryGetValue(old, out var target))
        {
            yield return Missing("supersedes", old.ToString(), byId, [record.GetType()]);
            yield break;
        }

        if (target.Record.GetType() != record.GetType())
            yield return $"it supersedes {old}, a {RecordTypes.NameOf(target.Record)}; a correction has the type of what it corrects.";
        var path = new List<RecordId> { record.Id };
        for (RecordId? next = old; next is { } id; next = byId.TryGetValue(id, out var l) ? l.Record.Supersedes : null)
        {
            var back = path.IndexOf(id);
            path.Add(id);
            if (back == 0)
                yield return $"supersession runs in a circle: {string.Join(" supersedes ", path)}. A correction names what came before it.";
            if (back >= 0)
                break;
        }
    }

    /// <summary>Dates that cannot stand in the order given.</summary>
    private static IEnumerable<string> Order(LedgerRecord record, Dictionary<RecordId, Located> byId)
    {
        switch (record)
        {
            case PerformanceEvent p when p.On.FirstDay > p.KnownFrom.LastDay.PlusDays(1):
                yield return $"it is dated {p.On}, after it became known ({p.KnownFrom}).";
                break;
            case TalkEvent { Kind: TalkEventKind.Held } held
                when Find<Talk>(held.Talk) is { } talk && held.On.LastDay < talk.Start.FirstDay:
                yield return $"{talk.Id} is held on {held.On}, before it starts ({talk.Start}).";
                break;
            case MeasureEnd end when Find<Measure>(end.Measure) is { Effective: { } from } measure:
                if (end.At.LastDay < from.FirstDay && end.Kind != EndKind.NeverApplied)
                    yield return $"{measure.Id} ends {end.At}, before it takes effect ({from}).";
                if (end.At.LastDay < measure.KnownFrom.FirstDay)
                    yield return $"{measure.Id} ends {end.At}, before it was announced ({measure.KnownFrom}).";
                break;
            case Suspension suspension:
                foreach (var id in suspension.Measures)
                {
                    if (
                        Find<Measure>(id) is { } measure
                        && suspension.Points is { } points
                        && measure.Points.Any(p => points > p)
                    )
                        yield return $"it suspends {points.ToString(System.Globalization.CultureInfo.InvariantCulture)} points of {id}, which has fewer.";
                }

                break;
            case Commitment c when Find<Agreement>(c.Agreement) is { } a && !c.Obligors.All(a.Parties.Contains):
                yield return $"its obligor is no party of {a.Id}.";
                break;
            default:
                break;
        }

        T? Find<T>(RecordId id)
            where T : LedgerRecord => byId.TryGetValue(id, out var l) ? l.Record as T : null;
    }

    private static string Missing(string field, string id, Dictionary<RecordId, Located> byId, Type[] allowed)
    {
        var near = byId
            .Values.Where(l => allowed.Length == 0 || allowed.Contains(l.Record.GetType()))
            .Select(l => l.Record.Id.ToString());
        return $"{field} names {id}, which is not on file{Suggestion.For(id, near)}.";
    }
}

/// <summary>"Did you mean", in one form.</summary>
internal static class Suggestion
{
    public static string For(string wanted, IEnumerable<string> candidates)
    {
        var near = Nearest.To(wanted, candidates);
        return near.Count == 0 ? "" : $" (did you mean {string.Join(", ", near)}?)";
    }
}
