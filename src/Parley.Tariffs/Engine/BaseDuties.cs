using NodaTime;
using Parley.Core;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Engine;

/// <summary>The ordinary duty as a measure, so that reliefs and top-ups treat it like any other.</summary>
internal static class BaseDuties
{
    private static readonly Origination Schedule = new(
        new Act(
            InstrumentId.Parse("HTSUS").Value,
            "Harmonized Tariff Schedule of the United States",
            "United States International Trade Commission",
            "19 U.S.C. 1202",
            Moment.OfDay(new LocalDate(1989, 1, 1))
        ),
        Moment.OfDay(new LocalDate(1989, 1, 1))
    );

    /// <summary>The programme of column 1.</summary>
    public const string Column1Id = "us-mfn";

    /// <summary>The programme of column 2.</summary>
    public const string Column2Id = "us-column2";

    private static readonly Measure General = Make(Column1Id, "Column 1 general");
    private static readonly Measure Column2 = Make(Column2Id, "Column 2");

    public static BaseDuty Of(bool column2, Rate? rate) =>
        new(
            column2 ? Column2 : General,
            new MeasureState(
                Instant.MinValue,
                Standing.InForce,
                rate,
                false,
                DutyBase.CustomsValue,
                0m,
                null,
                Schedule
            ),
            rate
        );

    private static Measure Make(string id, string title) =>
        new()
        {
            Id = id,
            Programme = id,
            Title = title,
            Kind = MeasureKind.Duty,
            Periods = [],
        };
}
