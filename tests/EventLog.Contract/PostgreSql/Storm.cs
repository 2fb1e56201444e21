using System.Collections.Concurrent;
using System.Globalization;
using static CommunityGrains.EventLog.Contract.Requests;

namespace CommunityGrains.EventLog.Contract.PostgreSql;

/// <summary>32 writers at once, a tenth of their transactions rolled back, one in a hundred slow, read
/// meanwhile through two logs. Traps 1 and 3. Some seconds here; a minute with
/// COMMUNITYGRAINS_STORM_SECONDS=60.</summary>
public sealed class Storm : PostgresStoreTest
{
    private const int WritersCount = 32;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(double.Parse(
        Environment.GetEnvironmentVariable("COMMUNITYGRAINS_STORM_SECONDS") ?? "8",
        CultureInfo.InvariantCulture));

    [Fact, Trait("Trap", "1"), Trait("Trap", "3")]
    public async Task Nothing_is_skipped_doubled_or_out_of_order_in_a_storm()
    {
        await using var other = await Store.OpenLogAsync();
        using var over = new CancellationTokenSource(Duration);
        var acknowledged = new ConcurrentBag<Guid>();
        var writers = Task.WhenAll(Enumerable.Range(0, WritersCount).Select(number => number % 2 == 0
            ? WriteThroughLogAsync(number % 4 == 0 ? Log : other, acknowledged, over.Token)
            : WriteByHandAsync(new Random(number), acknowledged, over.Token)));
        var readers = Task.WhenAll(new[] { Log, other }.Select(log => ReadAsync(log, writers)));
        await writers;
        var read = await readers;

        foreach (var seen in read)
        {
            seen.Zip(seen.Skip(1)).Count(pair => pair.First.Position >= pair.Second.Position)
                .ShouldBe(0, "inversions of positions, and doubles");
            foreach (var stream in seen.GroupBy(recorded => recorded.Stream))
            {
                stream.Select(recorded => recorded.Version).ShouldBe(
                    Enumerable.Range(1, stream.Count()).Select(version => (long)version),
                    "inversions of versions");
            }

            seen.Count.ShouldBe(
                (int)(long)(await ScalarAsync("select count(*) from eventlog.events"))!, "skipped");
            seen.Select(recorded => recorded.Command).Order().ShouldBe(acknowledged.Order());
        }

        acknowledged.Count.ShouldBeGreaterThan(WritersCount);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{acknowledged.Count} events in {Duration.TotalSeconds} s: "
            + "0 skipped, 0 inversions, 0 duplicates");
    }

    private static async Task WriteThroughLogAsync(
        IEventLog log, ConcurrentBag<Guid> acknowledged, CancellationToken over)
    {
        var (stream, version) = (NewStream(), 0L);
        while (!over.IsCancellationRequested)
        {
            var request = To(stream, version);
            version = (await log.AppendAsync(request, CancellationToken.None))
                .ShouldBeOfType<AppendVerdict.Appended>().Version;
            acknowledged.Add(request.Command);
        }
    }

    private async Task WriteByHandAsync(
        Random random, ConcurrentBag<Guid> acknowledged, CancellationToken over)
    {
        var (stream, version) = (NewStream(), 0L);
        while (!over.IsCancellationRequested)
        {
            await using var append = await (await HeldAppend.BeginAsync(Store)).AppendAsync(stream, version);
            if (random.Next(100) == 0) await append.RunAsync("select pg_sleep(0.5)");
            if (random.Next(10) == 0)
            {
                await append.RollbackAsync();
                continue;
            }

            await append.CommitAsync();
            version++;
            acknowledged.Add(append.Command);
        }
    }

    private async Task<List<RecordedEvent>> ReadAsync(IEventLog log, Task writers)
    {
        var seen = new List<RecordedEvent>();
        while (true)
        {
            // Asked before reading: when all is committed and let through, one more empty page means the end.
            var done = writers.IsCompleted;
            if (done)
            {
                await log.WaitAsync(await Store.LastPositionAsync() - 1, Cancel).AsTask()
                    .Within("sight of everything");
            }

            var page = await log.ReadAllAsync(seen.LastOrDefault()?.Position ?? 0, 500, Cancel);
            seen.AddRange(page);
            if (page.Count == 0 && done) return seen;
            if (page.Count == 0) await Task.Yield();
        }
    }
}
