using System.Globalization;
using System.Text;
using Parley.Host;
using Parley.Host.Entries;
using Xunit;
using static System.FormattableString;

namespace Parley.Tests.Host;

/// <summary><c>parley duty</c>: rows in, rows out, whatever the file.</summary>
public sealed class DutyCommandTests : IDisposable
{
    private const string Known = "2026-10-10";
    private readonly CommandLine shell = new();

    public DutyCommandTests() => shell.Variables["PARLEY_CACHE"] = TestCache.Folder;

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Sample_OfEntries_BearsTheDutiesOfTheGuide()
    {
        var run = Duty(Sample("entries-us.csv"));
        Assert.Equal(ExitCode.Done, run.Code);
        var rows = run.Lines.Select(l => l.Split(',')).ToArray();
        var duty = Array.IndexOf(rows[0], "duty");
        Assert.Equal(
            ["420.00", "840.00", "4368.00", "6090.00", "1260.00", "1260.00", "840.00", "11039.99"],
            rows.Skip(1).Take(8).Select(r => r[duty]).ToArray()
        );
        var metals = Array.IndexOf(rows[0], "duty_us-232-metals");
        Assert.Equal("7086.00", rows[8][metals]);
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
    }

    [Fact]
    public void Catalogue_WithoutDates_IsAnsweredForTheDayAskedAndSaysSo()
    {
        var run = Duty(Sample("catalogue-us.csv"), "--on", "2025-08-20");
        Assert.Equal((ExitCode.Done, 31), (run.Code, run.Lines.Length));
        Assert.Contains("every row as of 2025-08-20", run.Error, StringComparison.Ordinal);
        Assert.Contains("57.9,97.9,steel_share", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".parquet")]
    [InlineData(".xlsx")]
    [InlineData(".csv")]
    public void Answer_InAnyFormat_CanBeReadAgainAndAnsweredAlike(string extension)
    {
        var first = shell.File("answer" + extension);
        Assert.Equal(ExitCode.Done, Duty(Sample("entries-us.csv"), "--out", first).Code);
        Assert.False(File.Exists(first + ".partial"));
        var again = Duty(first);
        var direct = Duty(Sample("entries-us.csv"));
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.Equal(Column(direct, "duty"), Column(again, "duty"));
        Assert.Equal(Column(direct, "total_percent"), Column(again, "total_percent"));
        Assert.Contains("duty_in", again.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", ",")]
    [InlineData("utf-8-bom", ";")]
    [InlineData("utf-16", "\t")]
    [InlineData("utf-16-bare", ",")]
    [InlineData("windows-1252", ";")]
    public void File_InAnyEncodingWithAnySeparator_IsRead(string encoding, string separator)
    {
        var text =
            $"name|code|origin|date|value\nKüche|9503.00.0073|CN|2025-04-09|100.00\n\"a \"\"b\"\"\nc\"|9503.00.0073|CN|2025-04-10|1.5\n".Replace(
                "|",
                separator,
                StringComparison.Ordinal
            );
        var path = shell.File("in.csv");
        File.WriteAllBytes(
            path,
            encoding switch
            {
                "utf-8" => Encoding.UTF8.GetBytes(text),
                "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
                "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
                "utf-16-bare" => Encoding.Unicode.GetBytes(text),
                _ => EntryText.Windows.GetBytes(text),
            }
        );
        var run = Duty(path);
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.StartsWith(
            $"Küche|9503.00.0073|CN|2025-04-09|100.00|104|104.00|USD|".Replace(
                "|",
                separator,
                StringComparison.Ordinal
            ),
            run.Lines[1],
            StringComparison.Ordinal
        );
        Assert.Equal(encoding == "windows-1252", run.Error.Contains("Windows-1252", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("101210010,CN,2025-06-01,10", "drops the leading zero", "0101.21.00.10")]
    [InlineData("9.50300E+09,CN,2025-06-01,10", "exponent", "column as text")]
    [InlineData("9503,CN,2025-06-01,10", "has 4 digits", "8 or 10")]
    [InlineData("9503.00.0099,CN,2025-06-01,10", "was not in the schedule", "9503.00.00.90")]
    [InlineData("9903.88.03,CN,2025-06-01,10", "is a heading of chapter 99", "chapters 1 to 97")]
    [InlineData("9503.00.0073,Chnia,2025-06-01,10", "no country of origin", "China")]
    [InlineData("9503.00.0073,CN,06/01/2025,10", "no date", "2025-05-12")]
    [InlineData("9503.00.0073,CN,2017-06-01,10", "date: For goods of CN", "2018-01-01")]
    [InlineData("9503.00.0073,CN,2025-06-01,-10", "negative", "0 or more")]
    [InlineData("9503.00.0073,CN,2025-06-01,\"1.000,50\"", "decimal comma", "1000.50")]
    [InlineData("9503.00.0073,CN,2025-06-01,99999999999", "10 billion", "decimal point")]
    [InlineData("9503.00.0073,CN,2025-06-01,", "No value", "Give one")]
    [InlineData("9503.00.0073,CN,2025-06-01", "has 3 cells", "Check separators")]
    [InlineData("\"9503.00.0073,CN,2025-06-01,1", "quote", "twice")]
    public void BadCell_IsNamedWithTheCure_AndGoodRowsAreDone(string row, string why, string cure)
    {
        var path = shell.Write("bad.csv", "code,origin,date,value", row, "9503.00.0073,CN,2025-06-01,10");
        var errors = shell.File("errors.csv");
        var run = Duty(path, "--errors", errors);
        Assert.Equal((ExitCode.InputProblems, 3), (run.Code, run.Lines.Length));
        Assert.Contains("30,3.00,USD", run.Lines[2], StringComparison.Ordinal);
        Assert.Contains(why, run.Lines[1], StringComparison.Ordinal);
        Assert.Contains(cure, run.Lines[1], StringComparison.Ordinal);
        var listed = File.ReadAllLines(errors);
        Assert.Equal("row,column,value,why,what_to_do", listed[0]);
        Assert.StartsWith("2,", listed[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steel_share", "1.4", "share from 0 to 1")]
    [InlineData("steel_share,aluminum_share", "0.7,0.6", "more than the whole value")]
    [InlineData("covered,not_covered", "9903.82.02,9903.82.02", "both in covered and in not_covered")]
    [InlineData("quantity,unit", "-4,kg", "negative")]
    [InlineData("quantity,unit", "5 kg,No", "Give one of them")]
    [InlineData("quantity", "5", "has no unit")]
    public void Facts_ThatCannotBe_AreNamed(string columns, string cells, string why)
    {
        var path = shell.Write(
            "facts.csv",
            "code,origin,date,value," + columns,
            "7326.90.8688,CN,2025-06-01,10," + cells
        );
        var run = Duty(path);
        Assert.Equal(ExitCode.InputProblems, run.Code);
        Assert.Contains(why, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void SpecificRate_WithoutAQuantity_AsksForIt()
    {
        var path = shell.Write("wine.csv", "code,origin,date,value", "2204.21.5005,FR,2025-02-01,100.00");
        var run = Duty(path);
        Assert.Equal(ExitCode.InputProblems, run.Code);
        Assert.Contains("Give the quantity in", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("weight,size\n1,2\n", "no column with the tariff code")]
    [InlineData("code,value\n9503.00.0073,1\n", "--from CC")]
    public void File_ThatCannotBeUsed_SaysWhyAndWritesNothing(string text, string why)
    {
        var path = shell.File("in.csv");
        File.WriteAllText(path, text);
        var target = shell.File("out.csv");
        var run = Duty(path, "--out", target);
        Assert.NotEqual(ExitCode.Done, run.Code);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(shell.FullPath, "out.csv*"));
    }

    [Fact]
    public void ManyBadRows_AreAllListed_AndNoneIsLost()
    {
        var path = shell.File("many.csv");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("code,origin,date,value\n");
            for (var i = 0; i < 60_000; i++)
                writer.Write(Invariant($"{i},C{i % 7},2025-06-{i % 40:00},{i}x\n"));
        }

        var errors = shell.File("errors.csv");
        var run = Duty(path, "--errors", errors);
        Assert.Equal((ExitCode.InputProblems, 60_001), (run.Code, run.Lines.Length));
        var rows = File.ReadLines(errors)
            .Skip(1)
            .Select(l => l.Split(',')[0])
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(60_000, rows.Length);
        Assert.Equal("60001", rows[^1]);
    }

    [Fact]
    public void MutilatedFiles_NeverStopTheRun_AndKeepEveryRow()
    {
        var random = new Random(41);
        var sample = File.ReadAllText(Sample("entries-us.csv"));
        var head = sample[..(sample.IndexOf('\n', StringComparison.Ordinal) + 1)];
        var body = string.Concat(Enumerable.Repeat(sample[head.Length..], 4));
        const string Alphabet = ",;\"\n\r\t 0123456789.-abcXYZé€\u0001";
        for (var round = 0; round < 25; round++)
        {
            var text = new StringBuilder(body);
            for (var i = random.Next(1, 60); i > 0; i--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text[at] = Alphabet[random.Next(Alphabet.Length)];
                        break;
                    case 1:
                        text.Insert(at, Alphabet[random.Next(Alphabet.Length)]);
                        break;
                    default:
                        text.Remove(at, 1);
                        break;
                }
            }

            byte[] bytes = Encoding.UTF8.GetBytes(head + text);
            for (var i = random.Next(4); i > 0; i--)
                bytes[random.Next(head.Length, bytes.Length)] = (byte)random.Next(1, 256);
            var path = shell.File(Invariant($"fuzz{round}.csv"));
            File.WriteAllBytes(path, bytes);
            var target = shell.File("fuzz-out.csv");
            var run = Duty(path, "--out", target);
            Assert.True(run.Code is ExitCode.Done or ExitCode.InputProblems, run.Error);
            Assert.Equal(Records(bytes), Records(File.ReadAllBytes(target)));
        }
    }

    private static int Records(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (text.Length > 0)
        {
            var end = CsvBytes.RecordEnd(text, (byte)',', final: true);
            if (text[..end].IndexOfAnyExcept((byte)'\r', (byte)'\n') >= 0)
                count++;
            text = text[end..];
        }

        return count;
    }

    private static string[] Column(Outcome run, string name)
    {
        var rows = run.Lines.Select(l => l.Split(',')).ToArray();
        var place = Array.IndexOf(rows[0], name);
        return
        [
            .. rows.Skip(1)
                .Select(r =>
                    decimal.TryParse(
                        r[place],
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                        ? number.ToString("0.##", CultureInfo.InvariantCulture)
                        : r[place]
                ),
        ];
    }

    private Outcome Duty(string file, params string[] more) => shell.Run(["duty", file, "--known", Known, .. more]);

    private static string Sample(string name) => Path.Combine(Repo.Data, "samples", name);
}

/// <summary>A cache of the law that the tests of commands share.</summary>
internal static class TestCache
{
    public static string Folder { get; } =
        Path.Combine(Path.GetTempPath(), Invariant($"parley-tests-{Environment.UserName}"));
}
