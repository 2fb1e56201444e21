using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// The rival from the shelf: message-db's function write_message with an expected version, a call a
/// transaction, over a pool of at most 64 connections. Installed from a copy of its folder "database", or
/// found where the server's template brings it into every database.
/// </summary>
internal static class MessageDb
{
    private const int ConnectionsMax = 64;

    // What needs another comes after it.
    private static readonly string[] Parts =
        ["schema", "extensions", "tables", "types", "functions", "indexes"];

    public static Task<bool> IsThereAsync(Laboratory laboratory) =>
        laboratory.Options.MessageDb is not null ? Task.FromResult(true)
        : laboratory.InDatabaseAsync(async (string connectionString) =>
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var find = source.CreateCommand(
                "select to_regnamespace('message_store') is not null");
            return await find.ExecuteScalarAsync() is true;
        });

    public static Task<Measurement> RoundAsync(Laboratory laboratory, int callers) =>
        laboratory.InDatabaseAsync(async (string connectionString) =>
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString)
            {
                SearchPath = "message_store, public",
                MaxPoolSize = ConnectionsMax,
                NoResetOnClose = true,
            };
            await using var source = NpgsqlDataSource.Create(settings);
            if (laboratory.Options.MessageDb is { } folder) await InstallAsync(source, folder);
            return await Load.RunAsync(laboratory, callers, () =>
            {
                var places = new Places();
                return async () =>
                {
                    await WriteAsync(source, places);
                    return 1;
                };
            });
        });

    private static async Task InstallAsync(NpgsqlDataSource source, string folder)
    {
        var files = Parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part), "*.sql")
            .Order(StringComparer.Ordinal));
        foreach (var file in files) await source.RunAsync(await File.ReadAllTextAsync(file));
    }

    private static async Task WriteAsync(NpgsqlDataSource source, Places places)
    {
        await using var connection = await source.OpenConnectionAsync();
        var (stream, version) = places.Next();
        await using var write = new NpgsqlCommand(
            "select write_message($1, $2, $3, $4, null, $5)", connection)
            .With(Guid.CreateVersion7().ToString()).With($"community-{stream}").With(Sample.Name);
        write.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = Encoding.UTF8.GetString(Sample.Json()),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        await write.With(version - 1L).PrepareAsync();
        await write.ExecuteNonQueryAsync();
    }
}
