using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Domain.Processes;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Host.Engines;
using CommunityGrains.Host.Stores;
using CommunityGrains.Projections;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Queries;
using Npgsql;

namespace CommunityGrains.Host.Serving;

/// <summary>
/// What a deployment consists of, put together in one place for the server and for every other command of the
/// command line, whatever it is kept in. Opening starts nothing; <see cref="StartFollowing"/> does.
/// </summary>
public sealed class Deployment : IAsyncDisposable
{
    /// <summary>How long the views may stand still before whoever waits for them is told so.</summary>
    public static readonly TimeSpan StandStillMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SeeingMax = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private readonly TimeProvider clock;
    private readonly SealingGrains sealing;
    private readonly TaskCompletionSource<Func<CancellationToken, Task>> alongside =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? following;

    private Deployment(
        IStore store, IEngine engine, PersonalVault vault, ISecretBox box, string erasures,
        TimeProvider clock)
    {
        Store = store;
        Engine = engine;
        Vault = vault;
        Box = box;
        this.clock = clock;
        Projection = new ProjectionRunner(store.Log, store.RegistryViews, time: clock);
        Registry = store.RegistryOver(Projection);
        Records = store.RecordsOver(Registry);
        sealing = new SealingGrains(engine.Grains, vault);
        Imports = new ImportDoor(new ImportGrains(sealing, vault), new ImportRecords(Records, vault));
        Erasing = new Erasing(
            engine.Grains, store.Log, Registry, vault, new ErasureJournal(erasures),
            new ForgettingAccounts(
                store.Access, box, new GrantKeeper(store.Access, engine.Grains, clock), clock));
        Processes = [.. AllProcesses.All.Select(process =>
            new ProcessRunner(process, store.Log, engine.Grains, store.Checkpoints, clock: clock))];
        Calendar = new RegionCalendar(clock, RegionCalendar.Moscow);
    }

    public IStore Store { get; }

    /// <summary>Who decides.</summary>
    public IEngine Engine { get; }

    public IEventLog Log => Store.Log;

    /// <summary>The grains as everybody asks them: personal data is sealed on the way in.</summary>
    public IGrains Grains => sealing;

    /// <summary>Answers as the views hold them, people's data sealed.</summary>
    public ViewRegistry Registry { get; }

    /// <summary>What is on record before an import, people's data sealed.</summary>
    public IExistingRecords Records { get; }

    /// <summary>What imports read and write through.</summary>
    public ImportDoor Imports { get; }

    /// <summary>People's keys.</summary>
    public PersonalVault Vault { get; }

    /// <summary>Keeps the accounts' secrets.</summary>
    public ISecretBox Box { get; }

    /// <summary>Destroys people's data.</summary>
    public Erasing Erasing { get; }

    public ProjectionRunner Projection { get; }

    public IReadOnlyList<ProcessRunner> Processes { get; }

    public RegionCalendar Calendar { get; }

    public IViewOwner Views => Store.Views;

    /// <summary>Says what else is done while this program holds the views, from now on: also when following
    /// has begun before. It ends when it is cancelled, and never fails.</summary>
    public void RunAlongside(Func<CancellationToken, Task> run) => alongside.TrySetResult(run);

    /// <summary>Opens what the options choose, or makes it.</summary>
    /// <exception cref="Sqlite.UnusableDatabaseException">The file is not ours, or not for this
    /// version.</exception>
    /// <exception cref="PostgreSql.UnusableDatabaseException">The server cannot be reached, or its tables are
    /// a newer version's.</exception>
    public static async Task<Deployment> OpenAsync(HostOptions options, CancellationToken cancel = default)
    {
        var store = await Stores.Store.OpenAsync(options.Store, options.Clock, cancel);
        IEngine? engine = null;
        try
        {
            var vault = await PersonalVault.OpenAsync(store.Access, options.MasterKey, options.Clock, cancel);
            var box = await AccountServices.OpenBoxAsync(store.Access, vault.Master, cancel);
            engine = await options.Engine(store, options, cancel);
            var deployment = new Deployment(
                store, engine, vault, box, options.ErasureJournal, options.Clock);
            // Before anybody is answered: what was restored may hold whom others were promised is gone.
            await deployment.Erasing.ReapplyAsync(cancel);
            return deployment;
        }
        catch
        {
            if (engine is not null) await engine.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Follows the log with views and processes whenever this program holds the views; another
    /// program on the same store does so meanwhile.</summary>
    public void StartFollowing() => following ??= FollowAsync(stopping.Token);

    /// <summary>Returns when the views have seen all that is in the log now.</summary>
    /// <param name="standStillMax">How long they may go without a step; <see cref="StandStillMax"/> by
    /// default.</param>
    /// <exception cref="RefusedException">The views stand still, and why.</exception>
    public async Task CatchUpAsync(CancellationToken cancel, TimeSpan? standStillMax = null)
    {
        // What is committed, not what readers see already: somebody may wait for what he has just been told.
        var (head, patience) = (await EndAsync(cancel), standStillMax ?? StandStillMax);
        var (seen, seenAt) = (-1L, clock.GetTimestamp());
        var slice = TimeSpan.FromSeconds(Math.Min(1, patience.TotalSeconds));
        while (!await Registry.WaitAsync(head, slice, cancel))
        {
            if (Views.IsOwner && await Projection.DeathAsync(cancel) is { } why)
                throw new RefusedException(why);
            var position = await Registry.PositionAsync(cancel);
            if (position != seen) (seen, seenAt) = (position, clock.GetTimestamp());
            else if (clock.GetElapsedTime(seenAt) >= patience) throw StandStill(position, head, patience);
        }

        var read = await Registry.PositionAsync(cancel);
        head = await EndAsync(cancel);
        if (read > head)
        {
            throw new RefusedException(
                $"the views have read up to {read}, but the log ends at {head}: it was restored to an older "
                + "point. Rebuild the views.");
        }
    }

    /// <summary>Returns when this program's readers see all that is committed now. On a server they see it a
    /// moment later; views that another program has taken further would look like those of another
    /// log.</summary>
    public async Task SeeAllAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(SeeingMax);
        try
        {
            var end = await EndAsync(limit.Token);
            if (await Log.HeadAsync(limit.Token) < end) await Log.WaitAsync(end - 1, limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or NpgsqlException)
        {
            // What stands in the way is said by whoever reads next.
        }
    }

    /// <summary>No more commands; those taken are answered.</summary>
    public Task DrainAsync(CancellationToken cancel) => Engine.Grains.DrainAsync(cancel);

    /// <summary>Ends views and processes where they are, and closes the store. No failure keeps the other
    /// parts from ending in order.</summary>
    public ValueTask DisposeAsync() => Shutdown.AllAsync(
        async () => await stopping.CancelAsync(),
        async () => await (following ?? Task.CompletedTask),
        Projection.DisposeAsync,
        // Somebody else may follow now, however long it takes the grains to leave.
        Views.DisposeAsync,
        Engine.DisposeAsync,
        Store.DisposeAsync,
        () => { Vault.Dispose(); return default; },
        () => { stopping.Dispose(); return default; });

    private RefusedException StandStill(long position, long head, TimeSpan patience) => new(
        $"the views stand at position {position} of {head} and have not moved for "
        + $"{patience.TotalSeconds:F0} s"
        + (Views.IsOwner ? "" : "; another program follows the log for them: look at its /health/ready"));

    private async ValueTask<long> EndAsync(CancellationToken cancel) =>
        (await Store.Archive.EndAsync(cancel)).Position;

    private async Task FollowAsync(CancellationToken cancel)
    {
        while (await TakeAsync(cancel))
        {
            using var owning = CancellationTokenSource.CreateLinkedTokenSource(cancel, Views.Lost);
            await SeeAllAsync(owning.Token);
            // Lost while looking: the next round takes it again.
            if (owning.IsCancellationRequested) continue;
            Projection.Start();
            await Task.WhenAll(
                [.. Processes.Select(process => process.RunAsync(owning.Token)),
                    RunAlongsideAsync(owning.Token)]);
            await Projection.StopAsync();
        }
    }

    private async Task RunAlongsideAsync(CancellationToken cancel)
    {
        Task said = alongside.Task.WaitAsync(cancel);
        await said.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (said.IsCompletedSuccessfully) await (await alongside.Task)(cancel);
    }

    private async Task<bool> TakeAsync(CancellationToken cancel)
    {
        try
        {
            await Views.TakeAsync(cancel);
            return !cancel.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
