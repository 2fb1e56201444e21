using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Sqlite;

/// <summary>A reading connection on loan from the pool; dispose it to give it back. It sees what is
/// committed, and within a transaction of its own one unmoving moment. Any attempt to write on it
/// fails.</summary>
public sealed class SqliteReader : IDisposable
{
    private readonly Action<SqliteConnection> giveBack;
    private SqliteConnection? connection;

    internal SqliteReader(SqliteConnection connection, Action<SqliteConnection> giveBack)
    {
        this.connection = connection;
        this.giveBack = giveBack;
    }

    public SqliteConnection Connection => connection
        ?? throw new ObjectDisposedException(nameof(SqliteReader));

    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref connection, null);
        if (returned is null) return;
        // A transaction left open would hold the write-ahead log back for ever.
        if (raw.sqlite3_get_autocommit(returned.Handle) == 0) returned.Dispose();
        else giveBack(returned);
    }
}
