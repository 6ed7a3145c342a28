using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Core;

namespace Parley.Ledger.Import;

/// <summary>Measures with their instruments, acts of performance, licences, statistics and markets.</summary>
internal sealed partial class ConflictImport
{
    private static readonly Party UnitedStates = Party.Parse("US").Value;
    private static readonly Party China = Party.Parse("CN").Value;

    private IEnumerable<LedgerRecord> UsMeasure(CsvRow row)
    {
        var issuer = row["authority"] switch
        {
            "Section 301" => "United States Trade Representative",
            "BIS" => "Bureau of Industry and Security",
            "State Department" => "Department of State",
            "ruling" => "Supreme Court of the United States",
            _ => "President of the United States",
        };
        var act = InstrumentOf(row, UnitedStates, issuer);
        yield return act;
        if (row.Extra("measure") == "none")
            yield break;
        var layer = row.OrNull("layer");
        yield return new Measure
        {
            Id = Id(row.Id),
            KnownFrom = act.KnownFrom,
            Imposer = UnitedStates,
            Target = row.Extra("target") == "all" ? null : China,
            Kind = Kind(row, layer is null ? "probe" : "tariff"),
            Layer = layer,
            Instrument = act.Id,
            Effective = row.Date("effective"),
            Points = Points(row),
            AllGoods = row.Extra("all_goods") == "yes",
            Scope = row["scope"],
            Sources = Sources(row),
            Background = Background(row),
        };
    }

    private IEnumerable<LedgerRecord> CnMeasure(CsvRow row)
    {
        var act = InstrumentOf(row, China, row["issuer"]);
        yield return act;
        if (row.Extra("measure") == "none")
            yield break;
        yield return new Measure
        {
            Id = Id(row.Id),
            KnownFrom = act.KnownFrom,
            Imposer = China,
            Target = UnitedStates,
            Kind = Kind(
                row,
                row["category"] switch
                {
                    "tariff" => "tariff",
                    "unreliable_entity" or "export_control_list" => "listing",
                    "port_fee" => "port_fee",
                    "import_ban" => "import_ban",
                    "precursor_control" => "export_control",
                    _ => "probe",
                }
            ),
            Layer = row.OrNull("layer"),
            Instrument = act.Id,
            Effective = row.Date("effective"),
            Points = Points(row),
            AllGoods = row.Extra("all_goods") == "yes",
            Scope = row["scope"],
            Lines = (int?)row.Number("lines"),
            Value = row.OrNull("value"),
            InResponseTo = row.OrNull("in_response_to"),
            Sources = Sources(row),
            Background = Background(row),
        };
    }

    private IEnumerable<LedgerRecord> Control(CsvRow row)
    {
        var act = InstrumentOf(row, China, row["issuer"]);
        yield return act;
        if (row["kind"] == "suspension")
            yield break;
        yield return new Measure
        {
            Id = Id(row.Id),
            KnownFrom = act.KnownFrom,
            Imposer = China,
            Target = PartyOrNull(row["destination"]),
            Kind = MeasureKind.ExportControl,
            Instrument = act.Id,
            Effective = row.Date("effective"),
            Scope = $"{row["items"]} ({row["kind"]})",
            Sources = Sources(row),
            Background = Background(row),
        };
    }

    private static Instrument InstrumentOf(CsvRow row, Party party, string issuer)
    {
        var text = row["instrument"];
        var id =
            row.Extra("instrument_id") is { Length: > 0 } named ? named
            : OrderNumber().Match(text) is { Success: true } order ? $"EO-{order.Groups["n"].Value}"
            : OfYear().Match(text) is { Success: true } later ? Number(later.Groups["n"].Value, later.Groups["y"].Value)
            : $"IN-{row.Id}";
        return new Instrument
        {
            Id = Id(id),
            KnownFrom = row.Date("announced") ?? Need(row, "effective"),
            Issuer = issuer,
            Party = party,
            Title = text,
            Sources = Sources(row),
            Background = [.. Background(row).Where(f => f is "announced" or "instrument")],
        };

        string Number(string n, string y) =>
            $"CN-{(issuer.Contains("Tariff", StringComparison.Ordinal) ? "TC" : "MOFCOM")}-{y}-{n}";
    }

    private static MeasureKind Kind(CsvRow row, string otherwise)
    {
        var text = row.Extra("kind") is { Length: > 0 } over ? over : otherwise;
        return Enum.Parse<MeasureKind>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
    }

    private static List<decimal> Points(CsvRow row) =>
        [
            .. row.List("rate_pct")
                .Select(t =>
                    decimal.TryParse(t, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p)
                        ? p
                        : throw new FormatException(
                            $"column rate_pct: '{t}' is no number of points. If it tells of a later step, override it with the first step and enter the later one as a record."
                        )
                ),
        ];

    private IEnumerable<LedgerRecord> Performance(CsvRow row) =>
        [
            new PerformanceEvent
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "known_from"),
                On = Need(row, "date"),
                By = Parties(row, "party"),
                Commitment = IdOrNull(row["commitment_id"]),
                Talk = IdOrNull(row.Extra("talk")),
                Kind = row["kind"],
                Effect = Closed<Effect>(row, "effect"),
                Quantity = row.OrNull("quantity"),
                Unit = row.OrNull("unit"),
                Text = row["evidence"],
                Sources = Sources(row),
            },
        ];

    private IEnumerable<LedgerRecord> Licence(CsvRow row) =>
        [
            new LicenceEvent
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "known_from"),
                On = Need(row, "date"),
                Issuer = Id(row["issuer"].ToLowerInvariant()),
                Kind = row["kind"],
                Items = row["items"],
                Quantity = row.OrNull("quantity"),
                Unit = row.OrNull("unit"),
                Beneficiary = row.OrNull("beneficiary"),
                Text = row.OrNull("note"),
                Sources = Sources(row),
            },
        ];

    private IEnumerable<LedgerRecord> Release(CsvRow row)
    {
        var released = Need(row, "released");
        // The published times are in UTC ("03:00Z"), one minute's precision.
        if (row.OrNull("released_time") is { } time)
            released = Moment.Parse($"{row["released"]}T{time}").Value;
        var actual = row["actual"];
        var about = actual.StartsWith("about ", StringComparison.Ordinal);
        yield return new Release
        {
            Id = Id(row.Id),
            KnownFrom = released,
            Indicator = row["indicator"],
            Country = Party.Parse(row["country"]).Value,
            Period = row["reference_period"],
            ReleasedOn = released,
            Actual = decimal.Parse(about ? actual[6..] : actual, NumberStyles.Number, CultureInfo.InvariantCulture),
            Approximate = about,
            Unit = row["unit"],
            Consensus = [.. Expected(row)],
            Prior = row["prior"].StartsWith("about ", StringComparison.Ordinal)
                ? decimal.Parse(row["prior"][6..], NumberStyles.Number, CultureInfo.InvariantCulture)
                : row.Number("prior"),
            Sources = Sources(row),
        };
    }

    private static IEnumerable<Consensus> Expected(CsvRow row)
    {
        if (row.Number("consensus") is { } first)
            yield return new Consensus(first, row["consensus_source"]);
        if (row.OrNull("alt_consensus") is { } other)
        {
            var match = Alternative().Match(other);
            if (!match.Success)
                throw new FormatException($"column alt_consensus: '{other}' is not of the form '6.0 (pollster)'.");
            yield return new Consensus(
                decimal.Parse(match.Groups["value"].Value, NumberStyles.Number, CultureInfo.InvariantCulture),
                match.Groups["pollster"].Value
            );
        }
    }

    private IEnumerable<LedgerRecord> Market(CsvRow row) =>
        [
            new MarketMove
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "date"),
                On = Need(row, "date"),
                What = row["instrument"],
                Move = row["move"],
                Trigger = row["trigger"],
                Sources = Sources(row),
            },
        ];

    [GeneratedRegex(@"^EO (?<n>\d+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(
        @"^Announcement (No\. (?<n>\d+) of (?<y>\d{4})|(?<y>\d{4}) No\. (?<n>\d+))",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OfYear();

    [GeneratedRegex(@"^(?<value>-?\d+(\.\d+)?) \((?<pollster>.+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternative();
}
