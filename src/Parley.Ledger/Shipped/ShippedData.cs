using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Parley.Core;
using Parley.Ledger.Import;

namespace Parley.Ledger;

/// <summary>The facts that Parley ships, in the data folder: <c>ledger/**.jsonl</c> and <c>instruments/**.jsonl</c>.</summary>
public static class ShippedData
{
    private const string Generated = "ledger/";
    private const string Instruments = "instruments/";
    private static readonly string[] ByHand = ["instruments/curated/", "ledger/curated/"];
    private const string OverridesFile = "ledger/import/overrides.csv";
    private const string Tariff = "tariff/";
    private const string TablesFile = "tariff/us/tables.csv";

    /// <summary>Loads the shipped ledger.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>The ledger, or every fault with file and line.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it holds no ledger.</exception>
    public static LoadedLedger Load(string data)
    {
        var faults = new List<string>();
        var manifest = Manifest.Load(data, faults);
        var records = ReadAll(data, faults);
        if (records.Count == 0 && faults.Count == 0)
            throw new DirectoryNotFoundException(
                $"No ledger in '{data}'. Give the data folder with --data, or set PARLEY_DATA."
            );
        var seen = new HashSet<RecordId>();
        foreach (var located in records)
        {
            if (!seen.Add(located.Record.Id))
                faults.Add($"{located.Where}: the id {located.Record.Id} is taken already.");
        }

        var end =
            manifest is null || !Moment.Parse(manifest.FactsEnd).TryGet(out var facts)
                ? (LocalDate?)null
                : facts.FirstDay;
        return faults.Count > 0
            ? new LoadedLedger(null, faults)
            : new LoadedLedger(
                LedgerBook.Of(records.ConvertAll(l => l.Record), manifest?.Vintage ?? "unknown", end),
                []
            );
    }

    /// <summary>Checks everything: hashes, rows, references, dates, lifecycles.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>Every fault, with file and line; empty if there is none.</returns>
    public static IReadOnlyList<string> Verify(string data)
    {
        if (!Directory.Exists(data))
            return [$"{data}: there is no such folder."];
        var faults = new List<string>();
        VerifyManifest(data, faults);
        var records = ReadAll(data, faults);
        faults.AddRange(LedgerCheck.All(records));
        return faults;
    }

    /// <summary>
    /// Makes the generated files from a collection of the conflict, reads them back, and writes them only if all of it
    /// (generated and kept by hand together) is free of faults.
    /// </summary>
    /// <param name="collection">The folder with the collection's CSV files.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="factsEnd">The last day to which the collection goes.</param>
    /// <returns>The number of records written by file, or every fault.</returns>
    public static ImportReport Import(string collection, string data, LocalDate factsEnd)
    {
        var imported = ConflictImport.Run(collection, Path.Combine(data, OverridesFile));
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, records) in imported.Files)
        {
            var facts = records.Where(r => r is not Instrument).ToArray();
            texts[$"{Generated}{name}.jsonl"] = RecordFile.Text(facts);
            if (facts.Length < records.Count)
                texts[$"{Instruments}{name}.jsonl"] = RecordFile.Text(records.Where(r => r is Instrument));
        }

        var faults = new List<string>(imported.Faults);
        var staging = Directory.CreateTempSubdirectory("parley-import-").FullName;
        try
        {
            var all = new List<Located>();
            foreach (var (path, text) in texts)
            {
                var file = Path.Combine(staging, path.Replace('/', '-'));
                File.WriteAllText(file, text);
                var from = all.Count;
                RecordFile.Read(file, path, all, faults);
                if (RecordFile.Text(all.Skip(from).Select(l => l.Record)) != text)
                    faults.Add($"{path}: does not read back as it was written. This is a defect of Parley.");
            }

            foreach (var folder in ByHand)
                ReadFolder(data, folder, all, faults);
            faults.AddRange(LedgerCheck.All(all));
            if (faults.Count > 0)
                return new ImportReport(new SortedDictionary<string, int>(StringComparer.Ordinal), faults);
            foreach (var (path, text) in texts)
            {
                var target = Path.Combine(data, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                WriteWhole(target, text);
            }
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }

        WriteManifest(data, factsEnd.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        var counts = texts.ToDictionary(t => t.Key, t => t.Value.Count(c => c == '\n'), StringComparer.Ordinal);
        return new ImportReport(new SortedDictionary<string, int>(counts, StringComparer.Ordinal), []);
    }

    /// <summary>Where the facts of a data folder end, by its manifest.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>The day; null if there is no manifest that says so.</returns>
    public static LocalDate? FactsEnd(string data)
    {
        var manifest = Manifest.Load(data, []);
        return manifest is not null && LocalDatePattern.Iso.Parse(manifest.FactsEnd) is { Success: true } day
            ? day.Value
            : null;
    }

    /// <summary>Writes the manifest anew after files were changed by hand and checked.</summary>
    /// <param name="data">The data folder.</param>
    /// <returns>Every fault; the manifest is written only if there is none.</returns>
    public static IReadOnlyList<string> Seal(string data)
    {
        var faults = new List<string>();
        faults.AddRange(LedgerCheck.All(ReadAll(data, faults)));
        var broken = faults.Count;
        var manifest = Manifest.Load(data, faults);
        if (manifest is null && faults.Count == broken)
            faults.Add($"{Manifest.Name}: not found; import the ledger first, which says where the facts end.");
        if (faults.Count == 0)
            WriteManifest(data, manifest!.FactsEnd);
        return faults;
    }

    private static void WriteManifest(string data, string factsEnd)
    {
        var tables = Tables(data);
        var manifest = Manifest.Describe(
            data,
            factsEnd,
            path =>
                ByHand.Any(f => path.StartsWith(f, StringComparison.Ordinal)) || path == OverridesFile
                    ? ("kept by hand from the sources that each record names", "by record")
                : tables.TryGetValue(path, out var origin)
                    ? ($"{origin}; by 'parley data import us-tariffs'", "by origin")
                : path.StartsWith(Tariff, StringComparison.Ordinal)
                    ? ("written by hand from the acts and publications that it names", "by record")
                : ("Parley's collection of the conflict, by 'parley data import ledger'", factsEnd)
        );
        WriteWhole(Path.Combine(data, Manifest.Name), manifest.ToJson());
    }

    /// <summary>From which publication each imported table of the tariff is, as its import noted.</summary>
    private static Dictionary<string, string> Tables(string data)
    {
        var path = Path.Combine(data, TablesFile);
        return File.Exists(path)
            ? CsvTable.Load(path).Rows.ToDictionary(r => r["path"], r => r["origin"], StringComparer.Ordinal)
            : [];
    }

    /// <summary>Writes beside and renames, so that an interrupted import leaves the old file whole.</summary>
    private static void WriteWhole(string path, string text)
    {
        var beside = path + ".new";
        File.WriteAllText(beside, text);
        File.Move(beside, path, overwrite: true);
    }

    private static List<Located> ReadAll(string data, List<string> faults)
    {
        var records = new List<Located>(1024);
        ReadFolder(data, Instruments, records, faults);
        ReadFolder(data, Generated, records, faults);
        return records;
    }

    private static void ReadFolder(string data, string folder, List<Located> records, List<string> faults)
    {
        var path = Path.Combine(data, folder);
        if (!Directory.Exists(path))
            return;
        foreach (
            var file in Directory
                .EnumerateFiles(path, "*.jsonl", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
            RecordFile.Read(file, Path.GetRelativePath(data, file).Replace('\\', '/'), records, faults);
    }

    private static void VerifyManifest(string data, List<string> faults)
    {
        if (Manifest.Load(data, faults) is not { } manifest)
        {
            if (faults.Count == 0)
                faults.Add($"{Manifest.Name}: not found in {data}.");
            return;
        }

        var named = manifest.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var present = Manifest.Paths(data).ToHashSet(StringComparer.Ordinal);
        foreach (var path in present.Where(p => !named.Contains(p)))
            faults.Add($"{path}: not in the manifest. Check it, then run 'parley data seal'.");
        foreach (var file in manifest.Files)
        {
            if (!present.Contains(file.Path))
            {
                faults.Add($"{file.Path}: in the manifest, but not in the folder.");
                continue;
            }

            var bytes = File.ReadAllBytes(Path.Combine(data, file.Path));
            if (Manifest.Hash(bytes) != file.Sha256)
                faults.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.Path}: changed since the manifest was written (rows {file.Rows} then, {Manifest.Rows(bytes)} now). If that is meant, run 'parley data seal'."
                    )
                );
        }
    }
}

/// <summary>A ledger, or the reasons why there is none.</summary>
/// <param name="Ledger">The ledger; null if there are faults.</param>
/// <param name="Faults">Every fault, with file and line.</param>
public sealed record LoadedLedger(LedgerBook? Ledger, IReadOnlyList<string> Faults);

/// <summary>What an import did.</summary>
/// <param name="Records">Records written, by file; empty if there were faults.</param>
/// <param name="Faults">Every fault, with file and line; if there is one, nothing was written.</param>
public sealed record ImportReport(IReadOnlyDictionary<string, int> Records, IReadOnlyList<string> Faults);
