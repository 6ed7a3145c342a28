using Parley.Host.Commands;

namespace Parley.Host.Entries;

/// <summary>A file that is written beside its place and put there when it is whole.</summary>
internal sealed class BesideFile : IDisposable
{
    private readonly string path;
    private readonly string beside;
    private bool kept;

    public BesideFile(string path)
    {
        this.path = path;
        beside = path + ".partial";
        try
        {
            Stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InputProblems, $"{path} cannot be written: {e.Message}");
        }
    }

    public FileStream Stream { get; }

    public void Keep()
    {
        Stream.Dispose();
        File.Move(beside, path, overwrite: true);
        kept = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!kept)
            File.Delete(beside);
    }
}
