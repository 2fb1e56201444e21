using CommunityGrains.EventLog.PostgreSql;
using CommunityGrains.PostgreSql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>
/// The whole log read in its order: through the log's contract in pages of 10,000; by the rival, a plain
/// <c>select *</c> that reads every column; and the limit, an ordered binary COPY out of the same columns
/// whose bytes nobody looks at.
/// </summary>
internal static class ReadFromPostgres
{
    private const int PageSize = 10_000;

    private const string Columns =
        "position, stream, version, recorded_at, business_date, command, causation, correlation, hash, name, "
        + "account, json";

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine(
            $"read: {options.EventsMax:#,0} events of {Sample.JsonSize} bytes of JSON, from first to last");
        await using var laboratory = await Laboratory.OpenAsync(options);
        var fewer = await laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await Sample.FillAsync(database, options.EventsMax / 10);
            await ThroughTheLogAsync(laboratory, database);
            return await ThroughTheLogAsync(laboratory, database);
        });
        await laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            await Sample.FillAsync(database, options.EventsMax);
            var medians = await Rounds.MediansAsync(
                [
                    new("ordered COPY out (limit)", () => CopyOutAsync(laboratory, database)),
                    new("select * (rival)", () => SelectAsync(laboratory, database)),
                    new("the log, pages of 10,000", () => ThroughTheLogAsync(laboratory, database)),
                ],
                options.RoundCount);
            Print(medians);
            new Growth((int)fewer.Count, fewer.PeakBytes, (int)medians[2].Count, medians[2].PeakBytes)
                .Print("the log");
            return true;
        });
    }

    private static void Print(IReadOnlyList<Measurement> medians)
    {
        var (copy, select, log) = (medians[0], medians[1], medians[2]);
        var goal = new Goal("0.70 of COPY", log.PerSecond / copy.PerSecond, 0.7);
        var table = new Table(
            "system", "events/s", "x select", "of COPY", "client µs", "server µs", "peak MB", "goal",
            "reached");
        Add("ordered COPY out (limit)", copy, null);
        Add("select * (rival)", select, null);
        Add("the log, pages of 10,000", log, goal);
        table.Print();

        void Add(string system, Measurement measured, Goal? wanted) => table.Add(
            system, measured.Rate, measured.To(select), measured.To(copy), measured.ClientMicros,
            measured.ServerMicros, measured.PeakMegabytes, wanted?.Text ?? "", wanted?.Verdict ?? "");
    }

    private static async Task<Measurement> ThroughTheLogAsync(
        Laboratory laboratory, PostgresDatabase database)
    {
        await using var log = await PostgresEventLog.OpenAsync(database, TimeProvider.System);
        var (position, count, size) = (0L, 0L, 0L);
        var meter = laboratory.Measure();
        while (await log.ReadAllAsync(position, PageSize) is { Count: > 0 } page)
        {
            foreach (var recorded in page) size += recorded.Json.Length;
            position = page[^1].Position;
            count += page.Count;
        }

        GC.KeepAlive(size);
        return meter.Stop(count);
    }

    private static async Task<Measurement> SelectAsync(Laboratory laboratory, PostgresDatabase database)
    {
        var (count, values) = (0L, new object[12]);
        var meter = laboratory.Measure();
        await using var select = database.Source.CreateCommand(
            "select * from eventlog.events order by position");
        await using var rows = await select.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            rows.GetValues(values);
            count++;
        }

        return meter.Stop(count);
    }

    private static async Task<Measurement> CopyOutAsync(Laboratory laboratory, PostgresDatabase database)
    {
        await using var counting = database.Source.CreateCommand("select count(*) from eventlog.events");
        var count = (long)(await counting.ExecuteScalarAsync())!;
        var buffer = new byte[64 * 1024];
        var meter = laboratory.Measure();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy (select {Columns} from eventlog.events order by position) to stdout (format binary)");
        while (await copy.ReadAsync(buffer.AsMemory(), default) > 0)
        {
        }

        return meter.Stop(count);
    }
}
