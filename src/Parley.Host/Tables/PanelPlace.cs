using Parley.Host.Commands;

namespace Parley.Host.Tables;

/// <summary>Where the tables of a panel go: into a folder, or beside each other with one stem.</summary>
internal sealed class PanelPlace
{
    private readonly string stem;
    private readonly string ending;

    private PanelPlace(string stem, string ending, string file)
    {
        this.stem = stem;
        this.ending = ending;
        File = file;
    }

    /// <summary>The one file of the flat layout.</summary>
    public string File { get; }

    /// <summary>The file of the SQL.</summary>
    public string Sql => stem + (stem.EndsWith('.') ? "sql" : "panel.sql");

    public string Table(string name) => stem + name + ending;

    public static PanelPlace Of(string? output)
    {
        if (string.IsNullOrWhiteSpace(output))
            throw new CommandException("--out is missing. Name a folder, or a file that ends in .parquet or .csv.");
        var end = Path.GetExtension(output);
        var folder = end.Length == 0 || Directory.Exists(output);
        if (!folder && end.ToUpperInvariant() is not (".PARQUET" or ".CSV"))
            throw new CommandException($"--out: '{output}' ends in '{end}'. Tables are written as .parquet or .csv.");
        var parent = folder ? output : Path.GetDirectoryName(Path.GetFullPath(output))!;
        try
        {
            Directory.CreateDirectory(parent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.InputProblems,
                $"--out: the folder {parent} cannot be made: {e.Message}"
            );
        }

        return folder
            ? new PanelPlace(output + Path.DirectorySeparatorChar, ".parquet", Path.Combine(output, "panel.parquet"))
            : new PanelPlace(output[..^end.Length] + ".", end, output);
    }
}
