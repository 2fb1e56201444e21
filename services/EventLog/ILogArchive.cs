namespace CommunityGrains.EventLog;

/// <summary>
/// A log as it is stored, for those who take it as a whole: to copy it to another one, or to check what is
/// kept beside the events. Made on a log whose tables are there; events that others may still be committing
/// are the log's own business (<see cref="IEventLog.ReadAllAsync"/>).
/// </summary>
public interface ILogArchive
{
    /// <summary>Where it ends now.</summary>
    ValueTask<ArchiveEnd> EndAsync(CancellationToken cancel = default);

    /// <summary>How many events and commands stand at or before a position.</summary>
    ValueTask<ArchiveCount> CountAsync(long upToPosition, CancellationToken cancel = default);

    /// <summary>What is kept of every command whose position is at least this one, in the order of positions,
    /// then of ids, as of one moment.</summary>
    IAsyncEnumerable<KeptCommand> ReadCommandsAsync(long fromPosition, CancellationToken cancel = default);

    /// <summary>Writes a page as it was recorded elsewhere, in one transaction: positions, versions, times
    /// and hashes stay what they are, and what is appended later comes after them. Commands that are kept
    /// already stay as they are.</summary>
    /// <exception cref="ArchiveMovedException">The log does not end at <see cref="ArchivePage.After"/>.
    /// Nothing was written.</exception>
    ValueTask WriteAsync(ArchivePage page, CancellationToken cancel = default);
}

/// <summary>The last event: its position and hash; 0 and empty when there is none.</summary>
public sealed record ArchiveEnd(long Position, ReadOnlyMemory<byte> Hash);

public sealed record ArchiveCount(long Events, long Commands);

/// <summary>Part of a log. <c>After</c>: the position of the event before the first one; 0 at the beginning.
/// The events' positions rise; both lists may be empty.</summary>
public sealed record ArchivePage(
    long After, IReadOnlyList<RecordedEvent> Events, IReadOnlyList<KeptCommand> Commands);

/// <summary>Somebody else has written to the log that a copy is being made to.</summary>
public sealed class ArchiveMovedException(long expected, long actual) : Exception(
    $"the target was to end at position {expected}, but ends at {actual}: another program writes to it");
