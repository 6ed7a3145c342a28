using System.CommandLine;
using System.Globalization;
using Parley.Core;
using Parley.Ledger;
using Parley.Ledger.Storage;

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
                "Your own ledger: a SQLite file, or a PostgreSQL connection (default: PARLEY_LEDGER; else parley/ledger.db in the user's data folder).",
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

    /// <summary>
    /// The folder that keeps the law as read, for the next start: PARLEY_CACHE, or parley in the user's cache folder; null
    /// if PARLEY_CACHE is none or no place is known.
    /// </summary>
    public string? CacheFolder()
    {
        if (machine.Variable("PARLEY_CACHE") is { Length: > 0 } named)
            return named is "none" ? null : named;
        var folder =
            machine.Variable("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg) ? xdg
            : machine.Variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : machine.Variable("LOCALAPPDATA") is { Length: > 0 } local ? local
            : null;
        return folder is null ? null : Path.Combine(folder, "parley");
    }

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

    /// <summary>The shipped facts with the user's own records on top. A stored record that cannot be used is a fault.</summary>
    public LedgerBook Book(ParseResult result)
    {
        var ledger = Read(result);
        return ledger.Faults.Count == 0
            ? ledger.Book
            : throw new CommandException(
                ExitCode.InputProblems,
                $"your ledger holds what cannot be used:\n  {string.Join("\n  ", ledger.Faults)}"
            );
    }

    /// <summary>The same, to go on with what can be used: the rest is in its faults.</summary>
    public UserLedger Read(ParseResult result)
    {
        var shipped = Shipped(result);
        using var store = StoreToRead(result);
        return UserLedger.Open(shipped, store);
    }

    /// <summary>The user's store; null if there is none yet. Reading never makes one.</summary>
    public ILedgerStore? StoreToRead(ParseResult result)
    {
        if (result.GetValue(Ledger) is { } named)
            return LedgerStore.Open(named, StoreAccess.Read);
        if (machine.Variable("PARLEY_LEDGER") is { Length: > 0 } set)
        {
            try
            {
                return LedgerStore.Open(set, StoreAccess.Read);
            }
            catch (StoreException e) when (e.Fault == StoreFault.NotFound)
            {
                machine.Error.WriteLine($"parley: shipped facts only: PARLEY_LEDGER names no ledger yet. {e.Message}");
                return null;
            }
        }

        return DefaultLedger() is { } file && File.Exists(file) ? LedgerStore.Open(file, StoreAccess.Read) : null;
    }

    /// <summary>The user's store, made if there is none.</summary>
    public ILedgerStore StoreToWrite(ParseResult result, StoreOptions? options = null)
    {
        if ((result.GetValue(Ledger) ?? machine.Variable("PARLEY_LEDGER")) is { Length: > 0 } named)
            return LedgerStore.Open(named, StoreAccess.Write, options);
        var file =
            DefaultLedger()
            ?? throw new CommandException(
                ExitCode.WrongUse,
                "no place for your ledger is known. Name one with --ledger FILE, or set PARLEY_LEDGER."
            );
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.InputProblems,
                $"the folder of {file} cannot be made ({e.Message}). Name another place with --ledger FILE."
            );
        }

        return LedgerStore.Open(file, StoreAccess.Write, options);
    }

    /// <summary>What to say first when the known day lies after the shipped facts end; null if it does not.</summary>
    public static string? Notice(LedgerBook book, KnownDay known) =>
        book.FactsEnd is { } end && known.Day > end
            ? $"facts end on {end.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}; law as known then"
            : null;

    private string? DefaultLedger() => UserFolder(machine) is { } folder ? Path.Combine(folder, "ledger.db") : null;

    /// <summary>Parley's folder in the user's data folder; null if the machine names none.</summary>
    public static string? UserFolder(Machine machine)
    {
        var folder =
            machine.Variable("XDG_DATA_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg) ? xdg
            : machine.Variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "share")
            : machine.Variable("LOCALAPPDATA") is { Length: > 0 } local ? local
            : null;
        return folder is null ? null : Path.Combine(folder, "parley");
    }

    public static T Need<T>(Parsed<T> parsed, string option)
        where T : notnull =>
        parsed.Ok ? parsed.Value : throw new CommandException(ExitCode.WrongUse, $"{option}: {parsed.Fault}");
}
