using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>The chain of hashes shows what was done to the record behind the log's back.</summary>
public abstract class Chaining(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task An_untouched_log_has_no_fault_across_restarts_and_processes()
    {
        var stream = NewStream();
        await using var other = await Store.OpenLogAsync();
        await Append(To(stream, 0, events: 2));
        await other.AppendAsync(To(stream, 2, events: 2), Cancel);
        await ReopenAsync();
        await Append(To(stream, 4, events: 2));
        (await Faults()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_byte_shows()
    {
        await Append(To(NewStream(), 0, events: 3));
        await Store.ChangeByteAsync(2);
        (await Faults()).ShouldHaveSingleItem().Position.ShouldBe(2);
    }

    [Fact]
    public async Task A_removed_event_shows_at_the_next()
    {
        await Append(To(NewStream(), 0, events: 3));
        await Store.RemoveAsync(2);
        (await Faults()).ShouldHaveSingleItem().Position.ShouldBe(3);
    }

    [Fact]
    public async Task Two_exchanged_events_show()
    {
        await Append(To(NewStream(), 0, events: 4));
        await Store.SwapAsync(2, 3);
        (await Faults()).Select(fault => fault.Position).ShouldContain(2);
    }

    private async Task<List<LogFault>> Faults()
    {
        await Seen(Log);
        var faults = new List<LogFault>();
        await foreach (var fault in LogCheck.FaultsAsync(Log, Cancel)) faults.Add(fault);
        return faults;
    }
}
