using Npgsql;

namespace CommunityGrains.EndToEnd;

/// <summary>A hand that reaches into a server's database past the program.</summary>
internal static class Sql
{
    public static async Task RunAsync(string store, string sql)
    {
        await using var connection = new NpgsqlConnection(store + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
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
