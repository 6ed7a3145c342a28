using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Parley.Tests.Ledger.Storage.PostgresServer))]

namespace Parley.Tests.Ledger.Storage;

/// <summary>
/// A PostgreSQL server of our own, in a temporary folder and on a Unix socket only. One for the whole assembly, started
/// when a test first asks for it; where there is none on the machine, that test is skipped and says so.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string DebianRoot = "/usr/lib/postgresql";

    private readonly Lock gate = new();
    private readonly string? programs = FindPrograms();
    private TempFolder? folder;
    private Process? server;
    private string? failure;
    private int schemas;

    /// <summary>The settings of the administrator's connection; skips the test if there is no server to be had.</summary>
    public string ConnectionOrSkip()
    {
        lock (gate)
        {
            if (programs is null)
                Assert.Skip($"There is no PostgreSQL under {DebianRoot}.");
            if (failure is not null)
                Assert.Skip("PostgreSQL did not start: " + failure);
            if (server is null)
                Start();
            return Settings();
        }
    }

    /// <summary>A connection to a schema that is new and empty.</summary>
    public string NewSchema()
    {
        var connection = ConnectionOrSkip();
        var name = string.Create(CultureInfo.InvariantCulture, $"ledger{Interlocked.Increment(ref schemas)}");
        Execute(connection, $"CREATE SCHEMA {name}");
        return connection + ";Search Path=" + name;
    }

    /// <summary>Makes a folder the server's own, so that a tablespace can be put into it.</summary>
    public static void Own(string path)
    {
        if (Programs.IsRoot)
            Programs.MustRun("chown", "postgres", path);
    }

    public static void Execute(string connection, string sql)
    {
        using var open = new NpgsqlConnection(connection + ";Pooling=false");
        open.Open();
        using var command = new NpgsqlCommand(sql, open);
        command.ExecuteNonQuery();
    }

    /// <summary>Kills the server and all its processes with SIGKILL, and starts it again on the same data.</summary>
    public void KillAndRestart()
    {
        lock (gate)
        {
            server!.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
            Launch();
        }
    }

    public void Dispose()
    {
        if (server is not null)
        {
            AsOwner("pg_ctl", "stop", "-D", Data, "-m", "immediate");
            server.WaitForExit();
            server.Dispose();
        }

        folder?.Dispose();
    }

    private string Data => folder!.File("data");

    private string Settings() => $"Host={folder!.FullPath};Username=postgres;Database=postgres";

    private void Start()
    {
        folder = new TempFolder();
        Own(folder.FullPath);
        var (code, text) = AsOwner(
            "initdb",
            "-D",
            Data,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"
        );
        if (code != 0)
        {
            failure = text;
            Assert.Skip("PostgreSQL did not start: " + failure);
        }

        // One role must give a password, so that a wrong one can be tried.
        var access = Path.Combine(Data, "pg_hba.conf");
        File.WriteAllText(access, "local all guarded scram-sha-256\nlocal all all trust\n");
        Launch();
    }

    private void Launch()
    {
        var (file, arguments) = Owned(
            "postgres",
            ["-D", Data, "-k", folder!.FullPath, "-c", "listen_addresses=", "-c", "log_min_messages=fatal"]
        );
        server = Programs.Start(file, arguments);
        server.OutputDataReceived += static (_, _) => { };
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Execute(Settings(), "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (clock.Elapsed < TimeSpan.FromSeconds(30) && !server.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }

    private (int Code, string Text) AsOwner(string program, params string[] arguments)
    {
        var (file, all) = Owned(program, arguments);
        return Programs.Run(file, all);
    }

    // PostgreSQL refuses to run as root. setpriv becomes the program; runuser would stay as its parent, and stop when it
    // is killed.
    private (string File, string[] Arguments) Owned(string program, string[] arguments)
    {
        var file = Path.Combine(programs!, program);
        return Programs.IsRoot
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", file, .. arguments])
            : (file, arguments);
    }

    private static string? FindPrograms() =>
        Directory.Exists(DebianRoot)
            ? Directory
                .EnumerateDirectories(DebianRoot)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            : null;
}
