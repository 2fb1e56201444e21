using System.Diagnostics.Metrics;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Projections;

namespace CommunityGrains.Registry.Specs.Views;

public sealed class FollowingOnSqlite() : FollowingSpecs(ViewDatabase.Sqlite);

public sealed class FollowingOnPostgreSql() : FollowingSpecs(ViewDatabase.PostgreSql);

public abstract class FollowingSpecs(ViewDatabase kind)
{
    [Theory]
    [InlineData(PoisonPolicy.Park)]
    [InlineData(PoisonPolicy.HoldStream)]
    public async Task An_event_nobody_knows_is_set_aside_and_other_streams_go_on(PoisonPolicy policy)
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, policy);
        var ufa = await world.MunicipalityAsync();
        var id = await world.CommunityAsync(ufa, "Двор");
        await world.AppendAsync(RegistryWorld.Stream(id), Unknown);
        await world.GivenAsync(
            RegistryWorld.Stream(id), new CommunityEvent.LifeSignSeen("субботник", world.Today));
        await world.CommunityAsync(ufa, "Сад");

        (await world.CommunitiesAsync()).ShouldBe(
            [policy == PoisonPolicy.Park ? "двор: Active" : "двор: Registered", "сад: Registered"]);
        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.Parked).ShouldBe((true, policy == PoisonPolicy.Park ? 1 : 2));
        var parked = await world.Projection.Live.ParkedAsync();
        parked[0].Name.ShouldBe("community.teleported.v9");
        parked[0].Error.ShouldBe("UnreadableEventException");
        // After a restart the stream is held still.
        if (policy == PoisonPolicy.HoldStream) parked[1].Error.ShouldBe(ParkedEvent.Held);
    }

    [Fact]
    public async Task Set_aside_alone_an_event_does_not_hold_its_stream_after_a_restart_either()
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, PoisonPolicy.Park);
        var id = await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.AppendAsync(RegistryWorld.Stream(id), Unknown);
        await world.SeenAsync();
        await world.Runner.DisposeAsync();

        world.Runner = new ProjectionRunner(world.Log, world.Projection);
        world.Runner.Start();
        await world.GivenAsync(
            RegistryWorld.Stream(id), new CommunityEvent.LifeSignSeen("субботник", world.Today));
        (await world.Runner.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue();

        (await world.CommunitiesAsync()).ShouldBe(["двор: Active"]);
        (await world.Projection.Live.ParkedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_killed_rebuild_had_set_aside_is_not_counted()
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        var ufa = await world.MunicipalityAsync();
        await world.AppendAsync(RegistryWorld.Stream(ufa), Unknown);
        await world.SeenAsync();
        await world.Store.RunAsync($"""
            insert into {world.Store.Checkpoints}parked
            select 'registry~shadow', position, stream, name, error from {world.Store.Checkpoints}parked
            """);

        await using var moment = await world.Projection.MomentAsync();
        moment.ParkedCount.ShouldBe(1);
    }

    [Fact]
    public async Task By_the_policy_to_stop_the_view_stands_before_the_event_and_says_so()
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, PoisonPolicy.Stop);
        var ufa = await world.MunicipalityAsync();
        var before = world.Position;
        await world.AppendAsync(RegistryWorld.Stream(ufa), Unknown);
        await world.CommunityAsync(ufa, "Двор");

        await world.Runner.Completion.WaitAsync(RegistryWorld.Patience);

        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.State, health.Position, health.LagEvents).ShouldBe(
            (false, ProjectionState.Dead, before, world.Position - before));
        health.Reason.ShouldNotBeNull().ShouldContain("community.teleported.v9");
        (await world.Runner.WaitAsync(world.Position, TimeSpan.FromMilliseconds(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_held_stream_is_folded_in_order_when_it_can_be_read_again()
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, asRun: projection => watched = new WatchedProjection(projection), start: false);
        var ufa = await world.MunicipalityAsync();
        var id = await world.CommunityAsync(ufa, "Двор");
        var poison = await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.Corrected(
            [new(RegisterField.Name, "Сад")]));
        await world.GivenAsync(
            RegistryWorld.Stream(id), new CommunityEvent.LifeSignSeen("субботник", world.Today));
        watched.Spoils = recorded => recorded.Position == poison;
        world.Runner.Start();
        (await world.CommunitiesAsync()).ShouldBe(["двор: Registered"]);
        (await world.Runner.ReplayParkedAsync()).ShouldBe(0);
        (await world.Projection.Live.ParkedAsync()).Select(aside => aside.Error)
            .ShouldBe(["InvalidOperationException", ParkedEvent.Held]);

        watched.Spoils = _ => false;
        (await world.Runner.ReplayParkedAsync()).ShouldBe(2);
        (await world.CommunitiesAsync()).ShouldBe(["сад: Active"]);
        await world.GivenAsync(RegistryWorld.Stream(id), new CommunityEvent.FellDormant(world.Today));

        (await world.CommunitiesAsync()).ShouldBe(["сад: Dormant"]);
        await ViewDump.ShouldEqualFreshBuildAsync(world);
        (await world.Runner.HealthAsync()).Parked.ShouldBe(0);
    }

    [Fact]
    public async Task A_dead_loop_turns_health_red_without_quoting_and_its_lag_grows()
    {
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, PoisonPolicy.Stop, asRun: projection => watched = new WatchedProjection(projection));
        await world.MunicipalityAsync();
        await world.SeenAsync();
        watched.Spoils = _ => true;

        var ufa = await world.MunicipalityAsync();
        await world.Runner.Completion.WaitAsync(RegistryWorld.Patience);
        await world.CommunityAsync(ufa, "Двор");

        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.State, health.LagEvents).ShouldBe((false, ProjectionState.Dead, 2));
        health.Reason.ShouldNotBeNull().ShouldEndWith("municipality.listed.v1 failed with "
            + nameof(InvalidOperationException));
        MeasuredLag(world).ShouldBe(2);

        watched.Spoils = _ => false;
        world.Runner.Start();
        await world.SeenAsync();
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
        MeasuredLag(world).ShouldBe(0);
    }

    [Fact]
    public async Task Tables_that_are_not_there_are_said_and_not_tried_again()
    {
        await using var world = await RegistryWorld.OnAsync(
            kind, start: false);
        await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.Store.RunAsync("drop table community_state");
        world.Runner.Start();
        await world.Runner.Completion.WaitAsync(RegistryWorld.Patience);

        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.State, health.Reason).ShouldBe(
            (false, ProjectionState.Dead, kind == ViewDatabase.Sqlite
                ? "SqliteException"
                : "PostgresException"));
    }

    [Fact]
    public async Task However_long_a_disk_fails_the_view_goes_on_when_it_is_well_and_is_red_until_then()
    {
        var (many, well) = (new TaskCompletionSource(), new TaskCompletionSource());
        var failures = 0;
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: new ProjectionSettings { RetryDelay = TimeSpan.Zero },
            asRun: projection => watched = new WatchedProjection(projection));
        watched.At = async step =>
        {
            if (step != "before commit" || well.Task.IsCompleted) return;
            if (++failures == 50)
            {
                many.SetResult();
                await well.Task;
            }

            throw new IOException("disk of Ильина Вера");
        };
        await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await many.Task.WaitAsync(RegistryWorld.Patience);

        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.State, health.Reason).ShouldBe(
            (false, ProjectionState.Running, "IOException"));

        well.SetResult();
        (await world.CommunitiesAsync()).ShouldBe(["двор: Registered"]);
        health = await world.Runner.HealthAsync();
        (health.Healthy, health.Reason).ShouldBe((true, null));
    }

    [Fact]
    public async Task After_a_quiet_night_the_first_event_is_not_a_night_old()
    {
        var hangs = new TaskCompletionSource();
        WatchedProjection watched = null!;
        await using var world =
            await RegistryWorld.OnAsync(
            kind, asRun: projection => watched = new WatchedProjection(projection));
        await world.MunicipalityAsync();
        await world.SeenAsync();
        watched.At = step => step == "before commit" ? hangs.Task : Task.CompletedTask;

        world.Clock.Advance(TimeSpan.FromHours(9));
        await world.MunicipalityAsync("Бирск");

        var health = await world.Runner.HealthAsync();
        hangs.SetResult();
        (health.Healthy, health.LagEvents, health.LagAge).ShouldBe((true, 1, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        var failures = 0;
        WatchedProjection watched = null!;
        await using var world = await RegistryWorld.OnAsync(
            kind, settings: new ProjectionSettings { RetryDelay = TimeSpan.Zero }, start: false,
            asRun: projection => watched = new WatchedProjection(projection));
        watched.At = step => step == "before commit" && failures++ < 3
            ? throw new IOException("busy")
            : Task.CompletedTask;
        await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        world.Runner.Start();

        (await world.CommunitiesAsync()).ShouldBe(["двор: Registered"]);
        failures.ShouldBeGreaterThan(3);
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task A_loop_that_hangs_turns_health_red_when_its_lag_is_old()
    {
        var hangs = new TaskCompletionSource();
        WatchedProjection watched = null!;
        await using var world =
            await RegistryWorld.OnAsync(
            kind, asRun: projection => watched = new WatchedProjection(projection));
        await world.MunicipalityAsync();
        await world.SeenAsync();
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
        watched.At = step => step == "before commit" ? hangs.Task : Task.CompletedTask;
        await world.MunicipalityAsync("Бирск");
        (await world.Runner.HealthAsync()).LagAge.ShouldBe(TimeSpan.Zero);

        world.Clock.Advance(TimeSpan.FromSeconds(29));
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.LagEvents).ShouldBe((false, 1));

        hangs.SetResult();
        await world.SeenAsync();
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
    }

    [Theory]
    [Trait("Trap", "15")]
    [InlineData("position = position + 100", "above the log's head")]
    [InlineData("hash = substr(hash, 2)", "not the one that was read")]
    public async Task A_checkpoint_of_another_log_is_said_and_not_waited_on_and_a_rebuild_mends_it(
        string damage, string reason)
    {
        await using var world = await RegistryWorld.OnAsync(kind);
        await world.CommunityAsync(await world.MunicipalityAsync(), "Двор");
        await world.SeenAsync();
        await world.Runner.DisposeAsync();
        await world.Store.RunAsync($"update {world.Store.Checkpoints}projections set {damage}");

        world.Runner = new ProjectionRunner(world.Log, world.Projection);
        world.Runner.Start();
        await world.Runner.Completion.WaitAsync(RegistryWorld.Patience);
        var health = await world.Runner.HealthAsync();
        (health.Healthy, health.State).ShouldBe((false, ProjectionState.Dead));
        health.Reason.ShouldNotBeNull().ShouldContain(reason);

        await world.Runner.RebuildAsync();
        (await world.Runner.WaitAsync(world.Position, RegistryWorld.Patience)).ShouldBeTrue();
        (await world.Runner.HealthAsync()).Healthy.ShouldBeTrue();
        await ViewDump.ShouldEqualFreshBuildAsync(world);
    }

    private static readonly NewEvent Unknown = new("community.teleported.v9", "{}"u8.ToArray());

    // Meters are the process's: other specifications run views of the same name beside this one.
    private static long MeasuredLag(RegistryWorld world)
    {
        var lags = new List<long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "projection.lag") self.EnableMeasurementEvents(instrument, world);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, world.Log)) lags.Add(value);
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return lags.ShouldHaveSingleItem();
    }
}
