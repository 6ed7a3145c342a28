using System.Collections.Immutable;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>A duty of the special column and the programmes whose goods may claim it.</summary>
/// <param name="Symbols">The symbols of the programmes, as printed: <c>KR</c>, <c>A+</c>, <c>S</c>.</param>
/// <param name="Text">The duty as printed, such as <c>Free</c>, <c>2.5%</c> or <c>See 9912.04.05</c>.</param>
/// <param name="Rate">The duty, or the reason why the text has no number: it points to another heading, or has words.</param>
public sealed record SpecialRate(ImmutableArray<string> Symbols, string Text, Parsed<Rate> Rate)
{
    /// <summary>Whether the text sends the reader to headings of chapter 99 or to a note.</summary>
    public bool Refers => Text.StartsWith("see ", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The special column of a line, read: <c>Free (A,AU,BH) 2.5% (KR) See 9912.04.05 (MA)</c> is three duties, each with its
/// programmes. What is not understood is kept as text.
/// </summary>
/// <param name="Rates">The duties, in their order.</param>
/// <param name="NotUnderstood">Parts that are no duty with symbols in brackets, as printed.</param>
public sealed record SpecialColumn(ImmutableArray<SpecialRate> Rates, ImmutableArray<string> NotUnderstood)
{
    /// <summary>Reads the column. Never fails: see <see cref="NotUnderstood"/>.</summary>
    /// <param name="text">The text as printed; empty if the line has no preference.</param>
    /// <returns>The duties.</returns>
    public static SpecialColumn Parse(string? text)
    {
        var rest = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var rates = ImmutableArray.CreateBuilder<SpecialRate>();
        var odd = ImmutableArray.CreateBuilder<string>();
        while (rest.Length > 0)
        {
            var (duty, inside, after) = Group(rest);
            if (Symbols(inside) is { IsEmpty: false } symbols && duty.Length > 0)
                rates.Add(new SpecialRate(symbols, duty, Core.Rate.Parse(duty)));
            else
                odd.Add(rest[..^after.Length].Trim());
            rest = after.TrimStart(' ', ',', ';');
        }

        return new SpecialColumn(rates.ToImmutable(), odd.ToImmutable());
    }

    /// <summary>The duty for a programme.</summary>
    /// <param name="symbol">Its symbol, such as <c>KR</c>. <c>A</c> is also met by <c>A*</c> (some countries excluded) and <c>A+</c> is its own.</param>
    /// <returns>The duty; null if the column does not name the programme.</returns>
    public SpecialRate? For(string symbol) =>
        Rates.FirstOrDefault(r => r.Symbols.Contains(symbol, StringComparer.OrdinalIgnoreCase))
        ?? Rates.FirstOrDefault(r => r.Symbols.Contains(symbol + "*", StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether two columns say the same.</summary>
    /// <param name="other">The other column.</param>
    /// <returns>True if all duties, symbols and other parts are equal, in order.</returns>
    public bool Equals(SpecialColumn? other) =>
        other is not null
        && NotUnderstood.SequenceEqual(other.NotUnderstood, StringComparer.Ordinal)
        && Rates.Length == other.Rates.Length
        && Rates
            .Zip(other.Rates)
            .All(p =>
                string.Equals(p.First.Text, p.Second.Text, StringComparison.Ordinal)
                && p.First.Symbols.SequenceEqual(p.Second.Symbols, StringComparer.Ordinal)
            );

    /// <summary>A hash that equal columns share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() =>
        HashCode.Combine(Rates.Length, NotUnderstood.Length, Rates.IsEmpty ? "" : Rates[0].Text);

    /// <summary>The duty before the next brackets that hold symbols, what is in them, and what follows.</summary>
    private static (string Duty, string Inside, string After) Group(string s)
    {
        for (var open = s.IndexOf('(', StringComparison.Ordinal); open >= 0; open = s.IndexOf('(', open + 1))
        {
            var close = Close(s, open);
            var inside = s[(open + 1)..close];
            if (!Symbols(inside).IsEmpty)
                return (s[..open].Trim(), inside, s[Math.Min(close + 1, s.Length)..]);
        }

        return (s, "", "");
    }

    private static int Close(string s, int open)
    {
        var close = s.IndexOf(')', open);
        return close < 0 ? s.Length : close;
    }

    /// <summary>Symbols apart by commas, points or spaces; none if there is any other word.</summary>
    private static ImmutableArray<string> Symbols(string inside)
    {
        var parts = inside.Split([',', '.', ' ', '('], StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(parts, IsSymbol) ? [.. parts.Distinct(StringComparer.Ordinal)] : [];
    }

    private static bool IsSymbol(string part) =>
        part.TrimEnd('+', '*') is { Length: 1 or 2 } letters
        && part.Length - letters.Length <= 1
        && letters.All(char.IsAsciiLetterUpper);
}
