using System.CommandLine;
using System.Globalization;
using NodaTime;
using Parley.Core;
using Parley.Tariffs;
using static System.FormattableString;

namespace Parley.Host.Commands;

/// <summary><c>parley data import us-hts</c>: official exports of the US schedule into a folder of the user's own.</summary>
internal static class DataImportHts
{
    private const int MostShown = 20;

    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var files = new Argument<string[]>("FILE")
        {
            Description = "Exports of an edition (CSV, JSON), the combined table, or annual tariff databases.",
            Arity = ArgumentArity.OneOrMore,
        };
        var edition = new Option<string?>("--edition")
        {
            Description =
                "Which edition it is, such as '2026 Rev 11', or the year of a database (default: by the file's name).",
            HelpName = "NAME",
        };
        var effective = new Option<string?>("--effective")
        {
            Description = "The first day on which it applies (default: by the edition).",
            HelpName = "DATE",
        };
        var own = OwnFolder();
        var command = new Command(
            "us-hts",
            "Loads official editions of the US schedule for yourself, and says what they change. Faulty rows do not stop the others."
        )
        {
            files,
            edition,
            effective,
            own,
            common.Data,
        };
        command.SetAction(result =>
        {
            var paths = result.GetValue(files)!;
            var name = result.GetValue(edition);
            if (name is not null && paths.Length > 1)
                throw new CommandException(ExitCode.WrongUse, "--edition names one edition: give one FILE with it.");
            LocalDate? day = result.GetValue(effective) is { } text
                ? CommonOptions.Need(OnDay.Parse(text), "--effective").Day
                : null;
            var folder = Folder(machine, result.GetValue(own));
            var faults = new List<string>();
            foreach (var path in paths)
            {
                machine.Error.WriteLine($"{Path.GetFileName(path)} …");
                var report = Load(path, common.DataFolder(result), folder, name, day);
                faults.AddRange(report.Faults);
                if (report.Changes is not null)
                    Tell(machine.Out, report, folder);
            }

            return DataCommand.Report(machine, faults, "");
        });
        return command;
    }

    private static HtsImportReport Load(string path, string data, string own, string? edition, LocalDate? day)
    {
        try
        {
            return HtsImport.Load(path, data, own, edition, day);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.InputProblems, e.Message);
        }
    }

    /// <summary>The option that names the folder of the user's own editions.</summary>
    public static Option<string?> OwnFolder() =>
        new("--own")
        {
            Description =
                "The folder of your own editions (default: PARLEY_HTS; else parley/us-hts in the user's data folder).",
            HelpName = "DIR",
        };

    /// <summary>The folder of the user's own editions: named, PARLEY_HTS, or in the user's data folder.</summary>
    public static string Folder(Machine machine, string? named)
    {
        if ((named ?? machine.Variable("PARLEY_HTS")) is { Length: > 0 } given)
            return given;
        return CommonOptions.UserFolder(machine) is { } user
            ? Path.Combine(user, "us-hts")
            : throw new CommandException(
                ExitCode.WrongUse,
                "no place for your editions is known. Name one with --own DIR, or set PARLEY_HTS."
            );
    }

    /// <summary>The folder of the user's own editions, if any were loaded.</summary>
    public static string? Loaded(Machine machine)
    {
        var folder =
            machine.Variable("PARLEY_HTS") is { Length: > 0 } named ? named
            : CommonOptions.UserFolder(machine) is { } user ? Path.Combine(user, "us-hts")
            : null;
        return Directory.Exists(folder) ? folder : null;
    }

    private static void Tell(TextWriter writer, HtsImportReport report, string folder)
    {
        var changes = report.Changes!;
        var end = report.Until is { } until ? Invariant($" until {until.PlusDays(-1):uuuu-MM-dd}") : " on";
        writer.WriteLine(
            Invariant(
                $"{report.Edition}, from {report.From:uuuu-MM-dd}{end}: rows {report.Rows}, headings {report.Headings}; in {folder}."
            )
        );
        writer.WriteLine(Invariant($"Against what was on file on {changes.Day:uuuu-MM-dd}:"));
        List(writer, "new lines", [.. changes.New.Select(c => c.ToString())]);
        List(writer, "lines gone", [.. changes.Gone.Select(c => c.ToString())]);
        List(
            writer,
            "duties changed",
            [.. changes.Duties.Select(d => $"{d.Code} {d.Column}: '{d.Before}' → '{d.After}'")]
        );
    }

    private static void List(TextWriter writer, string what, string[] items)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{items.Length, 7}  {what}"));
        foreach (var item in items.Take(MostShown))
            writer.WriteLine($"         {item}");
        if (items.Length > MostShown)
            writer.WriteLine(Invariant($"         and {items.Length - MostShown} more"));
    }
}
