using System.Text;
using CommunityGrains.PostgreSql;
using Dapper;

namespace CommunityGrains.EventLog.PostgreSql;

/// <summary>Snapshots in the log's database. Made after the log, whose tables they use.</summary>
public sealed class PostgresSnapshots(PostgresDatabase database) : ISnapshots
{
    public async ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var found = await connection.QueryAsync<(long Version, string Shape, string Json)>(
            new CommandDefinition("""
                select k.version, k.shape, k.json
                from eventlog.snapshots k join eventlog.streams s on s.id = k.stream
                where (s.key, s.category, s.region) = (@Key, @Category, @Region)
                """, stream, cancellationToken: cancel));
        return found.AsList() is [var row]
            ? new Snapshot(row.Version, row.Shape, Encoding.UTF8.GetBytes(row.Json))
            : null;
    }

    /// <summary>Keeps the snapshot unless a later one of the same shape is kept already. Nothing is kept for
    /// a stream that the log does not know.</summary>
    public async ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into eventlog.snapshots as k (stream, version, shape, json)
            select id, @Version, @Shape, @json from eventlog.streams
            where (key, category, region) = (@Key, @Category, @Region)
            on conflict (stream) do update
            set version = excluded.version, shape = excluded.shape, json = excluded.json
            where excluded.shape <> k.shape or excluded.version >= k.version
            """, new
        {
            stream.Key, stream.Category, stream.Region, snapshot.Version, snapshot.Shape,
            json = Encoding.UTF8.GetString(snapshot.Json.Span),
        }, cancellationToken: cancel));
    }
}

/// <summary>Checkpoints in the log's database. Made after the log, whose tables they use.</summary>
public sealed class PostgresCheckpoints(PostgresDatabase database) : ICheckpoints
{
    public async ValueTask<long> ReadAsync(string reader, CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce(max(position), 0) from eventlog.checkpoints where reader = @reader",
            new { reader },
            cancellationToken: cancel));
    }

    public async ValueTask WriteAsync(string reader, long position, CancellationToken cancel = default)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into eventlog.checkpoints (reader, position) values (@reader, @position)
            on conflict (reader) do update set position = excluded.position
            """, new { reader, position }, cancellationToken: cancel));
    }
}
