using System.Globalization;
using System.Runtime.CompilerServices;
using CommunityGrains.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>The log's file as an archive. Made after the log, whose tables it uses; writes on a connection of
/// its own, so that a log that stands open on the same file sees them as another program's.</summary>
public sealed class SqliteLogArchive(SqliteDatabase database) : ILogArchive, IDisposable
{
    private const string CommandsSql = """
        select c.command, s.name, c.position, c.version, c.event_count, c.fingerprint, c.outcome
        from commands c join streams s on s.id = c.stream
        where c.position >= ?1 order by c.position, c.command
        """;

    private SqliteDatabase? writing;

    public ValueTask<ArchiveEnd> EndAsync(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var reader = database.OpenReader();
        return new(EndOf(reader.Connection, null));
    }

    public ValueTask<ArchiveCount> CountAsync(long upToPosition, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        using var reader = database.OpenReader();
        var (events, commands) = reader.Connection.QuerySingle<(long, long)>("""
            select (select count(*) from events where position <= @upToPosition),
              (select count(*) from commands where position <= @upToPosition)
            """, new { upToPosition });
        return new(new ArchiveCount(events, commands));
    }

    public async IAsyncEnumerable<KeptCommand> ReadCommandsAsync(
        long fromPosition, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var reader = database.OpenReader();
        using var statement = new Statement(reader.Connection, CommandsSql);
        statement.Bind(1, fromPosition);
        await Task.Yield(); // a sort of everything comes with the first step; not on the caller's stack
        while (statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            yield return LogRows.Command(statement);
        }
    }

    public async ValueTask WriteAsync(ArchivePage page, CancellationToken cancel = default)
    {
        writing ??= new SqliteDatabase(database.FilePath);
        await writing.WriteAsync((connection, transaction) =>
        {
            var end = EndOf(connection, transaction).Position;
            if (end != page.After) throw new ArchiveMovedException(page.After, end);
            using var streams = new Streams(connection);
            Write(connection, page.Events, streams);
            Write(connection, page.Commands, streams);
        }, cancel);
    }

    public void Dispose() => writing?.Dispose();

    private static ArchiveEnd EndOf(SqliteConnection connection, SqliteTransaction? transaction)
    {
        var (position, hash) = connection.QuerySingleOrDefault<(long, byte[]?)>(
            "select position, hash from events order by position desc limit 1", transaction: transaction);
        return new ArchiveEnd(position, hash);
    }

    private static void Write(
        SqliteConnection connection, IReadOnlyList<RecordedEvent> events, Streams streams)
    {
        using var insert = new Statement(connection, LogStatements.InsertEventSql);
        Span<byte> date = stackalloc byte[10];
        foreach (var recorded in events)
        {
            recorded.BusinessDate.TryFormat(date, out _, "O", CultureInfo.InvariantCulture);
            insert
                .Bind(1, recorded.Position)
                .Bind(2, streams.RowOf(recorded.Stream))
                .Bind(3, recorded.Version)
                .Bind(4, recorded.Name)
                .BindText(5, recorded.Json.Span)
                .Bind(6, HashChain.Micros(recorded.RecordedAt))
                .BindText(7, date)
                .Bind(8, recorded.Account)
                .Bind(9, recorded.Command)
                .Bind(10, recorded.Causation)
                .Bind(11, recorded.Correlation)
                .Bind(12, recorded.Hash.Span)
                .Run();
        }
    }

    private static void Write(
        SqliteConnection connection, IReadOnlyList<KeptCommand> commands, Streams streams)
    {
        using var insert = new Statement(connection, LogStatements.InsertCommandSql);
        foreach (var kept in commands)
        {
            insert
                .Bind(1, kept.Command)
                .Bind(2, streams.RowOf(kept.Stream))
                .Bind(3, kept.Position)
                .Bind(4, kept.Version)
                .Bind(5, kept.EventCount)
                .Bind(6, kept.Fingerprint.Span)
                .Bind(7, kept.Outcome.Span)
                .Run();
        }
    }

    /// <summary>The rows of a page's streams, made where they are missing.</summary>
    private sealed class Streams(SqliteConnection connection) : IDisposable
    {
        private readonly Statement insert =
            new(connection, "insert into streams (name) values (?1) on conflict do nothing");

        private readonly Statement find = new(connection, "select id from streams where name = ?1");
        private readonly Dictionary<StreamId, long> rows = [];

        public long RowOf(StreamId stream)
        {
            if (rows.TryGetValue(stream, out var row)) return row;
            var name = stream.ToString();
            insert.Bind(1, name).Run();
            find.Bind(1, name).Step();
            rows.Add(stream, row = find.Int64(0));
            find.Reset();
            return row;
        }

        public void Dispose()
        {
            insert.Dispose();
            find.Dispose();
        }
    }
}
