using Xunit;

namespace Parley.Tests;

/// <summary>Compares an output with the reviewed text file that stands for it.</summary>
internal static class Stored
{
    /// <summary>
    /// Passes if the file holds the text. Fails with the lines that differ, or because there is no file yet, and says
    /// how to accept. With <c>PARLEY_ACCEPT=1</c> it writes the file instead.
    /// </summary>
    /// <param name="relative">The file, from the root of the repository.</param>
    /// <param name="actual">The output; ends with a line feed, and holds no other line ends.</param>
    public static void Equal(string relative, string actual)
    {
        var path = House.PathOf(relative);
        if (House.Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        const string cure =
            "If it is as it should be, run the tests with PARLEY_ACCEPT=1, and review the file with the change.";
        if (!File.Exists(path))
            Assert.Fail($"{relative} does not exist, so nobody has reviewed this output. {cure}");
        var stored = File.ReadAllText(path);
        if (!stored.Equals(actual, StringComparison.Ordinal))
            Assert.Fail($"{relative} differs (- stored, + now). {cure}\n{Difference(stored, actual)}");
    }

    /// <summary>The lines that only one of two texts has, in order, by longest common subsequence.</summary>
    public static string Difference(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = Same(a[i], b[j])
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<string>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length; )
        {
            if (i < a.Length && j < b.Length && Same(a[i], b[j]))
                (i, j) = (i + 1, j + 1);
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
                lines.Add("- " + a[i++]);
            else
                lines.Add("+ " + b[j++]);
        }

        return string.Join('\n', lines);
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.Ordinal);
}
