using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Parley.Ledger.Storage;

/// <summary>Where a ledger is: a connection text, read. Its location is fit to be shown.</summary>
internal abstract partial record StoreAddress(string Location)
{
    public static StoreAddress Parse(string connection)
    {
        var text = connection.Trim();
        if (text.Length == 0)
            throw StoreMessages.EmptyConnection();
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase))
            return File(text["sqlite:".Length..]);
        if (Scheme().Match(text) is { Success: true } scheme)
        {
            var name = scheme.Groups["name"].Value.ToLowerInvariant();
            return name is "postgres" or "postgresql"
                ? PostgresAddress.OfUrl(text[scheme.Length..])
                : throw StoreMessages.UnknownScheme(name);
        }

        // Anything that looks like a key=value list is one, so that a password in it is never taken for a file's name.
        return KeyValue().IsMatch(text) ? PostgresAddress.OfKeyValues(text) : File(text);
    }

    private static SqliteAddress File(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw StoreMessages.EmptyConnection();
        if (path.Equals(":memory:", StringComparison.Ordinal))
            throw StoreMessages.InMemory();
        return new SqliteAddress(Path.GetFullPath(path));
    }

    [GeneratedRegex(
        @"^(?<name>[A-Za-z][A-Za-z0-9+.-]+)://",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"(^|;)\s*(host|server|port|database|db|username|user id|user name|userid|user|uid|password|pwd|psw|passfile)\s*=",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex KeyValue();
}

/// <summary>A SQLite file.</summary>
/// <param name="FullPath">Its full path.</param>
internal sealed record SqliteAddress(string FullPath) : StoreAddress(FullPath);

/// <summary>A PostgreSQL database.</summary>
internal sealed record PostgresAddress : StoreAddress
{
    // libpq's names in URLs that Npgsql calls otherwise; any other is tried as Npgsql's own.
    private static readonly Dictionary<string, string> Libpq = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["target_session_attrs"] = "Target Session Attributes",
        ["search_path"] = "Search Path",
    };

    private PostgresAddress(NpgsqlConnectionStringBuilder settings)
        : base(Show(settings)) => Settings = settings;

    /// <summary>The settings, with the password: never to be shown.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    public static PostgresAddress OfKeyValues(string text)
    {
        var settings = Guarded(() => new NpgsqlConnectionStringBuilder(text));
        return string.IsNullOrEmpty(settings.Host) ? throw StoreMessages.NoHost() : new PostgresAddress(settings);
    }

    /// <summary>Reads what stands behind <c>postgresql://</c>: <c>[user[:password]@][host[:port]][/database][?key=value&amp;…]</c>.</summary>
    public static PostgresAddress OfUrl(string rest)
    {
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        // A password with an unescaped / or ? would end up in the database's name, and so on the screen.
        if (tail.Contains('@', StringComparison.Ordinal) || rest.Contains('#', StringComparison.Ordinal))
            throw StoreMessages.BadUrl(
                "@, /, ? and # in a user name, password or parameter must be written %40, %2F, %3F and %23"
            );

        var settings = new NpgsqlConnectionStringBuilder();
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var user = authority[..at].Split(':', 2);
            settings.Username = Unescape(user[0]);
            if (user.Length == 2)
                settings.Password = Unescape(user[1]);
        }

        ReadHost(settings, authority[(at + 1)..]);
        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var database = (question < 0 ? tail : tail[..question]).TrimStart('/');
        if (database.Length > 0)
            settings.Database = Unescape(database);
        if (question >= 0)
            ReadParameters(settings, tail[(question + 1)..]);
        if (string.IsNullOrEmpty(settings.Host))
            settings.Host = "localhost";
        return new PostgresAddress(settings);
    }

    private static void ReadHost(NpgsqlConnectionStringBuilder settings, string host)
    {
        // Several hosts, as libpq allows them, keep their ports: Npgsql takes the list as it is.
        var colon = host.LastIndexOf(':');
        if (host.Contains(',', StringComparison.Ordinal) || colon < 0 || host.EndsWith(']'))
        {
            if (host.Length > 0)
                settings.Host = Unescape(host).Trim('[', ']');
            return;
        }

        if (
            !int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535
        )
        {
            throw StoreMessages.BadUrl("the port is no number from 1 to 65535");
        }

        settings.Port = port;
        if (colon > 0)
            settings.Host = Unescape(host[..colon]).Trim('[', ']');
    }

    private static void ReadParameters(NpgsqlConnectionStringBuilder settings, string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2)
                throw StoreMessages.BadUrl("a parameter after ? is not of the form key=value");
            var key = Libpq.GetValueOrDefault(parts[0], parts[0]);
            var value = Unescape(parts[1]);
            if (key.Equals("SSL Mode", StringComparison.OrdinalIgnoreCase))
                value = value.Replace("-", "", StringComparison.Ordinal);
            Guarded(() => settings[key] = value);
        }
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text);

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            // Npgsql's own words and the exception stay behind: they may quote the text.
            throw StoreMessages.BadKeyword(e.ParamName is "keyword" or "connectionString" ? null : e.ParamName);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            throw StoreMessages.BadKeyword(null);
        }
    }

    private static string Show(NpgsqlConnectionStringBuilder settings)
    {
        var user = string.IsNullOrEmpty(settings.Username) ? "" : settings.Username + "@";
        var host = settings.Host!;
        if (host.Contains(':', StringComparison.Ordinal) && !host.Contains(',', StringComparison.Ordinal))
            host = $"[{host}]";
        var port = settings.Port == 5432 ? "" : string.Create(CultureInfo.InvariantCulture, $":{settings.Port}");
        var database = settings.Database ?? settings.Username ?? "";
        return $"postgresql://{user}{host}{port}/{database}";
    }
}
