using Microsoft.Extensions.Time.Testing;
using Parley.Host;

namespace Parley.Tests.Host;

/// <summary>Runs the program in this process, on 9 June 2025 by its clock, over the shipped data.</summary>
internal static class Shell
{
    public static (int Code, string Out, string Error) Run(params string[] args) => RunOn("2025-06-09", args);

    public static (int Code, string Out, string Error) RunOn(string today, params string[] args)
    {
        using var answers = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader("");
        var clock = new FakeTimeProvider(
            new DateTimeOffset(Ledger.Ask.Day(today).ToDateTimeUnspecified(), TimeSpan.Zero).AddHours(12)
        );
        var machine = new Machine(
            answers,
            errors,
            input,
            clock,
            name => name is "PARLEY_DATA" ? Repo.Data : null,
            Piped: true
        );
        var code = Cli.Run(args, machine);
        return (code, answers.ToString(), errors.ToString());
    }
}
