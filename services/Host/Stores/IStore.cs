using CommunityGrains.Access;
using CommunityGrains.EventLog;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Host.Stores;

/// <summary>
/// Everything of a deployment that depends on what it is kept in. The log stands open; nothing follows it
/// yet. Disposing closes all of it, after whoever uses it has ended.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Where it is, for people; no account and no password.</summary>
    string Place { get; }

    IEventLog Log { get; }

    /// <summary>The same log as it is stored.</summary>
    ILogArchive Archive { get; }

    ISnapshots Snapshots { get; }

    IRegionList Regions { get; }

    /// <summary>Secrets and keys, outside the log.</summary>
    AccessDatabase Access { get; }

    /// <summary>How far the processes have read.</summary>
    ICheckpoints Checkpoints { get; }

    IRegistryViews RegistryViews { get; }

    /// <summary>Who may write the views and run the processes.</summary>
    IViewOwner Views { get; }

    /// <summary>Answers from the views. <paramref name="follower"/>: the loop of this program, which wakes
    /// whoever waits for a position.</summary>
    ViewRegistry RegistryOver(ProjectionRunner follower);

    /// <summary>What is on record, for imports.</summary>
    IExistingRecords RecordsOver(IRegistry registry);
}
