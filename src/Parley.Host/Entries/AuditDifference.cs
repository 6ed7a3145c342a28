using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Law;
using static System.FormattableString;

namespace Parley.Host.Entries;

/// <summary>A programme on which what was filed and what Parley finds differ.</summary>
internal sealed record AuditDifference(
    string Programme,
    string FiledHeadings,
    decimal Filed,
    string OwedHeadings,
    decimal? Owed,
    string Kind,
    string Reason
);

/// <summary>Compares lines of entries as filed with what is owed.</summary>
internal sealed class Auditor(TariffBook book, KnownDay known, LawViewKind view)
{
    private readonly EntryAssessor assessor = book.Entries(known, view);
    private readonly string[] programmes = [.. book.Programmes.Select(p => p.Id)];
    private readonly long[] cents = new long[64];

    /// <summary>The differences of a line; none if all agree to the cent. A fault if there is no answer.</summary>
    public Parsed<IReadOnlyList<AuditDifference>> Compare(FiledLine line)
    {
        var goods = line.Goods;
        var answer = assessor.Answer(
            goods.Code,
            assessor.Origin(book.Country(goods.Origin).Value),
            EntryDay.Of(line.On),
            goods.Facts,
            goods.Value,
            goods.Quantities
        );
        if (answer.Kind != AnswerKind.Answered)
            return Parsed.Not<IReadOnlyList<AuditDifference>>(answer.Because!);
        if (!answer.IsDefinite)
            return Parsed.Not<IReadOnlyList<AuditDifference>>(
                answer.HasNumber
                    ? Invariant(
                        $"The duty depends on {string.Join(", ", answer.Needs)}: {answer.Range!.Value.Min} to {answer.Range.Value.Max} percent. Give these facts as columns."
                    )
                    : $"The ordinary duty reads '{answer.ColumnText}', which has no number. Work it out by hand."
            );
        Array.Clear(cents);
        var sum = answer.DutyOn(goods.Value!.Value, [.. goods.Quantities ?? []], cents);
        if (!sum.Ok)
            return Parsed.Not<IReadOnlyList<AuditDifference>>(sum.Fault!);
        var column2 = answer.Layers.Any(l => l.Measure.Programme == "us-column2");
        var filed = line
            .Duties.GroupBy(
                d => column2 && d.Programme == "us-mfn" ? "us-column2" : d.Programme,
                StringComparer.Ordinal
            )
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var found = new List<AuditDifference>();
        Assessment? working = null;
        foreach (var programme in programmes.Concat(filed.Keys.Where(k => k.Length == 0)))
        {
            var declared = filed.GetValueOrDefault(programme) ?? [];
            var place = Array.IndexOf(programmes, programme);
            var owed = place < 0 ? 0m : cents[place] / 100m;
            var paid = declared.Sum(d => d.Duty ?? 0m);
            if (paid == owed && !declared.Exists(d => d.Programme.Length == 0 && d.Duty != 0m))
                continue;
            working ??= book.On(line.On, known, view).Assess(goods);
            found.Add(Difference(line, programme, declared, paid, owed, working));
        }

        return Parsed.Of<IReadOnlyList<AuditDifference>>(found);
    }

    private AuditDifference Difference(
        FiledLine line,
        string programme,
        List<FiledDuty> declared,
        decimal paid,
        decimal owed,
        Assessment working
    )
    {
        var layers = working.Layers.Where(l => l.Measure.Programme == programme && l.Percent > 0m).ToList();
        var due = string.Join(' ', layers.Select(l => l.Measure.Name));
        var headings = string.Join(' ', declared.Select(d => d.Heading).Where(h => h.Length > 0));
        var (kind, reason) = Reason(line, programme, declared, paid, owed, layers, working);
        return new AuditDifference(programme, headings, paid, due, owed, kind, reason);
    }

    private (string Kind, string Reason) Reason(
        FiledLine line,
        string programme,
        List<FiledDuty> declared,
        decimal paid,
        decimal owed,
        List<LayerLine> layers,
        Assessment working
    )
    {
        if (programme.Length == 0)
            return (
                "heading unknown",
                $"{string.Join(", ", declared.Select(d => d.Heading))}: no measure on file has this heading."
            );
        if (paid == 0m)
            return (
                "heading missing",
                Invariant(
                    $"{string.Join(", ", layers.Select(l => $"{l.Measure.Name} ({l.Text})"))}: due and not filed."
                )
            );
        if (owed == 0m)
            return NotDue(line, programme, declared, working);
        var rate = layers.Sum(l => l.Percent);
        var filedRate = declared.Exists(d => d.Percent is not null)
            ? declared.Sum(d => d.Percent ?? 0m)
            : (decimal?)null;
        if (filedRate is { } given && given != layers.Sum(l => l.Rate.AdValorem))
            return (
                "rate differs",
                Invariant(
                    $"filed at {given / 1.0000000000m} %, due at {string.Join(" + ", layers.Select(l => l.Text))}."
                )
            );
        if (Math.Abs(paid - owed) <= 0.02m)
            return ("rounding", "the same rate and base; rounded otherwise.");
        var charged = rate > 0m && filedRate is > 0m ? paid / (filedRate.Value / 100m) : (decimal?)null;
        return charged is { } taken
            ? (
                "base differs",
                Invariant(
                    $"filed on {decimal.Round(taken, 2)}, due on {decimal.Round(layers.Sum(l => line.Goods.Value!.Value.Amount * l.BaseShare) / Math.Max(1, layers.Count), 2)} ({string.Join(", ", layers.Select(l => l.Base).Distinct(StringComparer.Ordinal))})."
                )
            )
            : (
                "amount differs",
                $"due at {string.Join(" + ", layers.Select(l => l.Text))}; the rate filed is not told."
            );
    }

    /// <summary>Filed and not owed: void by a judgment, or refused for a reason that the working tells.</summary>
    private (string Kind, string Reason) NotDue(
        FiledLine line,
        string programme,
        List<FiledDuty> declared,
        Assessment working
    )
    {
        if (view == LawViewKind.Final)
        {
            var then = book.On(line.On, known).Assess(line.Goods);
            var voided = then.Layers.Where(l => l.Measure.Programme == programme && l.Percent > 0m).ToList();
            if (voided.Count > 0)
                return (
                    "void duty collected",
                    $"{string.Join(", ", voided.Select(l => $"{l.Measure.Name} ({l.Text})"))}: rightly charged on the day and void since; not finally owed."
                );
        }

        var refused = working.Refused.FirstOrDefault(r =>
            declared.Exists(d => d.Heading.Length > 0 && d.Heading == r.Measure.Heading)
        );
        refused ??= working.Refused.FirstOrDefault(r => r.Measure.Programme == programme && r.Measure.Charges);
        return (
            "heading not due",
            refused is null
                ? "no measure of this programme is due on this line, origin and day."
                : $"{refused.Measure.Name}: {refused.Outcome}: {refused.Because}"
        );
    }
}
