namespace Parley.Tariffs;

/// <summary>The editions and yearly databases that a user loaded, laid over the lines on file.</summary>
internal static class OwnEditions
{
    public static ScheduleLine[] Over(string own, ScheduleLine[] lines) => own.Length == 0 ? [] : lines;
}
