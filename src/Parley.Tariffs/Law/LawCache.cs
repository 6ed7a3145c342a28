using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Parley.Core;

namespace Parley.Tariffs.Law;

/// <summary>
/// The law as it was read from its files, kept in one file of the user's cache so that a cold start need not parse them
/// again. Its name is a fingerprint of the files (path, size, time of change) and of the program; inside stands a hash of
/// the rest. What is stale or damaged is read anew and replaced; what cannot be written is left.
/// </summary>
internal static class LawCache
{
    private const int MostKept = 4;
    private const int HashSize = 32;
    private static readonly byte[] Mark = "parley law 1\n"u8.ToArray();

    /// <summary>Reads a law and its schedule, from the cache if it is there.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="folder">The folder of the cache; null for none.</param>
    /// <param name="own">The folder of the user's own editions of the schedule; null for none.</param>
    /// <param name="faults">Takes every fault; a law with faults is not to be used, and is not kept.</param>
    /// <returns>The law, and its schedule if there was no fault.</returns>
    public static (TariffLaw Law, UsSchedule? Schedule) Read(string data, string? folder, string? own, LawFaults faults)
    {
        var path = folder is null ? null : Path.Combine(folder, $"law-us-{Fingerprint(data, own)}.bin");
        if (path is not null && Kept(path, data) is { } kept)
            return kept;
        var files = new LawFiles(data, faults);
        var law = TariffLaw.Read(files, "us", faults);
        if (faults.All.Count > 0)
            return (law, null);
        var schedule = UsSchedule.Load(data, own);
        foreach (var fault in Cases.LawCheck.Contradictions(law, schedule))
            faults.Add(fault);
        if (faults.All.Count > 0)
            return (law, null);
        if (path is not null)
            Keep(path, files, law, schedule);
        return (law, schedule);
    }

    /// <summary>A text that differs when a file of the law, or the program, does.</summary>
    public static string Fingerprint(string data, string? own = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(LawCache).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(typeof(HtsCode).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFullPath(data)));
        foreach (var root in new[] { Path.Combine(data, "instruments"), Path.Combine(data, "tariff"), own })
        {
            if (root is null || !Directory.Exists(root))
                continue;
            var files = new FileSystemEnumerable<(string Path, long Size, long Changed)>(
                root,
                (ref FileSystemEntry e) => (e.ToFullPath(), e.Length, e.LastWriteTimeUtc.UtcTicks),
                new EnumerationOptions { RecurseSubdirectories = true }
            )
            {
                ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory,
                // Cases are answers to check against, weights are of other uses: neither is law.
                ShouldRecursePredicate = (ref FileSystemEntry e) => e.FileName is not ("cases" or "weights"),
            };
            foreach (var (path, size, changed) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(path));
                hash.AppendData(BitConverter.GetBytes(size));
                hash.AppendData(BitConverter.GetBytes(changed));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static (TariffLaw, UsSchedule?)? Kept(string path, string data)
    {
        try
        {
            if (!File.Exists(path))
                return null;
            var bytes = File.ReadAllBytes(path);
            var start = Mark.Length + HashSize;
            if (
                bytes.Length < start
                || !bytes.AsSpan(0, Mark.Length).SequenceEqual(Mark)
                || !SHA256.HashData(bytes.AsSpan(start)).AsSpan().SequenceEqual(bytes.AsSpan(Mark.Length, HashSize))
            )
                return null;
            var kept = new KeptLaw(bytes, start);
            var faults = new LawFaults();
            var law = TariffLaw.Read(kept, "us", faults);
            return faults.All.Count == 0 ? (law, UsSchedule.FromLines(kept.Lines(), data)) : null;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            return null;
        }
    }

    private static void Keep(string path, LawFiles files, TariffLaw law, UsSchedule schedule)
    {
        var beside = FormattableString.Invariant($"{path}.{Environment.ProcessId}.new");
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            var body = LawWriter.Write(files, law, schedule);
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                file.Write(Mark);
                file.Write(SHA256.HashData(body));
                file.Write(body);
            }

            File.Move(beside, path, overwrite: true);
            foreach (
                var old in new DirectoryInfo(folder)
                    .EnumerateFiles("law-us-*.bin")
                    .OrderByDescending(f => f.LastWriteTimeUtc)
                    .Skip(MostKept)
            )
                old.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // The cache only saves time: without it the next start reads the files again.
            Discard(beside);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never there, or the place takes no changes.
        }
    }

    internal static ulong Key(HtsCode code) => Unsafe.BitCast<HtsCode, ulong>(code);

    internal static HtsCode Code(ulong key) => Unsafe.BitCast<ulong, HtsCode>(key);
}
