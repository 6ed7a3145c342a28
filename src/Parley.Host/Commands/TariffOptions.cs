using System.CommandLine;
using Parley.Core;
using Parley.Ledger;
using Parley.Tariffs;
using Parley.Tariffs.Law;

namespace Parley.Host.Commands;

/// <summary>The options that every command about duties has: from where, to where, in which view.</summary>
internal sealed class TariffOptions(Machine machine, CommonOptions common)
{
    private static readonly string[] Views = ["assessed", "final"];

    public Option<string> From { get; } =
        new("--from")
        {
            Description = "The country of origin: CN, CHN, 5700 or its name.",
            HelpName = "CC",
            DefaultValueFactory = _ => "CN",
        };

    public Option<string> To { get; } =
        new("--to")
        {
            Description = "The country that imports: US.",
            HelpName = "CC",
            DefaultValueFactory = _ => "US",
        };

    public Option<string> ViewOption { get; } = MakeView();

    public Command AddTo(Command command)
    {
        command.Options.Add(From);
        command.Options.Add(To);
        command.Options.Add(ViewOption);
        return command;
    }

    public LawViewKind View(ParseResult result) =>
        result.GetValue(ViewOption) is "final" ? LawViewKind.Final : LawViewKind.Assessed;

    /// <summary>The tariff law of the country that imports.</summary>
    public TariffBook Book(ParseResult result)
    {
        var to = result.GetValue(To);
        if (to is not "US" and not "us" and not "USA")
            throw new CommandException(
                ExitCode.OutsideCoverage,
                $"--to {to}: only the duties of the United States are on file line by line. Ask with --to US."
            );
        var folder = common.DataFolder(result);
        if (!Directory.Exists(Path.Combine(folder, "tariff", "us")))
            throw new CommandException(
                ExitCode.OutsideCoverage,
                $"'{folder}' holds no tariff law (tariff/us). Name the data folder with --data DIR, or set PARLEY_DATA."
            );
        try
        {
            return TariffBook.Load(folder, common.CacheFolder(), DataImportHts.FolderToRead(machine));
        }
        catch (TariffLawException e)
        {
            throw new CommandException(ExitCode.InputProblems, e.Message);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCode.OutsideCoverage, e.Message);
        }
    }

    public Country Origin(ParseResult result, TariffBook book) =>
        CommonOptions.Need(book.Country(result.GetValue(From)), "--from");

    /// <summary>What stands first: that the facts end before the day whose knowledge is asked for.</summary>
    public IReadOnlyList<string> Notices(ParseResult result, KnownDay known)
    {
        return ShippedData.FactsEnd(common.DataFolder(result)) is { } end && known.Day > end
            ? [$"facts end on {Answer.Iso(end)}; law as known then"]
            : [];
    }

    private static Option<string> MakeView()
    {
        var option = new Option<string>("--view")
        {
            Description = "assessed: as customs charged on the day; final: as finally owed after a judgment.",
            DefaultValueFactory = _ => "assessed",
        };
        option.AcceptOnlyFromAmong(Views);
        return option;
    }
}
