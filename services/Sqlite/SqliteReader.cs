using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Sqlite;

/// <summary>A reading connection on loan from the pool; dispose it to give it back. It sees what is
/// committed, and within a transaction of its own one unmoving moment. Any attempt to write on it
/// fails.</summary>
public sealed class SqliteReader : IDisposable
{
    private readonly Action<PooledReader> giveBack;
    private PooledReader? pooled;

    internal SqliteReader(PooledReader pooled, Action<PooledReader> giveBack)
    {
        this.pooled = pooled;
        this.giveBack = giveBack;
    }

    public SqliteConnection Connection => Pooled.Connection;

    private PooledReader Pooled => pooled ?? throw new ObjectDisposedException(nameof(SqliteReader));

    /// <summary>The statement of this text, prepared once for the connection's life: for questions asked time
    /// and again in the very same words. It is the connection's: reset it after use, and do not dispose
    /// it.</summary>
    public Statement Kept(string sql) => Pooled.Kept(sql);

    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref pooled, null);
        if (returned is null) return;
        // A transaction left open would hold the write-ahead log back for ever.
        if (raw.sqlite3_get_autocommit(returned.Connection.Handle) == 0) returned.Dispose();
        else giveBack(returned);
    }
}

/// <summary>A connection of the pool with the statements it has been asked to keep.</summary>
internal sealed class PooledReader(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> kept = [];

    public SqliteConnection Connection { get; } = connection;

    public Statement Kept(string sql)
    {
        if (!kept.TryGetValue(sql, out var statement))
            kept.Add(sql, statement = new Statement(Connection, sql));
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in kept.Values) statement.Dispose();
        Connection.Dispose();
    }
}
