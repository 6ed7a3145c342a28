using Spectre.Console;

namespace Parley.Host.Entries;

/// <summary>How much of the file has been read, shown on a terminal while nothing else is written to it.</summary>
internal sealed class EntryProgress : IDisposable
{
    private readonly ProgressTask? task;
    private readonly TaskCompletionSource done = new();
    private readonly Task? shown;

    private EntryProgress(long length)
    {
        var started = new TaskCompletionSource<ProgressTask>();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        shown = Task.Run(() =>
            console
                .Progress()
                .AutoClear(true)
                .StartAsync(async context =>
                {
                    started.SetResult(context.AddTask("entries", maxValue: Math.Max(1, length)));
                    await done.Task.ConfigureAwait(false);
                })
        );
        task = started.Task.GetAwaiter().GetResult();
    }

    private EntryProgress() { }

    public static EntryProgress Start(Machine machine, long length, bool rowsGoToFile) =>
        !machine.ErrorPiped && (rowsGoToFile || machine.Piped) ? new EntryProgress(length) : new EntryProgress();

    public void Add(long bytes) => task?.Increment(bytes);

    public void Dispose()
    {
        if (done.TrySetResult())
            shown?.GetAwaiter().GetResult();
    }
}
