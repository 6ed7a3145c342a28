using System.CommandLine;
using Parley.Core;
using Parley.Ledger;

namespace Parley.Host.Commands;

/// <summary>The options that every command has, and what they mean.</summary>
internal sealed class CommonOptions(Machine machine)
{
    public Option<string?> On { get; } =
        new("--on")
        {
            Description = "The day it is about (default: today). An instant with offset asks for the minute.",
            HelpName = "DATE",
        };

    public Option<string?> Known { get; } =
        new("--known")
        {
            Description = "The day whose knowledge counts, to its end in UTC (default: latest).",
            HelpName = "DATE",
        };

    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON." };

    public Option<string?> Data { get; } =
        new("--data") { Description = "The data folder (default: the one that Parley ships).", HelpName = "DIR" };

    public Option<string?> Ledger { get; } =
        new("--ledger")
        {
            Description =
                "Your own ledger: a SQLite file, or a PostgreSQL connection (default: PARLEY_LEDGER, if set).",
            HelpName = "CONNECTION",
        };

    /// <summary>Adds all of them to a command.</summary>
    public Command AddTo(Command command)
    {
        command.Options.Add(On);
        command.Options.Add(Known);
        command.Options.Add(Json);
        command.Options.Add(Data);
        command.Options.Add(Ledger);
        return command;
    }

    public OnDay OnDay(ParseResult result) =>
        result.GetValue(On) is { } text ? Need(Core.OnDay.Parse(text), "--on") : Core.OnDay.Of(machine.Today);

    public KnownDay KnownDay(ParseResult result) =>
        result.GetValue(Known) is { } text
            ? Need(Core.KnownDay.Parse(text), "--known")
            : Core.KnownDay.Of(machine.Today);

    /// <summary>The data folder: named, or PARLEY_DATA, or under PARLEY_HOME, or above the program.</summary>
    public string DataFolder(ParseResult result)
    {
        if ((result.GetValue(Data) ?? machine.Variable("PARLEY_DATA")) is { Length: > 0 } named)
            return named;
        if (machine.Variable("PARLEY_HOME") is { Length: > 0 } home)
            return Path.Combine(home, "data");
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(Path.Combine(data, "manifest.json")))
                return data;
        }

        throw new CommandException(
            ExitCode.OutsideCoverage,
            "no data folder found. Give it with --data DIR, or set PARLEY_DATA."
        );
    }

    /// <summary>The shipped facts, and the user's own.</summary>
    public LedgerBook Book(ParseResult result) => Shipped(result);

    /// <summary>The shipped facts.</summary>
    public LedgerBook Shipped(ParseResult result)
    {
        var folder = DataFolder(result);
        try
        {
            var loaded = ShippedData.Load(folder);
            if (loaded.Ledger is { } ledger)
                return ledger;
            throw new CommandException(
                ExitCode.InputProblems,
                $"the ledger in '{folder}' does not load:\n  {string.Join("\n  ", loaded.Faults)}"
            );
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.OutsideCoverage, e.Message);
        }
    }

    public static T Need<T>(Parsed<T> parsed, string option)
        where T : notnull =>
        parsed.Ok ? parsed.Value : throw new CommandException(ExitCode.WrongUse, $"{option}: {parsed.Fault}");
}
