using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Readers that wait for what is to come.</summary>
public abstract class Waking(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task Who_waits_is_woken_by_an_append()
    {
        var waiting = Log.WaitAsync(0, Cancel).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        await Append(To(NewStream(), 0));
        await waiting.Within("wake-up by this log's append");
    }

    [Fact]
    public async Task Who_waits_is_woken_by_an_append_of_another_process()
    {
        await using var other = await Store.OpenLogAsync();
        for (var round = 0; round < 3; round++)
        {
            var waiting = Log.WaitAsync(round, Cancel).AsTask();
            waiting.IsCompleted.ShouldBeFalse();
            await other.AppendAsync(To(NewStream(), 0), Cancel);
            await waiting.Within("wake-up by another log's append");
        }
    }

    [Fact]
    public async Task Who_waits_for_what_is_there_does_not_wait()
    {
        await AppendSeen(To(NewStream(), 0, events: 2));
        var there = Log.WaitAsync(1, Cancel);
        there.IsCompletedSuccessfully.ShouldBeTrue();
        await there;
    }

    [Fact]
    public async Task Who_waits_for_a_later_position_sleeps_through_earlier_ones_and_eventless_commands()
    {
        var waiting = Log.WaitAsync(2, Cancel).AsTask();
        await Append(To(NewStream(), 0, events: 2));
        await Append(To(NewStream(), 0, events: 0));
        waiting.IsCompleted.ShouldBeFalse();
        await Append(To(NewStream(), 0));
        await waiting.Within("wake-up at position 3");
    }

    [Fact]
    public async Task Many_wait_and_each_is_woken_once_its_position_is_there()
    {
        var waiting = Enumerable.Range(0, 200)
            .Select(position => Log.WaitAsync(position, Cancel).AsTask()).ToList();
        foreach (var _ in waiting) await Append(To(NewStream(), 0));
        await Task.WhenAll(waiting).Within("wake-up of all 200");
    }

    [Fact]
    public async Task Waiting_ends_when_it_is_cancelled_or_the_log_is_shut()
    {
        using var given = new CancellationTokenSource();
        var cancelled = Log.WaitAsync(0, given.Token).AsTask();
        var shut = Log.WaitAsync(0, Cancel).AsTask();
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled.Within("end of the cancelled wait"));
        await Log.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(shut.Within("end of the wait on a shut log"));
    }
}
