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

    /// <summary>The form of a name that headlines use.</summary>
    /// <param name="actor">The person or institution.</param>
    /// <returns>Such as "Bessent", "Xi", "He Lifeng" or "MOFCOM".</returns>
    public static string ShortName(Actor actor) => actor.ShortName ?? actor.Name;
}
