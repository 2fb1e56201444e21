using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Host.Checking;

/// <summary>What a check of the log found. A fault is a sentence without personal data;
/// <c>FaultsUnlisted</c>: so many more. <c>IsReadable</c>: whether it could be read to its end.</summary>
public sealed record LogFindings(
    long Events, int Streams, IReadOnlyList<string> Faults, int FaultsUnlisted, bool IsReadable);

/// <summary>
/// Reads the whole log: positions rise, each stream's versions have no hole, its hash chain holds, every
/// event can be read and fits the state that those before it have made, and every stream reaches as far as
/// the commands that are kept beside it say. Works beside programs that append.
/// </summary>
public sealed class LogCheck
{
    private const int PageSize = 5_000;

    /// <summary>More are counted, not listed.</summary>
    private const int FaultsMax = 100;

    private readonly IEventLog log;
    private readonly Dictionary<string, IGrainKind> kinds =
        GrainKinds.All.ToDictionary(kind => kind.Category);
    private readonly Dictionary<StreamId, Tail> streams = [];
    private readonly Dictionary<StreamId, long> promised = [];
    private readonly List<string> faults = [];
    private long position;
    private long events;
    private int unlisted;
    private bool isReadable = true;

    private LogCheck(IEventLog log) => this.log = log;

    public static async Task<LogFindings> RunAsync(
        IEventLog log, ILogArchive archive, CancellationToken cancel = default)
    {
        var check = new LogCheck(log);
        // Before the events: whatever these say must be found by the reading that comes after.
        await check.ReadCommandsAsync(archive, cancel);
        await check.ReadEventsAsync(cancel);
        await check.CompareEndsAsync(cancel);
        return new LogFindings(
            check.events, check.streams.Count, check.faults, check.unlisted, check.isReadable);
    }

    private async Task ReadCommandsAsync(ILogArchive archive, CancellationToken cancel)
    {
        try
        {
            await foreach (var kept in archive.ReadCommandsAsync(0, cancel))
            {
                if (kept.EventCount > 0 && kept.Version > promised.GetValueOrDefault(kept.Stream))
                    promised[kept.Stream] = kept.Version;
            }
        }
        catch (Exception error) when (IsOfTheData(error))
        {
            Add($"what is kept of the commands cannot be read to its end: {error.GetType().Name}");
        }
    }

    private async Task ReadEventsAsync(CancellationToken cancel)
    {
        while (await ReadPageAsync(cancel) is { Count: > 0 } page)
        {
            foreach (var recorded in page)
            {
                events++;
                if (recorded.Position <= position) Add($"position {recorded.Position} follows {position}");
                position = recorded.Position;
                var tail = streams.GetValueOrDefault(recorded.Stream)
                    ?? Tail.Before(kinds.GetValueOrDefault(recorded.Stream.Category));
                foreach (var fault in FaultsOf(recorded, tail)) Add(fault);
                streams[recorded.Stream] = tail.After(recorded);
            }
        }
    }

    // A row whose name, date or id is no such thing stops the reading there, but not the check.
    private async Task<IReadOnlyList<RecordedEvent>> ReadPageAsync(CancellationToken cancel)
    {
        try
        {
            return await log.ReadAllAsync(position, PageSize, cancel);
        }
        catch (Exception error) when (IsOfTheData(error))
        {
            return await ReadOneAsync(error, cancel);
        }
    }

    private async Task<IReadOnlyList<RecordedEvent>> ReadOneAsync(Exception why, CancellationToken cancel)
    {
        try
        {
            return await log.ReadAllAsync(position, 1, cancel);
        }
        catch (Exception error) when (IsOfTheData(error))
        {
            isReadable = false;
            Add($"the event after position {position} cannot be read, nor what follows: "
                + why.GetType().Name);
            return [];
        }
    }

    /// <summary>A chain does not show that its end was cut off; what came of the commands does.</summary>
    private async Task CompareEndsAsync(CancellationToken cancel)
    {
        foreach (var (stream, version) in promised)
        {
            var last = streams.GetValueOrDefault(stream)?.Version ?? 0;
            if (last >= version) continue;
            // On a server the newest events are readable a moment later in the order of everything.
            var later = await log.ReadStreamAsync(stream, last, PageSize, cancel);
            if (later.Count > 0) last = later[^1].Version;
            if (last < version)
                Add($"{stream} ends at version {last}, but a command was acknowledged at {version}");
        }
    }

    private static IEnumerable<string> FaultsOf(RecordedEvent recorded, Tail tail)
    {
        var where = $"{recorded.Stream} at position {recorded.Position}";
        if (recorded.Version != tail.Version + 1)
            yield return $"{where}: version {recorded.Version} follows {tail.Version}";
        if (!HashChain.Holds(tail.Hash.Span, recorded)) yield return $"{where}: the hash does not hold";
        if (tail.TryEvolve(recorded) is { } why) yield return $"{where}: {why}";
    }

    private static bool IsOfTheData(Exception error) =>
        error is FormatException or ArgumentException or InvalidCastException;

    private void Add(string fault)
    {
        if (faults.Count < FaultsMax) faults.Add(fault);
        else unlisted++;
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
