using System.Runtime.CompilerServices;

namespace CommunityGrains.EventLog;

/// <summary>Something in the log that cannot be. <c>Position</c>: the event at which it shows.</summary>
public sealed record LogFault(long Position, StreamId Stream, long Version, string What);

/// <summary>Reads a log from its beginning and finds what was changed, removed or moved since it was written.
/// The end of a stream can be cut off without its chain showing it; what the views remember shows
/// that.</summary>
public static class LogCheck
{
    private const int PageSize = 1_000;

    public static async IAsyncEnumerable<LogFault> FaultsAsync(
        IEventLog log, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var ends = new Dictionary<StreamId, (long Version, ReadOnlyMemory<byte> Hash)>();
        var position = 0L;
        while (await log.ReadAllAsync(position, PageSize, cancel) is { Count: > 0 } page)
        {
            foreach (var recorded in page)
            {
                var end = ends.GetValueOrDefault(recorded.Stream, (0, HashChain.Beginning));
                var what = FaultOf(recorded, position, end);
                if (what is not null)
                    yield return new LogFault(recorded.Position, recorded.Stream, recorded.Version, what);
                // Goes on from what is there, so that one fault is reported once.
                ends[recorded.Stream] = (recorded.Version, recorded.Hash);
                position = recorded.Position;
            }
        }
    }

    private static string? FaultOf(
        RecordedEvent recorded, long previousPosition, (long Version, ReadOnlyMemory<byte> Hash) end)
    {
        if (recorded.Position <= previousPosition) return $"its position is not after {previousPosition}";
        if (recorded.Version != end.Version + 1) return $"it follows version {end.Version} of its stream";
        return HashChain.Holds(end.Hash.Span, recorded)
            ? null
            : "its hash does not fit its content and predecessor";
    }
}
