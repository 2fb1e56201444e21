using System.Data.Common;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using Npgsql;

namespace CommunityGrains.Engine.Contract;

// Defects, lost answers, callers who leave, and the end.
public abstract partial class EngineContract
{
    public static TheoryData<string> Poisons => ["decider", "state", "codec"];

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task A_command_that_breaks_the_code_fails_alone(string what)
    {
        await Grains.AskAsync(Put("ladder"));
        ShelfCommand poison = what switch
        {
            "decider" => new ShelfCommand.FailUnlessEmpty(Ask()),
            "state" => new ShelfCommand.Vanish(Ask()),
            _ => new ShelfCommand.PutUnwritable(Ask()),
        };
        var replies = new[] { Put("drill"), new Order(shelf, poison), Put("saw") }
            .Select(order => Grains.AskAsync(order).AsTask()).ToList();

        var error = await Should.ThrowAsync<Exception>(replies[1]);
        new[] { (await replies[0]).Version, (await replies[2]).Version }.ShouldBe([2, 3], ignoreOrder: true);

        error.Message.ShouldNotContain("ladder");
        (await EventsOf(shelf)).ShouldBe(
            [new ShelfEvent.Put("ladder"), new ShelfEvent.Put("drill"), new ShelfEvent.Put("saw")],
            ignoreOrder: true);
        (await Store.FindCommandAsync(poison.Asked.Id.Value)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_is_away_when_a_grain_is_read_is_said_to_be_away()
    {
        Store.AtStep = step => step is "read stream" or "find snapshot"
            ? throw new PostgresException(
                "starting up", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow)
            : Task.CompletedTask;
        (await Should.ThrowAsync<DbException>(Grains.AskAsync(Put("ladder")).AsTask()))
            .IsTransient.ShouldBeTrue();
        (await Should.ThrowAsync<DbException>(Grains.StateAsync(shelf).AsTask())).IsTransient.ShouldBeTrue();
        Store.AtStep = _ => Task.CompletedTask;
        (await Grains.AskAsync(Put("ladder"))).ShouldBeOfType<Reply.Accepted>();
    }

    [Fact]
    public async Task A_retry_that_the_decider_would_fail_on_today_gets_its_first_answer()
    {
        var order = new Order(shelf, new ShelfCommand.FailUnlessEmpty(Ask()));
        var first = await Grains.AskAsync(order);
        (await Grains.AskAsync(order)).ShouldBe(first with { Repeated = true });
    }

    [Fact]
    public async Task A_stream_with_an_event_nobody_knows_answers_no_command_and_the_others_do()
    {
        await Store.AppendAsync(new AppendRequest(
            shelf, 0, Guid.NewGuid(), new byte[32], [new NewEvent("shelf.painted.v9", "{}"u8.ToArray())],
            Today, Anna.ToString(), Guid.NewGuid(), Guid.NewGuid()));
        await Should.ThrowAsync<UnreadableEventException>(async () => await Grains.AskAsync(Put("ladder")));
        await Should.ThrowAsync<UnreadableEventException>(async () => await Grains.StateAsync(shelf));
        var other = new Order(Shelf.Stream(Guid.NewGuid()), new ShelfCommand.Put(Ask(), "ladder"));
        (await Grains.AskAsync(other)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_is_found_by_the_commands_id()
    {
        await Grains.AskAsync(Put("ladder"));
        Store.AfterAppend = (_, _) => throw new IOException("the answer was lost");
        var order = PutAnother();

        var reply = (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Accepted>();
        Store.AfterAppend = (_, _) => Task.CompletedTask;

        (reply.Version, reply.EventCount).ShouldBe((2L, 1));
        (await Grains.AskAsync(order)).ShouldBe(reply with { Repeated = true });
        (await Grains.AskAsync(PutAnother())).Version.ShouldBe(3);
        (await FoldOf(shelf)).Contents.ShouldBe(["ladder", "no. 2", "no. 3"]);
    }

    [Fact]
    public async Task An_answer_nobody_can_find_is_an_error_and_a_retry_finds_it_later()
    {
        Store.AfterAppend = (_, _) => throw new IOException("the answer was lost");
        Store.AtStep = step => step == "find command"
            ? throw new IOException("no answer either")
            : Task.CompletedTask;
        var order = PutAnother();
        await Should.ThrowAsync<IOException>(async () => await Grains.AskAsync(order));

        Store.AfterAppend = (_, _) => Task.CompletedTask;
        Store.AtStep = _ => Task.CompletedTask;
        var reply = (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Accepted>();
        (reply.Version, reply.EventCount, reply.Repeated).ShouldBe((1L, 1, true));
        (await RecordedOf(shelf)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_log_cannot_take_it_the_caller_is_told_and_may_ask_again()
    {
        await Grains.AskAsync(Put("ladder"));
        var order = Put("drill");
        Store.BeforeAppend = _ => throw new AppendFailedException("the disk is full");
        await Should.ThrowAsync<AppendFailedException>(async () => await Grains.AskAsync(order));
        Store.BeforeAppend = _ => Task.CompletedTask;
        var reply = (await Grains.AskAsync(order)).ShouldBeOfType<Reply.Accepted>();
        (reply.Version, reply.EventCount, reply.Repeated).ShouldBe((2L, 1, false));
    }

    [Fact]
    public async Task A_caller_who_leaves_while_it_is_decided_loses_nothing_and_doubles_nothing()
    {
        var (reached, release) = (Gate(), Gate());
        Store.BeforeAppend = _ =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        using var leaving = new CancellationTokenSource();
        var order = PutAnother();
        var asked = Grains.AskAsync(order, leaving.Token).AsTask();
        await Within(reached.Task, "the command at the log");
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Within(asked, "the caller's leave"));

        var again = Grains.AskAsync(order).AsTask();
        release.SetResult();
        var reply = (await Within(again, "the answer")).ShouldBeOfType<Reply.Accepted>();
        (reply.Version, reply.EventCount, reply.Repeated).ShouldBe((1L, 1, true));
        (await RecordedOf(shelf)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_leaves_before_his_turn_has_asked_nothing_and_holds_up_nobody()
    {
        var (reached, release) = (Gate(), Gate());
        Store.BeforeAppend = _ =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        var first = Grains.AskAsync(PutAnother()).AsTask();
        await Within(reached.Task, "the first command at the log");
        using var leaving = new CancellationTokenSource();
        var second = PutAnother();
        var left = Grains.AskAsync(second, leaving.Token).AsTask();
        var third = Grains.AskAsync(PutAnother()).AsTask();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Within(left, "the caller's leave"));

        release.SetResult();
        (await Within(first, "the first answer")).Version.ShouldBe(1);
        (await Within(third, "the third answer")).Version.ShouldBe(2);
        (await Store.FindCommandAsync(second.Command.Asked.Id.Value)).ShouldBeNull();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await Grains.AskAsync(PutAnother(), leaving.Token));
    }

    [Fact]
    public async Task Draining_finishes_what_was_taken_and_takes_no_more()
    {
        var (reached, release) = (Gate(), Gate());
        Store.BeforeAppend = _ =>
        {
            reached.TrySetResult();
            return release.Task;
        };
        var taken = Enumerable.Range(0, 10).Select(_ => Grains.AskAsync(PutAnother()).AsTask()).ToList();
        await Within(reached.Task, "the first command at the log");

        var drained = Grains.DrainAsync();
        await Should.ThrowAsync<GrainsDrainingException>(async () => await Grains.AskAsync(PutAnother()));
        drained.IsCompleted.ShouldBeFalse();
        using var impatient = new CancellationTokenSource();
        var waited = Grains.DrainAsync(impatient.Token);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Within(waited, "the end of the impatient wait"));

        release.SetResult();
        await Within(drained, "the end of the drain");
        taken.ShouldAllBe(reply => reply.IsCompletedSuccessfully);
        await Within(Grains.DrainAsync(), "the end of the second drain");
        (await RecordedOf(shelf)).Count.ShouldBe(10);
        await Should.ThrowAsync<GrainsDrainingException>(async () => await Grains.AskAsync(PutAnother()));
    }
}
