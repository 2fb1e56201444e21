using System.Diagnostics;
using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.PostgreSql;
using CommunityGrains.Registry.Queries;
using Npgsql;

namespace CommunityGrains.Benchmarks.PostgreSql;

/// <summary>Questions to a registry of a million communities, one at a time. Beside them the limit: 50
/// rows with their JSON, by key.</summary>
internal static class QueryOnPostgres
{
    private const int QuestionCount = 400;
    private const int WarmUpCount = 40;
    private const double GoalMs = 20;

    private static readonly (string Kind, string[] Texts)[] Searches =
    [
        ("parts of words", ["родн", "яблон", "слобод", "озрожд", "двор"]),
        ("forms of words", ["надежды", "берёзовой рощи", "яблоневого сада", "соседей", "солнечного"]),
        ("a common word", ["тос", "совет", "дома", "ул", "посёлок"]),
        ("a rare word", [RegistryHistory.RareWord, "0050000", "журавлин", "0777777", "тос журавлиный"]),
        ("several words",
            ["яблоневый сад 77", "ленина 85", "соседи город-12", "мирный посёлок 5", "совет дома 12"]),
        ("nothing to be found", ["нетакого", "тос нетакого", "щука", "родник щука", "99999999"]),
    ];

    public static async Task RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"query: {options.CommunitiesMax:#,0} communities; milliseconds by question");
        await using var laboratory = await Laboratory.OpenAsync(options);
        await laboratory.InDatabaseAsync(async (PostgresDatabase database) =>
        {
            var ids = await RegistryHistory.FillWithCommunitiesAsync(database, options.CommunitiesMax);
            await using var open = await OpenRegistry.OnAsync(database);
            var meter = laboratory.Measure();
            await open.Runner.RebuildAsync();
            var rebuilt = meter.Stop(ids.Count);
            Console.WriteLine($"views made of {ids.Count:#,0} communities of one event each: "
                + $"{rebuilt.Rate} events/s, peak {rebuilt.PeakMegabytes} MB");
            // As after a while of running: what the server does for itself later is not a question's price.
            await database.Source.RunAsync("vacuum (analyze)");
            await database.Source.RunAsync("checkpoint");
            await AskAsync(laboratory, database, open.Registry, ids);
            return true;
        });
    }

    private sealed record Asked(double[] Times, Measurement Whole)
    {
        public double P50 => Times[Times.Length / 2];

        public double P99 => Times[Times.Length * 99 / 100];
    }

    private static async Task AskAsync(
        Laboratory laboratory, PostgresDatabase database, IRegistry registry, IReadOnlyList<CommunityId> ids)
    {
        var all = new CommunityQuery(RegistryHistory.Region);
        var table = new Table(
            "question", "p50 ms", "p99 ms", "p99 to the limit", "client µs", "server µs", "peak MB", "goal",
            "reached");
        var limit = await TimeAsync(laboratory, i => BareLookupAsync(database, i * 7_919L % ids.Count));
        Add("50 rows by key (limit)", limit, null);
        var texts = Searches.SelectMany(search => search.Texts).ToArray();
        var search = await TimeAsync(laboratory, i => SearchAsync(texts[i % texts.Length]));
        Add("search", search, new Goal("p99 20 ms", search.P99, GoalMs, AtMost: true));
        foreach (var (kind, those) in Searches)
        {
            var asked = await TimeAsync(laboratory, i => SearchAsync(those[i % those.Length]));
            Add($"  {kind}", asked, new Goal("p99 20 ms", asked.P99, GoalMs, AtMost: true));
        }

        string? next = null;
        Add("list, page after page", await TimeAsync(
            laboratory,
            async _ => next = (await registry.CommunitiesAsync(all with { Cursor = next })).Next), null);
        Add("details", await TimeAsync(laboratory, async i =>
            await registry.CommunityAsync(RegistryHistory.Region, ids[(int)(i * 7_919L % ids.Count)])), null);
        table.Print();

        async Task SearchAsync(string text) => await registry.CommunitiesAsync(all with { Text = text });

        void Add(string question, Asked asked, Goal? goal) => table.Add(
            question, Milliseconds(asked.P50), Milliseconds(asked.P99),
            (asked.P99 / limit.P99).ToString("0.0", CultureInfo.InvariantCulture), asked.Whole.ClientMicros,
            asked.Whole.ServerMicros, asked.Whole.PeakMegabytes, goal?.Text ?? "", goal?.Verdict ?? "");
    }

    private static async Task<Asked> TimeAsync(Laboratory laboratory, Func<int, Task> ask)
    {
        for (var i = 0; i < WarmUpCount; i++) await ask(i);
        var count = QuestionCount * laboratory.Options.RoundCount;
        var times = new double[count];
        var meter = laboratory.Measure();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var whole = meter.Stop(count);
        Array.Sort(times);
        return new Asked(times, whole);
    }

    private static async Task BareLookupAsync(PostgresDatabase database, long after)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var find = new NpgsqlCommand("""
            select id, version, state
            from (select * from community where position_from > $1 order by position_from limit 50) c
            join community_state using (position_from)
            """, connection).With(after);
        await find.PrepareAsync();
        await using var rows = await find.ExecuteReaderAsync();
        while (await rows.ReadAsync()) GC.KeepAlive(rows.GetFieldValue<byte[]>(2));
    }

    private static string Milliseconds(double time) => time.ToString("0.00", CultureInfo.InvariantCulture);
}
