using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Engine.Contract;

// What a grain answers, the first time and again.
public abstract partial class EngineContract
{
    [Fact]
    public async Task What_is_accepted_is_on_record_with_who_when_and_why()
    {
        var (cause, request) = (Guid.NewGuid(), Guid.NewGuid());
        var order = Put("ladder") with { Causation = cause, Correlation = request };

        var reply = (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Accepted>();

        var recorded = (await RecordedOf(shelf)).ShouldHaveSingleItem();
        reply.ShouldBe(new Reply.Accepted(recorded.Position, 1, 1, Repeated: false));
        recorded.ShouldSatisfyAllConditions(
            () => recorded.Name.ShouldBe("shelf.put.v1"),
            () => recorded.Command.ShouldBe(order.Command.Asked.Id.Value),
            () => recorded.Causation.ShouldBe(cause),
            () => recorded.Correlation.ShouldBe(request),
            () => recorded.Account.ShouldBe(Anna.ToString()),
            () => recorded.BusinessDate.ShouldBe(Today));
    }

    [Fact]
    public async Task Without_a_cause_a_command_is_its_own_cause()
    {
        var order = Put("ladder");
        await Grains.AskAsync(order);
        var recorded = (await RecordedOf(shelf)).ShouldHaveSingleItem();
        recorded.Causation.ShouldBe(order.Command.Asked.Id.Value);
        recorded.Correlation.ShouldBe(order.Command.Asked.Id.Value);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_with_code_and_details_and_leaves_no_event()
    {
        foreach (var thing in new[] { "ladder", "drill", "saw" }) await Grains.AskAsync(Put(thing));

        var reply = (await Grains.AskAsync(Put("rake"))).ShouldBeOfType<Reply.Refused>();

        reply.Refusal.ShouldBe(new Refusal("shelf.full", ["ladder", "drill", "saw"]));
        reply.Version.ShouldBe(3);
        reply.Repeated.ShouldBeFalse();
        (await RecordedOf(shelf)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_so_already_is_accepted_without_an_event()
    {
        await Grains.AskAsync(Put("ladder"));
        var reply = (await Grains.AskAsync(Put("ladder"))).ShouldBeOfType<Reply.Accepted>();
        (reply.EventCount, reply.Version, reply.Repeated).ShouldBe((0, 1L, false));
    }

    public static TheoryData<string, bool> FirstAnswers => new()
    {
        { "accepted", false }, { "accepted", true },
        { "already so", false }, { "already so", true },
        { "refused", false }, { "refused", true },
    };

    [Theory]
    [MemberData(nameof(FirstAnswers))]
    public async Task A_retry_gets_the_first_answer_whatever_has_become_of_the_grain(
        string which, bool restart)
    {
        await Grains.AskAsync(Put("ladder"));
        await Grains.AskAsync(Put("drill"));
        if (which == "refused") await Grains.AskAsync(Put("saw"));
        // Each would be answered otherwise by the time it is asked again.
        var order = Put(which switch { "accepted" => "rake", "already so" => "ladder", _ => "hoe" });
        var first = await Grains.AskAsync(order);
        await Grains.AskAsync(Take("ladder"));
        await Grains.AskAsync(Take("drill"));
        var eventsBefore = (await RecordedOf(shelf)).Count;

        if (restart) await Within(Grains.DrainAsync(), "the end of the drain");
        var engine = restart ? await StartAnotherProgramAsync() : Grains;
        var again = await engine.AskAsync(order);

        again.ShouldBe(first with { Repeated = true });
        (await RecordedOf(shelf)).Count.ShouldBe(eventsBefore);
    }

    [Fact]
    public async Task A_retry_at_another_minute_and_day_is_the_same_command()
    {
        var id = Guid.NewGuid();
        var first = await Grains.AskAsync(Put("ladder", id));
        var later = new Asked(new CommandId(id), Anna, Noon.AddHours(15), Today.AddDays(1));
        var again = await Grains.AskAsync(new Order(shelf, new ShelfCommand.Put(later, "ladder")));
        again.ShouldBe(first with { Repeated = true });
    }

    [Fact]
    public async Task One_id_for_two_commands_is_an_error_of_the_second()
    {
        var id = Guid.NewGuid();
        await Grains.AskAsync(Put("ladder", id));
        Order[] others =
        [
            Put("drill", id),
            Take("ladder", id),
            new(Shelf.Stream(Guid.NewGuid()), new ShelfCommand.Put(Ask(id), "ladder")),
            new(shelf, new ShelfCommand.Put(Ask(id, Boris), "ladder")),
        ];
        foreach (var other in others)
            await Should.ThrowAsync<CommandReusedException>(async () => await Grains.AskAsync(other));
        (await RecordedOf(shelf)).Count.ShouldBe(1);
        (await Grains.AskAsync(Put("drill"))).Version.ShouldBe(2, "the grain must still answer");
    }

    [Fact]
    public async Task A_command_for_another_version_is_refused_with_the_version_there_is()
    {
        await Grains.AskAsync(Put("ladder"));
        await Grains.AskAsync(Put("drill"));
        var order = Put("saw") with { IfVersion = 1 };

        var refused = (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Refused>();
        refused.Refusal.ShouldBe(new Refusal("grain.version-differs", ["2"]));
        refused.Version.ShouldBe(2);

        // It is not kept under the id: asked for the right version the same command is taken.
        (await Grains.AskAsync(order with { IfVersion = 2 })).ShouldBeOfType<Reply.Accepted>()
            .Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_retry_of_a_command_for_a_version_gets_its_first_answer_though_the_version_moved_on()
    {
        var order = Put("ladder") with { IfVersion = 0 };
        var first = await Grains.AskAsync(order);
        (await Grains.AskAsync(order)).ShouldBe(first with { Repeated = true });
        (await (await StartAnotherProgramAsync()).AskAsync(order)).ShouldBe(first with { Repeated = true });
        await Should.ThrowAsync<CommandReusedException>(async () =>
            await Grains.AskAsync(Put("drill", order.Command.Asked.Id.Value) with { IfVersion = 0 }));
    }

    [Fact]
    public void A_stream_or_command_of_no_known_kind_is_the_callers_error()
    {
        var unknown = new StreamId("RU-BA", "cellar", Guid.NewGuid());
        Should.Throw<ArgumentException>(() =>
            Grains.AskAsync(Put("ladder") with { Stream = unknown }).AsTask());
        Should.Throw<ArgumentException>(() => Grains.StateAsync(unknown).AsTask());
        Should.Throw<ArgumentException>(() => Grains.AskAsync(new Order(shelf, new Foreign(Ask()))).AsTask());
    }

    [Fact]
    public async Task Considering_tells_what_would_happen_and_leaves_no_trace()
    {
        await Grains.AskAsync(Put("ladder"));
        var order = Put("drill");

        var considered = await Grains.ConsiderAsync(order);
        considered.Events.ShouldBe([new ShelfEvent.Put("drill")]);
        (considered.Refusal, considered.Version).ShouldBe((null, 1L));
        (await Grains.ConsiderAsync(order with { IfVersion = 7 })).Refusal
            .ShouldBe(new Refusal("grain.version-differs", ["1"]));

        (await Store.FindCommandAsync(order.Command.Asked.Id.Value)).ShouldBeNull();
        (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Accepted>().EventCount.ShouldBe(1);
        await Grains.AskAsync(Put("saw"));
        (await Grains.ConsiderAsync(Put("rake"))).Refusal!.Code.ShouldBe("shelf.full");
    }

    [Fact]
    public async Task A_state_is_that_of_the_streams_end_whoever_wrote_it()
    {
        (await Grains.StateAsync(shelf)).ShouldBe(new GrainState(Shelf.Initial, 0));
        await Grains.AskAsync(Put("ladder"));
        await (await StartAnotherProgramAsync()).AskAsync(Put("drill"));
        (await Grains.StateAsync(shelf))
            .ShouldBe(new GrainState(new Shelf.Filled(["ladder", "drill"], 2), 2));
        (await Grains.ConsiderAsync(Put("drill"))).Events.ShouldBeEmpty();
    }

    private sealed record Foreign(Asked Asked) : Command(Asked);
}
