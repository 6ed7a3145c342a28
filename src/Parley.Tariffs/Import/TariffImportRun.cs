using System.Text;

namespace Parley.Tariffs.Import;

/// <summary>What the imports did.</summary>
/// <param name="Rows">Rows written, by path.</param>
/// <param name="Faults">Every fault. Tables without one, and the good rows of the others, were written.</param>
public sealed record TariffImportReport(IReadOnlyDictionary<string, int> Rows, IReadOnlyList<string> Faults);

/// <summary>Runs imports: makes their tables, writes each beside its place, reads it back, and only then moves it there.</summary>
public static class TariffImportRun
{
    /// <summary>The table that says of every imported table from which publication it is, for the manifest.</summary>
    public const string OriginsFile = "tariff/us/tables.csv";

    /// <summary>Runs the imports one after another. One that fails does not stop the others.</summary>
    /// <param name="imports">The imports, such as <see cref="TariffImports.All"/>.</param>
    /// <param name="from">The folder of the collection.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="progress">Told what begins; null to be told nothing.</param>
    /// <returns>Rows written and faults.</returns>
    public static TariffImportReport Run(
        IReadOnlyList<TariffImport> imports,
        string from,
        string data,
        Action<string>? progress = null
    )
    {
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var faults = new List<string>();
        var origins = Origins(data);
        if (!Directory.Exists(from))
            return new TariffImportReport(
                rows,
                [$"{from}: there is no such folder. Give the collection with --from DIR."]
            );
        foreach (var import in imports)
        {
            progress?.Invoke(import.Name);
            var found = new List<string>();
            try
            {
                foreach (var table in import.Make(from, found))
                {
                    if (Write(data, table, found))
                    {
                        rows[table.Path] = table.Rows.Count;
                        origins[table.Path] = table.Origin;
                    }
                }
            }
            catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
            {
                found.Add(e.Message);
            }

            faults.AddRange(found.Select(f => $"{import.Name}: {f}"));
        }

        foreach (var gone in origins.Keys.Where(p => !File.Exists(Path.Combine(data, p))).ToArray())
            origins.Remove(gone);
        if (rows.Count > 0)
            Write(
                data,
                new ImportedTable(
                    OriginsFile,
                    ["path", "origin"],
                    [.. origins.Select(o => (IReadOnlyList<string>)[o.Key, o.Value])],
                    ""
                ),
                faults
            );
        return new TariffImportReport(rows, faults);
    }

    /// <summary>The text of a table: cells quoted only where they must be, lines ended by <c>\n</c>.</summary>
    internal static string Text(ImportedTable table)
    {
        var text = new StringBuilder();
        foreach (var row in table.Rows.Prepend(table.Headers))
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return text.ToString();
    }

    private static bool Write(string data, ImportedTable table, List<string> faults)
    {
        if (
            Path.IsPathRooted(table.Path)
            || !table.Path.StartsWith("tariff/", StringComparison.Ordinal)
            || table.Path.Contains("..", StringComparison.Ordinal)
        )
        {
            faults.Add(
                $"{table.Path}: an imported table belongs under tariff/. Nothing was written. This is a defect of Parley."
            );
            return false;
        }

        var path = Path.Combine(data, table.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.WriteAllText(beside, Text(table));
        if (Differs(beside, table) is { } how)
        {
            File.Delete(beside);
            faults.Add(
                $"{table.Path}: does not read back as it was written: {how} The old table was kept. This is a defect of Parley."
            );
            return false;
        }

        File.Move(beside, path, overwrite: true);
        return true;
    }

    private static string? Differs(string path, ImportedTable table)
    {
        if (table.Rows.Count == 0)
            return File.ReadAllText(path) == Text(table) ? null : "the empty table has other text.";
        try
        {
            var read = CsvFile.Read(path);
            if (!read.Headers.SequenceEqual(table.Headers, StringComparer.Ordinal))
                return "the headings differ.";
            if (read.Rows.Count != table.Rows.Count)
                return FormattableString.Invariant($"{table.Rows.Count} rows were written and {read.Rows.Count} read.");
            for (var i = 0; i < read.Rows.Count; i++)
            {
                for (var c = 0; c < table.Headers.Count; c++)
                {
                    if (read.Rows[i][c] != table.Rows[i][c])
                        return $"{read.Rows[i].Where}: '{table.Rows[i][c]}' was written and '{read.Rows[i][c]}' read.";
                }
            }

            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static SortedDictionary<string, string> Origins(string data)
    {
        var origins = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(data, OriginsFile);
        if (File.Exists(path))
        {
            foreach (var row in CsvFile.Read(path).Rows)
                origins[row["path"]] = row["origin"];
        }

        return origins;
    }

    private static string Cell(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : cell;
}
