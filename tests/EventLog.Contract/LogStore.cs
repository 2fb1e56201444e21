namespace CommunityGrains.EventLog.Contract;

/// <summary>
/// What a log implementation brings to the contract: fresh storage, logs on it, and the means to do to the
/// storage what no log would do. Dispose removes all of it.
/// </summary>
public abstract class LogStore : IAsyncDisposable
{
    public abstract ISnapshots Snapshots { get; }

    public abstract ICheckpoints Checkpoints { get; }

    public abstract IRegionList Regions { get; }

    /// <summary>Opens a log on this storage; every further one stands for another process.</summary>
    public abstract ValueTask<IEventLog> OpenLogAsync(TimeProvider? time = null);

    /// <summary>The position of the last event committed, seen by readers or not yet; 0 when there is
    /// none.</summary>
    public abstract ValueTask<long> LastPositionAsync();

    /// <summary>The storage as an archive; a log was opened on it before.</summary>
    public abstract ValueTask<ILogArchive> OpenArchiveAsync();

    /// <summary>From now on the storage itself refuses events of this name, with an error that no log
    /// foresees.</summary>
    public abstract ValueTask PoisonAsync(string eventName);

    /// <summary>Another program's write transaction, which stays open until it is disposed.</summary>
    public abstract ValueTask<IAsyncDisposable> HoldWritesAsync();

    /// <summary>Another program's reading transaction, which stays open until it is disposed.</summary>
    public abstract ValueTask<IAsyncDisposable> HoldReadsAsync();

    /// <summary>Changes one byte of an event's stored JSON.</summary>
    public abstract ValueTask ChangeByteAsync(long position);

    /// <summary>Removes an event as if it had never been.</summary>
    public abstract ValueTask RemoveAsync(long position);

    /// <summary>Exchanges what two events say (names, JSON, metadata, hashes), keeping their
    /// places.</summary>
    public abstract ValueTask SwapAsync(long position, long other);

    public abstract ValueTask DisposeAsync();
}

/// <summary>A test of the contract: a fresh store with one log open on it.</summary>
public abstract class LogContract(LogStore store) : IAsyncLifetime
{
    protected LogStore Store { get; } = store;

    protected IEventLog Log { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Log = await Store.OpenLogAsync();

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Shuts the log and opens it again, as a restart does.</summary>
    protected async ValueTask ReopenAsync(TimeProvider? time = null)
    {
        await Log.DisposeAsync();
        Log = await Store.OpenLogAsync(time);
    }

    protected ValueTask<AppendVerdict> Append(AppendRequest request) => Log.AppendAsync(request, Cancel);

    /// <summary>Appends, and waits until readers see it: a log may need a moment to prove that nothing comes
    /// before it.</summary>
    protected async ValueTask<AppendVerdict> AppendSeen(AppendRequest request)
    {
        var verdict = await Append(request);
        await Seen(Log);
        return verdict;
    }

    /// <summary>Returns when readers of this log see all that is committed.</summary>
    protected async Task Seen(IEventLog log) =>
        await log.WaitAsync(await Store.LastPositionAsync() - 1, Cancel).AsTask()
            .Within("sight of what is committed");

    /// <summary>All that is committed.</summary>
    protected async ValueTask<IReadOnlyList<RecordedEvent>> Everything(IEventLog? log = null)
    {
        await Seen(log ?? Log);
        return await (log ?? Log).ReadAllAsync(0, int.MaxValue, Cancel);
    }

    protected async Task ChainsHold(IEventLog log)
    {
        await Seen(log);
        await foreach (var fault in LogCheck.FaultsAsync(log, Cancel))
            throw new ShouldAssertException($"the log must be without fault, but: {fault}");
    }
}
