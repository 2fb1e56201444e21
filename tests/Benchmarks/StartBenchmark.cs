using System.Globalization;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>From the start of the program until /health/ready answers 200: on an empty folder, and on
/// 1,000,000 events. Beside it the limit: the start of a program that does nothing but print its
/// version.</summary>
internal static class StartBenchmark
{
    private const int Communities = 50_000;
    private const int EventsEach = 20;
    private const int RoundCount = 3;
    private const int Callers = 512;
    private static readonly DateOnly Day = new(2026, 1, 1);

    public static async Task RunAsync()
    {
        Console.WriteLine("start: seconds from the program's start until it serves");
        using var folder = new WorkFolder();
        var full = Path.Combine(folder.Path, "full");
        await FillAsync(full);
        var limit =
            await MedianAsync(
                async _ => (await ProgramRun.ToEndAsync(folder.Path, "check", "--help")).Elapsed);
        var empty =
            await MedianAsync(round => ProgramRun.ToReadyAsync(Path.Combine(folder.Path, $"empty-{round}")));
        var million = await MedianAsync(_ => ProgramRun.ToReadyAsync(full));
        var table = new Table("folder", "seconds", "to the limit");
        Add("the program's own start, printing its help (limit)", limit);
        Add("empty folder", empty);
        Add($"{Communities * EventsEach} events", million);
        table.Print();

        void Add(string name, double seconds) => table.Add(
            name, seconds.ToString("0.00", CultureInfo.InvariantCulture),
            (seconds / limit).ToString("0.0", CultureInfo.InvariantCulture));
    }

    private static async Task<double> MedianAsync(Func<int, Task<TimeSpan>> start)
    {
        var seconds = new List<double>();
        for (var round = 0; round < RoundCount; round++) seconds.Add((await start(round)).TotalSeconds);
        return seconds.Order().ElementAt(RoundCount / 2);
    }

    // A million events as the years bring them: each community registered, then told about again and again.
    private static async Task FillAsync(string data)
    {
        using var database = new SqliteDatabase(Path.Combine(data, "communitygrains.db"));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Communities),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (number, _) => await LiveAsync(log, number));
        await using var projection = new SqliteRegistryViews(database);
        await using var runner = new ProjectionRunner(log, projection);
        runner.Start();
        if (!await runner.WaitAsync(await log.HeadAsync(), TimeSpan.FromMinutes(10)))
            throw new TimeoutException("the views stand still");
    }

    private static async Task LiveAsync(SqliteEventLog log, int number)
    {
        var stream = new StreamId("RU-BA", "community", Guid.CreateVersion7());
        for (var version = 0; version < EventsEach; version += EventsEach / 2)
        {
            var command = Guid.CreateVersion7();
            var events = Enumerable.Range(version, EventsEach / 2)
                .Select(place => EventCodec.Encode(Happening(number, place)));
            var request = new AppendRequest(
                stream, version, command, new byte[32], [.. events], Day.AddDays(version), command.ToString(),
                command, command);
            if (await log.AppendAsync(request) is not AppendVerdict.Appended)
                throw new InvalidOperationException("an append of the benchmark was not accepted");
        }
    }

    private static CommunityEvent Happening(int number, int place) => place == 0
        ? new CommunityEvent.Registered(
            new RegisterEntry(
                $"ТОС «Двор {number}»", CommunityForm.TerritorialSelfGovernment, new(Guid.Empty)),
            "register.csv")
        : new CommunityEvent.LifeSignSeen("субботник во дворе", Day.AddDays(place));
}
