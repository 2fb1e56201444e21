using CommunityGrains.Projections;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Specs.Views;

public sealed class ComparingOnSqlite() : ComparingSpecs(ViewDatabase.Sqlite);

public sealed class ComparingOnPostgreSql() : ComparingSpecs(ViewDatabase.PostgreSql);

public abstract class ComparingSpecs(ViewDatabase kind)
{
    [Fact]
    public async Task A_replay_holds_what_the_views_hold_and_leaves_nothing_behind()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        await new RandomStory(world, seed: 61).TellAsync(60);
        await world.SeenAsync();
        for (var time = 0; time < 2; time++)
        {
            await using var replay = await ReplayedAsync(world);
            await using var moment = await world.Projection.MomentAsync();
            await using var replayed = await replay.MomentAsync();
            (moment.Position, replayed.Position).ShouldBe((world.Position, world.Position));
            var (tables, rows, differences) = await moment.CompareWithAsync(replayed);
            differences.ShouldBeEmpty();
            tables.ShouldBeGreaterThanOrEqualTo(9);
            rows.ShouldBeGreaterThan(100);
        }
    }

    [Theory]
    [InlineData(
        "update community set sort_key = 'я' where created = (select max(created) from community)",
        "community: row", "sort_key")]
    [InlineData(
        "delete from leader_state where position_from = (select max(position_from) from leader_state)",
        "leader_state: lacks rows", "")]
    [InlineData("update initiative_state set state = substr(state, 2)", "initiative_state: row 0", "state")]
    public async Task What_differs_is_named_and_not_shown(string damage, string difference, string column)
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        await new RandomStory(world, seed: 62).TellAsync(60);
        await world.SeenAsync();
        await using var replay = await ReplayedAsync(world);
        await world.Store.RunAsync(damage);

        await using var moment = await world.Projection.MomentAsync();
        await using var replayed = await replay.MomentAsync();
        var found = (await moment.CompareWithAsync(replayed)).Differences.ShouldHaveSingleItem();
        found.ShouldStartWith(difference);
        found.ShouldEndWith(column);
    }

    [Fact]
    public async Task A_moment_does_not_move_and_a_rebuild_swaps_after_it()
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: new ProjectionSettings { RetryDelay = TimeSpan.Zero });
        await new RandomStory(world, seed: 63).TellAsync(30);
        await world.SeenAsync();
        Task rebuild;
        await using (var moment = await world.Projection.MomentAsync())
        {
            rebuild = world.Runner.RebuildAsync();
            await new RandomStory(world, seed: 64).TellAsync(10);
            await world.SeenAsync();
            await using var again = await world.Projection.MomentAsync();
            again.Position.ShouldBeGreaterThan(moment.Position);
            (await moment.CompareWithAsync(again)).Differences.ShouldNotBeEmpty();
        }

        await rebuild.WaitAsync(RegistryWorld.Patience);
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    private static async Task<IRegistryViews> ReplayedAsync(RegistryWorld world)
    {
        var replay = await world.Projection.BeginReplayAsync();
        await using var runner = new ProjectionRunner(world.Log, replay);
        runner.Start();
        (await runner.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue(
            "the replay stands still");
        return replay;
    }
}
