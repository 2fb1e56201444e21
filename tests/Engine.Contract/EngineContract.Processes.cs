using CommunityGrains.Domain;
using CommunityGrains.Domain.Processes;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

// Processes: what one grain's event asks of others, exactly once.
public abstract partial class EngineContract
{
    private readonly Guid roomy = Guid.NewGuid();
    private readonly Guid full = Guid.NewGuid();

    [Fact]
    public async Task A_follow_up_carries_who_when_and_why_of_its_event()
    {
        var request = Guid.NewGuid();
        var order = Put(Presents.PresentFor(roomy)) with { Correlation = request };
        await SeenAsync((await Grains.AskAsync(order)).Position);
        await RunnerOver(Store, Grains).RunToHeadAsync();

        var recorded = await RecordedOf(Shelf.Stream(roomy));
        recorded.Count.ShouldBe(2);
        recorded.ShouldAllBe(one => one.Causation == order.Command.Asked.Id.Value
            && one.Correlation == request && one.Account == Anna.ToString() && one.BusinessDate == Today);
        recorded.Select(one => one.Command).ShouldBeUnique();
    }

    [Fact]
    public async Task A_refused_follow_up_is_made_up_for()
    {
        await GiveTwoPresents(Grains);
        var runner = RunnerOver(Store, Grains);
        await runner.RunToHeadAsync();
        (await EndStates()).ShouldBe(CleanEnd());
        runner.Health.ShouldSatisfyAllConditions(
            () => runner.Health.Failure.ShouldBeNull(), () => runner.Health.UnresolvedCount.ShouldBe(0));
    }

    [Fact]
    public async Task What_cannot_be_made_up_for_either_is_counted_and_the_process_goes_on()
    {
        await GiveTwoPresents(Grains);
        await SeenAsync((await Grains.AskAsync(Put("jug"))).Position);
        var head = await Store.HeadAsync();
        var runner = new ProcessRunner(
            new Returns(), Store, Grains, Store, new ProcessRunnerOptions(), Shelf.Catalogue);
        await runner.RunToHeadAsync();
        runner.Health.ShouldSatisfyAllConditions(
            () => runner.Health.Failure.ShouldBeNull(), () => runner.Health.UnresolvedCount.ShouldBe(1));
        (await Store.ReadAsync("process:returns")).ShouldBe(head);
    }

    [Fact]
    public async Task Killed_at_any_step_and_run_again_everything_has_happened_exactly_once()
    {
        var killedCount = 0;
        for (var fatal = 1; ; fatal += StepsBetweenDeaths)
        {
            Store = await OpenAsync();
            await GiveTwoPresents(await StartEngineAsync());
            // The first life dies at its fatal step; nothing it does afterwards reaches the store.
            var steps = 0;
            var isDead = false;
            var mortal = Store.Again();
            mortal.AtStep = _ =>
            {
                isDead |= ++steps == fatal;
                return isDead ? throw new KilledException() : Task.CompletedTask;
            };
            try
            {
                await RunnerOver(mortal, await StartEngineAsync(over: mortal)).RunToHeadAsync();
            }
            catch (KilledException)
            {
                killedCount++;
            }

            if (!isDead) break;
            fatal.ShouldBeLessThan(1_000, "the process never gets through");
            var second = RunnerOver(Store, await StartEngineAsync());
            await Within(second.RunToHeadAsync(), "the end of the second life");
            (await EndStates()).ShouldBe(CleanEnd(), $"killed at step {fatal}");
        }

        killedCount.ShouldBeGreaterThan(15 / StepsBetweenDeaths, "too few steps to be killed at");
    }

    [Fact]
    public async Task Two_programs_that_run_one_process_ask_everything_once()
    {
        var another = await OpenAgainAsync();
        await GiveTwoPresents(Grains);
        await Within(
            Task.WhenAll(
                RunnerOver(Store, await StartEngineAsync()).RunToHeadAsync(),
                RunnerOver(another, await StartEngineAsync(over: another)).RunToHeadAsync()),
            "the end of both");
        (await EndStates()).ShouldBe(CleanEnd());
    }

    [Fact]
    public async Task A_process_that_has_read_further_than_the_log_goes_says_that_it_is_another_log()
    {
        await GiveTwoPresents(Grains);
        await Store.WriteAsync("process:presents", 1_000_000);
        var runner = RunnerOver(
            Store, Grains, new ProcessRunnerOptions { SightMax = TimeSpan.FromMilliseconds(50) });
        (await Should.ThrowAsync<InvalidDataException>(() => runner.RunToHeadAsync()))
            .Message.ShouldContain("another log");
    }

    [Fact]
    public async Task Events_that_mean_nothing_to_a_process_move_its_checkpoint_too()
    {
        var position = 0L;
        for (var i = 0; i < 25; i++) position = (await Grains.AskAsync(PutAnother())).Position;
        await SeenAsync(position);
        await RunnerOver(Store, Grains).RunToHeadAsync();
        (await Store.ReadAsync("process:presents")).ShouldBe(await Store.HeadAsync());
    }

    [Fact]
    public async Task A_running_process_follows_what_comes_and_ends_when_told_to()
    {
        using var end = new CancellationTokenSource();
        var runner = RunnerOver(Store, Grains);
        var running = runner.RunAsync(end.Token);
        var arrived = Gate();
        Store.AfterAppend = (request, _) =>
        {
            if (request.Stream == Shelf.Stream(roomy) && request.ExpectedVersion == 1) arrived.TrySetResult();
            return Task.CompletedTask;
        };
        await Grains.AskAsync(Put(Presents.PresentFor(roomy)));
        await Within(arrived.Task, "the second follow-up");
        runner.Health.IsHealthy.ShouldBeTrue();
        await end.CancelAsync();
        await Within(running, "the end of the process");
        runner.Health.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task What_stops_a_process_is_seen_and_tried_again_at_growing_intervals()
    {
        await Grains.AskAsync(Put(Presents.PresentFor(roomy)));
        using var end = new CancellationTokenSource();
        var clock = new HurryingClock();
        var options = new ProcessRunnerOptions
        {
            RetryDelayMin = TimeSpan.FromSeconds(1), RetryDelayMax = TimeSpan.FromSeconds(5),
        };
        var runner = new ProcessRunner(new Presents(), Store, Grains, Store, options, Shelf.Catalogue, clock);
        var failures = 0;
        var well = Gate();
        Store.BeforeAppend = _ => throw new AppendFailedException("the disk is full");
        runner.OnHealthChanged = health =>
        {
            if (health.Failure is AppendFailedException && ++failures == 5)
                Store.BeforeAppend = _ => Task.CompletedTask;
            if (failures == 5 && health.IsHealthy) well.TrySetResult();
        };

        var running = runner.RunAsync(end.Token);
        await Within(well.Task, "the recovery");

        (await RecordedOf(Shelf.Stream(roomy))).Count.ShouldBe(2);
        clock.Delays.Select(delay => delay.TotalSeconds).ShouldBe([1, 2, 4, 5, 5]);
        await end.CancelAsync();
        await Within(running, "the end of the process");
    }

    [Fact]
    public async Task A_process_with_nothing_to_read_recovers_from_a_failure_too()
    {
        using var end = new CancellationTokenSource();
        var runner = new ProcessRunner(
            new Presents(), Store, Grains, Store, null, Shelf.Catalogue, new HurryingClock());
        var (sick, well) = (Gate(), Gate());
        runner.OnHealthChanged = health =>
        {
            if (health.Failure is IOException) sick.TrySetResult();
            if (sick.Task.IsCompleted && health.IsHealthy) well.TrySetResult();
        };
        Store.AtStep = step => step == "head" && !sick.Task.IsCompleted
            ? throw new IOException("the disk is gone for a moment")
            : Task.CompletedTask;
        var running = runner.RunAsync(end.Token);
        await Within(well.Task, "the recovery");
        await end.CancelAsync();
        await Within(running, "the end of the process");
    }

    [Fact]
    public async Task An_event_the_process_cannot_read_holds_it_there()
    {
        await Grains.AskAsync(Put("ladder"));
        var verdict = await Store.AppendAsync(new AppendRequest(
            Shelf.Stream(full), 0, Guid.NewGuid(), new byte[32],
            [new NewEvent("shelf.painted.v9", "{}"u8.ToArray())], Today, Anna.ToString(),
            Guid.NewGuid(), Guid.NewGuid()));
        await SeenAsync(verdict.ShouldBeOfType<AppendVerdict.Appended>().Position);
        var runner = RunnerOver(Store, Grains);
        await Should.ThrowAsync<EventLog.Codec.UnreadableEventException>(runner.RunToHeadAsync());
        runner.Health.Failure.ShouldBeOfType<EventLog.Codec.UnreadableEventException>();
        (await Store.ReadAsync("process:presents")).ShouldBe(0);
    }

    private static ProcessRunner RunnerOver(
        FaultyStore store, IGrains grains, ProcessRunnerOptions? options = null) => new(
        new Presents(), store, grains, store, options ?? new ProcessRunnerOptions { PageSize = 2 },
        Shelf.Catalogue);

    // One shelf has room for its presents, the other has three things on it already.
    private async Task GiveTwoPresents(IGrains grains)
    {
        foreach (var thing in new[] { "ladder", "drill", "saw" })
            await grains.AskAsync(new Order(Shelf.Stream(full), new ShelfCommand.Put(Ask(), thing)));
        await grains.AskAsync(Put(Presents.PresentFor(roomy)));
        var last = await grains.AskAsync(Put(Presents.PresentFor(full)));
        await SeenAsync(last.Position);
    }

    // On a server the sight of it comes later, the more so while others hold transactions open.
    private Task SeenAsync(long position) =>
        Within(Store.WaitAsync(position - 1).AsTask(), "the sight of what was recorded");

    private async Task<string> EndStates()
    {
        var (giver, first, second) =
            (await CountOf(shelf), await CountOf(Shelf.Stream(roomy)), await CountOf(Shelf.Stream(full)));
        return $"giver {giver}, roomy {first}, full {second}";
    }

    // Two presents and one made up for; one more and one named; three, one more, and the named one refused.
    private static string CleanEnd() => "giver 3, roomy 2, full 4";

    private async Task<int> CountOf(StreamId stream) => (await RecordedOf(stream)).Count;

    /// <summary>A present that finds no place goes back, where there may be no place left either.</summary>
    private sealed class Returns : IProcess
    {
        private readonly Presents presents = new();

        public string Name => "returns";

        public IEnumerable<FollowUp> React(Happening happening) => presents.React(happening);

        public FollowUp? OnRefused(Happening happening, FollowUp refused, Refusal refusal) =>
            new("shelf", happening.Key, asked => new ShelfCommand.Put(asked, "returned"));
    }
}
