namespace CommunityGrains.EventLog;

/// <summary>
/// An event as it is stored. <c>Position</c>: its place in the order of everything, from 1, rising, possibly
/// with gaps. <c>Version</c>: its place in its stream, from 1, without gaps. <c>RecordedAt</c>: the log's
/// clock (UTC, whole microseconds). <c>Hash</c>: see <see cref="HashChain"/>.
/// </summary>
public sealed record RecordedEvent(
    long Position,
    StreamId Stream,
    long Version,
    string Name,
    ReadOnlyMemory<byte> Json,
    DateTimeOffset RecordedAt,
    DateOnly BusinessDate,
    string Account,
    Guid Command,
    Guid Causation,
    Guid Correlation,
    ReadOnlyMemory<byte> Hash);
