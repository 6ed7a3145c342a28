using System.Text;

namespace Parley.Tests;

/// <summary>
/// One command in a <c>console</c> block of a document, and what the document says that it prints. A line that holds only
/// <c>[…]</c> stands for one line or more that are left out; what stands between such lines must be printed in order,
/// line after line. The first part begins the output and the last part ends it.
/// </summary>
/// <param name="File">The document, from the root of the repository.</param>
/// <param name="Line">The line of the command, from 1.</param>
/// <param name="Command">The command, without the prompt.</param>
/// <param name="Shown">The lines that the document shows.</param>
internal sealed record ConsoleExample(string File, int Line, string Command, IReadOnlyList<string> Shown)
{
    public const string Gap = "[…]";
    private const string Prompt = "$ ";
    private const string Program = "./parley";

    /// <summary>The arguments, read as a shell reads them: blanks separate, quotes keep together.</summary>
    public IReadOnlyList<string> Arguments
    {
        get
        {
            var found = new List<string>();
            var word = new StringBuilder();
            var quote = '\0';
            var started = false;
            foreach (var c in Command)
            {
                if (quote != '\0' ? c == quote : c is '"' or '\'')
                    (quote, started) = (quote == '\0' ? c : '\0', true);
                else if (c != ' ' || quote != '\0')
                    (_, started) = (word.Append(c), true);
                else if (started)
                {
                    found.Add(word.ToString());
                    (_, started) = (word.Clear(), false);
                }
            }

            if (started)
                found.Add(word.ToString());
            return [.. found.Skip(1)];
        }
    }

    /// <summary>The examples of a document: every <c>console</c> block that begins with a command of ours.</summary>
    public static IEnumerable<ConsoleExample> In(string file, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] != "```console")
                continue;
            var end = i + 1;
            while (end < lines.Count && lines[end] != "```")
                end++;
            for (var at = i + 1; at < end && IsOurs(lines[at]); )
            {
                var next = at + 1;
                while (next < end && !IsOurs(lines[next]))
                    next++;
                yield return new(file, at + 1, lines[at][Prompt.Length..], [.. lines.Take(next).Skip(at + 1)]);
                at = next;
            }

            i = end;
        }
    }

    /// <summary>Whether the output is what the document shows.</summary>
    public bool Matches(IReadOnlyList<string> output)
    {
        var parts = Parts(Shown);
        if (parts.Count == 1)
            return Same(parts[0], output, 0) && parts[0].Count == output.Count;
        if (!Same(parts[0], output, 0))
            return false;
        var last = output.Count - parts[^1].Count;
        var at = parts[0].Count;
        foreach (var part in parts.Take(parts.Count - 1).Skip(1))
        {
            // A gap is at least one line.
            at++;
            while (at + part.Count <= output.Count && !Same(part, output, at))
                at++;
            if (at + part.Count > output.Count)
                return false;
            at += part.Count;
        }

        return last >= at + 1 && Same(parts[^1], output, last);
    }

    /// <summary>
    /// What the document should show now: the output, with gaps where they were. The lines shown are laid beside those
    /// printed; a part none of whose lines is printed any more is left out.
    /// </summary>
    public IReadOnlyList<string> Renewed(IReadOnlyList<string> output)
    {
        var parts = Parts(Shown);
        if (parts.Count == 1)
            return output;
        var lines = parts.SelectMany((p, part) => p.Select(text => (Text: text, Part: part))).ToList();
        var at = LineUp.Of(lines, output);
        var shown = new List<string>();
        var done = 0;
        foreach (var part in Enumerable.Range(0, parts.Count).Where(p => parts[p].Count > 0))
        {
            var places = at.Where((_, i) => lines[i].Part == part).ToList();
            var first = places.FindIndex(p => p >= 0);
            // The ends are held by the ends of the output, whether or not their lines are the same.
            var from =
                part == 0 ? 0
                : first >= 0 ? places[first] - first
                : part == parts.Count - 1 ? output.Count - places.Count
                : -1;
            if (from < 0)
                continue;
            var last = places.FindLastIndex(p => p >= 0);
            var to =
                part == parts.Count - 1 ? output.Count
                : last >= 0 ? places[last] + places.Count - last
                : from + places.Count;
            if (from > done)
                shown.Add(Gap);
            shown.AddRange(output.Take(to).Skip(Math.Max(from, done)));
            done = Math.Max(done, Math.Min(to, output.Count));
        }

        if (done < output.Count)
            shown.Add(Gap);
        return shown;
    }

    private static bool Same(List<string> part, IReadOnlyList<string> output, int at) =>
        at >= 0
        && at + part.Count <= output.Count
        && part.SequenceEqual(output.Skip(at).Take(part.Count), StringComparer.Ordinal);

    public static List<List<string>> Parts(IReadOnlyList<string> shown)
    {
        var parts = new List<List<string>> { new() };
        foreach (var line in shown)
        {
            if (line.Trim() == Gap)
                parts.Add([]);
            else
                parts[^1].Add(line);
        }

        // Two gaps with nothing between are one.
        return [.. parts.Where((p, i) => p.Count > 0 || i == 0 || i == parts.Count - 1)];
    }

    private static bool IsOurs(string line) =>
        line == Prompt + Program || line.StartsWith($"{Prompt}{Program} ", StringComparison.Ordinal);
}
