using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// How soon the registry shows what was committed while 1,000 commands come each second; and how fast the
/// live views follow a log that is far ahead of them.
/// </summary>
internal static class ProjectOnPostgres
{
    private const int CommandsPerSecond = 1_000;
    private const int FamilyLength = 40;
    private const double GoalMs = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"project: from commit to visible in the registry at {CommandsPerSecond:#,0} "
            + "commands/s; live projecting of a log that is ahead");
        await using var laboratory = await Laboratory.OpenAsync(options);
        await VisibleAsync(laboratory);
        Console.WriteLine();
        await FollowAsync(laboratory);
    }

    private sealed record Times(double[] Answered, double[] Visible, Measurement Whole)
    {
        public double VisibleP99 => Percentile(Visible, 0.99);
    }

    private static async Task VisibleAsync(Laboratory laboratory)
    {
        var rounds = new List<Times>();
        // The first round, which does not count, warms up.
        for (var round = 0; round <= laboratory.Options.RoundCount; round++)
            rounds.Add(await laboratory.InDatabaseAsync(
                (PostgresDatabase database) => VisibleRoundAsync(laboratory, database)));
        var median = rounds.Skip(1).OrderBy(round => round.VisibleP99)
            .ElementAt(laboratory.Options.RoundCount / 2);
        var table = new Table(
            "from", "p50 ms", "p99 ms", "commands/s", "client µs", "server µs", "peak MB", "goal", "reached");
        Add("asked to answered, durable", median.Answered, null);
        Add("answered to visible", median.Visible,
            new Goal("p99 50 ms", median.VisibleP99, GoalMs, AtMost: true));
        table.Print();

        void Add(string from, double[] times, Goal? goal) => table.Add(
            from, Milliseconds(Percentile(times, 0.5)), Milliseconds(Percentile(times, 0.99)),
            median.Whole.Rate, median.Whole.ClientMicros, median.Whole.ServerMicros,
            median.Whole.PeakMegabytes, goal?.Text ?? "", goal?.Verdict ?? "");
    }

    private static async Task<Times> VisibleRoundAsync(Laboratory laboratory, PostgresDatabase database)
    {
        await using var open = await OpenRegistry.OnAsync(database);
        await using var grains = new LocalGrains(open.Log);
        open.Runner.Start();
        // Opens connections and prepares statements; counted are those who come later.
        await SendAsync(open, grains, Math.Min(1, laboratory.Options.SecondsPerRound), []);
        var times = new ConcurrentBag<(double Answered, double Visible)>();
        var meter = laboratory.Measure();
        await SendAsync(open, grains, laboratory.Options.SecondsPerRound, times);
        var whole = meter.Stop(times.Count);
        return new Times(
            [.. times.Select(time => time.Answered).Order()], [.. times.Select(time => time.Visible).Order()],
            whole);
    }

    // Whoever is late does not keep the next from coming: commands come by the clock.
    private static async Task SendAsync(
        OpenRegistry open, LocalGrains grains, double seconds, ConcurrentBag<(double, double)> times)
    {
        var callers = Enumerable.Range(0, CommandsPerSecond).Select(_ => new Places()).ToArray();
        var sent = new List<Task>();
        var start = Stopwatch.GetTimestamp();
        for (var elapsed = 0.0; elapsed < seconds; elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds)
        {
            while (sent.Count < elapsed * CommandsPerSecond)
                sent.Add(AskAsync(open, grains, callers[sent.Count % callers.Length].Next(), times));
            await Task.Delay(1);
        }

        await Task.WhenAll(sent);
    }

    private static async Task AskAsync(
        OpenRegistry open, LocalGrains grains, (Guid Stream, int Version) place,
        ConcurrentBag<(double, double)> times)
    {
        var asked = Stopwatch.GetTimestamp();
        var reply = await grains.AskAsync(new Order(
            new StreamId(Sample.Region, Sample.Category, place.Stream), Sample.CommandAt(place.Version)));
        var answered = Stopwatch.GetTimestamp();
        if (reply is not Reply.Accepted) throw new InvalidOperationException($"{reply}");
        if (!await open.Registry.WaitAsync(reply.Position, Patience))
            throw new TimeoutException($"position {reply.Position} was not visible after {Patience}");
        times.Add((
            Stopwatch.GetElapsedTime(asked, answered).TotalMilliseconds,
            Stopwatch.GetElapsedTime(answered).TotalMilliseconds));
    }

    private static async Task FollowAsync(Laboratory laboratory)
    {
        var (more, fewer) = (laboratory.Options.EventsMax, laboratory.Options.EventsMax / 10);
        var small = await FollowAsync(laboratory, fewer / FamilyLength, FamilyLength);
        var longer = await FollowAsync(laboratory, fewer / FamilyLength, FamilyLength * 10);
        var full = await FollowAsync(laboratory, more / FamilyLength, FamilyLength);
        var table = new Table("all views, live", "events/s", "client µs", "server µs", "peak MB");
        Add($"{fewer / FamilyLength:#,0} families of {FamilyLength} events", small);
        Add($"{fewer / FamilyLength:#,0} families of {FamilyLength * 10} events", longer);
        Add($"{more / FamilyLength:#,0} families of {FamilyLength} events", full);
        table.Print();
        new Growth(fewer, small.PeakBytes, more, longer.PeakBytes).Print("live, as many records");
        new Growth(fewer, small.PeakBytes, more, full.PeakBytes).Print("live, ten times the records");

        void Add(string what, Measurement measured) => table.Add(
            what, measured.Rate, measured.ClientMicros, measured.ServerMicros, measured.PeakMegabytes);
    }

    // Into empty views, once: what is written cannot be written again.
    private static Task<Measurement> FollowAsync(Laboratory laboratory, int families, int eventsEach) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await RegistryHistory.FillAsync(database, families, eventsEach);
            await using var open = await OpenRegistry.OnAsync(database);
            var head = await open.Log.HeadAsync();
            var meter = laboratory.Measure();
            open.Runner.Start();
            if (!await open.Runner.WaitAsync(head, TimeSpan.FromHours(1)))
                throw new TimeoutException("the views stand still");
            return meter.Stop(head);
        });

    private static double Percentile(double[] sorted, double part) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    private static string Milliseconds(double time) => time.ToString("0.0", CultureInfo.InvariantCulture);
}
