using System.Buffers.Text;
using System.Text;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Bulk;
using Parley.Tariffs.Facts;

namespace Parley.Host.Entries;

/// <summary>What a cell means, or what is wrong with it.</summary>
internal readonly record struct Meaning<T>(T? Value, string? Fault);

/// <summary>Reads the cells of entries: each text once. One for each thread.</summary>
internal sealed class EntryCells(TariffBook book, EntryAssessor assessor, EntryColumns columns)
{
    // Beyond, a line of goods is taken for a mistake: dollars for cents, or a sum of many.
    private const long MostDollars = EntryAnswer.MostCents / 100;

    private static readonly System.Buffers.SearchValues<byte> Digits = System.Buffers.SearchValues.Create(
        "0123456789."u8
    );

    private readonly CellCache<Meaning<HtsCode>> codes = new(text =>
    {
        var parsed = HtsCode.Parse(text);
        return new(parsed.Ok ? parsed.Value : default, parsed.Fault);
    });

    private readonly CellCache<Meaning<EntryOrigin>> origins = new(text =>
    {
        var parsed = book.Country(text);
        return new(parsed.Ok ? assessor.Origin(parsed.Value) : null, parsed.Fault);
    });

    private readonly CellCache<Meaning<EntryDay>> days = new(text =>
    {
        var parsed = OnDay.Parse(text);
        return new(parsed.Ok ? EntryDay.Of(parsed.Value) : null, parsed.Fault);
    });

    private readonly CellCache<Meaning<Currency>> currencies = new(text =>
    {
        var parsed = Core.Currency.Parse(text);
        return new(parsed.Ok ? parsed.Value : default, parsed.Fault);
    });

    private readonly CellCache<Meaning<Unit>> units = new(text =>
    {
        var parsed = Unit.Parse(text);
        return new(parsed.Ok ? parsed.Value : default, parsed.Fault);
    });

    private readonly CellCache<Meaning<ShipmentFacts>> facts = new(text => ReadFacts(text, columns));

    public Meaning<HtsCode> Code(ReadOnlySpan<byte> cell) => codes[cell];

    public Meaning<EntryOrigin> Origin(ReadOnlySpan<byte> cell) => origins[cell];

    public Meaning<EntryDay> Day(ReadOnlySpan<byte> cell) => days[cell];

    public Meaning<Currency> Currency(ReadOnlySpan<byte> cell) => currencies[cell];

    /// <summary>The facts of a row: the texts of their cells, each with a zero behind it.</summary>
    public Meaning<ShipmentFacts> Facts(ReadOnlySpan<byte> cells) => facts[cells];

    /// <summary>A value in cents; if it has more than two decimals, <paramref name="exact"/> holds it.</summary>
    /// <returns>Why it is none; null if it is one.</returns>
    public static string? Value(ReadOnlySpan<byte> cell, out long cents, out decimal? exact)
    {
        exact = null;
        cents = 0;
        var decimals = -1;
        var digits = 0;
        foreach (var c in cell)
        {
            if (c == (byte)'.' && decimals < 0 && digits > 0)
                decimals = 0;
            else if (c is >= (byte)'0' and <= (byte)'9' && digits < 17)
            {
                digits++;
                cents = (cents * 10) + (c - '0');
                if (decimals >= 0)
                    decimals++;
            }
            else
                return ValueFault(cell);
        }

        if (digits == 0 || decimals == 0)
            return ValueFault(cell);
        decimals = Math.Max(decimals, 0);
        if (decimals > 2)
        {
            exact = decimal.Parse(
                Encoding.UTF8.GetString(cell),
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture
            );
            cents = 0;
            return exact > MostDollars ? Absurd : null;
        }

        for (; decimals < 2; decimals++)
        {
            if (cents > EntryAnswer.MostCents)
                return Absurd;
            cents *= 10;
        }

        return cents > EntryAnswer.MostCents ? Absurd : null;
    }

    private static string Absurd =>
        "The value is more than 10 billion on one line of goods. Check that the decimal point is not lost.";

    private static string ValueFault(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell);
        if (text.StartsWith('-'))
            return "The value is negative. Give 0 or more; a correction is no entry.";
        var plain = new string([.. text.Where(c => char.IsAsciiDigit(c) || c is '.' or ',')]);
        if (plain.Length == 0)
            return "This is no number. Write digits and at most one decimal point, such as 14172.00.";
        var comma = plain.LastIndexOf(',');
        if (comma >= 0 && comma > plain.LastIndexOf('.') && plain.Length - comma - 1 != 3)
            return $"The value has a decimal comma. Write a decimal point and no separators, such as {plain[..comma].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)}.{plain[(comma + 1)..]}.";
        return "This is no plain number. Write it without signs, separators of thousands or exponent, and with a decimal point, such as 14172.00.";
    }

    /// <summary>A quantity with its unit in a cell of its own, or behind the number.</summary>
    public Meaning<Quantity?> Quantity(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> unit)
    {
        if (
            unit.Length > 0
            && cell.IndexOfAnyExcept(Digits) < 0
            && Utf8Parser.TryParse(cell, out decimal amount, out var read)
            && read == cell.Length
        )
        {
            var known = units[unit];
            return known.Fault is null ? new(new Quantity(amount, known.Value!), null) : new(null, known.Fault);
        }

        var text = Encoding.UTF8.GetString(cell);
        if (unit.Length > 0 && !text.Any(char.IsLetter))
            text += " " + Encoding.UTF8.GetString(unit);
        var parsed = Core.Quantity.Parse(text);
        if (!parsed.TryGet(out var quantity))
            return new(null, parsed.Fault);
        if (unit.Length > 0 && units[unit] is { Fault: null } other && other.Value! != quantity.Unit)
            return new(
                null,
                $"The quantity is given in {quantity.Unit}, and its unit column says {other.Value}. Give one of them."
            );
        return new(quantity, null);
    }

    private static Meaning<ShipmentFacts> ReadFacts(string cells, EntryColumns columns)
    {
        var texts = cells.Split('\0');
        var parsed = ShipmentFacts.Parse(
            columns.Facts.Select((f, i) => KeyValuePair.Create(f.Fact.Name, texts[i])).Where(p => p.Value.Length > 0)
        );
        return new(parsed.Ok ? parsed.Value : null, parsed.Fault);
    }
}
