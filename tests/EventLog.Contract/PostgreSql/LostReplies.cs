using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using Npgsql;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>The server commits, and the answer never arrives. Trap 8.</summary>
public sealed class LostReplies : PostgresStoreTest
{
    /// <summary>Trap 8.</summary>
    [Theory, Trait("Trap", "8")]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(200, 1)]
    public async Task A_connection_cut_after_the_commit_gives_the_original_verdict_and_no_second_event(
        int requestCount, int eventsEach)
    {
        var settings = new NpgsqlConnectionStringBuilder(Store.Connections);
        await using var proxy = new CuttingProxy(settings.Port);
        settings.Port = proxy.Port;
        await using var database = new PostgresDatabase(settings.ConnectionString);
        await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System, cancel: Cancel);
        // Every lane has its connection, and every statement is prepared, before answers stay away.
        for (var round = 0; round < 10; round++)
        {
            await log.AppendAsync(To(NewStream(), 0), Cancel);
            await Task.WhenAll(
                Enumerable.Range(0, 50).Select(_ => log.AppendAsync(To(NewStream(), 0), Cancel).AsTask()));
        }

        var before = await KeptAsync();
        proxy.KeepAnswers();
        var requests = Enumerable.Range(0, requestCount).Select(_ => To(NewStream(), 0, eventsEach)).ToList();
        var answers = requests.Select(request => log.AppendAsync(request, Cancel).AsTask()).ToList();
        // A batch is committed; what waits behind it is sent after the cut.
        await UntilAsync(async () => await KeptAsync() > before, "commit behind the proxy");
        answers.ShouldAllBe(answer => !answer.IsCompleted);
        proxy.Cut();

        var verdicts = await Task.WhenAll(answers).Within("verdicts after the cut");
        verdicts.ShouldAllBe(verdict => verdict is AppendVerdict.Appended);
        await ReadToTheEndAsync();
        foreach (var (request, verdict) in requests.Zip(verdicts.Cast<AppendVerdict.Appended>()))
        {
            var stored = Seen.Where(recorded => recorded.Command == request.Command).ToList();
            stored.Count.ShouldBe(eventsEach, "once");
            (stored[^1].Position, stored[^1].Version).ShouldBe((verdict.Position, verdict.Version));
        }
    }

    private async Task<long> KeptAsync() =>
        (long)(await ScalarAsync("select count(*) from eventlog.commands"))!;

    /// <summary>Trap 8: somebody else's answer stays somebody else's.</summary>
    [Fact, Trait("Trap", "8")]
    public async Task A_repeated_command_is_said_to_be_repeated_when_no_reply_was_lost()
    {
        var request = To(NewStream(), 0);
        await Log.AppendAsync(request, Cancel);
        (await Log.AppendAsync(request, Cancel)).ShouldBeOfType<AppendVerdict.Repeated>();
    }
}
