namespace CommunityGrains.Engine.Contract;

// What stays in memory, and snapshots.
public abstract partial class EngineContract
{
    private static readonly EngineOptions EveryTen = new() { SnapshotEvery = 10, PageSize = 7 };

    [Fact]
    public async Task A_grain_that_left_memory_comes_back_as_it_was()
    {
        var small = await StartEngineAsync(new EngineOptions { ActivationsMax = 2 });
        var streams = Enumerable.Range(0, 5).Select(_ => Shelf.Stream(Guid.NewGuid())).ToList();
        for (var round = 1; round <= 3; round++)
        {
            foreach (var stream in streams)
            {
                var reply = await small.AskAsync(new Order(stream, new ShelfCommand.PutAnother(Ask())));
                reply.Version.ShouldBe(round);
            }
        }

        foreach (var stream in streams)
            ((Shelf)(await small.StateAsync(stream)).State).Contents.ShouldBe(["no. 1", "no. 2", "no. 3"]);
    }

    [Fact]
    public async Task A_grain_in_memory_is_not_read_again_for_each_command()
    {
        for (var i = 0; i < 10; i++) await Grains.AskAsync(PutAnother());
        Store.EventsReadCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_long_stream_comes_from_its_snapshot_and_equals_its_replay()
    {
        var writer = await StartEngineAsync(EveryTen);
        for (var i = 0; i < 26; i++) await writer.AskAsync(PutAnother());
        await Within(writer.DrainAsync(), "the end of the drain");
        (await Store.FindAsync(shelf)).ShouldNotBeNull().Version.ShouldBe(20);
        var readBefore = Store.EventsReadCount;

        var state = await (await StartEngineAsync(EveryTen)).StateAsync(shelf);

        // The first ten tell that it is long, the twentieth that the snapshot is of this log, and six are the
        // tail.
        (Store.EventsReadCount - readBefore).ShouldBe(10 + 1 + 6);
        state.ShouldBe(new GrainState(await FoldOf(shelf), 26));
        var without = await StartEngineAsync(new EngineOptions { SnapshotEvery = 0 });
        state.ShouldBe(await without.StateAsync(shelf));
    }

    public static TheoryData<string> UselessSnapshots =>
        ["another shape", "not JSON", "another state's JSON", "ahead of the log", "behind the first page"];

    [Theory]
    [MemberData(nameof(UselessSnapshots))]
    public async Task A_snapshot_that_is_no_use_is_ignored(string why)
    {
        for (var i = 0; i < 26; i++) await Grains.AskAsync(PutAnother());
        var lie = StateCodec.Write(Shelf.Kind, new Shelf.Filled(["a lie"], 1), 20);
        await Store.SaveAsync(shelf, why switch
        {
            "another shape" => lie with { Shape = "another" },
            "not JSON" => lie with { Json = "{\"case\":"u8.ToArray() },
            "another state's JSON" => lie with { Json = "{\"case\":\"shelved\"}"u8.ToArray() },
            "ahead of the log" => lie with { Version = 27 },
            _ => lie with { Version = 9 },
        });
        var reader = await StartEngineAsync(EveryTen);
        (await reader.StateAsync(shelf)).ShouldBe(new GrainState(await FoldOf(shelf), 26));
    }

    [Fact]
    public async Task Snapshots_delay_no_answer_and_their_failure_harms_nobody()
    {
        var release = Gate();
        Store.AtStep = step => step == "save snapshot" ? release.Task : Task.CompletedTask;
        var writer = await StartEngineAsync(EveryTen);
        for (var i = 0; i < 45; i++) await Within(writer.AskAsync(PutAnother()).AsTask(), "an answer");
        var draining = writer.DrainAsync();
        release.SetException(new IOException("the disk is full"));
        await Within(draining, "the end of the drain");
        Store.SnapshotsSavedCount.ShouldBe(0);
        Store.AtStep = _ => Task.CompletedTask;
        (await (await StartEngineAsync(EveryTen)).StateAsync(shelf)).Version.ShouldBe(45);
    }

    [Fact]
    public async Task Of_snapshots_that_wait_only_the_newest_of_a_stream_is_written()
    {
        var (reached, release) = (Gate(), Gate());
        Store.AtStep = step =>
        {
            if (step != "save snapshot") return Task.CompletedTask;
            reached.TrySetResult();
            return release.Task;
        };
        var writer = await StartEngineAsync(EveryTen);
        for (var i = 0; i < 10; i++) await writer.AskAsync(PutAnother());
        await Within(reached.Task, "the first snapshot");
        for (var i = 0; i < 40; i++) await writer.AskAsync(PutAnother());
        release.SetResult();
        await Within(writer.DrainAsync(), "the end of the drain");
        Store.SnapshotsSavedCount.ShouldBe(2);
        (await Store.FindAsync(shelf)).ShouldNotBeNull().Version.ShouldBe(50);
    }
}
