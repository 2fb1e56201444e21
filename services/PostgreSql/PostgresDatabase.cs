using Npgsql;

namespace CommunityGrains.PostgreSql;

/// <summary>
/// A deployment's database on a PostgreSQL server (15 or later): one pool of connections for everything this
/// program does there. The log lives in the schema <c>eventlog</c>, the views in <c>registry</c>, which is
/// the one that names without a schema are looked up in.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private const int VersionMin = 15;
    private const int PreparedMax = 200;

    /// <summary>How many connections the pool has, unless the connection string says so. With those that are
    /// kept apart for accounts and for appends (20 and 2), two programs fit on a server with its usual
    /// hundred.</summary>
    public const int ConnectionsUsual = 24;

    private const string PoolSize = "Maximum Pool Size";

    /// <param name="connectionString">As Npgsql reads it: "Host=…;Database=…;Username=…".</param>
    /// <exception cref="ArgumentException">It is no connection string; the message does not repeat it,
    /// because it may hold a password.</exception>
    public PostgresDatabase(string connectionString)
    {
        var settings = Parse(connectionString) ?? throw new ArgumentException(
            "the store is no connection string such as 'Host=db.example.org;Database=centre;Username=centre'",
            nameof(connectionString));
        settings.ApplicationName ??= "communitygrains";
        if (!settings.ShouldSerialize(PoolSize)) settings.MaxPoolSize = ConnectionsUsual;
        settings.SearchPath = "registry, public";
        // Everything here is set in the transaction that needs it; nothing is left behind in a session.
        settings.NoResetOnClose = true;
        // The same questions are asked again and again; reading them anew costs more than answering most.
        settings.MaxAutoPrepare = PreparedMax;
        settings.AutoPrepareMinUsages = 2;
        // Statements here are short or scan once; compiling them costs more than it saves.
        settings.Options = $"-c jit=off {settings.Options}".TrimEnd();
        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        Source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        Connections = settings.ConnectionString;
    }

    /// <summary>Where it is, for people: host, port and database, no account and no password.</summary>
    public string Place { get; }

    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source { get; }

    // Holds the password.
    private string Connections { get; }

    /// <summary>A pool of its own for connections with other settings, such as "-c
    /// enable_seqscan=off", or with another schema for names without one.</summary>
    public NpgsqlDataSource With(int connectionsMax, string options = "", string? schema = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(Connections) { MaxPoolSize = connectionsMax };
        settings.Options = $"{settings.Options} {options}";
        settings.SearchPath = schema ?? settings.SearchPath;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    /// <summary>What a library needs that opens connections of its own, to tables in a schema of its own. It
    /// holds the password: hand it on, and show it to nobody.</summary>
    public string ConnectionsFor(string schema, int connectionsMax) =>
        new NpgsqlConnectionStringBuilder(Connections) { SearchPath = schema, MaxPoolSize = connectionsMax }
            .ConnectionString;

    /// <summary>Says at once when the server cannot be used.</summary>
    /// <exception cref="UnusableDatabaseException">It cannot be reached, refuses us, or is too
    /// old.</exception>
    public async ValueTask RequireAsync(CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancel);
            if (connection.PostgreSqlVersion.Major < VersionMin)
            {
                throw new UnusableDatabaseException(
                    $"{Place}: the server is PostgreSQL {connection.PostgreSqlVersion}; "
                    + $"{VersionMin} or later is needed");
            }
        }
        catch (PostgresException error)
        {
            // The server's text names accounts and databases, never contents.
            throw new UnusableDatabaseException($"{Place}: {error.MessageText} ({error.SqlState})", error);
        }
        catch (NpgsqlException error)
        {
            throw new UnusableDatabaseException(
                $"{Place}: the server cannot be reached: {error.InnerException?.Message ?? error.Message}",
                error);
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    // The parser's own exception may quote what it could not read, which may be a password.
    private static NpgsqlConnectionStringBuilder? Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>The database cannot be used as it is; the message says why and what to do.</summary>
public sealed class UnusableDatabaseException(string message, Exception? inner = null)
    : Exception(message, inner);
