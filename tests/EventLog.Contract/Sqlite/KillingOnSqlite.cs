using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.Sqlite;

/// <summary>Trap 16: another process on the same file, killed as by kill -9.</summary>
[Trait("Trap", "16")]
public sealed class KillingOnSqlite : SqliteStoreTest
{
    [Fact]
    public async Task What_a_killed_process_had_acknowledged_is_there_once_and_nothing_is_there_by_half()
    {
        var acknowledged = new List<string>();
        using (var other = OtherProcess.Start(OtherProcess.AppendForEver, Store.FilePath))
        {
            while (acknowledged.Count < 500)
                acknowledged.Add(await LineOf(other));
            acknowledged.AddRange(await other.KillAsync());
        }

        await using var log = await Store.OpenLogAsync();
        var everything = await log.ReadAllAsync(0, int.MaxValue, Cancel);
        var stored = everything.GroupBy(recorded => recorded.Command)
            .ToDictionary(group => group.Key, group => group.Count());
        acknowledged.ShouldAllBe(command => stored.ContainsKey(Guid.Parse(command)));
        stored.Values.ShouldAllBe(count => count == 2, "each command is there whole and once");
        foreach (var command in stored.Keys)
            (await log.FindCommandAsync(command, Cancel)).ShouldNotBeNull().EventCount.ShouldBe(2);
        await IsWithoutFault(log);
        (await log.AppendAsync(To(NewStream(), 0), Cancel)).ShouldBeOfType<AppendVerdict.Appended>();
    }

    [Fact]
    public async Task A_process_killed_inside_its_transaction_leaves_neither_rows_nor_a_lock()
    {
        Task<AppendVerdict> waiting;
        await using var log = await Store.OpenLogAsync();
        using (var other = OtherProcess.Start(OtherProcess.StopInsideTransaction, Store.FilePath))
        {
            (await other.ReadLineAsync()).ShouldBe("inside");
            waiting = log.AppendAsync(To(NewStream(), 0), Cancel).AsTask();
            waiting.IsCompleted.ShouldBeFalse("the other process holds the file");
            await other.KillAsync();
        }

        (await waiting.Within("verdict after the kill")).ShouldBe(new AppendVerdict.Appended(1, 1));
        await using var connection = await Store.ConnectAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "select (select count(*) from streams) * 10 + (select count(*) from commands)";
        (await count.ExecuteScalarAsync(Cancel)).ShouldBe(
            11L, "one stream and one command: those of this process");
    }

    [Fact]
    public async Task Two_processes_append_to_one_file_at_the_same_time()
    {
        await using var log = await Store.OpenLogAsync();
        var acknowledged = new List<string>();
        var mine = new List<Guid>();
        using (var other = OtherProcess.Start(OtherProcess.AppendForEver, Store.FilePath))
        {
            while (acknowledged.Count < 200)
            {
                acknowledged.Add(await LineOf(other));
                var request = To(NewStream(), 0, events: 2);
                (await log.AppendAsync(request, Cancel).Within("verdict beside the other process"))
                    .ShouldBeOfType<AppendVerdict.Appended>();
                mine.Add(request.Command);
            }

            acknowledged.AddRange(await other.KillAsync());
        }

        var everything = await log.ReadAllAsync(0, int.MaxValue, Cancel);
        var stored = everything.Select(recorded => recorded.Command).ToHashSet();
        acknowledged.Select(Guid.Parse).Concat(mine).ShouldAllBe(command => stored.Contains(command));
        await IsWithoutFault(log);
    }

    private static async Task<string> LineOf(OtherProcess other) =>
        (await other.ReadLineAsync()).ShouldNotBeNull("the other process ended by itself");
}
