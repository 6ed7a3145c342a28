using Parley.Core;

namespace Parley.Ledger.Import;

/// <summary>Sources, people, talks, agreements, commitments and what was said.</summary>
internal sealed partial class ConflictImport
{
    private static readonly string[] Origins =
    [
        "AP",
        "AFP",
        "Reuters",
        "Bloomberg",
        "dpa-AFX",
        "Xinhua",
        "White House",
        "MOFCOM",
        "Global Times",
        "CGTN",
        "CNN",
        "CNBC",
        "BBC",
        "NPR",
        "ABC",
        "NYT",
        "WSJ",
        "SCMP",
        "Nikkei",
        "MarketWatch",
        "Epoch Times",
    ];

    private readonly Dictionary<(string Speaker, string SaidOn, string Channel), Statement> statements = [];

    private IEnumerable<LedgerRecord> Source(CsvRow row) =>
        [
            new SourceRecord
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "published"),
                Published = Need(row, "published"),
                Publisher = row["publisher"],
                Origin = row.Extra("origin") is { Length: > 0 } origin ? origin : OriginOf(row["publisher"]),
                Kind = row["kind"],
                Reliability = Closed<Reliability>(row, "reliability"),
                Language = row["language"],
                Seen = Closed<Seen>(row, "seen"),
                Url = row["url"],
            },
        ];

    /// <summary>
    /// The first printer: a wire, ministry or broadcaster named anywhere in the publisher's line ("Reuters via AOL",
    /// "CNA/Reuters", "AP (MarketBeat)"); else the part before "via", a slash or a bracket.
    /// </summary>
    internal static string OriginOf(string publisher)
    {
        var parts = publisher.Split(
            [" via ", " quoting ", " (", ")", "/", "(quotes "],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return Origins.FirstOrDefault(o => parts.Contains(o, StringComparer.Ordinal)) ?? parts[0];
    }

    private IEnumerable<LedgerRecord> Actor(CsvRow row)
    {
        var from = row["office_from"].Split(';');
        var to = row["office_to"].Split(';');
        var institution = row["office"] == "institution";
        var offices = institution
            ? []
            : from.Select((f, i) => new Office(row["office"], Read(f), Read(to.ElementAtOrDefault(i) ?? ""))).ToArray();
        var first = offices.Select(o => o.From).FirstOrDefault(f => f is not null);
        return
        [
            new Actor
            {
                Id = Id(row.Id),
                KnownFrom = first ?? Moment.Parse("2018-01-01").Value,
                Name = row["name"],
                ShortName = ShortName(row, institution),
                Variants = row.List("variants"),
                Side = PartyOrNull(row["side"]),
                Offices = offices,
                Role = row.OrNull("role"),
                Institution = institution,
                HeadOfState = row["role"] == "head of state",
                Sources = Sources(row),
                Background = [.. Background(row).Append("known_from")],
            },
        ];

        static Moment? Read(string text) => text.Length > 0 ? Moment.Parse(text).Value : null;
    }

    /// <summary>
    /// An institution goes by its capitals; a head of state by the shortest form of the name; others by the surname,
    /// which in Chinese comes first and is too short to stand alone.
    /// </summary>
    private static string? ShortName(CsvRow row, bool institution)
    {
        var name = row["name"];
        var variants = row.List("variants");
        var shortest =
            institution ? variants.FirstOrDefault(v => v.All(char.IsAsciiLetterUpper))
            : row["role"] == "head of state" ? variants.MinBy(v => v.Length)
            : row["side"] == "CN" ? null
            : name.Split(' ')[^1];
        return shortest == name ? null : shortest;
    }

    private IEnumerable<LedgerRecord> Talk(CsvRow row)
    {
        var start = Need(row, "start");
        var end = row.Date("end") ?? start;
        var sources = Sources(row);
        var talk = new Talk
        {
            Id = Id(row.Id),
            KnownFrom = row.Date("announced") ?? start,
            Title = row["title"],
            Kind = Closed<TalkKind>(row, "kind"),
            Round = (int?)row.Number("round_no"),
            Start = start,
            City = row.OrNull("city"),
            Country = row.OrNull("country"),
            Venue = row.OrNull("venue"),
            Delegations = [.. Delegation(row, "US", "us"), .. Delegation(row, "CN", "cn")],
            Sources = sources,
            Confidence = row.OrNull("confidence"),
            Background = Background(row),
        };
        yield return talk;
        if (row["status"] == "held")
        {
            yield return Event("began", TalkEventKind.Began, start, Later(start, talk.KnownFrom), null);
            var known = row.Extra("outcome_known_from") is { Length: > 0 } text ? Moment.Parse(text).Value : end;
            yield return Event("held", TalkEventKind.Held, end, Later(known, talk.KnownFrom), row.OrNull("outcome"));
        }
        else
        {
            var known = Moment.Parse(row.Extra("outcome_known_from")).Value;
            yield return Event("postponed", Closed<TalkEventKind>(row, "status"), known, known, row.OrNull("outcome"));
        }

        TalkEvent Event(string name, TalkEventKind kind, Moment on, Moment known, string? text) =>
            new()
            {
                Id = Id($"{row.Id}.{name}"),
                KnownFrom = known,
                Talk = talk.Id,
                Kind = kind,
                On = on,
                Text = text,
                Sources = sources,
            };
    }

    private static IEnumerable<Delegation> Delegation(CsvRow row, string party, string prefix)
    {
        var head = IdOrNull(row[$"{prefix}_head"]);
        var members = row.List($"{prefix}_delegation").Select(Id).ToArray();
        if (head is not null || members.Length > 0)
            yield return new Delegation(Party.Parse(party).Value, head, members);
    }

    private IEnumerable<LedgerRecord> Agreement(CsvRow row) =>
        [
            new Agreement
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "announced"),
                Name = row["name"],
                Kind = Closed<AgreementKind>(row, "kind"),
                TextStatus = Closed<TextStatus>(row, "text_status"),
                TextNote = row.Extra("text_note") is { Length: > 0 } note ? note : null,
                Concluded = row.Date("concluded"),
                Announced = Need(row, "announced"),
                InForceFrom = row.Date("in_force_from"),
                Expires = row.Date("expires"),
                Parties = Parties(row, "parties"),
                Continues = IdOrNull(row["supersedes"]),
                NeedsEnactmentBy =
                [
                    .. row.Extra("needs_enactment_by")
                        .Split(';', StringSplitOptions.RemoveEmptyEntries)
                        .Select(p => Party.Parse(p).Value),
                ],
                OnLapse = row.OrNull("reverts_on_lapse"),
                ProducedBy = IdOrNull(row.Extra("produced_by")),
                Sources = Sources(row),
                Background = Background(row),
            },
        ];

    private IEnumerable<LedgerRecord> Commitment(CsvRow row) =>
        [
            new Commitment
            {
                Id = Id(row.Id),
                KnownFrom = Need(row, "known_from"),
                Agreement = Id(row["agreement_id"]),
                Account = PartyOrNull(row["account"]),
                InterpretationOf = IdOrNull(row["interpretation_of"]),
                Obligors = Parties(row, "obligor"),
                Beneficiary = PartyOrNull(row["beneficiary"]),
                Topic = row["topic"],
                Kind = Closed<CommitmentKind>(row, "kind"),
                Continuing = row["continuing"] == "yes",
                Content = row["content"],
                Quantity = row.Number("quantity"),
                Unit = row.OrNull("unit"),
                WindowFrom = row.Date("window_from"),
                Due = row.Date("due"),
                Condition = row.OrNull("condition"),
                OnLapse = row.OrNull("on_lapse"),
                TextBasis = row.OrNull("text_basis"),
                Sources = Sources(row),
            },
        ];

    private IEnumerable<LedgerRecord> Claim(CsvRow row)
    {
        var known = Need(row, "known_from");
        var key = (row["speaker"], row["said_on"], row["channel"]);
        if (!statements.TryGetValue(key, out var statement))
        {
            statement = new Statement
            {
                Id = Id("ST" + row.Id[2..]),
                KnownFrom = known,
                Speaker = IdOrNull(row["speaker"]),
                Side = PartyOrNull(row["speaker_side"]),
                SaidOn = Need(row, "said_on"),
                Channel = row["channel"],
                Sources = Sources(row),
            };
            statements.Add(key, statement);
        }

        yield return statement with
        {
            Sources = Sources(row),
        };
        yield return new Claim
        {
            Id = Id(row.Id),
            KnownFrom = known,
            Statement = statement.Id,
            About = Parties(row, "about_party"),
            Commitment = IdOrNull(row["commitment_id"]),
            Agreement = IdOrNull(row["agreement_id"]),
            Polarity = Closed<Polarity>(row, "polarity"),
            Hedge = row.OrNull("hedge"),
            Quantity = row.OrNull("quantity"),
            Text = row["summary"],
            ShortQuote = row.OrNull("short_quote"),
            RelayOf = IdOrNull(row.Extra("relay_of")),
            Sources = Sources(row),
        };
    }

    private IEnumerable<LedgerRecord> Link(CsvRow row)
    {
        var from = Id(row["from_id"]);
        // A link has no source of its own: it rests on the claim that it starts from.
        var sources = files.TryGetValue("claims", out var claims)
            ? claims.FirstOrDefault(c => c.Id == from)?.Sources ?? []
            : [];
        yield return new ClaimLink
        {
            Id = Id($"LK-{row["from_id"]}-{row["to_id"]}"),
            KnownFrom = Need(row, "known_from"),
            From = from,
            To = Id(row["to_id"]),
            Relation = Closed<LinkRelation>(row, "relation"),
            Sources = sources,
        };
    }
}
