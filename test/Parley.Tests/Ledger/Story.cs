using NodaTime;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Tests.Ledger;

/// <summary>A small ledger made up for one test: two parties, one agreement, what they promise, say and do.</summary>
internal sealed class Story
{
    private readonly List<LedgerRecord> records = [];

    public Story()
    {
        records.Add(Side("US", "America/New_York", "Washington"));
        records.Add(Side("CN", "Asia/Shanghai", "Beijing"));
        records.Add(
            new Agreement
            {
                Id = Ask.Id("A"),
                KnownFrom = Ask.When("2025-01-01"),
                Name = "An agreement",
                Kind = AgreementKind.Truce,
                TextStatus = TextStatus.JointStatement,
                Announced = Ask.When("2025-01-01"),
                InForceFrom = Ask.When("2025-01-01"),
                Parties = [Ask.US, Ask.CN],
            }
        );
    }

    public LedgerBook Book => LedgerBook.Of(records, "test", null);

    /// <summary>The same records in another order.</summary>
    public LedgerBook BookIn(IReadOnlyList<int> order) => LedgerBook.Of(order.Select(i => records[i]), "test", null);

    public int Count => records.Count;

    public Story Promise(
        string id,
        string obligor,
        bool continuing = true,
        string? account = null,
        string? reads = null,
        string? from = null,
        string? due = null,
        CommitmentKind kind = CommitmentKind.Suspend
    )
    {
        records.Add(
            new Commitment
            {
                Id = Ask.Id(id),
                KnownFrom = Ask.When("2025-01-01"),
                Agreement = Ask.Id("A"),
                Account = account is null ? null : Party.Parse(account).Value,
                InterpretationOf = reads is null ? null : Ask.Id(reads),
                Obligors = [.. obligor.Split(';').Select(o => Party.Parse(o).Value)],
                Topic = "tariffs",
                Kind = kind,
                Continuing = continuing,
                Content = "do it",
                WindowFrom = from is null ? null : Ask.When(from),
                Due = due is null ? null : Ask.When(due),
            }
        );
        return this;
    }

    /// <summary>A claim; side null for neither party, commitment null for the agreement as a whole.</summary>
    public Story Say(string? side, string day, Polarity polarity, string? commitment, string? known = null)
    {
        var n = FormattableString.Invariant($"{records.Count:000}");
        records.Add(
            new Statement
            {
                Id = Ask.Id("ST-" + n),
                KnownFrom = Ask.When(known ?? day),
                Side = side is null ? null : Party.Parse(side).Value,
                SaidOn = Ask.When(day),
                Channel = side ?? "a newspaper",
            }
        );
        records.Add(
            new Claim
            {
                Id = Ask.Id("CL-" + n),
                KnownFrom = Ask.When(known ?? day),
                Statement = Ask.Id("ST-" + n),
                Agreement = Ask.Id("A"),
                Commitment = commitment is null ? null : Ask.Id(commitment),
                Polarity = polarity,
                Text = "said",
            }
        );
        return this;
    }

    public Story Do(string day, Effect effect, string commitment, string by = "CN")
    {
        records.Add(
            new PerformanceEvent
            {
                Id = Ask.Id(FormattableString.Invariant($"PF-{records.Count:000}")),
                KnownFrom = Ask.When(day),
                On = Ask.When(day),
                By = [Party.Parse(by).Value],
                Commitment = Ask.Id(commitment),
                Kind = "legal_act",
                Effect = effect,
                Text = "done",
            }
        );
        return this;
    }

    public CommitmentState On(string day, string commitment = "C", string? known = null) =>
        Ask.On(Book, day, known).Commitment(commitment);

    private static PartyRecord Side(string id, string zone, string city) =>
        new()
        {
            Id = Ask.Id(id),
            KnownFrom = Ask.When("2018-01-01"),
            Name = id,
            Zone = zone,
            City = city,
            Currency = "XXX",
        };
}
