using System.Globalization;
using DuckDB.NET.Data;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Facts;
using Parley.Tests.Host;
using Parley.Tests.HouseRules;
using Xunit;

namespace Parley.Tests.Tariffs;

/// <summary>The panel against the engine: line by line, and joined to entries by DuckDB with the published SQL.</summary>
public sealed class PanelTests
{
    private const string Today = "2026-11-25";
    private const int Entries = 1_000_000;
    private static readonly KnownDay Known = KnownDay.Parse(Today).Value;
    private static readonly DateTimeZone Eastern = DateTimeZoneProviders.Tzdb["America/New_York"];

    [Fact]
    public void Bulk_OnRandomLinesOriginsAndDays_SaysWhatTheEngineSays()
    {
        var book = CaseTests.Shipped.Book;
        var bulk = book.Bulk(Known);
        var faults = new List<string>();
        foreach (var entry in Random(bulk, book, seed: 11, count: 1500))
        {
            var answer = book.On(OnDay.Of(entry.Day), Known)
                .Assess(new Goods(entry.Line.Code, entry.Origin, ShipmentFacts.None));
            var stack = bulk.Run(entry.Line, entry.Origin).At(Noon(entry.Day));
            var ordinary = bulk.Ordinary(entry.Line, entry.Origin)?.AdValorem;
            var range = answer.TotalPercent is { } total ? (total, total) : answer.Range;
            var found = ordinary is { } o ? (o + stack.Min, o + stack.Max) : ((decimal, decimal)?)null;
            if (
                range != found
                || (
                    found is not null
                    && !answer.Needs.Order(StringComparer.Ordinal).SequenceEqual(stack.Needs, StringComparer.Ordinal)
                )
            )
                faults.Add(FormattableString.Invariant($"{entry}: the engine says {range}, the bulk {found}"));
        }

        House.Holds("The bulk differs from the engine:", faults);
    }

    [Fact]
    public void Sql_OfTheManual_IsWhatTheCommandPrints()
    {
        var (code, printed, _) = Shell.RunOn(Today, "panel", "--sql");

        Assert.Equal(0, code);
        Stored.Equal("docs/panel.sql", printed);
    }

    [Fact]
    public void DuckDb_JoinsTheFactoredPanelToEntries_AndAgreesToTheCent()
    {
        var folder = Directory.CreateTempSubdirectory("parley-panel-").FullName;
        try
        {
            Assert.Equal(0, Shell.RunOn(Today, "panel", "--from", "all", "--out", folder).Code);
            var book = CaseTests.Shipped.Book;
            var bulk = book.Bulk(Known);
            var entries = Random(bulk, book, seed: 2026, Entries).ToList();
            using var database = new DuckDBConnection("DataSource=:memory:");
            database.Open();
            Fill(database, entries);
            var sql = File.ReadAllText(Path.Combine(folder, "panel.sql"));
            foreach (var table in new[] { "lines", "origins", "stacks", "intervals" })
                sql = sql.Replace($"'{table}.parquet'", $"'{folder}/{table}.parquet'", StringComparison.Ordinal);
            Run(database, sql);

            var joined = Answers(database);

            Assert.Equal(entries.Count, joined.Count);
            var assessor = book.Entries(Known);
            var told = entries.Select(e => Duty(assessor, book, e)).ToList();
            House.Holds(
                "DuckDB and the engine differ:",
                [
                    .. entries
                        .Select((e, i) => (Entry: e, Ours: told[i], Theirs: joined[i]))
                        .Where(x => x.Ours != x.Theirs && x.Theirs is not null)
                        .Take(20)
                        .Select(x =>
                            FormattableString.Invariant($"{x.Entry}: the engine says {x.Ours}, DuckDB {x.Theirs}")
                        ),
                ]
            );
            Assert.True(joined.Count(d => d is not null) > Entries / 2, "Most entries have a definite duty.");
            House.Holds(
                "Only where amounts per unit decide may the engine tell a duty that the SQL does not:",
                [
                    .. entries
                        .Where((e, i) => told[i] is not null && joined[i] is null)
                        .Where(e => bulk.Ordinary(e.Line, e.Origin) is { Specifics.IsEmpty: true })
                        .Take(20)
                        .Select(e => e.ToString()),
                ]
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The duty as <c>parley duty</c> finds it; null where it depends on a fact or has no number.</summary>
    private static decimal? Duty(EntryAssessor assessor, TariffBook book, Entry entry)
    {
        var answer = assessor.Answer(
            entry.Line.Code,
            assessor.Origin(book.Country(entry.Origin).Value),
            EntryDay.Of(OnDay.Of(entry.Day)),
            ShipmentFacts.None,
            entry.Value,
            entry.Quantity is { } one ? [one] : []
        );
        if (!answer.IsDefinite || answer.Needs.Count > 0)
            return null;
        Span<long> programmes = stackalloc long[64];
        var duty = answer.DutyOn(entry.Value, entry.Quantity is { } quantity ? [quantity] : [], programmes);
        return duty.Ok ? duty.Value / 100m : null;
    }

    private static IEnumerable<Entry> Random(BulkLaw law, TariffBook book, int seed, int count)
    {
        var random = new Random(seed);
        var lines = law.Lines.Where(l => l.Code.Length == 10 && l.Code.Chapter.Digits is not ("98" or "99")).ToList();
        var origins = book.Countries.Select(c => c.Alpha2).Order(StringComparer.Ordinal).ToList();
        var first = new LocalDate(2025, 1, 1);
        while (count > 0)
        {
            var line = lines[random.Next(lines.Count)];
            var origin = random.Next(3) == 0 ? "CN" : origins[random.Next(origins.Count)];
            var day = first.PlusDays(random.Next(730));
            if (day < line.From || day >= line.Until)
                continue;
            count--;
            var unit =
                law.Ordinary(line, origin) is { Specifics: [var one] } && random.Next(4) > 0 ? one.Unit : (Unit?)null;
            yield return new Entry(
                line,
                origin,
                day,
                new Money(random.Next(1, 50_000_000) / 100m, Currency.Usd),
                unit is { } u ? new Quantity(random.Next(1, 1_000_000) / 100m, u) : null
            );
        }
    }

    private static Instant Noon(LocalDate day) => Eastern.AtLeniently(day.At(LocalTime.Noon)).ToInstant();

    private static void Fill(DuckDBConnection database, List<Entry> entries)
    {
        Run(
            database,
            "CREATE TABLE entries(entry_id INTEGER, code VARCHAR, origin VARCHAR, entry_date DATE, value DECIMAL(18,2), quantity DECIMAL(18,4), unit VARCHAR)"
        );
        using var appender = database.CreateAppender("entries");
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            appender
                .CreateRow()
                .AppendValue(i)
                .AppendValue(entry.Line.Code.Digits)
                .AppendValue(entry.Origin)
                .AppendValue(new DateOnly(entry.Day.Year, entry.Day.Month, entry.Day.Day))
                .AppendValue(entry.Value.Amount)
                .AppendValue(entry.Quantity?.Amount)
                .AppendValue(entry.Quantity?.Unit.Symbol)
                .EndRow();
        }
    }

    private static List<decimal?> Answers(DuckDBConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT duty FROM assessed_entries ORDER BY entry_id";
        using var reader = command.ExecuteReader();
        var found = new List<decimal?>();
        while (reader.Read())
            found.Add(reader.IsDBNull(0) ? null : Convert.ToDecimal(reader.GetValue(0), CultureInfo.InvariantCulture));
        return found;
    }

    private static void Run(DuckDBConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record Entry(BulkLine Line, string Origin, LocalDate Day, Money Value, Quantity? Quantity)
    {
        public override string ToString() =>
            FormattableString.Invariant($"{Line.Code} {Origin} {Day:uuuu-MM-dd} {Value} {Quantity}");
    }
}
