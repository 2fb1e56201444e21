using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CommunityGrains.Tests;

/// <summary>A PostgreSQL server for tests, in a temporary folder on a free port of the loopback. Databases
/// are made on it, one for each test.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The connection string of a server that stands ready for all tests: test.sh sets it. Without
    /// it the first test of a process starts one.</summary>
    private const string ReadyServer = "COMMUNITYGRAINS_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);

    private readonly string? folder;
    private readonly string[] settings;
    private string server;

    private PostgresServer(string? folder, string server, string[] settings)
    {
        this.folder = folder;
        this.server = server;
        this.settings = settings;
    }

    /// <summary>One server for all tests of the process, which none of them may stop.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>A server of the test's own, to be stopped, killed and started again.</summary>
    /// <param name="settings">Such as "max_connections=50".</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var place = Directory.CreateTempSubdirectory("communitygrains-pg-").FullName;
        try
        {
            return new PostgresServer(place, Connection(await StartIn(place, settings)), settings);
        }
        catch
        {
            Directory.Delete(place, recursive: true);
            throw;
        }
    }

    /// <summary>The process id of the server's first process.</summary>
    public int ProcessId => int.Parse(
        File.ReadLines(Path.Combine(RequireFolder(), "data", "postmaster.pid")).First(),
        CultureInfo.InvariantCulture);

    /// <summary>The folder with its data, log and port; null when it was started elsewhere.</summary>
    public string? Folder => folder;

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await RunAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await RunAsync($"drop database if exists {name} with (force)");
    }

    /// <summary>Stops it; "fast" ends the sessions in order, "immediate" is like a crash.</summary>
    public Task StopAsync(string mode = "fast") => ScriptAsync("stop", RequireFolder(), mode);

    /// <summary>Starts it again after a stop, on the same port.</summary>
    public async Task StartAgainAsync() => server = Connection(await StartIn(RequireFolder(), settings));

    public async ValueTask DisposeAsync()
    {
        if (folder is null) return;
        await StopAsync("immediate");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<PostgresServer> StartSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(ReadyServer) is { Length: > 0 } ready)
            return new PostgresServer(null, ready, []);
        var started = await StartAsync("max_connections=200", "fsync=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            started.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return started;
    }

    private static Task<string> StartIn(string folder, string[] settings) =>
        ScriptAsync(["start", folder, .. settings.SelectMany(setting => new[] { "-c", setting })]);

    private static string Connection(string port) =>
        $"Host=127.0.0.1;Port={port.Trim()};Username=postgres;Database=postgres";

    private static async Task<string> ScriptAsync(params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "postgres.sh");
        var start = new ProcessStartInfo("bash", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"postgres.sh {arguments[0]} failed: {await error}");
    }

    private string RequireFolder() =>
        folder ?? throw new InvalidOperationException("this server is shared; start one of your own");

    /// <summary>Runs a statement as superuser, in no database of a test.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
