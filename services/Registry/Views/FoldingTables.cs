using CommunityGrains.EventLog;
using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Views;

/// <summary>What folding into the views' tables has in common in every database: the records in memory, and
/// which of them a page has to load.</summary>
internal abstract class FoldingTables(int generationMax) : IProjectionTables
{
    protected const int GenerationMax = 10_000;

    private long committed;

    protected RecordLanes Records { get; } = new(generationMax);

    public abstract ValueTask<Progress> ReadProgressAsync(CancellationToken cancel = default);

    public abstract ValueTask<IReadOnlyList<ParkedEvent>> ParkedAsync(CancellationToken cancel = default);

    public async ValueTask<IPageFold> BeginPageAsync(
        IReadOnlyList<RecordedEvent> events, CancellationToken cancel = default)
    {
        Records.Trim(Interlocked.Read(ref committed));
        if (LoadsRecords && Missing(events) is { Count: > 0 } missing) await LoadAsync(missing, cancel);
        return NewPage();
    }

    public abstract ValueTask CommitAsync(
        IPageFold page, Advance advance, CancellationToken cancel = default);

    public abstract ValueTask RewriteAsync(
        IPageFold page, IReadOnlyCollection<StreamId> streams, Advance advance,
        CancellationToken cancel = default);

    public void Forget() => Records.Clear();

    /// <summary>Whether a record that is not in memory may be in the tables.</summary>
    protected virtual bool LoadsRecords => true;

    protected virtual RegistryFold NewPage() => new(Records);

    /// <summary>Puts the records of these streams that are in the tables into <see
    /// cref="Records"/>.</summary>
    protected abstract ValueTask LoadAsync(IReadOnlyList<StreamId> streams, CancellationToken cancel);

    /// <summary>The tables stand at this position; records above it may not be forgotten.</summary>
    protected void StandAt(long position) => Interlocked.Exchange(ref committed, position);

    // A stream that begins in this page has no record to load; one that is folded anew must not find its old
    // one.
    private List<StreamId> Missing(IReadOnlyList<RecordedEvent> events)
    {
        var (seen, missing) = (new HashSet<StreamId>(), new List<StreamId>());
        foreach (var recorded in events)
        {
            if (seen.Add(recorded.Stream) && recorded.Version > 1 && Records.Find(recorded.Stream) is null)
                missing.Add(recorded.Stream);
        }

        return missing;
    }
}
