using NodaTime;

namespace Parley.Host;

/// <summary>What the program takes from the machine. Tests give their own.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Errors and progress.</param>
/// <param name="In">Input.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Variable">Environment variables.</param>
/// <param name="Piped">Whether the answers go to a file or another program.</param>
/// <param name="ErrorPiped">Whether errors and progress do.</param>
public sealed record Machine(
    TextWriter Out,
    TextWriter Error,
    TextReader In,
    TimeProvider Clock,
    Func<string, string?> Variable,
    bool Piped,
    bool ErrorPiped = true
)
{
    /// <summary>Now.</summary>
    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>Today in UTC.</summary>
    public LocalDate Today => Now.InUtc().Date;

    /// <summary>Whether colour may be used: never when piped or with NO_COLOR.</summary>
    public bool Colour => !Piped && string.IsNullOrEmpty(Variable("NO_COLOR"));
}

/// <summary>Exit codes, by contract.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Answered, with problems in the input; they are listed.</summary>
    public const int InputProblems = 1;

    /// <summary>Wrong use.</summary>
    public const int WrongUse = 2;

    /// <summary>No data cover the day asked about.</summary>
    public const int OutsideCoverage = 3;
}

/// <summary>A command that cannot go on, with what to tell and the exit code.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(int code, string message)
        : base(message) => Code = code;

    public CommandException()
        : this(ExitCode.WrongUse, "") { }

    public CommandException(string message)
        : this(ExitCode.WrongUse, message) { }

    public CommandException(string message, Exception inner)
        : base(message, inner) => Code = ExitCode.WrongUse;

    public int Code { get; }
}
