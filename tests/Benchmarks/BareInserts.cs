using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>What a program without a log would do: one prepared insert in a loop, on the same kind of file
/// with the same durability.</summary>
internal static class BareInserts
{
    private static readonly string[] Columns =
    [
        "stream", "version", "name", "json", "recorded_at", "business_date", "account", "command",
        "causation",
        "correlation", "hash",
    ];

    public static Task<Measurement> RoundAsync(int batch, int count, byte[] json)
    {
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "bare.db"));
        using var create = database.Writer.CreateCommand();
        create.CommandText =
            $"create table bare (position integer primary key, {string.Join(", ", Columns)})";
        create.ExecuteNonQuery();
        var meter = new Meter();
        InsertAll(database.Writer, batch, count, json);
        return Task.FromResult(meter.Stop(count));
    }

    private static void InsertAll(SqliteConnection connection, int batch, int count, byte[] json)
    {
        using var insert = connection.CreateCommand();
        var parameters = Columns.Select(column => insert.Parameters.AddWithValue($"@{column}", 0L)).ToArray();
        insert.CommandText = $"insert into bare ({string.Join(", ", Columns)}) "
            + $"values ({string.Join(", ", Columns.Select(column => $"@{column}"))})";
        insert.Prepare();
        for (var done = 0; done < count; done += batch)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            for (var index = 0; index < batch; index++) InsertOne(insert, parameters, done + index, json);
            transaction.Commit();
        }
    }

    private static void InsertOne(SqliteCommand insert, SqliteParameter[] parameters, int index, byte[] json)
    {
        var command = Guid.CreateVersion7().ToByteArray();
        ReadOnlySpan<object> values =
        [
            (long)index, 1L, "community.registered.v1", json.ToArray(), 1_795_000_000_000_000L, "2026-11-21",
            "0192f0c1-0000-7000-8000-000000000001", command, command, command, new byte[32],
        ];
        for (var column = 0; column < values.Length; column++) parameters[column].Value = values[column];
        insert.ExecuteNonQuery();
    }
}
