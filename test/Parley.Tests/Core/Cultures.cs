using System.Globalization;

namespace Parley.Tests.Core;

/// <summary>Runs a test under a culture that writes numbers and dates in another way, and puts the old one back.</summary>
internal sealed class Cultures : IDisposable
{
    private readonly CultureInfo before = Thread.CurrentThread.CurrentCulture;

    private Cultures(CultureInfo culture) => Thread.CurrentThread.CurrentCulture = culture;

    internal static Cultures Use(string name) => new(CultureInfo.GetCultureInfo(name));

    public void Dispose() => Thread.CurrentThread.CurrentCulture = before;
}
