using System.CommandLine;
using Parley.Core;
using Parley.Host.Rendering;
using Parley.Tariffs;
using Parley.Tariffs.Facts;

namespace Parley.Host.Commands;

/// <summary><c>parley rate</c>: what is owed on one line on one day, and why.</summary>
internal static class RateCommand
{
    public static Command Make(Machine machine)
    {
        var common = new CommonOptions(machine);
        var tariff = new TariffOptions(machine, common);
        var code = new Argument<string>("CODE") { Description = "The line: 8 or 10 digits, with or without dots." };
        var value = new Option<string?>("--value")
        {
            Description = "The customs value, in dollars or with a currency: 14172.00.",
            HelpName = "V",
        };
        var quantity = new Option<string[]>("--quantity")
        {
            Description = "A quantity with its unit: '1200 kg'. May be given several times.",
            HelpName = "Q",
        };
        var facts = new Option<string[]>("--fact")
        {
            Description = "A fact of the shipment: loaded=2025-04-07, steel_share=0.4. May be given several times.",
            HelpName = "K=V",
        };
        var filing = new Option<bool>("--filing") { Description = "The headings as an entry reports them, in order." };
        var fees = new Option<bool>("--fees") { Description = "The processing and harbour fees beside the duties." };
        var command = common.AddTo(
            tariff.AddTo(
                new Command("rate", "What is owed on a line on a day, layer by layer, and why.")
                {
                    code,
                    value,
                    quantity,
                    facts,
                    filing,
                    fees,
                }
            )
        );
        command.SetAction(result =>
        {
            var line = CommonOptions.Need(HtsCode.Parse(result.GetValue(code)), "CODE");
            var book = tariff.Book(result);
            var goods = new Goods(
                line,
                tariff.Origin(result, book).Alpha2,
                CommonOptions.Need(ShipmentFacts.Parse(Pairs(result.GetValue(facts))), "--fact"),
                Value(result.GetValue(value)),
                [.. (result.GetValue(quantity) ?? []).Select(q => CommonOptions.Need(Quantity.Parse(q), "--quantity"))]
            );
            var answer = book.On(common.OnDay(result), common.KnownDay(result), tariff.View(result)).Assess(goods);
            var notices = tariff.Notices(result, answer.Known);
            if (answer.Kind != AnswerKind.Answered)
            {
                if (result.GetValue(common.Json))
                    Answer.Write(machine, RateJson.Without(answer, notices));
                throw new CommandException(
                    answer.Kind == AnswerKind.DidNotExist ? ExitCode.InputProblems : ExitCode.OutsideCoverage,
                    answer.Basis
                );
            }

            if (result.GetValue(common.Json))
                Answer.Write(machine, RateJson.Of(answer, notices, result.GetValue(fees)));
            else if (result.GetValue(filing))
                TextFiling.Write(answer, machine.Out);
            else
                TextRate.Write(answer, book, notices, result.GetValue(fees), machine.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static Money? Value(string? text)
    {
        if (text is null)
            return null;
        var parsed = Money.Parse(
            char.IsLetter(text.TrimStart() is { Length: > 0 } t ? t[0] : '0') ? text : "USD " + text.Trim()
        );
        var money = CommonOptions.Need(parsed, "--value");
        return money.Amount >= 0m
            ? money
            : throw new CommandException($"--value: {money} is negative. A customs value is 0 or more.");
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[]? texts)
    {
        foreach (var text in texts ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            yield return at > 0
                ? new KeyValuePair<string, string>(text[..at], text[(at + 1)..])
                : throw new CommandException(
                    $"--fact: '{text}' is no pair. Write a name and a value: loaded=2025-04-07."
                );
        }
    }
}
