using CommunityGrains.Sqlite;
using Microsoft.Data.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>The statements of the append path, prepared once for the log's life.</summary>
internal sealed class LogStatements(SqliteConnection connection) : IDisposable
{
    public const string FindStreamSql = """
        select s.id, coalesce(e.version, 0), e.hash
        from streams s left join events e on e.stream = s.id
        where s.name = ?1 order by e.version desc limit 1
        """;

    public const string InsertCommandSql = """
        insert into commands (command, stream, position, version, event_count, fingerprint, outcome)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        on conflict do nothing
        """;

    public const string InsertEventSql = """
        insert into events (position, stream, version, name, json, recorded_at, business_date, account,
          command, causation, correlation, hash)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    // Immediate: a transaction that began by reading could no longer become the writer after another commit.
    public Statement Begin { get; } = new(connection, "begin immediate");

    public Statement Commit { get; } = new(connection, "commit");

    public Statement Rollback { get; } = new(connection, "rollback");

    public Statement DataVersion { get; } = new(connection, "pragma data_version");

    public Statement LastEvent { get; } = new(connection, """
        select position, recorded_at from events order by position desc limit 1
        """);

    public Statement FindStream { get; } = new(connection, FindStreamSql);

    public Statement InsertStream { get; } = new(connection, "insert into streams (name) values (?1)");

    public Statement FindCommand { get; } = new(connection, LogRows.FindCommandSql);

    public Statement InsertCommand { get; } = new(connection, InsertCommandSql);

    public Statement InsertEvent { get; } = new(connection, InsertEventSql);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)
            [Begin, Commit, Rollback, DataVersion, LastEvent, FindStream, InsertStream, FindCommand,
                InsertCommand, InsertEvent])
            statement.Dispose();
    }
}
