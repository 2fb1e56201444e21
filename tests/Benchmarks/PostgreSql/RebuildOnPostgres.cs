using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;
using CommunityGrains.Projections;
using NpgsqlTypes;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// Views made anew from the whole log, tables, keys, swap and all: one simple view, with the floor beside
/// it (the same rows by the shortest program there is), and all views of the registry.
/// </summary>
internal static class RebuildOnPostgres
{
    private const int SimpleEvents = 200_000;
    private const int FamilyLength = 40;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"rebuild: one view of {SimpleEvents / Sample.StreamLength:#,0} streams of "
            + $"{Sample.StreamLength} events, interleaved; all views of {options.EventsMax:#,0} events");
        await using var laboratory = await Laboratory.OpenAsync(options);
        var table = new Table(
            "work", "events/s", "of the floor", "client µs", "server µs", "peak MB", "goal", "reached");
        await SimpleAsync(laboratory, table);
        var growth = await AllAsync(laboratory, table);
        table.Print();
        foreach (var (name, grown) in growth) grown.Print(name);
    }

    private static async Task SimpleAsync(Laboratory laboratory, Table table)
    {
        var medians = await laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await Sample.FillAsync(database, SimpleEvents);
            return await Rounds.MediansAsync(
                [
                    new("floor", () => FloorAsync(laboratory, database)),
                    new("simple", () => SimpleRoundAsync(laboratory, database)),
                ],
                laboratory.Options.RoundCount);
        });
        var (floor, simple) = (medians[0], medians[1]);
        Add(table, "read, deserialize, fold, COPY (floor)", floor, floor);
        Add(table, "one simple view", simple, floor, new Goal("200,000 events/s", simple.PerSecond, 200_000));
        Add(table, "  beside its floor", simple, floor,
            new Goal("0.50 of the floor", simple.PerSecond / floor.PerSecond, 0.5));
    }

    private static async Task<IReadOnlyList<(string Name, Growth Growth)>> AllAsync(
        Laboratory laboratory, Table table)
    {
        var (more, fewer) = (laboratory.Options.EventsMax, laboratory.Options.EventsMax / 10);
        var small = await AllOfAsync(laboratory, fewer / FamilyLength, FamilyLength);
        var full = await AllOfAsync(laboratory, more / FamilyLength, FamilyLength);
        var longer = await AllOfAsync(laboratory, fewer / FamilyLength, FamilyLength * 10);
        Add(table, $"all views, {more / FamilyLength:#,0} families of {FamilyLength} events", full, null,
            new Goal("100,000 events/s", full.PerSecond, 100_000));
        var families = $"all views, {fewer / FamilyLength:#,0} families";
        Add(table, $"{families} of {FamilyLength * 10} events", longer, null);
        Add(table, $"{families} of {FamilyLength} events", small, null);
        return
        [
            ("all views, as many records", new(fewer, small.PeakBytes, more, longer.PeakBytes)),
            ("all views, ten times the records", new(fewer, small.PeakBytes, more, full.PeakBytes)),
        ];
    }

    private static void Add(
        Table table, string work, Measurement measured, Measurement? floor, Goal? goal = null) => table.Add(
            work, measured.Rate, floor is null ? "" : measured.To(floor), measured.ClientMicros,
            measured.ServerMicros, measured.PeakMegabytes, goal?.Text ?? "", goal?.Verdict ?? "");

    private static async Task<Measurement> SimpleRoundAsync(Laboratory laboratory, PostgresDatabase database)
    {
        await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        await using var runner = new ProjectionRunner(log, new SignsView(database));
        var meter = laboratory.Measure();
        await runner.RebuildAsync();
        return meter.Stop(SimpleEvents);
    }

    private static Task<Measurement> AllOfAsync(Laboratory laboratory, int families, int eventsEach) =>
        laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await RegistryHistory.FillAsync(database, families, eventsEach);
            var rounds = new List<Measurement>();
            // The first round, which does not count, warms up.
            for (var round = 0; round <= laboratory.Options.RoundCount; round++)
            {
                await using var open = await OpenRegistry.OnAsync(database);
                var head = await open.Log.HeadAsync();
                var meter = laboratory.Measure();
                await open.Runner.RebuildAsync();
                rounds.Add(meter.Stop(head));
            }

            return Rounds.Median(rounds[1..]);
        });

    // One thread, one pass, no checkpoints, no order to be proved, nothing that could go wrong.
    private static async Task<Measurement> FloorAsync(Laboratory laboratory, PostgresDatabase database)
    {
        await Signs.CreateAsync(database, "public.signs_floor");
        var (folded, count) = (new Dictionary<long, Signs>(), 0L);
        var meter = laboratory.Measure();
        await using (var connection = await database.Source.OpenConnectionAsync())
        await using (var rows = await connection.BeginBinaryExportAsync("""
            copy (select position, stream, name, json from eventlog.events order by position)
            to stdout (format binary)
            """))
        {
            while (await rows.StartRowAsync() >= 0)
            {
                var (position, stream) = (rows.Read<long>(), rows.Read<long>());
                var happened = EventCodec.Decode(rows.Read<string>(), rows.Read<byte[]>(NpgsqlDbType.Text));
                if (!folded.TryGetValue(stream, out var signs)) folded.Add(stream, signs = new());
                signs.Fold(position, happened);
                count++;
            }
        }

        await Signs.CopyAsync(
            database, "public.signs_floor",
            folded.Select(pair => (new Guid((int)pair.Key, 0, 0, new byte[8]), pair.Value)));
        return meter.Stop(count);
    }
}
