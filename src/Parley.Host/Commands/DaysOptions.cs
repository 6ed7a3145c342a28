using System.CommandLine;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary>The options of a command about a span of days.</summary>
internal sealed class DaysOptions
{
    public Option<string?> Since { get; } =
        new("--since") { Description = "The first day (default: the first that is covered).", HelpName = "DATE" };

    public Option<string?> Until { get; } =
        new("--until") { Description = "The last day (default: all that is known to come).", HelpName = "DATE" };

    public Command AddTo(Command command)
    {
        command.Options.Add(Since);
        command.Options.Add(Until);
        return command;
    }

    /// <summary>The first and the last day.</summary>
    /// <param name="result">What was given.</param>
    /// <param name="covered">The first day that is covered.</param>
    public (LocalDate Since, LocalDate? Until) Of(ParseResult result, LocalDate covered)
    {
        var since = Day(result.GetValue(Since), "--since") ?? covered;
        var until = Day(result.GetValue(Until), "--until");
        if (since < covered)
            throw new CommandException(
                ExitCode.OutsideCoverage,
                FormattableString.Invariant(
                    $"--since {since:uuuu-MM-dd}: for these origins the law is on file from {covered:uuuu-MM-dd} on. Goods of China, Hong Kong and Macau alone are covered from {TariffBook.FirstDay:uuuu-MM-dd} on."
                )
            );
        return until < since
            ? throw new CommandException(
                FormattableString.Invariant($"--until {until:uuuu-MM-dd} lies before --since {since:uuuu-MM-dd}.")
            )
            : (since, until);
    }

    /// <summary>The first day that is covered for an origin.</summary>
    public static LocalDate First(Country origin) => TariffBook.FirstDayOf(origin.Alpha2);

    /// <summary>Refuses a day before the first that is covered.</summary>
    public static void Covered(LocalDate day, Country origin, string option)
    {
        var first = First(origin);
        if (day < first)
            throw new CommandException(
                ExitCode.OutsideCoverage,
                FormattableString.Invariant(
                    $"{option} {day:uuuu-MM-dd}: for goods of {origin.Name} the law is on file from {first:uuuu-MM-dd} on."
                )
            );
    }

    public static LocalDate? Day(string? text, string option)
    {
        if (text is null)
            return null;
        var moment = CommonOptions.Need(Moment.Parse(text), option);
        return moment.Precision == Precision.Day
            ? moment.FirstDay
            : throw new CommandException($"{option}: '{text}' is no single day. Write one such as 2025-04-09.");
    }
}
