using System.Globalization;
using CommunityGrains.EventLog.PostgreSql;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>One program proves the fence for all; whatever becomes of it, the others go on reading.</summary>
public sealed class Ownership : PostgresStoreTest
{
    [Fact]
    public async Task When_the_owner_ends_another_takes_over()
    {
        await using var other = await Store.OpenLogAsync();
        await Log.AppendAsync(To(NewStream(), 0), Cancel);
        await other.WaitAsync(0, Cancel).AsTask().Within("word from the owner");
        await Log.DisposeAsync();
        await other.AppendAsync(To(NewStream(), 0), Cancel);
        await other.WaitAsync(1, Cancel).AsTask().Within("sight without the former owner");
    }

    [Fact]
    public async Task An_owner_who_says_nothing_for_ever_stalls_nobody()
    {
        // Its connection is open and it holds the lock, as a program does that was paused.
        await Log.DisposeAsync();
        await using var paused = await Store.HoldAsync(
            string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_lock({Fence.OwnerLock})"));
        await using var other = await Store.OpenLogAsync();
        for (var round = 0; round < 2; round++)
        {
            await other.AppendAsync(To(NewStream(), 0), Cancel);
            await other.WaitAsync(round, Cancel).AsTask().Within("sight beside a silent owner");
        }
    }

    [Fact]
    public async Task Every_connection_of_the_log_may_be_cut_and_it_goes_on()
    {
        for (var round = 0; round < 5; round++)
        {
            await Log.AppendAsync(To(NewStream(), 0), Cancel);
            await ScalarAsync("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
            (await Log.AppendAsync(To(NewStream(), 0), Cancel).Within("verdict after the cut"))
                .ShouldBeOfType<AppendVerdict.Appended>();
            await Log.WaitAsync((2 * round) + 1, Cancel).AsTask().Within("sight after the cut");
        }
    }
}
