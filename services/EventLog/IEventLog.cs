namespace CommunityGrains.EventLog;

/// <summary>
/// The one truth of a deployment: streams of events, and one order of everything that has no holes a reader
/// could fall into. Every implementation passes EventLog.Contract.
/// </summary>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>Appends. The verdict is given only when it is durable. Requests of many callers share one
    /// commit (group commit), each with a verdict of its own.</summary>
    /// <exception cref="AppendFailedException">The request itself cannot be stored, or the disk is full. Ask
    /// again with the same command id.</exception>
    /// <exception cref="ObjectDisposedException">The log is shut.</exception>
    ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel = default);

    /// <summary>The stream's events after a version, oldest first, at most so many. A page shorter than
    /// <paramref name="countMax"/> ends where the stream ended at the time of asking: no implementation cuts
    /// pages short for reasons of its own. Empty when there are none.</summary>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default);

    /// <summary>Events of all streams after a position, in order, at most so many. Everything at or before
    /// the last one returned is final: nothing will ever appear among it.</summary>
    ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default);

    /// <summary>The position of the last event that readers can see; 0 when there is none.</summary>
    ValueTask<long> HeadAsync(CancellationToken cancel = default);

    /// <summary>Returns as soon as there is an event after this position, whoever appended it.</summary>
    ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default);

    /// <summary>What came of a command; null when the log has never seen its id.</summary>
    ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default);
}

/// <summary>Where a state is kept so that a long stream need not be read from its beginning. Never the truth:
/// a snapshot that is missing, old or unreadable is as good as none.</summary>
public interface ISnapshots
{
    ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default);

    ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default);
}

/// <summary>A state at a version. <c>Shape</c> names the code that wrote it; another shape is
/// ignored.</summary>
public sealed record Snapshot(long Version, string Shape, ReadOnlyMemory<byte> Json);

/// <summary>Where a reader of the log has got to, for readers that keep no view of their own.</summary>
public interface ICheckpoints
{
    /// <summary>The reader's position; 0 when it never read.</summary>
    ValueTask<long> ReadAsync(string reader, CancellationToken cancel = default);

    ValueTask WriteAsync(string reader, long position, CancellationToken cancel = default);
}
