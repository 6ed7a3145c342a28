using System.Globalization;
using System.Reflection;

namespace Parley.Ledger.Storage;

/// <summary>The numbered steps that build the schema, embedded as <c>ENGINE-NNNN.sql</c>. A step that was released is never edited.</summary>
internal static class Migrations
{
    /// <summary>The schema version that this program writes and reads.</summary>
    public const int Latest = 1;

    /// <summary>Runs the steps after <paramref name="version"/>, inside the caller's transaction.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="version">The version found; 0 if there is no schema.</param>
    /// <param name="execute">Runs the statements of one text.</param>
    public static void Run(string engine, long version, Action<string> execute)
    {
        for (var step = version + 1; step <= Latest; step++)
        {
            execute(Text(engine, step));
            execute(
                string.Create(CultureInfo.InvariantCulture, $"INSERT INTO parley_schema (version) VALUES ({step})")
            );
        }
    }

    private static string Text(string engine, long step)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"Parley.Ledger.Storage.Migrations.{engine}-{step:0000}.sql"
        );
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
