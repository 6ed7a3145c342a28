using System.Text.Json;

namespace Parley.Ledger;

/// <summary>The words for closed lists, in one place.</summary>
public static class Words
{
    /// <summary>A value of a closed list in words: <c>AllegesBreach</c> gives "alleges breach".</summary>
    /// <typeparam name="T">The closed list.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Lower-case words.</returns>
    public static string Of<T>(T value)
        where T : struct, Enum => OfName(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    /// <summary>A name as files and flags write it, in words: <c>alleges_breach</c> gives "alleges breach".</summary>
    /// <param name="name">The snake_case name of a field, a type or a value of a closed list.</param>
    /// <returns>Lower-case words.</returns>
    public static string OfName(string name) => name.Replace('_', ' ');

    /// <summary>The form of a name that headlines use: the surname of a person, the short form of an institution.</summary>
    /// <param name="actor">The person or institution.</param>
    /// <returns>Such as "Bessent", "Xi" or "MOFCOM".</returns>
    public static string ShortName(Actor actor)
    {
        if (actor.Institution)
            return actor.Variants.FirstOrDefault(v => v.All(char.IsAsciiLetterUpper)) ?? actor.Name;
        // One word among the variants is the surname as the press uses it; Chinese names put it first.
        return actor.Variants.Where(v => !v.Contains(' ', StringComparison.Ordinal)).MinBy(v => v.Length)
            ?? (actor.Side?.ToString() == "CN" ? actor.Name : actor.Name.Split(' ')[^1]);
    }
}
