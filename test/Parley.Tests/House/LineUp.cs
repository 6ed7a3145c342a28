namespace Parley.Tests;

/// <summary>Lays the lines that a document shows beside those that were printed.</summary>
internal static class LineUp
{
    // Enough of a line to know it again when a number behind it has moved.
    private const int Recognised = 12;

    /// <summary>
    /// Finds each line again, in order, so that as much as possible is found; lines that stood together are rather found
    /// together, or blank lines would be found anywhere.
    /// </summary>
    /// <param name="shown">The lines shown, with the number of the part that each belongs to.</param>
    /// <param name="printed">The lines printed.</param>
    /// <returns>For each line shown, where it is printed; -1 if it is not.</returns>
    public static int[] Of(IReadOnlyList<(string Text, int Part)> shown, IReadOnlyList<string> printed)
    {
        // here: the best up to a pair of lines that are the same. best: the best up to a pair, whether or not they are.
        var here = new int[shown.Count + 1, printed.Count + 1];
        var best = new int[shown.Count + 1, printed.Count + 1];
        for (var i = 1; i <= shown.Count; i++)
        {
            for (var j = 1; j <= printed.Count; j++)
            {
                var likeness = Likeness(shown[i - 1].Text, printed[j - 1]);
                if (likeness > 0)
                    here[i, j] = likeness + Math.Max(best[i - 1, j - 1], Together(i, j));
                best[i, j] = Math.Max(here[i, j], Math.Max(best[i - 1, j], best[i, j - 1]));
            }
        }

        var places = new int[shown.Count];
        Array.Fill(places, -1);
        for (int i = shown.Count, j = printed.Count; i > 0 && j > 0; )
        {
            if (here[i, j] == 0 || here[i, j] < best[i, j])
            {
                (i, j) = best[i - 1, j] == best[i, j] ? (i - 1, j) : (i, j - 1);
                continue;
            }

            // Lines found together are followed together, whatever else would be as good.
            bool together;
            do
            {
                together = Together(i, j) > best[i - 1, j - 1];
                places[i - 1] = j - 1;
                (i, j) = (i - 1, j - 1);
            } while (together);
        }

        return places;

        int Together(int i, int j) =>
            i > 1 && here[i - 1, j - 1] > 0 && shown[i - 1].Part == shown[i - 2].Part ? here[i - 1, j - 1] + 2 : 0;
    }

    private static int Likeness(string shown, string printed)
    {
        if (shown.Equals(printed, StringComparison.Ordinal))
            return shown.Length == 0 ? 1 : 4;
        var start = shown.AsSpan(0, Math.Min((shown.Length + 1) / 2, Recognised));
        return start.Length > 0 && printed.AsSpan().StartsWith(start, StringComparison.Ordinal) ? 1 : 0;
    }
}
