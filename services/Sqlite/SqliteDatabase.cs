using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommunityGrains.Sqlite;

/// <summary>
/// The embedded database of a deployment: one file that holds the log and the views. One connection writes,
/// in turn (<see cref="WriteTurn"/>); any number read at the same time without waiting for it. Across
/// processes SQLite's own lock decides, waited for with bounded patience.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    /// <summary>How long a write waits for another process that holds the file, unless told
    /// otherwise.</summary>
    public static readonly TimeSpan DefaultLockPatience = TimeSpan.FromSeconds(30);

    private const int IdleReadersMax = 16;

    private readonly ConcurrentQueue<PooledReader> idleReaders = new();
    private readonly Action<SqliteConnection>? prepare;
    private readonly TimeSpan lockPatience;
    private readonly SqliteConnection writer;
    private int disposed;

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Opens the file, or makes it (and its folder) for its owner alone.</summary>
    /// <param name="path">The file. It must lie on a local disk.</param>
    /// <param name="prepare">Runs on every new connection: for functions and collations of one's own.</param>
    /// <param name="lockPatience">How long a write waits for another process that holds the file.</param>
    /// <exception cref="UnusableDatabaseException">Another program's file, a newer version's, or a place
    /// where SQLite cannot work safely.</exception>
    public SqliteDatabase(
        string path, Action<SqliteConnection>? prepare = null, TimeSpan? lockPatience = null)
    {
        this.prepare = prepare;
        this.lockPatience = lockPatience ?? DefaultLockPatience;
        FilePath = Path.GetFullPath(path);
        DatabaseFile.Ensure(FilePath);
        writer = DatabaseFile.Connect(FilePath, readOnly: false, this.lockPatience);
        try
        {
            DatabaseFile.Identify(writer, FilePath);
            DatabaseFile.UseWriteAheadLog(writer, FilePath);
            DatabaseFile.SetUpWriter(writer);
            prepare?.Invoke(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public string FilePath { get; }

    /// <summary>The turn to write; needed only by those who use <see cref="Writer"/> directly.</summary>
    public WriteTurn Turn { get; } = new();

    /// <summary>The one writing connection. Touch it only while holding <see cref="Turn"/>.</summary>
    public SqliteConnection Writer => disposed == 0
        ? writer
        : throw new ObjectDisposedException(nameof(SqliteDatabase));

    /// <summary>SQLite's version, as "3.50.4".</summary>
    public string Version => writer.ServerVersion;

    /// <summary>A reading connection from the pool; dispose it to give it back.</summary>
    public SqliteReader OpenReader()
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        return new SqliteReader(idleReaders.TryDequeue(out var idle) ? idle : ConnectReader(), GiveBack);
    }

    /// <summary>Runs <paramref name="work"/> in one transaction when its turn comes, and commits it durably;
    /// an exception rolls all of it back. The work runs without leaving its thread, so it should be short and
    /// must not wait for another write.</summary>
    /// <exception cref="SqliteException">The work failed, or another process kept the file
    /// locked.</exception>
    public async ValueTask<T> WriteAsync<T>(
        Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancel = default)
    {
        using (await Turn.EnterAsync(cancel))
        {
            using var transaction = Writer.BeginTransaction(deferred: false);
            var result = work(writer, transaction);
            transaction.Commit();
            return result;
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public async ValueTask WriteAsync(
        Action<SqliteConnection, SqliteTransaction> work, CancellationToken cancel = default) =>
        await WriteAsync((connection, transaction) =>
        {
            work(connection, transaction);
            return true;
        }, cancel);

    /// <summary>Waits for the write under way, then closes. Readers still on loan close when they come
    /// back.</summary>
    public void Dispose()
    {
        using (Turn.Enter())
        {
            if (Interlocked.Exchange(ref disposed, 1) != 0) return;
            while (idleReaders.TryDequeue(out var idle)) idle.Dispose();
            writer.Dispose();
        }
    }

    private PooledReader ConnectReader()
    {
        var connection = DatabaseFile.Connect(FilePath, readOnly: true, lockPatience);
        DatabaseFile.SetUpReader(connection);
        prepare?.Invoke(connection);
        return new PooledReader(connection);
    }

    private void GiveBack(PooledReader reader)
    {
        if (disposed != 0 || idleReaders.Count >= IdleReadersMax)
        {
            reader.Dispose();
            return;
        }

        idleReaders.Enqueue(reader);
        // Shut between the question and the return: nobody else would close it.
        if (disposed != 0 && idleReaders.TryDequeue(out var late)) late.Dispose();
    }
}
