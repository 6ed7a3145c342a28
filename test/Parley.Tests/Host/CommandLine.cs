using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Parley.Host;
using Parley.Tests.Ledger.Storage;

namespace Parley.Tests.Host;

/// <summary>Runs commands in this process: its own folder, its own clock, no environment but what is given.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly TempFolder folder = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public Dictionary<string, string> Variables { get; } =
        new(StringComparer.Ordinal) { ["PARLEY_DATA"] = House.PathOf("data") };

    /// <summary>The ledger that the commands use.</summary>
    public string Ledger => folder.File("ledger.db");

    public string FullPath => folder.FullPath;

    public string File(string name) => folder.File(name);

    public string Write(string name, params string[] lines)
    {
        var path = folder.File(name);
        System.IO.File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    /// <summary>Runs a <c>parley ledger</c> command on <see cref="Ledger"/>; one that does not exist yet is not named to those that read.</summary>
    public Outcome Own(params string[] args)
    {
        Variables["PARLEY_LEDGER"] = Ledger;
        return Run(["ledger", .. args]);
    }

    public Outcome Run(params string[] args) => RunWith("", args);

    public Outcome RunWith(string input, params string[] args)
    {
        using var written = new StringWriter();
        using var errors = new StringWriter();
        using var given = new StringReader(input);
        var machine = new Machine(written, errors, given, Clock, n => Variables.GetValueOrDefault(n), Piped: true);
        var code = Cli.Run(args, machine);
        return new Outcome(code, written.ToString(), errors.ToString());
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>What a command did.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Lines => Out.TrimEnd('\n').Split('\n');

    public string[] Errors => Error.TrimEnd('\n').Split('\n');
}
