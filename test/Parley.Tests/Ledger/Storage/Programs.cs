using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>Starts other programs.</summary>
internal static class Programs
{
    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows();

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and what it wrote to both streams.</returns>
    public static (int Code, string Text) Run(string file, params string[] arguments)
    {
        using var process = Start(file, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    public static void MustRun(string file, params string[] arguments)
    {
        var (code, text) = Run(file, arguments);
        Assert.True(code == 0, $"{file} {string.Join(' ', arguments)}: {text}");
    }

    public static Process Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start) ?? throw new InvalidOperationException(file);
    }

    /// <summary>Starts the worker, which appends records and prints each id that the store has acknowledged.</summary>
    public static Process StartWorker(string connection, int count, string prefix)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Parley.Tests.Worker");
        return Start(
            OperatingSystem.IsWindows() ? file + ".exe" : file,
            "append",
            connection,
            count.ToString(CultureInfo.InvariantCulture),
            prefix
        );
    }
}

/// <summary>A temporary folder, gone at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("parley-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}

/// <summary>A small disk in memory that can be filled, enlarged and made read-only. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    private SmallDisk() { }

    public string FullPath => folder.FullPath;

    /// <summary>Mounts a disk, or skips the test with the reason why it cannot.</summary>
    public static SmallDisk MountOrSkip(int kilobytes)
    {
        if (!OperatingSystem.IsLinux() || !Programs.IsRoot)
            Assert.Skip("Only root on Linux can mount a small disk.");
        var disk = new SmallDisk();
        var (code, text) = Programs.Run("mount", "-t", "tmpfs", "-o", Size(kilobytes), "tmpfs", disk.FullPath);
        if (code == 0)
            return disk;
        disk.folder.Dispose();
        Assert.Skip("A small disk cannot be mounted here: " + text.Trim());
        return null;
    }

    public void Resize(int kilobytes) => Programs.MustRun("mount", "-o", "remount," + Size(kilobytes), FullPath);

    public void MakeReadOnly() => Programs.MustRun("mount", "-o", "remount,ro", FullPath);

    public void Dispose()
    {
        Programs.Run("umount", "--lazy", FullPath);
        folder.Dispose();
    }

    private static string Size(int kilobytes) =>
        string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k,mode=755");
}
