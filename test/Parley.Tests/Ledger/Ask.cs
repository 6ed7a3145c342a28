using NodaTime;
using Parley.Core;
using Parley.Ledger;
using Xunit;

namespace Parley.Tests.Ledger;

/// <summary>Short forms of what every question to the ledger needs.</summary>
internal static class Ask
{
    public static Party US { get; } = Party.Parse("US").Value;

    public static Party CN { get; } = Party.Parse("CN").Value;

    public static DateTimeZone Washington { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    public static DateTimeZone Beijing { get; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>The shipped ledger about a day or minute, as known on a day; on the same day if none is named.</summary>
    public static LedgerView On(string on, string? known = null) => On(Repo.Shipped, on, known);

    public static LedgerView On(LedgerBook book, string on, string? known = null) =>
        book.On(OnDay.Parse(on).Value, KnownDay.Parse(known ?? on).Value);

    public static RecordId Id(string id) => RecordId.Parse(id).Value;

    public static Moment When(string moment) => Moment.Parse(moment).Value;

    public static LocalDate Day(string day) => When(day).FirstDay;

    public static Instant Minute(string minute) => When(minute).Exact!.Value;

    /// <summary>Ids as text, in order, so that a difference can be read.</summary>
    public static string[] Ids(IEnumerable<RecordId> ids) => [.. ids.Select(i => i.ToString())];

    public static string[] Sorted(IEnumerable<RecordId> ids) => Ids(ids.Order());

    /// <summary>Fails with those that are missing.</summary>
    public static void AreAmong(IEnumerable<RecordId> all, params string[] wanted) =>
        Assert.Empty(wanted.Except(Ids(all), StringComparer.Ordinal));

    /// <summary>A record that must be known.</summary>
    public static T Known<T>(this LedgerView view, string id)
        where T : LedgerRecord =>
        view.Find<T>(Id(id)) ?? throw new InvalidDataException($"{id} is not known on {view.Known}.");

    public static CommitmentState Commitment(this LedgerView view, string id) =>
        view.StateOf(view.Known<Commitment>(id));

    public static MeasureState Measure(this LedgerView view, string id) => view.StateOf(view.Known<Measure>(id));

    public static SaidClaim Claim(this LedgerView view, string id) => view.Said.Single(s => s.Claim.Id == Id(id));

    /// <summary>Every day from the first to the last, both included.</summary>
    public static IEnumerable<LocalDate> Days(string first, string last)
    {
        for (var day = Day(first); day <= Day(last); day = day.PlusDays(1))
            yield return day;
    }
}
