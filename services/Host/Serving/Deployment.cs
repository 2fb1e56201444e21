using CommunityGrains.Domain.Processes;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Projections;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;

using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Host.Serving;

/// <summary>
/// What a data folder consists of, put together in one place for the server and for every other command of
/// the command line. Opening starts nothing; <see cref="StartFollowing"/> does.
/// </summary>
public sealed class Deployment : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly SqliteEventLog log;
    private readonly LocalGrains grains;
    private Task? following;

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="UnusableDatabaseException">The file is not ours, or not for this version.</exception>
    public Deployment(HostOptions options)
    {
        Database = new SqliteDatabase(options.DatabaseFile);
        log = new SqliteEventLog(Database, options.Clock);
        Checkpoints = new SqliteCheckpoints(Database);
        grains = new LocalGrains(log, new SqliteSnapshots(Database), clock: options.Clock);
        RegistryViews = new SqliteRegistryViews(Database);
        Projection = new ProjectionRunner(log, RegistryViews, time: options.Clock);
        var moments = new SqliteMoments(Database);
        Registry = new ViewRegistry(moments, log, Projection);
        Records = new ViewRecords(moments, log, Registry);
        Processes = [.. AllProcesses.All.Select(process =>
            new ProcessRunner(process, log, grains, Checkpoints, clock: options.Clock))];
        Calendar = new RegionCalendar(options.Clock, RegionCalendar.Moscow);
        Views = new ViewOwner(options.Data, options.Clock);
    }

    public SqliteDatabase Database { get; }

    public IEventLog Log => log;

    public IGrains Grains => grains;

    public ICheckpoints Checkpoints { get; }

    public IRegistry Registry { get; }

    /// <summary>What an import needs to know before it begins.</summary>
    public IExistingRecords Records { get; }

    public IRegistryViews RegistryViews { get; }

    public ProjectionRunner Projection { get; }

    public IReadOnlyList<ProcessRunner> Processes { get; }

    public RegionCalendar Calendar { get; }

    public ViewOwner Views { get; }

    /// <summary>Follows the log with views and processes as soon as this program holds the views; another
    /// program on the same folder does so meanwhile.</summary>
    public void StartFollowing()
    {
        if (following is null) following = FollowAsync(stopping.Token);
    }

    /// <summary>Returns when the views have seen all that is in the log now.</summary>
    /// <exception cref="RefusedException">The views stand still, and why.</exception>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        var head = await Log.HeadAsync(cancel);
        while (!await Registry.WaitAsync(head, TimeSpan.FromSeconds(1), cancel))
        {
            if (Views.IsOwner && await Projection.DeathAsync(cancel) is { } why)
                throw new RefusedException(why);
        }
    }

    /// <summary>No more commands; those taken are answered.</summary>
    public Task DrainAsync(CancellationToken cancel) => grains.DrainAsync(cancel);

    /// <summary>Ends views and processes where they are, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (following is not null) await following;
        await Projection.DisposeAsync();
        await grains.DisposeAsync();
        await RegistryViews.DisposeAsync();
        Views.Dispose();
        await log.DisposeAsync();
        Database.Dispose();
        stopping.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            await Views.TakeAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Projection.Start();
        await Task.WhenAll(Processes.Select(process => process.RunAsync(cancel)));
    }
}
