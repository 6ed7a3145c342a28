using System.Globalization;
using static System.FormattableString;

namespace Parley.Core;

/// <summary>
/// A stretch of a document's text, half-open, counted in UTF-16 code units (as .NET and JavaScript index strings).
/// It may be empty. Written <c>12..40</c>: from unit 12 up to, but without, unit 40.
/// </summary>
public readonly record struct TextSpan : IComparable<TextSpan>
{
    /// <summary>Makes a span.</summary>
    /// <param name="start">The first code unit, 0 or more.</param>
    /// <param name="end">The code unit after the last, <paramref name="start"/> or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative, or the end lies before the start.</exception>
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
    }

    /// <summary>The first code unit (inclusive), 0 or more.</summary>
    public int Start { get; }

    /// <summary>The code unit after the last (exclusive), <see cref="Start"/> or more.</summary>
    public int End { get; }

    /// <summary>How many code units it covers, 0 or more.</summary>
    public int Length => End - Start;

    /// <summary>Reads a span such as <c>12..40</c>.</summary>
    /// <param name="text">Start and end in code units, divided by two dots.</param>
    /// <returns>The span, or the reason why there is none.</returns>
    public static Parsed<TextSpan> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Parsed<TextSpan>.Not("An empty text is no span. Write its start and end, such as 12..40.");
        var s = text.AsSpan().Trim();
        var dots = s.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !TryCount(s[..dots], out var start) || !TryCount(s[(dots + 2)..], out var end))
            return Parsed<TextSpan>.Not(
                $"{Shown.Quote(text)} is no span. Write the first character and the one after the last, counted from 0, such as 12..40."
            );
        return end < start
            ? Parsed<TextSpan>.Not(
                $"The span {Shown.Quote(text)} ends before it starts. Write the smaller number first."
            )
            : Parsed<TextSpan>.Of(new TextSpan(start, end));
    }

    /// <summary>Whether a code unit lies inside.</summary>
    /// <param name="position">The index of the code unit.</param>
    /// <returns>True from <see cref="Start"/> up to, but without, <see cref="End"/>.</returns>
    public bool Contains(int position) => position >= Start && position < End;

    /// <summary>Whether another span lies wholly inside, its edges included.</summary>
    /// <param name="other">The other span.</param>
    /// <returns>True if no code unit of <paramref name="other"/> lies outside.</returns>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the two share a code unit. Spans that only touch, and empty ones, share none.</summary>
    /// <param name="other">The other span.</param>
    /// <returns>True if they share at least one code unit.</returns>
    public bool Overlaps(TextSpan other) => Math.Max(Start, other.Start) < Math.Min(End, other.End);

    /// <summary>The words of a document that it covers.</summary>
    /// <param name="document">The document's whole text, the one that the span was taken from.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentException">The document ends before the span does.</exception>
    public string Of(string document) =>
        End <= document.Length
            ? document[Start..End]
            : throw new ArgumentException(
                Invariant(
                    $"The span {ToString()} reaches past the end of the document, which has {document.Length} code units."
                ),
                nameof(document)
            );

    /// <summary>Orders by start, then by end.</summary>
    /// <param name="other">The span to compare with.</param>
    /// <returns>Less than 0, 0, or more than 0.</returns>
    public int CompareTo(TextSpan other)
    {
        var starts = Start.CompareTo(other.Start);
        return starts != 0 ? starts : End.CompareTo(other.End);
    }

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    /// <returns>The text, invariant.</returns>
    public override string ToString() => Invariant($"{Start}..{End}");

    private static bool TryCount(ReadOnlySpan<char> s, out int count) =>
        int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
