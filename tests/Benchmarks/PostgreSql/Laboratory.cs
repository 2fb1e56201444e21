using System.Globalization;
using CommunityGrains.PostgreSql;
using CommunityGrains.Tests;
using Npgsql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// The one server of a benchmark, on which its system, its rivals and its limits are all measured.
/// Durability is PostgreSQL's default: fsync on, each commit waits for the disk. What is set otherwise
/// than by default holds for everybody alike.
/// </summary>
internal sealed class Laboratory : IAsyncDisposable
{
    // Room to work in: with the defaults (128 MB, 1 GB) a checkpoint would fall into some rounds and not
    // in others.
    private static readonly string[] Settings =
        ["max_connections=200", "shared_buffers=1GB", "max_wal_size=8GB", "checkpoint_timeout=30min"];

    private readonly PostgresServer server;
    private readonly int process;
    private int closed;

    private Laboratory(PostgresServer server, BenchmarkOptions options)
    {
        (this.server, Options) = (server, options);
        process = server.ProcessId;
        // Whoever interrupts a benchmark leaves no server behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public BenchmarkOptions Options { get; }

    public static async Task<Laboratory> OpenAsync(BenchmarkOptions options)
    {
        var laboratory = new Laboratory(await PostgresServer.StartAsync(Settings), options);
        await laboratory.DescribeAsync();
        return laboratory;
    }

    /// <summary>Does the work in an empty database, which is dropped afterwards.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<string, Task<T>> work)
    {
        var connectionString = await server.CreateDatabaseAsync();
        try
        {
            return await work(connectionString);
        }
        finally
        {
            await server.DropDatabaseAsync(connectionString);
        }
    }

    /// <inheritdoc cref="InDatabaseAsync{T}(Func{string, Task{T}})"/>
    public Task<T> InDatabaseAsync<T>(Func<PostgresDatabase, Task<T>> work) =>
        InDatabaseAsync(async (string connectionString) =>
        {
            await using var database = new PostgresDatabase(connectionString);
            return await work(database);
        });

    public Meter Measure() => new(() => ProcessorTime.OfFamily(process));

    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref closed, 1) == 0 ? server.DisposeAsync() : default;

    private Task DescribeAsync() => InDatabaseAsync(async (PostgresDatabase database) =>
    {
        var names = string.Join(", ", new[] { "fsync", "synchronous_commit", "full_page_writes" }
            .Concat(Settings.Select(setting => setting.Split('=')[0])).Select(name => $"'{name}'"));
        await using var command = database.Source.CreateCommand($"""
            select current_setting('server_version'),
              string_agg(name || ' = ' || current_setting(name), ', ' order by name) from pg_settings
            where name in ({names})
            """);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            Server    PostgreSQL {row.GetString(0)}, data on {FileSystem()}
            Settings  {row.GetString(1)}
            """));
        return true;
    });

    private string FileSystem() => DriveInfo.GetDrives()
        .Where(drive => server.Folder!.StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
        .MaxBy(drive => drive.RootDirectory.FullName.Length)?.DriveFormat ?? "an unknown file system";
}

/// <summary>Statements without a result.</summary>
internal static class Statements
{
    public static async Task RunAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A parameter by place, of the type that its value has.</summary>
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
