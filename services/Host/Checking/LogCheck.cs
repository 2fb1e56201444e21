using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Host.Checking;

/// <summary>What a check of the log found. A fault is a sentence without personal data.</summary>
public sealed record LogFindings(long Events, int Streams, IReadOnlyList<string> Faults);

/// <summary>
/// Reads the whole log: positions rise, each stream's versions have no hole, its hash chain holds, and every
/// event can be read and fits the state that those before it have made.
/// </summary>
public static class LogCheck
{
    private const int PageSize = 5_000;

    /// <summary>More are counted, not listed.</summary>
    private const int FaultsMax = 100;

    public static async Task<LogFindings> RunAsync(IEventLog log, CancellationToken cancel = default)
    {
        var streams = new Dictionary<StreamId, Tail>();
        var kinds = GrainKinds.All.ToDictionary(kind => kind.Category);
        var faults = new List<string>();
        var (position, events) = (0L, 0L);
        while (await log.ReadAllAsync(position, PageSize, cancel) is { Count: > 0 } page)
        {
            foreach (var recorded in page)
            {
                events++;
                if (recorded.Position <= position)
                    faults.Add($"position {recorded.Position} follows {position}");
                position = recorded.Position;
                var tail = streams.GetValueOrDefault(recorded.Stream)
                    ?? Tail.Before(kinds.GetValueOrDefault(recorded.Stream.Category));
                if (faults.Count < FaultsMax) faults.AddRange(FaultsOf(recorded, tail));
                streams[recorded.Stream] = tail.After(recorded);
            }
        }

        return new LogFindings(events, streams.Count, faults);
    }

    private static IEnumerable<string> FaultsOf(RecordedEvent recorded, Tail tail)
    {
        var where = $"{recorded.Stream} at position {recorded.Position}";
        if (recorded.Version != tail.Version + 1)
            yield return $"{where}: version {recorded.Version} follows {tail.Version}";
        if (!HashChain.Holds(tail.Hash.Span, recorded)) yield return $"{where}: the hash does not hold";
        if (tail.TryEvolve(recorded) is { } why) yield return $"{where}: {why}";
    }

    private sealed class Tail(IGrainKind? kind)
    {
        private object? state = kind?.InitialState;

        public long Version { get; private set; }

        public ReadOnlyMemory<byte> Hash { get; private set; } = HashChain.Beginning;

        public static Tail Before(IGrainKind? kind) => new(kind);

        /// <summary>Why the event cannot follow; null when it can.</summary>
        public string? TryEvolve(RecordedEvent recorded)
        {
            if (kind is null) return $"no grain is of the kind '{recorded.Stream.Category}'";
            if (state is null) return null; // said already, for an earlier event of the stream
            try
            {
                state = kind.EvolveAny(state, EventCodec.Decode(recorded));
                return null;
            }
            catch (Exception error) when (
                error is UnreadableEventException or EventOutOfPlaceException or InvalidCastException)
            {
                state = null;
                return error is InvalidCastException ? $"{recorded.Name} is no event of its kind"
                    : error.Message;
            }
        }

        public Tail After(RecordedEvent recorded)
        {
            Version = recorded.Version;
            Hash = recorded.Hash.ToArray();
            return this;
        }
    }
}
