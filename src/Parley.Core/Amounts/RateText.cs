using System.Collections.Immutable;

namespace Parley.Core;

/// <summary>Reads rates as tariff schedules write them.</summary>
internal static class RateText
{
    private const int Longest = 1000;

    private static readonly string[] PercentWords = ["%", "percent", "per cent"];
    private static readonly string[] CentWords = ["¢", "cents", "cent"];

    internal static Parsed<Rate> Read(string? text)
    {
        var s = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (s.Length == 0)
            return Parsed<Rate>.Not("An empty text is no rate. Write Free, 25% or an amount such as USD 0.25/kg.");
        if (s.Length > Longest)
            return Parsed<Rate>.Not(
                $"{Shown.Quote(s)} has {Shown.Number(s.Length)} characters and is no rate. Write Free, 25% or an amount such as USD 0.25/kg."
            );
        if (s.Equals("free", StringComparison.OrdinalIgnoreCase))
            return Parsed<Rate>.Of(Rate.Free);
        if (s.Contains('(', StringComparison.Ordinal))
            return Parsed<Rate>.Not(
                $"Rate {Shown.Quote(s)} has brackets, as a rate has that is kept for named programmes. Write the rate alone, and the programmes where they apply."
            );
        if (s.Contains("applicable subheading", StringComparison.OrdinalIgnoreCase))
            return Parsed<Rate>.Not(
                $"Rate {Shown.Quote(s)} lies on top of another rate. Write only the part that is added, such as 25%."
            );

        decimal? percent = null;
        var specifics = ImmutableArray.CreateBuilder<SpecificRate>();
        foreach (var raw in s.Split('+'))
        {
            var part = raw.Trim();
            if (TryCut(part, PercentWords, out var number))
            {
                if (!TryReadPercent(number, out var read))
                    return Not(s, $"{Shown.Quote(number)} is no percentage of 0 or more. {Exact.Hint(number)}");
                if (percent is not null)
                    return Not(
                        s,
                        "there are two percentages. Write their sum if both are of the same base, or a layer for each."
                    );
                percent = read;
                continue;
            }

            var specific = ReadSpecific(part);
            if (!specific.TryGet(out var amount))
                return Not(s, specific.Fault!);
            specifics.Add(amount);
        }

        try
        {
            return Parsed<Rate>.Of(Rate.Of(percent ?? 0m, specifics.ToImmutable()));
        }
        catch (OverflowException)
        {
            return Not(s, "its amounts are too large to be added exactly. Check them.");
        }
    }

    /// <summary>
    /// A percentage, or one with thirds, as column 2 of the United States writes it: <c>33 1/3</c>. A third has no end in
    /// decimals; it is kept to 28 digits and prints as it was written.
    /// </summary>
    private static bool TryReadPercent(string number, out decimal percent)
    {
        if (Exact.TryRead(number, signed: false, out percent))
            return true;
        var parts = number.Split(' ');
        if (
            parts is not [var whole, "1/3" or "2/3"]
            || !Exact.TryRead(whole, signed: false, out var full)
            || full != decimal.Truncate(full)
            || full > 1000m
        )
            return false;
        percent = ((full * 3m) + (parts[1][0] - '0')) / 3m;
        return true;
    }

    /// <summary>The number of a percentage: thirds as thirds.</summary>
    internal static string Percent(decimal percent)
    {
        var thirds = percent <= 1001m ? decimal.Round(percent * 3m) : 0m;
        return thirds % 3m != 0m && thirds / 3m == percent
            ? $"{Exact.Write(decimal.Truncate(percent))} {Exact.Write(thirds % 3m)}/3"
            : Exact.Write(percent);
    }

    private static Parsed<SpecificRate> ReadSpecific(string part)
    {
        if (part.Length == 0)
            return No("a part before or after '+' is missing. Write it, or leave the '+' out.");
        if (Exact.TryRead(part, signed: false, out var bare))
            return No(Unitless(part, bare));
        if (part.Contains('%', StringComparison.Ordinal))
            return No(OtherBase(part[(part.IndexOf('%', StringComparison.Ordinal) + 1)..]));
        if (!TrySplit(part, out var left, out var right))
            return ReadAmount(part).Ok
                ? No($"{Shown.Quote(part)} has no unit: write {part}/kg, or the unit that is meant.")
                : No(
                    $"{Shown.Quote(part)} is neither a percentage nor an amount per unit. Write Free, 25% or an amount such as USD 0.25/kg."
                );
        var amount = ReadAmount(left);
        if (!amount.TryGet(out var money))
            return No(amount.Fault!);
        var unit = Unit.Parse(right);
        if (unit.TryGet(out var known))
            return Parsed<SpecificRate>.Of(new SpecificRate(money, known));
        for (var i = right.Length - 1; i > 0; i--)
        {
            if (right[i] is ' ' or ',' && Unit.Parse(right[..i]).Ok)
                return No(OtherBase(right[i..]));
        }

        return No(unit.Fault!);
    }

    private static string Unitless(string part, decimal bare) =>
        $"{Shown.Quote(part)} has no unit: write {part}% or an amount such as USD 0.25/kg."
        + (bare is > 0m and < 1m ? $" If {part} is a fraction of value, that is {Exact.Write(bare * 100m)}%." : "");

    private static string OtherBase(string words) =>
        $"the words {Shown.Quote(words.Trim(' ', ','))} name what the rate is charged on, which is no part of a rate. Write the rate without them, and the base in the layer.";

    /// <summary>"x/kg", "x per kg" or "x each".</summary>
    private static bool TrySplit(string part, out string left, out string right)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var per = part.IndexOf(" per ", StringComparison.OrdinalIgnoreCase);
        const string Each = " each";
        (left, right) =
            slash >= 0 ? (part[..slash], part[(slash + 1)..])
            : per >= 0 ? (part[..per], part[(per + 5)..])
            : part.EndsWith(Each, StringComparison.OrdinalIgnoreCase) ? (part[..^Each.Length], "each")
            : (part, "");
        (left, right) = (left.Trim(), right.Trim());
        return right.Length > 0;
    }

    private static Parsed<Money> ReadAmount(string s)
    {
        var cents = TryCut(s, CentWords, out var number);
        if (!cents && s.StartsWith('$'))
            number = s[1..].Trim();
        else if (!cents)
            return Positive(Money.Parse(s), s);
        if (!Exact.TryRead(number, signed: false, out var amount))
            return Parsed<Money>.Not($"{Shown.Quote(number)} is no number of 0 or more. {Exact.Hint(number)}");
        return Parsed<Money>.Of(new Money(cents ? amount / 100m : amount, Currency.Usd));
    }

    private static Parsed<Money> Positive(Parsed<Money> read, string s) =>
        read.TryGet(out var money) && money.Amount < 0
            ? Parsed<Money>.Not($"{Shown.Quote(s)} is negative. Write an amount of 0 or more.")
            : read;

    /// <summary>Cuts one of the endings off.</summary>
    private static bool TryCut(string s, string[] endings, out string rest)
    {
        foreach (var ending in endings)
        {
            if (s.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                rest = s[..^ending.Length].TrimEnd();
                return true;
            }
        }

        rest = s;
        return false;
    }

    private static Parsed<SpecificRate> No(string fault) => Parsed<SpecificRate>.Not(fault);

    private static Parsed<Rate> Not(string s, string fault) =>
        Parsed<Rate>.Not(
            fault.StartsWith(Shown.Quote(s), StringComparison.Ordinal)
                ? $"Rate {fault}"
                : $"In the rate {Shown.Quote(s)}: {fault}"
        );
}
