using System.CommandLine;
using System.Globalization;
using Parley.Tariffs.Import;

namespace Parley.Host.Commands;

/// <summary><c>parley data import us-tariffs</c>: tables of the US tariff from a collection, written and read back.</summary>
internal static class DataImportTariffs
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var from = new Option<string>("--from")
        {
            Description = "The folder of the collection of US tariff data.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command(
            "us-tariffs",
            "Makes the tables under data/tariff/us, and reads them back. Faulty rows do not stop the others."
        )
        {
            common.Data,
            from,
        };
        command.SetAction(result =>
        {
            var report = TariffImportRun.Run(
                TariffImports.All,
                result.GetValue(from)!,
                common.DataFolder(result),
                name => machine.Error.WriteLine($"{name} …")
            );
            foreach (var (path, rows) in report.Rows)
                machine.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows, 7}  {path}"));
            return DataCommand.Report(
                machine,
                report.Faults,
                report.Rows.Count > 0 ? "; the other rows were written" : "; nothing was written"
            );
        });
        return command;
    }
}
