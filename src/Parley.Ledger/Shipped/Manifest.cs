using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    public static Manifest? Load(string data)
    {
        var path = Path.Combine(data, Name);
        try
        {
            return File.Exists(path) ? Read(path) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{path} is damaged: {e.Message} Run 'parley data verify', or restore the file.",
                e
            );
        }
    }

    private static Manifest? Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest);

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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    public static ManifestJson Writer =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
