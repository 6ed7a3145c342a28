using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Parley.Core;
using Parley.Tariffs.Engine;
using Parley.Tariffs.Law;

namespace Parley.Tariffs.Bulk;

/// <summary>A duty that is owed on an entry, the ordinary one included.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Programme">The place of its programme among <see cref="TariffBook.Programmes"/>.</param>
/// <param name="Rate">The rate that is charged.</param>
/// <param name="Share">The share of the value that it is charged on.</param>
/// <param name="PerMillion">Parts per million of the customs value; null where that is not exact or it also charges per unit.</param>
public sealed record EntryLayer(Measure Measure, int Programme, Rate Rate, decimal Share, long? PerMillion)
{
    /// <summary>Percent of the whole customs value.</summary>
    public decimal Percent => Rate.AdValorem * Share;

    // Beyond 900 percent the product with the greatest value below would not fit.
    private const decimal MostPerMillion = 9_000_000m;

    internal static EntryLayer Of(Measure measure, int programme, Rate rate, decimal share)
    {
        var perMillion = rate.AdValorem * share * 10_000m;
        return new EntryLayer(
            measure,
            programme,
            rate,
            share,
            rate.Specifics.IsEmpty && perMillion <= MostPerMillion && decimal.IsInteger(perMillion)
                ? (long)perMillion
                : null
        );
    }
}

/// <summary>What is owed, in rates: one object for all entries that are alike in line, origin, time and facts.</summary>
public sealed class EntryAnswer
{
    /// <summary>The greatest value in cents that <see cref="DutyOn(long, Span{long})"/> takes: 10 billion dollars.</summary>
    public const long MostCents = 1_000_000_000_000;

    private const int MostPlain = 8;

    private readonly EntryLayer[] layers;
    private readonly Plain plain;
    private readonly int plainCount;

    internal EntryAnswer(
        EntryLayer[] layers,
        BaseDuty column,
        string columnText,
        decimal min,
        decimal max,
        string[] needs
    )
    {
        this.layers = layers;
        Kind = AnswerKind.Answered;
        Needs = needs;
        ColumnText = columnText;
        HasNumber = column.Rate is not null;
        if (HasNumber && needs.Length == 0)
            TotalPercent = min;
        else if (HasNumber)
            Range = (min, max);
        IsDefinite = TotalPercent is not null;
        if (IsDefinite && layers.Length <= MostPlain && Array.TrueForAll(layers, l => l.PerMillion is not null))
        {
            IsPlain = true;
            foreach (var layer in layers.Where(l => l.PerMillion > 0))
                plain[plainCount++] = ((long)layer.Programme << 32) | layer.PerMillion!.Value;
        }

        HasSpecifics = Array.Exists(layers, l => !l.Rate.Specifics.IsEmpty);
        TotalText = Bytes(TotalPercent);
        MinText = Bytes(Range?.Min ?? TotalPercent);
        MaxText = Bytes(Range?.Max ?? TotalPercent);
        NeedsText = [.. Encoding.UTF8.GetBytes(string.Join(' ', needs))];
    }

    internal EntryAnswer(AnswerKind kind, string because)
    {
        layers = [];
        Kind = kind;
        Because = because;
        Needs = [];
        ColumnText = "";
    }

    /// <summary>Whether there is an answer, or why not.</summary>
    public AnswerKind Kind { get; }

    /// <summary>Why there is no answer, and what to do; null if there is one.</summary>
    public string? Because { get; }

    /// <summary>The ad valorem total in percent; null if it depends on facts or cannot be told.</summary>
    public decimal? TotalPercent { get; }

    /// <summary>The least and the greatest total, if facts are missing.</summary>
    public (decimal Min, decimal Max)? Range { get; }

    /// <summary>The facts that decide and are not given.</summary>
    public IReadOnlyList<string> Needs { get; }

    /// <summary>Whether the ordinary duty has a number.</summary>
    public bool HasNumber { get; }

    /// <summary>The ordinary duty as printed.</summary>
    public string ColumnText { get; }

    /// <summary>Whether the total is told.</summary>
    public bool IsDefinite { get; }

    /// <summary>Whether every duty is a whole number of parts per million, so that cents can be worked out in integers.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether some duty is charged per unit, so that a quantity is needed.</summary>
    public bool HasSpecifics { get; }

    /// <summary>The duties that are owed; if facts are missing, those that are owed however they turn out.</summary>
    public IReadOnlyList<EntryLayer> Layers => layers;

    /// <summary><see cref="TotalPercent"/> as UTF-8 text, to six decimals; empty if null.</summary>
    public ImmutableArray<byte> TotalText { get; } = [];

    /// <summary>The least total as UTF-8 text.</summary>
    public ImmutableArray<byte> MinText { get; } = [];

    /// <summary>The greatest total as UTF-8 text.</summary>
    public ImmutableArray<byte> MaxText { get; } = [];

    /// <summary><see cref="Needs"/> as UTF-8 text, separated by spaces.</summary>
    public ImmutableArray<byte> NeedsText { get; } = [];

    /// <summary>The duty on a value in cents, each duty rounded to the cent, a half up.</summary>
    /// <param name="cents">The customs value, 0 to <see cref="MostCents"/>.</param>
    /// <param name="byProgramme">Takes the duty of each programme; added to what stands there.</param>
    /// <returns>The duty in all, in cents.</returns>
    /// <exception cref="InvalidOperationException">The answer is not <see cref="IsPlain"/>.</exception>
    public long DutyOn(long cents, Span<long> byProgramme)
    {
        if (!IsPlain || (ulong)cents > MostCents)
            throw new InvalidOperationException(
                "Only a definite answer in parts per million, on 0 to 10 billion dollars."
            );
        var sum = 0L;
        for (var i = 0; i < plainCount; i++)
        {
            var layer = plain[i];
            var duty = ((cents * (layer & uint.MaxValue)) + 500_000) / 1_000_000;
            byProgramme[(int)(layer >> 32)] += duty;
            sum += duty;
        }

        return sum;
    }

    /// <summary>The duty on goods, exact, each duty rounded to the cent, a half up.</summary>
    /// <param name="value">The customs value.</param>
    /// <param name="quantities">Quantities of the goods, in each unit known.</param>
    /// <param name="byProgramme">Takes the duty of each programme in cents; added to what stands there.</param>
    /// <returns>The duty in all in cents, or why it cannot be told.</returns>
    public Parsed<long> DutyOn(Money value, ReadOnlySpan<Quantity> quantities, Span<long> byProgramme)
    {
        if (!IsDefinite)
            return Parsed.Not<long>(Because ?? $"It depends on {string.Join(", ", Needs)}.");
        var sum = 0L;
        Span<long> each = stackalloc long[layers.Length];
        try
        {
            for (var i = 0; i < layers.Length; i++)
            {
                var duty = layers[i].Rate.DutyOn(value * layers[i].Share, quantities);
                if (!duty.TryGet(out var amount))
                    return Parsed.Not<long>(duty.Fault!);
                each[i] = checked((long)(amount.Round().Amount * 100m));
                sum = checked(sum + each[i]);
            }
        }
        catch (OverflowException)
        {
            return Parsed.Not<long>($"The value {value} is too large. Check it.");
        }

        for (var i = 0; i < layers.Length; i++)
            byProgramme[layers[i].Programme] += each[i];
        return Parsed.Of(sum);
    }

    private static ImmutableArray<byte> Bytes(decimal? percent) =>
        percent is { } p ? [.. Encoding.UTF8.GetBytes(p.ToString("0.######", CultureInfo.InvariantCulture))] : [];

    /// <summary>The duties with their rates beside each other in memory: programme, then parts per million.</summary>
    [System.Runtime.CompilerServices.InlineArray(MostPlain)]
    private struct Plain
    {
        private long first;
    }
}
