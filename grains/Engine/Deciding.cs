using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;

namespace CommunityGrains.Engine;

/// <summary>What every engine does in a grain's turn: reads its state from snapshot and tail, decides,
/// appends, reads and decides again when somebody else was first. What engines differ in is only who gives
/// the turns. One for all grains of a process; the log is the caller's and must outlive it.</summary>
public sealed class Deciding
{
    private readonly KnownKinds kinds;
    private readonly GrainReader reader;
    private readonly GrainDecider decider;
    private readonly SnapshotWriter? snapshots;

    /// <summary>Without snapshots every stream is read from its beginning. Kinds and catalogue default to the
    /// whole domain.</summary>
    /// <exception cref="ArgumentException">A limit makes no sense.</exception>
    public Deciding(
        IEventLog log, ISnapshots? snapshots = null, EngineOptions? options = null, KnownKinds? kinds = null,
        EventCatalogue? catalogue = null)
    {
        var limits = EngineOptions.Checked(options ?? new EngineOptions());
        Catalogue = catalogue ?? EventCatalogue.Default;
        this.kinds = kinds ?? new KnownKinds();
        this.snapshots = snapshots is null || limits.SnapshotEvery == 0
            ? null
            : new SnapshotWriter(snapshots, limits.SnapshotEvery, limits.SnapshotsPendingMax);
        reader = new GrainReader(
            log, this.snapshots is null ? null : snapshots, this.snapshots, Catalogue, limits);
        decider = new GrainDecider(log, reader, this.snapshots, Catalogue, limits);
    }

    /// <summary>The names of the events that are written and read.</summary>
    public EventCatalogue Catalogue { get; }

    /// <summary>An activation of the stream, nothing of it read yet.</summary>
    /// <exception cref="ArgumentException">No kind of grain has the stream's category.</exception>
    public Activation Open(StreamId stream) => new(stream, kinds.Of(stream));

    /// <summary>Decides the command and appends what it decided. Nobody's patience matters here: what has
    /// begun is finished.</summary>
    /// <exception cref="CommandReusedException">The id was used before for another command.</exception>
    /// <exception cref="GrainContendedException">Others appended first, time and again.</exception>
    /// <exception cref="AppendFailedException">The log could not take it.</exception>
    public ValueTask<Reply> AskAsync(Activation activation, Order order) =>
        decider.DecideAsync(activation, order);

    /// <summary>What the command would yield at the stream's end.</summary>
    public async ValueTask<Consideration> ConsiderAsync(
        Activation activation, Order order, CancellationToken cancel)
    {
        // Somebody else may have appended: only the log knows where the stream ends.
        await reader.CatchUpAsync(activation, cancel);
        return GrainDecider.Consider(activation, order);
    }

    /// <summary>The state at the stream's end.</summary>
    public async ValueTask<GrainState> StateAsync(Activation activation, CancellationToken cancel)
    {
        await reader.CatchUpAsync(activation, cancel);
        return new GrainState(activation.State!, activation.Version);
    }

    /// <summary>Completes when the snapshots that were due have been written or given up.</summary>
    public Task FlushAsync() => snapshots?.FlushAsync() ?? Task.CompletedTask;
}
