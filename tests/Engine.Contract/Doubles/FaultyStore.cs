using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

/// <summary>Any log, snapshots and checkpoints, with a hook at every step: hold it, fail it, lose its answer
/// after the commit, or slip something in before it. What is awaited in a hook holds that step
/// alone.</summary>
public sealed class FaultyStore(IEventLog log, ISnapshots snapshots, ICheckpoints checkpoints)
    : IEventLog, ISnapshots, ICheckpoints
{
    private int eventsRead;
    private int snapshotsSaved;

    /// <summary>Runs at the beginning of every step, with its name; and after a write with "…
    /// done".</summary>
    public Func<string, Task> AtStep { get; set; } = _ => Task.CompletedTask;

    public Func<AppendRequest, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    public Func<AppendRequest, AppendVerdict, Task> AfterAppend { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How many events reads of single streams have returned.</summary>
    public int EventsReadCount => Volatile.Read(ref eventsRead);

    public int SnapshotsSavedCount => Volatile.Read(ref snapshotsSaved);

    /// <summary>The same store with hooks of its own.</summary>
    public FaultyStore Again() => new(log, snapshots, checkpoints);

    public async ValueTask<AppendVerdict> AppendAsync(
        AppendRequest request, CancellationToken cancel = default)
    {
        await AtStep("append");
        await BeforeAppend(request);
        var verdict = await log.AppendAsync(request, cancel);
        await AfterAppend(request, verdict);
        await AtStep("append done");
        return verdict;
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, long afterVersion, int countMax, CancellationToken cancel = default)
    {
        await AtStep("read stream");
        var page = await log.ReadStreamAsync(stream, afterVersion, countMax, cancel);
        Interlocked.Add(ref eventsRead, page.Count);
        return page;
    }

    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadAllAsync(
        long afterPosition, int countMax, CancellationToken cancel = default)
    {
        await AtStep("read all");
        return await log.ReadAllAsync(afterPosition, countMax, cancel);
    }

    public async ValueTask<long> HeadAsync(CancellationToken cancel = default)
    {
        await AtStep("head");
        return await log.HeadAsync(cancel);
    }

    public ValueTask WaitAsync(long afterPosition, CancellationToken cancel = default) =>
        log.WaitAsync(afterPosition, cancel);

    public async ValueTask<KeptCommand?> FindCommandAsync(Guid command, CancellationToken cancel = default)
    {
        await AtStep("find command");
        return await log.FindCommandAsync(command, cancel);
    }

    public async ValueTask<Snapshot?> FindAsync(StreamId stream, CancellationToken cancel = default)
    {
        await AtStep("find snapshot");
        return await snapshots.FindAsync(stream, cancel);
    }

    public async ValueTask SaveAsync(StreamId stream, Snapshot snapshot, CancellationToken cancel = default)
    {
        await AtStep("save snapshot");
        await snapshots.SaveAsync(stream, snapshot, cancel);
        Interlocked.Increment(ref snapshotsSaved);
    }

    public async ValueTask<long> ReadAsync(string reader, CancellationToken cancel = default)
    {
        await AtStep("read checkpoint");
        return await checkpoints.ReadAsync(reader, cancel);
    }

    public async ValueTask WriteAsync(string reader, long position, CancellationToken cancel = default)
    {
        await AtStep("write checkpoint");
        await checkpoints.WriteAsync(reader, position, cancel);
        await AtStep("write checkpoint done");
    }

    // The store beneath belongs to the test, and outlives the engines over it.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
