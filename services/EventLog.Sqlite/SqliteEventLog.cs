using System.Runtime.CompilerServices;
using CommunityGrains.Sqlite;

namespace CommunityGrains.EventLog.Sqlite;

/// <summary>
/// The event log in the embedded database. Positions are drawn inside the one write transaction that SQLite
/// allows at a time, so they become visible in their order and have no holes. Several processes may append to
/// one file.
/// </summary>
public sealed class SqliteEventLog : IEventLog
{
    // Two logs on one connection could not see each other's commits in SQLite's data version.
    private static readonly ConditionalWeakTable<SqliteDatabase, SqliteEventLog> Open = [];

    private readonly SqliteDatabase database;
    private readonly CommitWatch watch;
    private readonly GroupCommit commits;
    private int disposed;

    /// <summary>Opens the log and brings its tables up to date. The database stays its owner's to close,
    /// after the log.</summary>
    /// <exception cref="UnusableDatabaseException">A newer program has written the log's tables.</exception>
    /// <exception cref="InvalidOperationException">A log is open already on this database object.</exception>
    public SqliteEventLog(SqliteDatabase database, TimeProvider time, SqliteEventLogOptions? options = null)
    {
        if (!Open.TryAdd(database, this))
            throw new InvalidOperationException("this database has an open log already");
        this.database = database;
        try
        {
            Tables.Apply(database);
            options ??= new SqliteEventLogOptions();
            watch = new CommitWatch(database, time, options.PollInterval);
            commits = new GroupCommit(database, time, options, watch.Pulse);
        }
        catch
        {
            Open.Remove(database);
            watch?.Dispose();
            throw;
        }
    }

    /// <summary>The log's tables, which its snapshots and checkpoints share.</summary>
    private static Migrations Tables { get; } = new("log", typeof(SqliteEventLog).Assembly);

    /// <inheritdoc />
    /// <remarks>Cancelling withdraws a request that still waits, and then nothing of it is stored; once the
    /// writer has taken it, the verdict is given all the same.</remarks>
    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel = default)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<AppendVerdict>(cancel);
        return RequestCheck.Refusal(request) is { } refusal
            ? ValueTask.FromException<AppendVerdict>(refusal)
            : commits.AppendAsync(request, cancel);
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default) =>
        ReadEvents(LogRows.ReadStreamSql, statement => statement
            .Bind(1, afterVersion).Bind(2, countMax).Bind(3, stream.ToString()), cancel);

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default) =>
        ReadEvents(
            LogRows.ReadAllSql, statement => statement.Bind(1, afterPosition).Bind(2, countMax), cancel);

    public ValueTask<long> HeadAsync(CancellationToken cancel = default) =>
        ValueTask.FromResult(Head(cancel));

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The log was shut while waiting.</exception>
    public ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default) =>
        watch.UntilAsync(() => Head(cancel) > afterPosition, cancel);

    public ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default) =>
        ValueTask.FromResult(Read(
            LogRows.FindCommandSql, statement => LogRows.FindCommand(statement, command), cancel));

    /// <summary>Takes no more requests, answers all it has taken, wakes those who wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await commits.DisposeAsync();
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        watch.Dispose();
        Open.Remove(database);
    }

    // SQLite reads from the page cache or the local disk, in microseconds; handing that to another thread
    // would cost more than it takes.
    private T Read<T>(string sql, Func<Statement, T> map, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        using var reader = database.OpenReader();
        var statement = reader.Kept(sql);
        try
        {
            return map(statement);
        }
        finally
        {
            statement.Reset();
        }
    }

    private ValueTask<IReadOnlyList<RecordedEvent>> ReadEvents(
        string sql, Func<Statement, Statement> bind, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<RecordedEvent>>(
            Read(sql, statement => LogRows.ReadEvents(bind(statement), cancel), cancel));

    private long Head(CancellationToken cancel) => Read(LogRows.HeadSql, statement =>
    {
        statement.Step();
        return statement.Int64(0);
    }, cancel);
}
