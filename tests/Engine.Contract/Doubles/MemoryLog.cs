using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

/// <summary>A log in memory with the verdicts of a real one; and it can be restored to an older
/// point.</summary>
public sealed class MemoryLog : IEventLog
{
    private readonly Lock sync = new();
    private readonly List<RecordedEvent> all = [];
    private readonly Dictionary<StreamId, List<RecordedEvent>> streams = [];
    private readonly Dictionary<Guid, KeptCommand> commands = [];
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<AppendVerdict> AppendAsync(AppendRequest request, CancellationToken cancel = default) =>
        new(Append(request));

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default)
    {
        lock (sync) return new([.. StreamOf(stream).Skip((int)afterVersion).Take(countMax)]);
    }

    public ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default)
    {
        lock (sync) return new([.. all.Skip((int)afterPosition).Take(countMax)]);
    }

    public ValueTask<long> HeadAsync(CancellationToken cancel = default)
    {
        lock (sync) return new(Head);
    }

    public async ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default)
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (Head > afterPosition) return;
                next = grown.Task;
            }

            await next.WaitAsync(cancel);
        }
    }

    public ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default)
    {
        lock (sync) return new(commands.GetValueOrDefault(command));
    }

    /// <summary>Takes the log back to a position, as a restore of an older backup does.</summary>
    public void RestoreTo(long position)
    {
        lock (sync)
        {
            all.RemoveAll(recorded => recorded.Position > position);
            foreach (var stream in streams.Values) stream.RemoveAll(recorded => recorded.Position > position);
            foreach (var kept in commands.Values.Where(kept => kept.Position > position).ToList())
                commands.Remove(kept.Command);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private long Head => all.Count == 0 ? 0 : all[^1].Position;

    private AppendVerdict Append(AppendRequest request)
    {
        lock (sync)
        {
            if (commands.TryGetValue(request.Command, out var kept))
            {
                return kept.Fingerprint.Span.SequenceEqual(request.Fingerprint.Span)
                    ? new AppendVerdict.Repeated(kept)
                    : new AppendVerdict.CommandReused();
            }

            var stream = StreamOf(request.Stream);
            if (stream.Count != request.ExpectedVersion) return new AppendVerdict.Conflict(stream.Count);
            foreach (var happened in request.Events) Store(request, happened, stream);
            commands[request.Command] = new KeptCommand(
                request.Command, request.Stream, Head, stream.Count, request.Events.Count,
                request.Fingerprint, request.Outcome);
            if (request.Events.Count > 0)
            {
                grown.SetResult();
                grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return new AppendVerdict.Appended(Head, stream.Count);
        }
    }

    private void Store(AppendRequest request, NewEvent happened, List<RecordedEvent> stream)
    {
        var recorded = new RecordedEvent(
            Head + 1, request.Stream, stream.Count + 1, happened.Name, happened.Json,
            DateTimeOffset.UnixEpoch, request.BusinessDate, request.Account, request.Command,
            request.Causation, request.Correlation,
            HashChain.Beginning);
        stream.Add(recorded);
        all.Add(recorded);
    }

    private List<RecordedEvent> StreamOf(StreamId stream)
    {
        if (streams.TryGetValue(stream, out var found)) return found;
        return streams[stream] = [];
    }
}

/// <summary>Snapshots and checkpoints in memory.</summary>
public sealed class MemoryNotes : ISnapshots, ICheckpoints
{
    private readonly Lock sync = new();
    private readonly Dictionary<StreamId, Snapshot> snapshots = [];
    private readonly Dictionary<string, long> checkpoints = [];

    public ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default)
    {
        lock (sync) return new(snapshots.GetValueOrDefault(stream));
    }

    public ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default)
    {
        lock (sync) snapshots[stream] = snapshot;
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> ReadAsync(string reader, CancellationToken cancel = default)
    {
        lock (sync) return new(checkpoints.GetValueOrDefault(reader));
    }

    public ValueTask WriteAsync(string reader, long position, CancellationToken cancel = default)
    {
        lock (sync) checkpoints[reader] = position;
        return ValueTask.CompletedTask;
    }
}
