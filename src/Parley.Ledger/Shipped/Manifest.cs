using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Core;

namespace Parley.Ledger;

/// <summary>What the data folder holds: origin, vintage, rows and hash of every file, and where the facts end.</summary>
/// <param name="FactsEnd">The last day to which the facts were collected.</param>
/// <param name="Files">Every data file.</param>
internal sealed record Manifest(string FactsEnd, IReadOnlyList<ManifestFile> Files)
{
    public const string Name = "manifest.json";

    /// <summary>A short name for exactly these data: the first eight hex digits of the hash of all hashes.</summary>
    [JsonIgnore]
    public string Vintage
    {
        get
        {
            var all = string.Join('\n', Files.Select(f => $"{f.Path} {f.Sha256}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..8];
        }
    }

    /// <summary>Reads the manifest of a data folder.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="faults">Takes every fault of the manifest itself.</param>
    /// <returns>The manifest; null if there is none, without a fault, or if it cannot be read, with one.</returns>
    public static Manifest? Load(string data, List<string> faults)
    {
        var path = Path.Combine(data, Name);
        if (!File.Exists(path))
            return null;
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest) is not { } manifest)
                throw new JsonException("the text is null.");
            if (Moment.Parse(manifest.FactsEnd) is { Ok: false } end)
                faults.Add($"{Name}: facts_end: {end.Fault}");
            foreach (var twice in manifest.Files.GroupBy(f => f.Path, StringComparer.Ordinal).Where(g => g.Count() > 1))
                faults.Add($"{Name}: names {twice.Key} twice.");
            return manifest;
        }
        catch (JsonException e)
        {
            faults.Add($"{Name}: cannot be read: {RecordJson.Explain(e)} Restore it, or import the ledger again.");
            return null;
        }
    }

    /// <summary>Describes the folder as it is now.</summary>
    public static Manifest Describe(string data, string factsEnd, Func<string, (string Origin, string Vintage)> about)
    {
        var files = Paths(data)
            .Select(path =>
            {
                var bytes = File.ReadAllBytes(Path.Combine(data, path));
                var (origin, vintage) = about(path);
                return new ManifestFile(path, origin, vintage, Rows(bytes), Hash(bytes));
            });
        return new Manifest(factsEnd, [.. files]);
    }

    /// <summary>Every file under the data folder but the manifest, with forward slashes, in ordinal order.</summary>
    public static IEnumerable<string> Paths(string data) =>
        Directory
            .EnumerateFiles(data, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(data, f).Replace('\\', '/'))
            .Where(f => f != Name && !f.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static int Rows(byte[] bytes) => bytes.AsSpan().Count((byte)'\n');

    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Writer.Manifest) + "\n";
}

/// <summary>One data file.</summary>
/// <param name="Path">Relative to the data folder.</param>
/// <param name="Origin">Where the facts come from.</param>
/// <param name="Vintage">The day to which they were collected, or kept by hand.</param>
/// <param name="Rows">The number of lines.</param>
/// <param name="Sha256">The hash of the bytes, hex.</param>
internal sealed record ManifestFile(string Path, string Origin, string Vintage, int Rows, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true
)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    public static ManifestJson Writer =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
