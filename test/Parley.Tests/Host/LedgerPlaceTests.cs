using Microsoft.Data.Sqlite;
using Parley.Ledger;
using Parley.Tests.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Host;

/// <summary>Where <c>parley ledger</c> keeps records, its bad days, and <c>verify</c>.</summary>
public sealed class LedgerPlaceTests : IDisposable
{
    private const string Statement =
        """{"type":"statement","id":"ST-1","known_from":"2025-06-10","speaker":"bessent","side":"US","said_on":"2025-06-10","channel":"notes","sources":["EO14298"]}""";

    private const string Claim =
        """{"type":"claim","id":"CL-1","known_from":"2025-06-10","statement":"ST-1","commitment":"C-GVA-CN3","polarity":"alleges_delay","text":"slow","sources":["EO14298"]}""";

    private readonly CommandLine parley = new();

    [Fact]
    public void Write_WithoutAPlaceNamed_UsesTheUsersDataFolderAndReadingMakesNone()
    {
        parley.Variables["XDG_DATA_HOME"] = parley.File("xdg");
        Assert.Equal(0, parley.Run("ledger", "list", "--type", "party").Code);
        Assert.False(Directory.Exists(parley.File("xdg")));
        Assert.Equal(0, parley.Run("ledger", "add", "--file", parley.Write("a.jsonl", Statement)).Code);
        Assert.True(File.Exists(Path.Combine(parley.File("xdg"), "parley", "ledger.db")));
        Assert.Contains("1 own record among them", parley.Run("ledger", "list", "--own").Out, StringComparison.Ordinal);
        parley.Variables.Remove("XDG_DATA_HOME");
        Assert.Equal(2, parley.Run("ledger", "add", "--file", parley.File("a.jsonl")).Code);
    }

    [Fact]
    public void Read_ANamedLedgerThatIsNotThere_IsAFaultInOneLine()
    {
        var done = parley.Run("ledger", "list", "--ledger", parley.File("none.db"));
        Assert.Equal(1, done.Code);
        Assert.Contains("there is no such file", Assert.Single(done.Errors), StringComparison.Ordinal);
        var bad = parley.Run("ledger", "list", "--ledger", "ftp://x/y");
        Assert.Equal(2, bad.Code);
        Assert.Single(bad.Errors);
    }

    [Fact]
    public void Write_WhileAnotherWrites_SaysSoAfterTheWait()
    {
        parley.Own("add", "--file", parley.Write("a.jsonl", Statement));
        using var engine = new SqliteEngine();
        using (engine.HoldLock(parley.Ledger))
        {
            var done = parley.Own("add", "--wait", "1", "--file", parley.Write("b.jsonl", Claim));
            Assert.Equal(1, done.Code);
            Assert.Contains("another process has been writing", Assert.Single(done.Errors), StringComparison.Ordinal);
        }

        Assert.Equal(0, parley.Own("add", "--file", parley.File("b.jsonl")).Code);
    }

    [Fact]
    public void Write_ToAPlaceThatTakesNothing_SaysSo()
    {
        var done = parley.Run(
            "ledger",
            "add",
            "--file",
            parley.Write("a.jsonl", Statement),
            "--ledger",
            "/proc/parley.db"
        );
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        Assert.Equal(1, done.Code);
        Assert.Contains("/proc/parley.db: ", Assert.Single(done.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ToAReadOnlyDisk_SaysSoAndReadingGoesOn()
    {
        using var disk = SmallDisk.MountOrSkip(1024);
        var ledger = Path.Combine(disk.FullPath, "ledger.db");
        var file = parley.Write("a.jsonl", Statement);
        Assert.Equal(0, parley.Run("ledger", "add", "--file", file, "--ledger", ledger).Code);
        disk.MakeReadOnly();
        var done = parley.Run("ledger", "add", "--file", parley.Write("b.jsonl", Claim), "--ledger", ledger);
        Assert.Equal(1, done.Code);
        Assert.Contains("cannot be written", Assert.Single(done.Errors), StringComparison.Ordinal);
        var list = parley.Run("ledger", "list", "--own", "--ledger", ledger);
        Assert.Contains("1 own record among them", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PrintsTheHeadAndFindsWhatWasChangedBehindItsBack()
    {
        parley.Own("add", "--file", parley.Write("a.jsonl", Statement, Claim));
        var data = SealedData();
        var good = parley.Own("verify", "--data", data);
        Assert.True(good.Code == 0, good.Error);
        Assert.Matches("^chain: intact 2 records; head 2:[0-9a-f]{64}$", good.Lines[2]);
        Assert.Equal("no fault found", good.Lines[3]);
        var head = good.Lines[2].Split(' ')[^1];
        Assert.Equal(0, parley.Own("verify", "--data", data, "--noted", head).Code);
        using (var engine = new SqliteEngine())
        {
            engine.DropTriggers(parley.Ledger);
            engine.Execute(parley.Ledger, "UPDATE parley_record SET json = replace(json, 'slow', 'fast')");
        }

        var bad = parley.Own("verify", "--data", data);
        Assert.Equal(1, bad.Code);
        Assert.Contains("the chain is broken: Record 2 has been changed", bad.Error, StringComparison.Ordinal);
        Assert.StartsWith("chain: BROKEN after 1 record; head 1:", bad.Lines[2], StringComparison.Ordinal);
        Assert.False(
            parley.Own("verify", "--data", data, "--json").Json.GetProperty("chain").GetProperty("intact").GetBoolean()
        );
    }

    [Fact]
    public void Verify_AStoredTextThatIsNoRecord_NamesItsSequence()
    {
        parley.Own("add", "--file", parley.Write("a.jsonl", Statement));
        using (var engine = new SqliteEngine())
        {
            engine.DropTriggers(parley.Ledger);
            engine.Execute(parley.Ledger, "UPDATE parley_record SET json = '{'");
        }

        foreach (var command in new[] { "verify", "list" })
        {
            var done = parley.Own(command);
            Assert.Equal(1, done.Code);
            Assert.Contains(", record 1: ST-1 can no longer be read", done.Error, StringComparison.Ordinal);
        }

        Assert.Equal(1, parley.Own("add", "--file", parley.Write("b.jsonl", Claim)).Code);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        parley.Dispose();
    }

    /// <summary>The shipped data with a manifest that fits them, whatever was changed by hand since.</summary>
    private string SealedData()
    {
        var data = parley.File("data");
        foreach (var file in Directory.EnumerateFiles(House.PathOf("data"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(data, Path.GetRelativePath(House.PathOf("data"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Assert.Empty(ShippedData.Seal(data));
        return data;
    }
}
