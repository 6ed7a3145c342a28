using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>A file of entries.</summary>
internal sealed class EntryInput(string path)
{
    public long Length => new FileInfo(path).Length;

    /// <summary>Opens it as UTF-8 text with separators, whatever its format.</summary>
    public Stream Open()
    {
        try
        {
            if (Directory.Exists(path))
                throw new CommandException($"{path} is a folder. Give a file.");
            if (!File.Exists(path))
                throw new CommandException($"{path} does not exist.");
            if (Length == 0)
                throw new CommandException(
                    ExitCode.InputProblems,
                    $"{path} is empty: not even a first line with the names of its columns, such as: code,origin,date,value"
                );
            return EntryFormats.Input(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InputProblems, $"{path} cannot be read: {e.Message}");
        }
    }
}
