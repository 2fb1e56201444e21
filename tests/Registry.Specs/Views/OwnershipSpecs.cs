using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Views.PostgreSql;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>Several programs on one PostgreSQL database: one of them writes the views.</summary>
public class OwnershipSpecs
{
    private static readonly ProjectionSettings AtOnce = new()
    {
        PageEventsMax = 7,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        RetryDelayMax = TimeSpan.FromMilliseconds(1),
    };

    [Theory]
    [Trait("Trap", "10")]
    [InlineData("before commit")]
    [InlineData("before page")]
    [InlineData("after page")]
    public async Task Paused_past_its_lease_a_program_writes_nothing_when_it_goes_on(string pausedAt)
    {
        await using var world = await RegistryWorld.OnAsync(ViewDatabase.PostgreSql, start: false);
        var database = ((PostgresViewStore)world.Store).Database;
        await new RandomStory(world, seed: 51).TellAsync(40);
        var (first, second) = (await Owner.TakeAsync(database), new Owner(database));
        var (paused, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var steps = 0;
        await using var views = await PostgresRegistryViews.OpenAsync(database, first.AsLease());
        var watched = new WatchedProjection(views)
        {
            At = step =>
            {
                if (step != pausedAt || Interlocked.Increment(ref steps) != 2) return Task.CompletedTask;
                paused.SetResult();
                return goOn.Task;
            },
        };
        await using var slow = new ProjectionRunner(world.Log, watched, AtOnce);
        slow.Start();
        await paused.Task.WaitAsync(RegistryWorld.Patience);
        (await slow.WaitAsync(1, RegistryWorld.Patience)).ShouldBeTrue("the first page was not written");

        // The second has the lease and has not read yet: the checkpoint alone would let the first go on.
        await first.RunOutAsync();
        await second.TakeAgainAsync();
        (second.Epoch > first.Epoch).ShouldBeTrue();
        var before = await world.Store.DumpAsync();
        goOn.SetResult();
        using var limit = new CancellationTokenSource(RegistryWorld.Patience);
        while ((await slow.HealthAsync()).Reason != nameof(ViewsTakenOverException))
        {
            limit.IsCancellationRequested.ShouldBeFalse("the first was not told that its lease is gone");
            await Task.Yield();
        }

        (await world.Store.DumpAsync()).ShouldBe(before);

        await using var others = await PostgresRegistryViews.OpenAsync(database, second.AsLease());
        await using var quick = new ProjectionRunner(world.Log, others, AtOnce);
        quick.Start();
        (await quick.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue(
            "the second stands still");
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Fact]
    [Trait("Trap", "10")]
    public async Task A_rebuild_whose_lease_is_lost_neither_writes_nor_swaps()
    {
        await using var world = await RegistryWorld.OnAsync(ViewDatabase.PostgreSql, start: false);
        var database = ((PostgresViewStore)world.Store).Database;
        await new RandomStory(world, seed: 53).TellAsync(40);
        var owner = await Owner.TakeAsync(database);
        foreach (var lostAt in new[]
        {
            "rebuild", "rebuilding", "before shadow commit", "before shadow finish", "before shadow swap",
        })
        {
            await using var views = await PostgresRegistryViews.OpenAsync(database, owner.AsLease());
            var watched = new WatchedProjection(views)
            {
                At = async step =>
                {
                    if (step == lostAt) await owner.RunOutAsync();
                },
            };
            await using var runner = new ProjectionRunner(world.Log, watched, AtOnce);
            var before = await world.Store.DumpAsync();

            await Should.ThrowAsync<ViewsTakenOverException>(() => runner.RebuildAsync());

            (await world.Store.DumpAsync()).ShouldBe(before, lostAt);
            await owner.TakeAgainAsync();
        }
    }

    [Fact]
    public async Task Without_the_lease_nothing_is_written()
    {
        await using var world = await RegistryWorld.OnAsync(ViewDatabase.PostgreSql, start: false);
        var owner = new Owner(((PostgresViewStore)world.Store).Database);
        await Lease.PrepareAsync(owner.Database);
        await using var views = await PostgresRegistryViews.OpenAsync(owner.Database, owner.AsLease());

        await Should.ThrowAsync<ViewsTakenOverException>(async () => await views.BeginRebuildAsync());
    }

    private sealed class Owner(PostgresDatabase database)
    {
        private readonly Lease lease = new(database, "views", TimeSpan.FromMinutes(10));

        public PostgresDatabase Database => database;

        public long? Epoch { get; private set; }

        public static async Task<Owner> TakeAsync(PostgresDatabase database)
        {
            await Lease.PrepareAsync(database);
            var owner = new Owner(database);
            await owner.TakeAgainAsync();
            return owner;
        }

        public ViewLease AsLease() => new("views", () => Epoch);

        public async Task TakeAgainAsync() => Epoch = (await lease.TakeAsync()).ShouldNotBeNull();

        /// <summary>Time passes, and somebody else takes it and gives it back; the owner knows nothing of
        /// it.</summary>
        public async Task RunOutAsync()
        {
            await using (var late = database.Source.CreateCommand(
                "update public.leases set until = '-infinity'"))
                await late.ExecuteNonQueryAsync();
            var other = new Lease(database, "views", TimeSpan.FromMinutes(10));
            (await other.TakeAsync()).ShouldNotBeNull();
            await other.ReleaseAsync();
        }
    }
}
