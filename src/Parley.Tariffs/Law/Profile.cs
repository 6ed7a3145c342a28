using NodaTime;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>
/// What the lists of the law say of a line, whichever it is: lines of one profile bear the same additional duties. There
/// are some hundreds of profiles for twenty thousand lines, and a stack is worked out once for each.
/// </summary>
internal sealed class Profile
{
    private readonly (int List, ListRow Row)[] rows;

    public Profile(int id, (int List, ListRow Row)[] rows)
    {
        Id = id;
        // Sorted by list, then the longest code first: the first row that holds decides.
        this.rows = [.. rows.OrderBy(r => r.List).ThenByDescending(r => r.Row.Code.Length)];
    }

    public int Id { get; }

    public IEnumerable<(int List, ListRow Row)> Rows => rows;

    public Coverage On(CodeList list, Instant at, KnownDay known)
    {
        var index = list.Index;
        int low = 0,
            high = rows.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (rows[middle].List < index)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < rows.Length && rows[low].List == index; low++)
        {
            if (rows[low].Row.On(at, known))
                return rows[low].Row.Coverage;
        }

        return Coverage.None;
    }

    /// <summary>The row of a list that decides, or null.</summary>
    public ListRow? Deciding(CodeList list, Instant at, KnownDay known)
    {
        foreach (var (index, row) in rows)
        {
            if (index == list.Index && row.On(at, known))
                return row;
        }

        return null;
    }
}

/// <summary>Finds the profile of a line.</summary>
internal sealed class Profiles
{
    private readonly Dictionary<CodePrefix, List<(int List, ListRow Row)>> index = [];
    private readonly Dictionary<
        (int, (int, Coverage, Instant?, Instant?, Origination?, Origination?)),
        int
    > signatures = [];
    private readonly Dictionary<string, Profile> known = new(StringComparer.Ordinal);
    private readonly Dictionary<CodePrefix, Profile> byCode = [];
    private readonly List<Profile> all = [];
    private readonly Lock gate = new();

    public Profiles(IReadOnlyList<CodeList> lists)
    {
        foreach (var list in lists)
        {
            foreach (var row in list.Rows)
            {
                if (!index.TryGetValue(row.Code, out var rows))
                    index[row.Code] = rows = [];
                rows.Add((list.Index, row));
            }
        }
    }

    public IReadOnlyList<Profile> All => all;

    public Profile Of(CodePrefix code)
    {
        lock (gate)
        {
            if (byCode.TryGetValue(code, out var profile))
                return profile;
            var rows = new List<(int List, ListRow Row)>();
            for (var length = 2; length <= code.Length; length++)
            {
                if (index.TryGetValue(code.First(length), out var found))
                    rows.AddRange(found);
            }

            var key = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{string.Join(' ', rows.Select(SignatureOf).Order())}"
            );
            if (!known.TryGetValue(key, out profile))
            {
                known[key] = profile = new Profile(all.Count, [.. rows]);
                all.Add(profile);
            }

            byCode[code] = profile;
            return profile;
        }
    }

    /// <summary>A number that rows share which no line on both can tell apart.</summary>
    public int Signature((int List, ListRow Row) row)
    {
        lock (gate)
            return SignatureOf(row);
    }

    private int SignatureOf((int List, ListRow Row) row)
    {
        var key = (row.List, row.Row.Signature);
        if (!signatures.TryGetValue(key, out var id))
            signatures[key] = id = signatures.Count;
        return id;
    }
}
