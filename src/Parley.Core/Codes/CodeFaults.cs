namespace Parley.Core;

/// <summary>Why a text is no tariff code, and what to do. It proposes; it never repairs.</summary>
internal static class CodeFaults
{
    internal static string Of(string? text, CodeForm form)
    {
        var s = (text ?? "").Trim();
        if (s.Length == 0)
            return $"An empty text is no {Bare(form)}. Write {form.Lengths} digits, such as {form.Example}.";
        var shown = Shown.Quote(s);
        if (IsExponent(s))
            return $"{shown} is a number with an exponent, as a spreadsheet writes a long code; its last digits are lost. "
                + "Take the code from the original file, with the column as text.";
        var place = IndexOfFault(s);
        if (place >= 0)
            return $"{shown} is no {Bare(form)}: {Shown.Name(s[place])} stands at place {Shown.Number(place + 1)}. "
                + $"Write {form.Lengths} digits, with or without dots, such as {form.Example}.";
        var digits = s.Replace(".", "", StringComparison.Ordinal);
        return form.Takes(digits.Length) ? OfRightLength(s, digits, form) : OfWrongLength(s, digits, form);
    }

    private static string OfRightLength(string s, string digits, CodeForm form) =>
        digits.StartsWith("00", StringComparison.Ordinal)
            ? $"{Shown.Quote(s)} names chapter 00; chapters run from 01 to 99. Check the code against its source."
            : $"{Shown.Quote(s)} has a dot in the wrong place. A dot may stand only after an even number of digits, as in "
                + $"{form.Example}. Check the code against its source.";

    private static string OfWrongLength(string s, string digits, CodeForm form)
    {
        var counted = digits.Length == 1 ? "1 digit" : $"{Shown.Number(digits.Length)} digits";
        var what = $"{Shown.Quote(s)} has {counted}; {form.Name} has {form.Lengths}.";
        var groups = s.Split('.');
        var onlyFirstOdd = groups[0].Length % 2 == 1 && groups.Skip(1).All(g => g.Length % 2 == 0);
        var onlyLastOdd = groups.Length > 1 && groups[^1].Length == 1 && groups.SkipLast(1).All(g => g.Length % 2 == 0);
        if (form.Takes(digits.Length + 1) && onlyFirstOdd && digits[0] != '0')
            return $"{what} A spreadsheet that reads codes as numbers drops the leading zero: if that happened here, write "
                + $"{TariffDigits.Dotted("0" + digits)}. Check it against the source; nothing was changed.";
        if (form.Takes(digits.Length + 1) && onlyLastOdd)
            return $"{what} A spreadsheet that reads codes as numbers drops a zero after the dot: if that happened here, write "
                + $"{TariffDigits.Dotted(digits + "0")}. Check it against the source; nothing was changed.";
        if (digits.Length > form.Deepest)
            return $"{what} Its first {Shown.Number(form.Deepest)} are {TariffDigits.Dotted(digits[..form.Deepest])}: write those if they are meant.";
        return digits.Length % 2 == 1
            ? $"{what} A digit is missing; check the code against its source."
            : $"{what} {form.Short}";
    }

    private static int IndexOfFault(string s)
    {
        for (var i = 0; i < s.Length; i++)
        {
            var dotHolds = s[i] == '.' && i > 0 && i < s.Length - 1 && s[i - 1] != '.';
            if (!char.IsAsciiDigit(s[i]) && !dotHolds)
                return i;
        }

        return -1;
    }

    private static bool IsExponent(string s)
    {
        var e = s.IndexOfAny(['E', 'e']);
        return e > 0
            && e < s.Length - 1
            && s[..e].All(c => char.IsAsciiDigit(c) || c is '.' or ',')
            && s[(e + 1)..].All(c => char.IsAsciiDigit(c) || c == '+');
    }

    /// <summary>The name without its article.</summary>
    private static string Bare(CodeForm form) => form.Name[(form.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
