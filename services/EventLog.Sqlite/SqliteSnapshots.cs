using CommunityGrains.Sqlite;
using Dapper;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>Snapshots in the log's file. Made after the log, whose tables they use.</summary>
public sealed class SqliteSnapshots(SqliteDatabase database) : ISnapshots
{
    public ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var reader = database.OpenReader();
        using var statement = new Statement(reader.Connection, """
            select version, shape, json from snapshots where stream = (select id from streams where name = ?1)
            """);
        return ValueTask.FromResult(statement.Bind(1, stream.ToString()).Step()
            ? new Snapshot(statement.Int64(0), statement.Text(1), statement.Bytes(2).ToArray())
            : null);
    }

    /// <summary>Keeps the snapshot unless a later one of the same shape is kept already. Nothing is kept for
    /// a stream that the log does not know.</summary>
    public ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default) =>
        database.WriteAsync((connection, _) =>
        {
            using var statement = new Statement(connection, """
                insert into snapshots (stream, version, shape, json)
                select id, ?2, ?3, ?4 from streams where name = ?1
                on conflict do update
                set version = excluded.version, shape = excluded.shape, json = excluded.json
                where excluded.shape <> shape or excluded.version >= version
                """);
            statement.Bind(1, stream.ToString()).Bind(2, snapshot.Version).Bind(3, snapshot.Shape)
                .BindText(4, snapshot.Json.Span).Run();
        }, cancel);
}

/// <summary>Checkpoints in the log's file. Made after the log, whose tables they use.</summary>
public sealed class SqliteCheckpoints(SqliteDatabase database) : ICheckpoints
{
    public ValueTask<long> ReadAsync(string reader, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var lease = database.OpenReader();
        return ValueTask.FromResult(lease.Connection.ExecuteScalar<long>(
            "select coalesce(max(position), 0) from checkpoints where reader = @reader", new { reader }));
    }

    public ValueTask WriteAsync(string reader, long position, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) =>
        {
            connection.Execute("""
                insert into checkpoints (reader, position) values (@reader, @position)
                on conflict do update set position = excluded.position
                """, new { reader, position }, transaction);
        }, cancel);
}
