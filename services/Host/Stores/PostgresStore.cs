using CommunityGrains.Access;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.PostgreSql;

namespace CommunityGrains.Host.Stores;

/// <summary>A deployment in a database on a PostgreSQL server, which any number of programs may
/// share.</summary>
public sealed class PostgresStore : IStore
{
    private readonly PostgresDatabase database;
    private readonly PostgresEventLog log;
    private readonly PostgresMoments moments;

    private PostgresStore(
        PostgresDatabase database, PostgresEventLog log, PostgresRegistryViews views, LeaseViewOwner owner,
        PostgresAccessDatabase access)
    {
        Access = access;
        this.database = database;
        this.log = log;
        RegistryViews = views;
        Views = owner;
        Archive = new PostgresLogArchive(database);
        Snapshots = new PostgresSnapshots(database);
        Regions = new PostgresRegionList(database);
        Checkpoints = new PostgresCheckpoints(database);
        moments = new PostgresMoments(database);
    }

    public string Place => database.Place;

    public IEventLog Log => log;

    public ILogArchive Archive { get; }

    public ISnapshots Snapshots { get; }

    public IRegionList Regions { get; }

    public AccessDatabase Access { get; }

    public ICheckpoints Checkpoints { get; }

    public IRegistryViews RegistryViews { get; }

    public IViewOwner Views { get; }

    /// <summary>Connects, and brings the tables up to date.</summary>
    /// <exception cref="UnusableDatabaseException">The server cannot be used, or its tables are a newer
    /// version's.</exception>
    public static async ValueTask<PostgresStore> OpenAsync(
        StoreChoice.Server choice, TimeProvider clock, CancellationToken cancel = default)
    {
        var opened = choice.Open();
        PostgresEventLog? openedLog = null;
        try
        {
            openedLog = await PostgresEventLog.OpenAsync(opened, clock, cancel: cancel);
            await Lease.PrepareAsync(opened, cancel);
            var owner = new LeaseViewOwner(opened, clock);
            var views = await PostgresRegistryViews.OpenAsync(
                opened, new ViewLease(LeaseViewOwner.LeaseName, () => owner.Epoch), cancel: cancel);
            var access = await PostgresAccessDatabase.OpenAsync(opened, cancel);
            return new PostgresStore(opened, openedLog, views, owner, access);
        }
        catch
        {
            if (openedLog is not null) await openedLog.DisposeAsync();
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the database holds a log; it is only read.</summary>
    /// <exception cref="UnusableDatabaseException">The server cannot be used.</exception>
    public static async ValueTask<bool> ExistsAsync(
        StoreChoice.Server choice, CancellationToken cancel = default)
    {
        await using var asked = choice.Open();
        await asked.RequireAsync(cancel);
        await using var command = asked.Source.CreateCommand(
            "select to_regclass('eventlog.events') is not null");
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public ViewRegistry RegistryOver(ProjectionRunner follower) => new ViewRegistry(moments, log, follower);

    public IExistingRecords RecordsOver(IRegistry registry) =>
        new ViewRecords(moments, log, registry, Archive);

    public ValueTask DisposeAsync() => Shutdown.AllAsync(
        RegistryViews.DisposeAsync, Views.DisposeAsync, log.DisposeAsync, Access.DisposeAsync,
        database.DisposeAsync);
}
