using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

/// <summary>What only the local engine promises: bounds on its memory, the order of coming (orders to a
/// cluster may overtake each other on their way), and what it does when its log goes back in time.</summary>
public sealed class LocalGrainsSpecs : IAsyncDisposable
{
    private readonly MemoryLog log = new();
    private readonly MemoryNotes notes = new();
    private readonly ManualClock clock = new();

    [Fact]
    public async Task No_more_idle_grains_stay_in_memory_than_allowed()
    {
        var grains = Over(log, new EngineOptions { ActivationsMax = 3 });
        foreach (var stream in Streams(10)) await Put(grains, stream);
        grains.ActivationsCount.ShouldBe(3);
    }

    [Fact]
    public async Task The_least_recently_used_leaves_first()
    {
        var store = new FaultyStore(log, notes, notes);
        var grains = Over(store, new EngineOptions { ActivationsMax = 2 });
        var streams = Streams(3);
        await Put(grains, streams[0]);
        await Put(grains, streams[1]);
        await Put(grains, streams[0]);
        await Put(grains, streams[2]);
        var readBefore = store.EventsReadCount;

        await Put(grains, streams[0]);
        store.EventsReadCount.ShouldBe(readBefore, "it was used last but one and must still be there");
        await Put(grains, streams[1]);
        store.EventsReadCount.ShouldBe(readBefore + 1, "it was used first and must have left");
    }

    [Fact]
    public async Task A_busy_grain_stays_whatever_the_limit()
    {
        var store = new FaultyStore(log, notes, notes);
        var grains = Over(store, new EngineOptions { ActivationsMax = 0 });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeAppend = _ => release.Task;
        var streams = Streams(4);
        var asked = streams.Concat(streams).Select(stream => Put(grains, stream)).ToList();
        grains.ActivationsCount.ShouldBe(4);
        release.SetResult();
        (await Task.WhenAll(asked)).Select(reply => reply.Version).Order().ShouldBe([1, 1, 1, 1, 2, 2, 2, 2]);
        grains.ActivationsCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_grain_that_one_caller_has_left_stays_for_the_next()
    {
        var store = new FaultyStore(log, notes, notes);
        var grains = Over(store, new EngineOptions { ActivationsMax = 0 });
        var stream = Streams(1)[0];
        var atLog = 0;
        var (secondCame, secondMayGo) = (new TaskCompletionSource(), new TaskCompletionSource());
        var firstMayGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeAppend = _ =>
        {
            if (++atLog == 1) return firstMayGo.Task;
            secondCame.TrySetResult();
            return secondMayGo.Task;
        };
        var asked = new List<Task<Reply>> { Put(grains, stream), Put(grains, stream) };
        firstMayGo.SetResult();
        await asked[0];
        await secondCame.Task.WaitAsync(TimeSpan.FromSeconds(60));

        asked.Add(Put(grains, stream));
        atLog.ShouldBe(2, "the third must wait behind the second, on the same grain");
        secondMayGo.SetResult();
        (await Task.WhenAll(asked)).Select(reply => reply.Version).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_grain_nobody_has_used_for_long_leaves()
    {
        var grains = Over(log, new EngineOptions { IdleTimeMax = TimeSpan.FromMinutes(10) });
        var streams = Streams(3);
        await Put(grains, streams[0]);
        clock.Advance(TimeSpan.FromMinutes(6));
        await Put(grains, streams[1]);
        grains.ActivationsCount.ShouldBe(2);
        clock.Advance(TimeSpan.FromMinutes(6));
        await Put(grains, streams[2]);
        grains.ActivationsCount.ShouldBe(2);
    }

    [Fact]
    public async Task An_engine_ahead_of_a_log_that_was_restored_starts_from_what_there_is()
    {
        var grains = Over(log, new EngineOptions());
        var stream = Streams(1)[0];
        for (var i = 0; i < 5; i++) await Put(grains, stream);
        log.RestoreTo(3);
        (await Put(grains, stream)).Version.ShouldBe(4);
        ((Shelf)(await grains.StateAsync(stream)).State).Contents
            .ShouldBe(["no. 1", "no. 2", "no. 3", "no. 4"]);
    }

    [Fact]
    public async Task Who_comes_first_is_answered_first()
    {
        var store = new FaultyStore(log, notes, notes);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeAppend = _ => release.Task;
        var grains = Over(store, new EngineOptions());
        var stream = Streams(1)[0];
        var asked = Enumerable.Range(0, 20).Select(_ => Put(grains, stream)).ToList();
        release.SetResult();
        (await Task.WhenAll(asked)).Select(reply => reply.Version)
            .ShouldBe(Enumerable.Range(1, 20).Select(i => (long)i));
    }

    [Fact]
    public async Task Five_thousand_callers_of_one_grain_come_one_after_the_other()
    {
        var grains = Over(log, new EngineOptions());
        var stream = Streams(1)[0];
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 5_000).Select(_ => Task.Run(() => Put(grains, stream))));
        replies.Select(reply => reply.Version).Order()
            .ShouldBe(Enumerable.Range(1, 5_000).Select(i => (long)i));
    }

    [Fact]
    public async Task Disposing_drains_and_frees_the_memory()
    {
        var grains = Over(log, new EngineOptions());
        await Put(grains, Streams(1)[0]);
        await grains.DisposeAsync();
        grains.ActivationsCount.ShouldBe(0);
        await Should.ThrowAsync<GrainsDrainingException>(Put(grains, Streams(1)[0]));
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private LocalGrains Over(IEventLog over, EngineOptions options) =>
        new(over, notes, options, [Shelf.Kind], Shelf.Catalogue, clock);

    private static List<StreamId> Streams(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Shelf.Stream(Guid.NewGuid()))];

    private static Task<Reply> Put(LocalGrains grains, StreamId stream) => grains.AskAsync(new Order(
        stream,
        new ShelfCommand.PutAnother(new Asked(
            new CommandId(Guid.NewGuid()), new PersonId(Guid.NewGuid()), DateTimeOffset.UnixEpoch,
            new DateOnly(2026, 3, 1))))).AsTask();

    private sealed class ManualClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan time) => ticks += time.Ticks;
    }
}
