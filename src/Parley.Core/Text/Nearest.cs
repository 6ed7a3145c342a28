namespace Parley.Core;

/// <summary>Finds the names that somebody may have meant, for messages that ask "did you mean".</summary>
public static class Nearest
{
    private const int LongestWanted = 200;

    /// <summary>
    /// The candidates nearest to a text by Damerau–Levenshtein distance (insert, delete, replace, swap neighbours), case
    /// ignored. Candidates that need more edits than a third of the wanted text are left out, unless they
    /// contain it whole and it has three characters or more.
    /// </summary>
    /// <param name="wanted">What was written. Empty, or longer than 200 UTF-16 units: nothing is near.</param>
    /// <param name="candidates">What can be meant; duplicates are named once.</param>
    /// <param name="max">How many to return at most. Default 3; none when it is 0 or less.</param>
    /// <returns>The nearest first; equally near ones in ordinal order.</returns>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> candidates, int max = 3)
    {
        var fold = wanted.Trim().ToUpperInvariant();
        if (max <= 0 || fold.Length is 0 or > LongestWanted)
            return [];
        var limit = (fold.Length + 1) / 3; // 2 to 4 characters: one edit
        var found = new List<(int Distance, string Candidate)>();
        foreach (var candidate in candidates.Distinct(StringComparer.Ordinal))
        {
            var other = candidate.ToUpperInvariant();
            var contains = fold.Length >= 3 && other.Contains(fold, StringComparison.Ordinal);
            if (!contains && Math.Abs(other.Length - fold.Length) > limit)
                continue;
            var distance = contains ? other.Length - fold.Length : Distance(fold, other);
            if (contains || distance <= limit)
                found.Add((distance, candidate));
        }

        return
        [
            .. found
                .OrderBy(f => f.Distance)
                .ThenBy(f => f.Candidate, StringComparer.Ordinal)
                .Take(max)
                .Select(f => f.Candidate),
        ];
    }

    /// <summary>The unrestricted Damerau–Levenshtein distance: a metric, unlike the "optimal string alignment" shortcut.</summary>
    internal static int Distance(string a, string b)
    {
        var lastRow = new Dictionary<char, int>();
        var d = new int[a.Length + 2, b.Length + 2];
        var far = a.Length + b.Length;
        d[0, 0] = far;
        for (var i = 0; i <= a.Length; i++)
            (d[i + 1, 0], d[i + 1, 1]) = (far, i);
        for (var j = 0; j <= b.Length; j++)
            (d[0, j + 1], d[1, j + 1]) = (far, j);
        for (var i = 1; i <= a.Length; i++)
        {
            var lastColumn = 0;
            for (var j = 1; j <= b.Length; j++)
            {
                var row = lastRow.GetValueOrDefault(b[j - 1]);
                var column = lastColumn;
                var same = a[i - 1] == b[j - 1];
                if (same)
                    lastColumn = j;
                var replace = d[i, j] + (same ? 0 : 1);
                var insertOrDelete = Math.Min(d[i + 1, j], d[i, j + 1]) + 1;
                var swap = d[row, column] + (i - row - 1) + 1 + (j - column - 1);
                d[i + 1, j + 1] = Math.Min(Math.Min(replace, insertOrDelete), swap);
            }

            lastRow[a[i - 1]] = i;
        }

        return d[a.Length + 1, b.Length + 1];
    }
}
