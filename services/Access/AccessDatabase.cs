using System.Data.Common;

namespace CommunityGrains.Access;

/// <summary>
/// Where accounts' secrets and people's keys are kept, outside the log: a file of its own beside the embedded
/// database, or the schema <c>access</c> on PostgreSQL. Statements are written once, in what both understand:
/// <c>@name</c> parameters, ids as texts, times as microseconds since 1970, <c>on conflict … do update</c>,
/// <c>returning</c>.
/// </summary>
public abstract class AccessDatabase : IAsyncDisposable
{
    /// <summary>Runs <paramref name="work"/> on a connection of its own, for reading.</summary>
    public abstract ValueTask<T> ReadAsync<T>(
        Func<DbConnection, Task<T>> work, CancellationToken cancel = default);

    /// <summary>Runs <paramref name="work"/> in one transaction and commits it durably; an exception rolls
    /// all of it back. In the embedded database one write runs at a time, so the work should be
    /// short.</summary>
    public abstract ValueTask<T> WriteAsync<T>(
        Func<DbTransaction, Task<T>> work, CancellationToken cancel = default);

    public abstract ValueTask DisposeAsync();
}
