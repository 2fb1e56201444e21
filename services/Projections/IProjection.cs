using CommunityGrains.EventLog;

namespace CommunityGrains.Projections;

/// <summary>
/// One view of the log: tables that are a function of the events up to a position. It knows nothing of loops;
/// the <see cref="ProjectionRunner"/> reads, folds, commits, rebuilds and says how it fares.
/// </summary>
public interface IProjection
{
    /// <summary>The name its checkpoint is kept under; never changed.</summary>
    string Name { get; }

    /// <summary>Raised whenever the same events would give other rows; the view is then rebuilt by
    /// itself.</summary>
    int FoldVersion { get; }

    PoisonPolicy OnPoison { get; }

    /// <summary>The tables that questions are answered from.</summary>
    IProjectionTables Live { get; }

    /// <summary>Whether a failure of the tables stays, however often it is tried again: a table that is not
    /// there, a file that is no database. A locked file or a full disk passes.</summary>
    bool IsHopeless(Exception error);

    /// <summary>Drops what an earlier rebuild left behind and makes empty tables beside the live
    /// ones.</summary>
    ValueTask<IShadowTables> BeginRebuildAsync(CancellationToken cancel = default);
}

/// <summary>What to do with an event that cannot be read or folded.</summary>
public enum PoisonPolicy
{
    /// <summary>The view stands still and says so, until somebody mends it.</summary>
    Stop,

    /// <summary>The event is set aside; later events of its stream are folded without it.</summary>
    Park,

    /// <summary>The event is set aside, and with it all later events of its stream: other streams go
    /// on.</summary>
    HoldStream,
}

/// <summary>Tables that pages of events are folded into: the live ones, or shadow ones being
/// rebuilt.</summary>
public interface IProjectionTables
{
    ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default);

    /// <summary>Starts a page: loads the records that its events touch.</summary>
    ValueTask<IPageFold> BeginPageAsync(
        IReadOnlyList<RecordedEvent> events, CancellationToken cancel = default);

    /// <summary>Writes the page's rows, what was set aside and the checkpoint in one transaction.</summary>
    /// <exception cref="CheckpointMovedException">The stored checkpoint is not <c>advance.From</c>:
    /// another loop was here. Nothing was written.</exception>
    ValueTask CommitAsync(IPageFold page, Advance advance, CancellationToken cancel = default);

    /// <summary>Writes again all rows of these streams from their whole histories up to the checkpoint, and
    /// replaces what is set aside of them.</summary>
    /// <exception cref="CheckpointMovedException">As for <see cref="CommitAsync"/>.</exception>
    ValueTask RewriteAsync(
        IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
        CancellationToken cancel = default);

    /// <summary>What is set aside, in the order of positions.</summary>
    ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(CancellationToken cancel = default);

    /// <summary>Forgets every record held in memory: after a failure the tables alone are believed.</summary>
    void Forget();
}

/// <summary>Tables under construction.</summary>
public interface IShadowTables : IProjectionTables
{
    /// <summary>Everything was folded once: builds indexes and whatever else is cheaper at the end. Commits
    /// still work afterwards.</summary>
    ValueTask FinishAsync(CancellationToken cancel = default);

    /// <summary>Puts these tables and their checkpoint in the place of the live ones, in one transaction;
    /// false when the live ones have read further, and nothing was changed. A live checkpoint above the log's
    /// head does not count: it belongs to another log.</summary>
    ValueTask<bool> TrySwapAsync(long head, CancellationToken cancel = default);
}

/// <summary>A page being folded in memory, in lanes: a stream's events all go through one lane, in their
/// order, and different lanes may be folded at the same time.</summary>
public interface IPageFold
{
    int LaneCount { get; }

    /// <summary>The stream's lane, from 0; the same for every page of these tables.</summary>
    int LaneOf(StreamId stream);

    /// <summary>Folds one event. When it throws, the page is as it was before.</summary>
    void Fold(RecordedEvent recorded, object happened);

    /// <summary>No more events come in this lane; works out the rows to write, off the database's
    /// back.</summary>
    void Seal(int lane);
}

/// <summary>How far tables have read. <c>Hash</c>: of the event at <c>Position</c>, empty at 0.
/// <c>FoldVersion</c>: of the fold that wrote them. <c>Held</c>: streams that are set aside.</summary>
public sealed record Progress(
    long Position, ReadOnlyMemory<byte> Hash, int FoldVersion, IReadOnlySet<string> Held);

/// <summary>The step of a checkpoint that a commit makes.</summary>
public sealed record Advance(
    long From, long To, ReadOnlyMemory<byte> Hash, IReadOnlyList<ParkedEvent> Parked);

/// <summary>An event set aside. <c>Error</c>: the type of what went wrong ("held" for one that only follows),
/// never its text, which may quote personal data.</summary>
public sealed record ParkedEvent(long Position, string Stream, string Name, string Error)
{
    public const string Held = "held";
}

/// <summary>Another loop has moved the checkpoint; read it again before going on.</summary>
public sealed class CheckpointMovedException(string projection)
    : Exception($"The checkpoint of '{projection}' was moved by another loop");

/// <summary>An event stopped the view (<see cref="PoisonPolicy.Stop"/>).</summary>
public sealed class PoisonEventException(string projection, long position, string name, string error)
    : Exception($"'{projection}' stands still before position {position}: {name} failed with {error}");

/// <summary>The checkpoint does not belong to this log: the log was restored to an older point, or is another
/// one.</summary>
public sealed class ForeignCheckpointException(string message) : Exception(message);
