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
        await using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(Store.Connections).Port);
        await using var behind = await OpenBehindAsync(proxy);
        var before = await KeptAsync();
        proxy.KeepAnswers();
        var requests = Enumerable.Range(0, requestCount).Select(_ => To(NewStream(), 0, eventsEach)).ToList();
        var answers = requests.Select(request => behind.Log.AppendAsync(request, Cancel).AsTask()).ToList();
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

    /// <summary>Trap 8: somebody else's answer stays somebody else's.</summary>
    [Fact, Trait("Trap", "8")]
    public async Task A_repeated_command_is_said_to_be_repeated_when_no_reply_was_lost()
    {
        var request = To(NewStream(), 0);
        await Log.AppendAsync(request, Cancel);
        (await Log.AppendAsync(request, Cancel)).ShouldBeOfType<AppendVerdict.Repeated>();
    }

    /// <summary>Trap 8: an answer that stayed away does not make an earlier command's events
    /// new ones.</summary>
    [Theory, Trait("Trap", "8")]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_repeated_command_is_said_to_be_repeated_when_its_reply_was_lost_too(int events)
    {
        await using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(Store.Connections).Port);
        await using var behind = await OpenBehindAsync(proxy);
        var request = To(NewStream(), 0, events);
        var original = await behind.Log.AppendAsync(request, Cancel);

        var asked = await ScalarAsync("select clock_timestamp()::text");
        proxy.KeepAnswers();
        // Asked again by one who has seen the stream as it is now.
        var answer = behind.Log.AppendAsync(request with { ExpectedVersion = events }, Cancel).AsTask();
        await UntilAsync(async () => (bool)(await ScalarAsync($"""
            select exists (select from pg_stat_activity
              where datname = current_database() and state <> 'active'
                and query like '%eventlog.append%' and query_start > '{asked}')
            """))!, "answer of the server, kept by the proxy");
        proxy.Cut();

        var repeated = await answer.Within("verdict after the cut");
        repeated.ShouldBeOfType<AppendVerdict.Repeated>()
            .Kept.Position.ShouldBe(original.ShouldBeOfType<AppendVerdict.Appended>().Position);
        await ReadToTheEndAsync();
        Seen.Count(recorded => recorded.Command == request.Command).ShouldBe(events, "once");
    }

    /// <summary>A log behind the proxy whose one lane has its connection, and every statement
    /// prepared.</summary>
    private async Task<LogBehind> OpenBehindAsync(CuttingProxy proxy)
    {
        var database = new PostgresDatabase(
            new NpgsqlConnectionStringBuilder(Store.Connections) { Port = proxy.Port }.ConnectionString);
        var log = await PostgresEventLog.OpenAsync(
            database, TimeProvider.System, new PostgresEventLogOptions { Lanes = 1 }, Cancel);
        for (var round = 0; round < 10; round++)
        {
            await log.AppendAsync(To(NewStream(), 0), Cancel);
            await Task.WhenAll(
                Enumerable.Range(0, 50).Select(_ => log.AppendAsync(To(NewStream(), 0), Cancel).AsTask()));
        }

        return new LogBehind(database, log);
    }

    private async Task<long> KeptAsync() =>
        (long)(await ScalarAsync("select count(*) from eventlog.commands"))!;

    private sealed record LogBehind(PostgresDatabase Database, IEventLog Log) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Log.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
