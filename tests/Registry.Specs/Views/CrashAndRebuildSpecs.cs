using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Specs.Views;

public sealed class CrashAndRebuildOnSqlite() : CrashAndRebuildSpecs(ViewDatabase.Sqlite);

public sealed class CrashAndRebuildOnPostgreSql() : CrashAndRebuildSpecs(ViewDatabase.PostgreSql);

public abstract class CrashAndRebuildSpecs(ViewDatabase kind)
{
    private static readonly ProjectionSettings SmallPages =
        new() { PageEventsMax = 7, RebuildPageEventsMax = 11, RetryDelay = TimeSpan.Zero };

    [Theory]
    [Trait("Trap", "11")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_every_step_between_writing_and_checkpoint_the_view_equals_a_clean_replay(
        int seed)
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: SmallPages, asRun: projection =>
                watched = new WatchedProjection(projection), start: false);
        await new RandomStory(world, seed).TellAsync(120);
        var (step, killAt) = (0, 1);
        // The first kill comes at the first step, the second one step further on, and so forth: every step is
        // met.
        watched.At = _ => Interlocked.Increment(ref step) == killAt
            ? Kill()
            : Task.CompletedTask;
        world.Runner.Start();
        await world.SeenAsync();

        killAt.ShouldBeGreaterThan(10);
        await ViewDump.ShouldEqualFreshBuildAsync(world);

        Task Kill()
        {
            killAt += 2;
            step = 0;
            throw new IOException("killed");
        }
    }

    [Theory]
    [InlineData("community_state")]
    [InlineData("initiative_community")]
    [InlineData("leader")]
    [InlineData("parked")]
    public async Task Failed_in_the_midst_of_a_transaction_nothing_of_the_page_stays(string table)
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: SmallPages with { PageEventsMax = 1_000 }, start: false,
            asRun: projection => watched = new WatchedProjection(projection));
        var (failed, mended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var attempts = 0;
        watched.At = step =>
        {
            // After the first failure the view stands at the beginning of the second attempt.
            if (step != "before progress" || ++attempts < 2) return Task.CompletedTask;
            failed.TrySetResult();
            return mended.Task;
        };
        await new RandomStory(world, seed: 3).TellAsync(80);
        await world.AppendAsync(RegistryWorld.Stream(new Domain.CommunityId(Guid.NewGuid())),
            new EventLog.NewEvent("community.teleported.v9", "{}"u8.ToArray()));
        await world.Store.CloseAsync(table);
        var empty = await world.Store.DumpAsync();
        world.Runner.Start();
        await failed.Task.WaitAsync(RegistryWorld.Patience);

        (await world.Store.DumpAsync()).ShouldBe(empty);

        await world.Store.ReopenAsync(table);
        mended.SetResult();
        await world.SeenAsync();
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task The_size_of_pages_leaves_no_trace(int seed)
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: SmallPages with { PageEventsMax = 1 });
        await new RandomStory(world, seed).TellAsync(150);
        await world.SeenAsync();

        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Theory]
    [Trait("Trap", "12")]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Rebuilt_under_writes_and_cancelled_at_any_point_the_view_equals_a_fresh_build(int seed)
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: SmallPages, asRun: projection => watched = new WatchedProjection(projection));
        var story = new RandomStory(world, seed);
        await story.TellAsync(60);
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            using var cancel = new CancellationTokenSource();
            var stepsLeft = random.Next(1, 40);
            watched.At = step =>
            {
                if (step.Contains("shadow", StringComparison.Ordinal)
                    && Interlocked.Decrement(ref stepsLeft) == 0)
                    cancel.Cancel();
                return Task.CompletedTask;
            };
            var rebuild = world.Runner.RebuildAsync(cancel: cancel.Token);
            await story.TellAsync(15);
            try
            {
                await rebuild.WaitAsync(RegistryWorld.Patience);
            }
            catch (OperationCanceledException)
            {
                // As wished; the next round begins with what is left behind.
            }

            // The old view, or the new one, has everything.
            await world.SeenAsync();
        }

        await ViewDump.ShouldEqualFreshBuildAsync(world);
        await world.Runner.RebuildAsync();
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Fact]
    public async Task The_old_view_serves_and_follows_until_the_swap()
    {
        var atFinish = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        WatchedProjection watched = null!;
        await using var world =
            await RegistryWorld.OnAsync(
            kind, asRun: projection => watched = new WatchedProjection(projection));
        var ufa = await world.MunicipalityAsync();
        await world.CommunityAsync(ufa, "Двор");
        watched.At = step =>
        {
            if (step != "before shadow finish") return Task.CompletedTask;
            atFinish.SetResult();
            return goOn.Task;
        };
        var rebuild = world.Runner.RebuildAsync();
        await atFinish.Task.WaitAsync(RegistryWorld.Patience);

        await world.CommunityAsync(ufa, "Сад");
        (await world.CommunitiesAsync()).ShouldBe(["двор: Registered", "сад: Registered"]);

        goOn.SetResult();
        await rebuild.WaitAsync(RegistryWorld.Patience);
        (await world.CommunitiesAsync()).ShouldBe(["двор: Registered", "сад: Registered"]);
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Fact]
    public async Task A_changed_fold_rebuilds_the_view_by_itself()
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(kind);
        await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.SeenAsync();
        await world.Runner.DisposeAsync();
        await world.Store.RunAsync(
            $"update {world.Store.Checkpoints}projections set fold_version = 0; delete from community");
        var rebuilt = false;

        await using var runner =
            new ProjectionRunner(world.Log, watched = new WatchedProjection(world.Projection)
        {
            At = step =>
            {
                rebuilt |= step == "after shadow swap";
                return Task.CompletedTask;
            },
        });
        runner.Start();
        (await runner.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue();

        rebuilt.ShouldBeTrue();
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    [Fact]
    public async Task Two_loops_on_one_view_write_everything_once()
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: SmallPages);
        await using var second = await world.Store.OpenAsync();
        await using var rival = new ProjectionRunner(world.Log, second, SmallPages);
        rival.Start();
        await new RandomStory(world, seed: 31).TellAsync(150);
        await world.SeenAsync();
        (await rival.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue();

        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }
}
