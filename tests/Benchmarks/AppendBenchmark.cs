using System.Text;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// Durable appends of one event of about 260 bytes each to streams of their own, by callers who wait for the
/// verdict before they ask again. Beside it: the rival, one transaction per insert; and the limit, a bare
/// insert loop in batches of 512. Both insert the same columns into a plain table without any index, version
/// check, command id or hash.
/// </summary>
internal static class AppendBenchmark
{
    private const int EventsPerRound = 60_000;
    private const int EventsPerRoundAlone = 3_000;
    private static readonly byte[] Json = Encoding.UTF8.GetBytes(
        $$"""{"name":"Двор на Речной","kind":"neighbourhood","note":"{{new string('x', 190)}}"}""");

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"append: durable appends of one event of {Json.Length} bytes, events per second");
        Contestant[] contestants =
        [
            new("bare inserts, a transaction each (rival)",
                () => BareInserts.RoundAsync(1, EventsPerRoundAlone, Json)),
            new("bare inserts, batches of 512 (limit)",
                () => BareInserts.RoundAsync(512, EventsPerRound, Json)),
            .. ((int[])[1, 8, 64, 512, 2048]).Select(callers => new Contestant(
                $"the log, {callers} callers", () => RoundAsync(callers, Guid.CreateVersion7))),
            new("the log, 512 callers, random ids", () => RoundAsync(512, Guid.NewGuid)),
        ];
        var medians = await Rounds.MediansAsync(contestants, options.RoundCount);
        var table = new Table("system", "events/s", "to the rival", "to the limit", "CPU µs/event");
        foreach (var (contestant, median) in contestants.Zip(medians))
        {
            table.Add(
                contestant.Name, median.Rate, median.To(medians[0]), median.To(medians[1]),
                median.ClientMicros);
        }

        table.Print();
    }

    private static async Task<Measurement> RoundAsync(int callers, Func<Guid> newId)
    {
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "log.db"));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        var perCaller = (callers == 1 ? EventsPerRoundAlone : EventsPerRound) / callers;
        var meter = new Meter();
        await Task.WhenAll(Enumerable.Range(0, callers)
            .Select(_ => Task.Run(() => CallAsync(log, perCaller, newId))));
        return meter.Stop(perCaller * callers);
    }

    // Ten events to a stream, then the next one: as grains come and go.
    private static async Task CallAsync(SqliteEventLog log, int count, Func<Guid> newId)
    {
        var stream = new StreamId("RU-BA", "community", newId());
        for (var index = 0; index < count; index++)
        {
            if (index > 0 && index % 10 == 0) stream = new StreamId("RU-BA", "community", newId());
            var command = newId();
            var request = new AppendRequest(
                stream, index % 10, command, new byte[32],
                [new NewEvent("community.registered.v1", Json.ToArray())], new DateOnly(2026, 11, 21),
                "0192f0c1-0000-7000-8000-000000000001", command, command);
            if (await log.AppendAsync(request) is not AppendVerdict.Appended)
                throw new InvalidOperationException("an append of the benchmark was not accepted");
        }
    }
}
