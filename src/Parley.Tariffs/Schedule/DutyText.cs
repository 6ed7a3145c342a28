using System.Collections.Immutable;
using Parley.Core;

namespace Parley.Tariffs;

/// <summary>
/// One part of a duty: a rate, and what it is charged on where that is not the article itself, or an amount per a thing
/// that is no unit of quantity.
/// </summary>
/// <param name="Rate">The rate; null where the amount is charged per something that is no unit (<paramref name="Per"/>).</param>
/// <param name="Amount">The amount for one of <paramref name="Per"/>; null where there is a rate.</param>
/// <param name="Per">What the amount is charged for, such as <c>jewel</c>; null where there is a rate.</param>
/// <param name="On">What it is charged on, such as <c>the case</c> or <c>drained weight</c>; null for the article itself.</param>
/// <param name="Text">The part as printed.</param>
public sealed record DutyPart(Rate? Rate, Money? Amount, string? Per, string? On, string Text);

/// <summary>
/// A duty text read into parts that are added up: <c>44¢ each + 6% on the case</c> is an amount for each article and a
/// percentage of the value of its case. <see cref="Rate.Parse"/> reads those that need nothing but the value and the
/// quantity of the article; this reads more, and keeps what each part is charged on.
/// </summary>
/// <param name="Parts">The parts.</param>
public sealed record DutyText(ImmutableArray<DutyPart> Parts)
{
    private static readonly string[] Things = ["jewel", "1,000 pins", "line/gross", "line/ gross"];

    /// <summary>Words after which the text is a rule, not a sum of parts.</summary>
    private static readonly string[] Rules = [" less ", " but ", " rate ", "Rate ", "See ", " duty ", " not "];

    /// <summary>The whole duty as one rate, if no part needs more than the article; null otherwise.</summary>
    public Rate? Rate =>
        Parts.All(p => p.Rate is not null && p.On is null)
            ? Parts.Aggregate(Core.Rate.Free, (sum, part) => sum + part.Rate!)
            : null;

    /// <summary>A printed duty as a rate, if it charges nothing but the value and quantities of the whole article.</summary>
    /// <param name="text">The duty as printed.</param>
    /// <returns>The rate, or the reason why the text has no number.</returns>
    public static Parsed<Rate> ReadRate(string? text) =>
        Parse(text) is { Ok: true, Value.Rate: { } rate } ? Parsed.Of(rate) : Core.Rate.Parse(text);

    /// <summary>Reads a duty text.</summary>
    /// <param name="text">As printed.</param>
    /// <returns>The parts, or the reason why the text is no sum of parts.</returns>
    public static Parsed<DutyText> Parse(string? text)
    {
        var whole = Core.Rate.Parse(text);
        var s = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (whole.TryGet(out var rate))
            return Parsed.Of(new DutyText([new DutyPart(rate, null, null, null, s)]));
        if (Array.Exists(Rules, r => s.Contains(r, StringComparison.Ordinal)))
            return Parsed.Not<DutyText>(
                $"'{s}' is a rule that refers to other goods or degrees, and no sum of rates. Work the duty out by it."
            );
        var parts = ImmutableArray.CreateBuilder<DutyPart>();
        foreach (var piece in s.Split('+'))
        {
            if (Part(piece.Trim()) is not { } part)
                return Parsed.Not<DutyText>(whole.Fault!);
            parts.Add(part);
        }

        return Parsed.Of(new DutyText(parts.ToImmutable()));
    }

    /// <summary>Whether two texts have the same parts.</summary>
    /// <param name="other">The other text.</param>
    /// <returns>True if all parts are equal, in order.</returns>
    public bool Equals(DutyText? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <summary>A hash that equal texts share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);

    private static DutyPart? Part(string piece)
    {
        if (Core.Rate.Parse(piece).TryGet(out var plain))
            return new DutyPart(plain, null, null, null, piece);
        for (var i = piece.IndexOf(' ', StringComparison.Ordinal); i > 0; i = piece.IndexOf(' ', i + 1))
        {
            var words = piece[i..].Trim();
            if (Base(words) is { } on && Core.Rate.Parse(piece[..i].TrimEnd(',')).TryGet(out var rate))
                return new DutyPart(rate, null, null, Whole(on) ? null : on, piece);
        }

        foreach (var thing in Things)
        {
            var at = piece.IndexOf('/' + thing, StringComparison.Ordinal);
            if (at <= 0 || !Core.Rate.Parse(piece[..at] + "/No").TryGet(out var each) || each.Specifics.Length != 1)
                continue;
            var after = piece[(at + 1 + thing.Length)..].Trim();
            if (after.Length == 0 || after.StartsWith("over ", StringComparison.Ordinal))
                return new DutyPart(
                    null,
                    each.Specifics[0].Amount,
                    thing.Replace("/ ", "/", StringComparison.Ordinal),
                    after.Length == 0 ? null : after,
                    piece
                );
        }

        return null;
    }

    /// <summary>A set is the article itself, and a proof litre counts nothing but the alcohol.</summary>
    private static bool Whole(string on) => on is "the entire set" or "ethyl alcohol content";

    /// <summary>"on the case", "of total sugars", "including weight of container": what is counted or valued.</summary>
    private static string? Base(string words) =>
        words.StartsWith("on the value of ", StringComparison.Ordinal) ? words[16..]
        : words.StartsWith("on ", StringComparison.Ordinal) ? words[3..]
        : words.StartsWith("of ", StringComparison.Ordinal) ? words[3..]
        : words.StartsWith("including ", StringComparison.Ordinal) ? words
        : null;
}
