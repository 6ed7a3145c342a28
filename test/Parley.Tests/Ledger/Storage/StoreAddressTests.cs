using NodaTime;
using Parley.Ledger.Storage;
using Xunit;

namespace Parley.Tests.Ledger.Storage;

/// <summary>Connection texts: what they mean, and that a password in them is never shown.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("postgres://host", "postgresql://host/")]
    [InlineData("postgresql://ann:s3cret@host:6543/trade", "postgresql://ann@host:6543/trade")]
    [InlineData("postgresql://ann:s3cret%40%2F@host/tra%20de?sslmode=verify-full", "postgresql://ann@host/tra de")]
    [InlineData("postgresql://ann:s3@cret@host/trade", "postgresql://ann@host/trade")]
    [InlineData("postgresql://ann@[::1]:5433/trade", "postgresql://ann@[::1]:5433/trade")]
    [InlineData("postgresql:///trade?host=/run/sock&user=ann&password=s3cret", "postgresql://ann@/run/sock/trade")]
    [InlineData("postgresql://a,b:5433/trade", "postgresql://a,b:5433/trade")]
    [InlineData("Host=h;Username=ann;Password=s3cret;Database=trade", "postgresql://ann@h/trade")]
    [InlineData(" server = h ; pwd=s3cret", "postgresql://h/")]
    public void Parse_PostgresForms_ShowTheServerWithoutThePassword(string connection, string location)
    {
        var address = Assert.IsType<PostgresAddress>(StoreAddress.Parse(connection));
        Assert.Equal(location, address.Location);
    }

    [Fact]
    public void Parse_Url_KeepsEveryPart()
    {
        var url = "postgresql://ann:p%40s%3As@host:6543/trade?sslmode=require&connect_timeout=7&Search%20Path=x";
        var settings = Assert
            .IsType<PostgresAddress>(StoreAddress.Parse(url.Replace("%20", " ", StringComparison.Ordinal)))
            .Settings;
        Assert.Equal(
            ("ann", "p@s:s", "host", 6543, "trade"),
            (settings.Username, settings.Password, settings.Host, settings.Port, settings.Database)
        );
        Assert.Equal((Npgsql.SslMode.Require, 7, "x"), (settings.SslMode, settings.Timeout, settings.SearchPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("sqlite:")]
    [InlineData(":memory:")]
    [InlineData("mysql://ann:s3cret@host/trade")]
    [InlineData("postgresql://ann:s3cret/@host/trade")]
    [InlineData("postgresql://ann:12/s3cret@host/trade")]
    [InlineData("postgresql://ann:12?s3cret=1@host/trade")]
    [InlineData("postgresql://ann:s3cret#@host/trade")]
    [InlineData("postgresql://ann:s3cret")]
    [InlineData("postgresql://host/trade?s3cret")]
    [InlineData("postgresql://host/trade?colour=s3cret")]
    [InlineData("postgresql://host/trade?connect_timeout=s3cret")]
    [InlineData("postgresql://host/trade?sslmode=s3cret")]
    [InlineData("postgresql://host:99999/trade?password=s3cret")]
    [InlineData("Host=h;Pasword=s3cret")]
    [InlineData("Host=h;Port=s3cret")]
    [InlineData("Host=h;Password='s3cret")]
    [InlineData("Host=h;s3cret")]
    [InlineData("Password=s3cret;Database=trade")]
    public void Open_ConnectionThatCannotBeRead_SaysWhatToWriteAndNeverRepeatsAPassword(string connection)
    {
        var e = Assert.Throws<StoreException>(() => LedgerStore.Open(connection, StoreAccess.Read));
        Assert.Equal(StoreFault.BadConnection, e.Fault);
        Assert.Contains("Write a file path", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Path_IsMadeFull()
    {
        var expected = Path.GetFullPath("x/ledger.db");
        Assert.Equal(expected, StoreAddress.Parse("x/ledger.db").Location);
        Assert.Equal(expected, StoreAddress.Parse("SQLite:x/ledger.db").Location);
    }

    [Fact]
    public void LockTimeout_OutsideItsRange_IsRefused()
    {
        Assert.Equal(Duration.FromSeconds(30), new StoreOptions().LockTimeout);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StoreOptions { LockTimeout = Duration.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StoreOptions { LockTimeout = Duration.FromHours(2) });
    }
}
