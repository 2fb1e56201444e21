using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

// One at a time per stream, and how it shares the log with others.
public abstract partial class EngineContract
{
    [Fact]
    public async Task One_command_at_a_time_while_other_grains_go_on()
    {
        var (reached, release) = (Gate(), Gate());
        var first = Put("ladder");
        Store.BeforeAppend = request =>
        {
            if (request.Command != first.Command.Asked.Id.Value) return Task.CompletedTask;
            reached.TrySetResult();
            return release.Task;
        };

        var firstReply = Grains.AskAsync(first).AsTask();
        await Within(reached.Task, "the first command at the log");
        var waiting = Enumerable.Range(0, 20).Select(_ => Grains.AskAsync(PutAnother()).AsTask()).ToList();
        var elsewhere = new Order(Shelf.Stream(Guid.NewGuid()), new ShelfCommand.Put(Ask(), "drill"));
        await Within(Grains.AskAsync(elsewhere).AsTask(), "the other grain's answer");
        waiting.ShouldAllBe(reply => !reply.IsCompleted);

        release.SetResult();
        await Within(Task.WhenAll(waiting), "the answers of those who waited");
        (await firstReply).Version.ShouldBe(1);
        waiting.Select(reply => reply.Result.Version).Order()
            .ShouldBe(Enumerable.Range(2, 20).Select(i => (long)i));
    }

    [Fact]
    public async Task Grains_wait_for_the_log_together()
    {
        var together = 0;
        var (all, release) = (Gate(), Gate());
        Store.BeforeAppend = _ =>
        {
            if (Interlocked.Increment(ref together) == 200) all.TrySetResult();
            return release.Task;
        };
        var asking = Enumerable.Range(0, 200)
            .Select(_ => new Order(Shelf.Stream(Guid.NewGuid()), new ShelfCommand.PutAnother(Ask())))
            .Select(order => Grains.AskAsync(order).AsTask())
            .ToList();
        await Within(all.Task, "200 grains' requests at the log at once");
        release.SetResult();
        await Within(Task.WhenAll(asking), "their answers");
    }

    [Fact]
    public async Task An_engine_that_is_behind_reads_the_tail_and_decides_again()
    {
        var other = await StartAnotherProgramAsync();
        await Grains.AskAsync(Put("ladder"));
        await other.AskAsync(Put("drill"));
        await other.AskAsync(Put("saw"));

        // As it knows the shelf there is room; as the shelf is there is none.
        (await Grains.AskAsync(Put("rake"))).ShouldBeOfType<Reply.Refused>()
            .Refusal.Code.ShouldBe("shelf.full");
        (await Grains.AskAsync(Put("saw"))).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(0);
        await Grains.AskAsync(Take("saw"));
        (await other.AskAsync(Put("saw"))).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_another_engine_made_is_found_before_refusing()
    {
        await Grains.AskAsync(Put("ladder"));
        await (await StartAnotherProgramAsync()).AskAsync(Put("drill"));
        (await Grains.AskAsync(Put("saw") with { IfVersion = 2 })).ShouldBeOfType<Reply.Accepted>();

        var stale = await StartAnotherProgramAsync();
        await stale.StateAsync(shelf);
        await Grains.AskAsync(Take("saw"));
        (await stale.AskAsync(Put("hoe") with { IfVersion = 3 })).ShouldBeOfType<Reply.Refused>()
            .Refusal.ShouldBe(new Refusal("grain.version-differs", ["4"]));
    }

    [Fact]
    public async Task Whoever_always_comes_second_is_told_so_in_the_end()
    {
        var rude = await StartAnotherProgramAsync();
        var order = PutAnother();
        var decisions = 0;
        Store.BeforeAppend = async request =>
        {
            if (request.Command != order.Command.Asked.Id.Value) return;
            decisions++;
            await rude.AskAsync(PutAnother());
        };
        var polite = await StartEngineAsync(new EngineOptions { DecisionsMax = 4 });

        await Should.ThrowAsync<GrainContendedException>(async () => await polite.AskAsync(order));
        decisions.ShouldBe(4);

        Store.BeforeAppend = _ => Task.CompletedTask;
        (await polite.AskAsync(order)).Version.ShouldBe(5);
    }

    [Theory]
    [InlineData(50_000, 1)]
    [InlineData(2, 1)]
    [InlineData(50_000, 3)]
    public async Task Ten_thousand_commands_from_64_callers_equal_a_sequential_replay(
        int activationsMax, int engineCount)
    {
        const int streamCount = 500, callerCount = 64, commandCount = 10_000;
        var options = new EngineOptions { ActivationsMax = activationsMax, DecisionsMax = 1_000 };
        var engines = new List<IGrains> { await StartEngineAsync(options) };
        while (engines.Count < engineCount) engines.Add(await StartAnotherProgramAsync(options));
        var streams = Enumerable.Range(0, streamCount).Select(_ => Shelf.Stream(Guid.NewGuid())).ToList();
        var answered = new (Order Order, Reply Reply)[commandCount];
        var next = -1;

        async Task CallAsync(int caller)
        {
            await Task.Yield();
            var random = new Random(caller);
            while (Interlocked.Increment(ref next) is var i && i < commandCount)
            {
                var order = AnyOrder(random, streams[random.Next(streamCount)]);
                answered[i] = (order, await engines[random.Next(engineCount)].AskAsync(order));
            }
        }

        await Within(Task.WhenAll(Enumerable.Range(0, callerCount).Select(CallAsync)), "all answers");

        foreach (var commands in answered.GroupBy(pair => pair.Order.Stream))
            await ShouldEqualReplay(engines[0], commands.Key, [.. commands]);
    }

    private static Order AnyOrder(Random random, StreamId stream) => new(stream, random.Next(4) switch
    {
        0 => new ShelfCommand.PutAnother(Ask()),
        1 => new ShelfCommand.Take(Ask(), $"thing {random.Next(4)}"),
        _ => new ShelfCommand.Put(Ask(), $"thing {random.Next(4)}"),
    });

    // Each answer must be what the decider says on the state that the stream had at the version it answered
    // for; each event must belong to exactly one answer; and the engine's state must be the fold of the
    // stream.
    private async Task ShouldEqualReplay(
        IGrains engine, StreamId stream, List<(Order Order, Reply Reply)> commands)
    {
        var events = await EventsOf(stream);
        var recorded = await RecordedOf(stream);
        var states = new List<Shelf> { Shelf.Initial };
        foreach (var happened in events) states.Add(Shelf.Evolve(states[^1], happened));

        foreach (var (order, reply) in commands)
        {
            reply.Repeated.ShouldBeFalse();
            var count = reply is Reply.Accepted accepted ? accepted.EventCount : 0;
            var before = (int)reply.Version - count;
            var (decided, refusal) = Shelf.Kind.DecideAny(order.Command, states[before]);
            reply.ShouldBe(refusal is null
                ? new Reply.Accepted(reply.Position, before + decided.Count, decided.Count, false)
                : new Reply.Refused(reply.Position, before, refusal, false));
            events.Skip(before).Take(count).ShouldBe(decided.Cast<ShelfEvent>());
            recorded.Count(one => one.Command == order.Command.Asked.Id.Value).ShouldBe(count);
        }

        events.Count.ShouldBe(commands.Sum(pair => (pair.Reply as Reply.Accepted)?.EventCount ?? 0));
        (await engine.StateAsync(stream)).ShouldBe(new GrainState(states[^1], events.Count));
    }
}
