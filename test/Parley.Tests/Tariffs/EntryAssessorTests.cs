using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Facts;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Tariffs;

/// <summary>Entries in bulk agree with single answers, to the cent and to the needs, whatever is asked.</summary>
public sealed class EntryAssessorTests
{
    private static readonly string[] Origins =
    [
        "CN",
        "CN",
        "CN",
        "HK",
        "MO",
        "CA",
        "MX",
        "DE",
        "JP",
        "KR",
        "GB",
        "BR",
        "IN",
        "RU",
        "CU",
        "VN",
        "TW",
        "CH",
        "XK",
    ];

    private static readonly string?[] Facts =
    [
        null,
        null,
        null,
        null,
        "steel_share=0.4",
        "steel_share=0.25 aluminum_share=0.5",
        "loaded=2025-04-04",
        "us_content=0.3",
        "usmca=true",
        "end_use=auto_part",
        "melt_pour=US",
        "exclusion=9903.88.69",
        "patented=false",
        "thresholds_met=false end_use=other",
        "transshipped=true",
        "copper_share=1",
        "donation=true",
    ];

    private static readonly string[] Quantities = ["", "", "120 kg", "120 kg|37 No", "5 m2", "12 L"];

    [Fact]
    public void BulkAgreesWithSingleAnswers()
    {
        var book = CaseTests.Shipped.Book;
        var codes = book.Schedule.Lines.Select(l => l.Code).Distinct().ToArray();
        var facts = Facts.Select(Parse).ToArray();
        foreach (
            var (known, view) in new[]
            {
                ("2026-10-10", LawViewKind.Assessed),
                ("2025-06-09", LawViewKind.Assessed),
                ("2026-10-10", LawViewKind.Final),
            }
        )
        {
            var knownDay = KnownDay.Parse(known).Value;
            var assessor = book.Entries(knownDay, view);
            var random = new Random(9 + known[6]);
            for (var i = 0; i < 4_000; i++)
            {
                var code = codes[random.Next(codes.Length)];
                var origin = book.Country(Origins[random.Next(Origins.Length)]).Value;
                var on = OnDay.Of(new LocalDate(2017, 12, 25).PlusDays(random.Next(3_300)));
                if (random.Next(20) == 0)
                    on = OnDay.Parse("2025-04-09T00:01-04:00").Value;
                var value = random.Next(4) switch
                {
                    0 => (Money?)null,
                    1 => new Money(random.Next(1, 100_000_000) / 100m, Currency.Usd),
                    2 => new Money(random.Next(1, 1_000_000) / 1_000m, Currency.Usd),
                    _ => new Money(random.Next(0, 100_000), Currency.Usd),
                };
                Quantity[] quantities =
                [
                    .. Quantities[random.Next(Quantities.Length)]
                        .Split('|', StringSplitOptions.RemoveEmptyEntries)
                        .Select(q => Quantity.Parse(q).Value),
                ];
                Check(
                    book,
                    assessor,
                    knownDay,
                    view,
                    new Goods(code, origin.Alpha2, facts[random.Next(facts.Length)], value, quantities),
                    on
                );
            }
        }
    }

    private static void Check(
        TariffBook book,
        EntryAssessor assessor,
        KnownDay known,
        LawViewKind view,
        Goods goods,
        OnDay on
    )
    {
        var single = book.On(on, known, view).Assess(goods);
        var bulk = assessor.Answer(
            goods.Code,
            assessor.Origin(book.Country(goods.Origin).Value),
            EntryDay.Of(on),
            goods.Facts,
            goods.Value,
            goods.Quantities
        );
        var what = Invariant(
            $"{goods.Code} {goods.Origin} {on} {goods.Facts} {goods.Value} {string.Join(' ', goods.Quantities!)}"
        );
        Assert.True(single.Kind == bulk.Kind, $"{what}: {single.Kind}, {bulk.Kind} {bulk.Because}");
        if (single.Kind != AnswerKind.Answered)
            return;
        Assert.True(
            single.TotalPercent == bulk.TotalPercent,
            Invariant($"{what}: {single.TotalPercent}, {bulk.TotalPercent}")
        );
        Assert.True(single.Range == bulk.Range, Invariant($"{what}: {single.Range}, {bulk.Range}"));
        Assert.Equal(single.Needs.Order(StringComparer.Ordinal), bulk.Needs.Order(StringComparer.Ordinal));
        if (goods.Value is not { } value)
            return;
        var programmes = new long[64];
        var duty = bulk.DutyOn(value, [.. goods.Quantities!], programmes);
        Assert.True(
            single.Duty?.Amount == (duty.Ok ? duty.Value / 100m : null),
            Invariant($"{what}: {single.Duty}, {(duty.Ok ? duty.Value : -1)} {duty.Fault}")
        );
        if (!duty.Ok)
            return;
        Assert.Equal(duty.Value, programmes.Sum());
        var order = book
            .Programmes.Select((p, i) => (p.Id, i))
            .ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        foreach (var programme in single.Layers.GroupBy(l => l.Measure.Programme, StringComparer.Ordinal))
            Assert.Equal(programme.Sum(l => l.Amount!.Value.Amount) * 100m, programmes[order[programme.Key]]);
        if (bulk.IsPlain && value.Amount * 100m is var cents && decimal.IsInteger(cents))
            Assert.Equal(duty.Value, bulk.DutyOn((long)cents, programmes));
    }

    private static ShipmentFacts Parse(string? text) =>
        ShipmentFacts
            .Parse(
                (text ?? "")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(p => p.Split('='))
                    .Select(p => KeyValuePair.Create(p[0], p[1]))
            )
            .Value;
}
