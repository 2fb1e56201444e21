using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>A hand that reaches into a server's database past the program.</summary>
internal static class Sql
{
    public static async Task RunAsync(string store, string sql)
    {
        await using var held = await HoldAsync(store, sql);
    }

    /// <summary>Runs a statement and keeps its session, with what it locks, until disposed of.</summary>
    public static async Task<IAsyncDisposable> HoldAsync(string store, string sql)
    {
        var connection = new NpgsqlConnection(store + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first value of what a statement finds, as text.</summary>
    public static async Task<string> TextAsync(string store, string sql)
    {
        await using var connection = new NpgsqlConnection(store + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }
}
