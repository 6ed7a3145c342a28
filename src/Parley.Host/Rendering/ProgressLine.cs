using System.Globalization;
using Parley.Tariffs.Bulk;

namespace Parley.Host.Rendering;

/// <summary>How far a long command got, on one line of standard error; silent when the output is piped.</summary>
internal sealed class ProgressLine(Machine machine, string doing, string things) : IProgress<PanelProgress>
{
    private readonly Lock gate = new();
    private int shown = -1;

    public void Report(PanelProgress value)
    {
        if (machine.ErrorPiped)
            return;
        var percent = value.All == 0 ? 100 : (int)(100L * value.Done / value.All);
        lock (gate)
        {
            if (percent <= shown)
                return;
            shown = percent;
            machine.Error.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\r{doing}: {value.Done} of {value.All} {things} ({percent} %)"
                )
            );
        }
    }

    public void End()
    {
        if (machine.ErrorPiped || shown < 0)
            return;
        machine.Error.WriteLine();
    }
}
