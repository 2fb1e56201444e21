using System.Text;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract;

/// <summary>Snapshots, checkpoints, and which regions there are.</summary>
public abstract class Keeping(LogStore store) : LogContract(store)
{
    [Fact]
    public async Task The_latest_snapshot_of_a_stream_is_kept()
    {
        var stream = NewStream();
        await Append(To(stream, 0, events: 5));
        (await Store.Snapshots.FindAsync(stream, Cancel)).ShouldBeNull();
        await Store.Snapshots.SaveAsync(stream, State(3, "a"), Cancel);
        await Store.Snapshots.SaveAsync(stream, State(5, "a"), Cancel);
        await Store.Snapshots.SaveAsync(stream, State(4, "a"), Cancel);
        await ReopenAsync();
        var kept = (await Store.Snapshots.FindAsync(stream, Cancel)).ShouldNotBeNull();
        (kept.Version, kept.Shape, Encoding.UTF8.GetString(kept.Json.Span))
            .ShouldBe((5, "a", """{"at":5}"""));
    }

    [Fact]
    public async Task A_snapshot_of_another_shape_replaces_one_that_no_code_reads_any_more()
    {
        var stream = NewStream();
        await Append(To(stream, 0, events: 5));
        await Store.Snapshots.SaveAsync(stream, State(5, "old"), Cancel);
        await Store.Snapshots.SaveAsync(stream, State(4, "new"), Cancel);
        (await Store.Snapshots.FindAsync(stream, Cancel)).ShouldNotBeNull().Shape.ShouldBe("new");
    }

    [Fact]
    public async Task A_snapshot_of_an_unknown_stream_is_as_good_as_none()
    {
        var stream = NewStream();
        await Store.Snapshots.SaveAsync(stream, State(1, "a"), Cancel);
        (await Store.Snapshots.FindAsync(stream, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task A_checkpoint_is_kept_for_each_reader()
    {
        (await Store.Checkpoints.ReadAsync("partners", Cancel)).ShouldBe(0);
        await Store.Checkpoints.WriteAsync("partners", 7, Cancel);
        await Store.Checkpoints.WriteAsync("mergers", 9, Cancel);
        await Store.Checkpoints.WriteAsync("partners", 3, Cancel);
        await ReopenAsync();
        (await Store.Checkpoints.ReadAsync("partners", Cancel)).ShouldBe(3);
        (await Store.Checkpoints.ReadAsync("mergers", Cancel)).ShouldBe(9);
    }

    [Fact]
    public async Task The_regions_are_those_that_have_streams_each_once_in_order()
    {
        (await Store.Regions.ReadAsync(Cancel)).ShouldBeEmpty();
        // One name is the beginning of another.
        foreach (var region in (string[])["RU-KIR", "RU-BA", "RU-KI", "RU-BA", "RU-SEV"])
            await Append(To(new StreamId(region, "community", Guid.NewGuid()), 0));
        (await Store.Regions.ReadAsync(Cancel)).ShouldBe(["RU-BA", "RU-KI", "RU-KIR", "RU-SEV"]);
    }

    private static Snapshot State(long version, string shape) =>
        new(version, shape, Encoding.UTF8.GetBytes($$"""{"at":{{version}}}"""));
}
