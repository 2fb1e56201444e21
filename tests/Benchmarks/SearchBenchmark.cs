using System.Diagnostics;
using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Benchmarks;

/// <summary>
/// Questions to a registry of 30,000 communities with 10,000 claims, one at a time; and how fast its views
/// are projected and rebuilt. Beside them the limit: a bare indexed lookup of 50 rows with their JSON in the
/// same file.
/// </summary>
internal static class SearchBenchmark
{
    private const string Region = "RU-BA";
    private const int CommunityCount = 30_000;
    private const int LeaderCount = 10_000;
    private const int MunicipalityCount = 63;
    private const int QuestionCount = 400;

    private static readonly string[] Names =
    [
        "Старый город", "Дружный двор", "Слобода", "Надежда", "Заречье", "Берёзовая роща", "Солнечный",
        "Родник", "Яблоневый сад", "Набережная", "Возрождение", "Единство", "Мирный", "Уют", "Соседи",
        "Исток",
    ];

    private static readonly string[] Texts =
    [
        "тос", "слобода", "надежды", "берёзовая роща", "родн", "совет дома 12", "ленина 85", "00123",
        "город-7", "уф", "соседи город-12", "яблоневый сад 77", "мирный двор", "нетакого", "тос единство 5",
    ];

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"search: {CommunityCount} communities, {LeaderCount} claims; milliseconds by question");
        using var folder = new WorkFolder();
        using var database = new SqliteDatabase(Path.Combine(folder.Path, "registry.db"));
        await using var log = new SqliteEventLog(database, TimeProvider.System);
        await using var projection = new SqliteRegistryViews(database);
        await using var runner = new ProjectionRunner(log, projection);
        var registry = new ViewRegistry(new SqliteMoments(database), log, runner);
        var ids = await FillAsync(log);
        var head = await log.HeadAsync();

        var started = Stopwatch.GetTimestamp();
        runner.Start();
        if (!await runner.WaitAsync(head, TimeSpan.FromMinutes(5)))
            throw new TimeoutException("the views stand still");
        var projected = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        await runner.RebuildAsync();
        var rebuilt = Stopwatch.GetElapsedTime(started);
        await AskAsync(database, registry, ids);
        Console.WriteLine();
        Console.WriteLine($"projecting {head} events: "
            + $"{Rate(head, projected)} events/s live, {Rate(head, rebuilt)} in a rebuild");
    }

    private static async Task AskAsync(
        SqliteDatabase database, ViewRegistry registry, IReadOnlyList<CommunityId> ids)
    {
        var all = new CommunityQuery(Region);
        string? next = null;
        var table = new Table("question", "p50 ms", "p99 ms", "p99 to the limit");
        var limit = await TimesAsync(i => BareLookup(database, i * 37 % CommunityCount));
        Add("50 rows by key, bare SQLite (limit)", limit);
        Add("search", await TimesAsync(async i =>
            await registry.CommunitiesAsync(all with { Text = Texts[i % Texts.Length] })));
        foreach (var text in Texts)
            Add($"  «{text}»",
                await TimesAsync(async _ => await registry.CommunitiesAsync(all with { Text = text }), 40));
        Add("list, page after page", await TimesAsync(async _ =>
            next = (await registry.CommunitiesAsync(all with { Cursor = next })).Next));
        Add("list by status and leader", await TimesAsync(async i => await registry.CommunitiesAsync(all with
        {
            Status = (CommunityStatus)(i % 7),
            Leader = (LeaderStanding)(i % 3),
        })));
        Add("list as of a day", await TimesAsync(
            async _ =>
                await registry.CommunitiesAsync(all with { AsOf = new(new DateOnly(2026, 1, 1)) }), 40));
        Add("facets, first time", await TimesAsync(
            async i =>
                await registry.CommunityFacetsAsync(all with { Within = new(0, 0, 90, 90 + i) }), 100));
        Add("facets, again", await TimesAsync(async _ => await registry.CommunityFacetsAsync(all), 100));
        Add("facets of a search", await TimesAsync(
            async i =>
                await registry.CommunityFacetsAsync(all with { Text = Texts[i % Texts.Length] }), 100));
        Add("details",
            await TimesAsync(async i => await registry.CommunityAsync(Region, ids[i * 37 % ids.Count])));
        Add($"all {CommunityCount} streamed", await TimesAsync(async _ =>
        {
            await foreach (var row in registry.StreamCommunitiesAsync(all)) GC.KeepAlive(row);
        }, 5));
        table.Print();

        void Add(string question, double[] times) => table.Add(
            question, Milliseconds(times[times.Length / 2]), Milliseconds(times[times.Length * 99 / 100]),
            (times[times.Length * 99 / 100] / limit[limit.Length * 99 / 100]).ToString(
                "F1", CultureInfo.InvariantCulture));
    }

    private static async Task<double[]> TimesAsync(Func<int, Task> ask, int count = QuestionCount)
    {
        for (var i = 0; i < Math.Min(count, 20); i++) await ask(i);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static Task<int> BareLookup(SqliteDatabase database, int after)
    {
        using var reader = database.OpenReader();
        using var find = new Statement(reader.Connection, """
            select id, version, state from community join community_state using (position_from)
            where position_from > ?1 order by position_from limit 50
            """);
        find.Bind(1, after);
        var size = 0;
        while (find.Step()) size += find.Bytes(2).Length;
        return Task.FromResult(size);
    }

    private static async Task<IReadOnlyList<CommunityId>> FillAsync(SqliteEventLog log)
    {
        var municipalities = Enumerable.Range(0, MunicipalityCount)
            .Select(_ => new MunicipalityId(Guid.CreateVersion7())).ToList();
        var communities =
            Enumerable.Range(0, CommunityCount).Select(_ => new CommunityId(Guid.CreateVersion7())).ToList();
        await AppendAllAsync(
            log, municipalities.Select((id, i) => (new StreamId(Region, "municipality", id.Value),
            new object[] { new MunicipalityEvent.Listed(
                $"Город-{i}", $"Городской округ Город-{i}", MunicipalityForm.UrbanOkrug, Region,
                new(2026, 1, 1)) })));
        await AppendAllAsync(log, communities.Select((id, i) => (new StreamId(Region, "community", id.Value),
            Registered(municipalities, i))));
        await AppendAllAsync(log, communities.Take(LeaderCount).Select(id => (
            new StreamId(Region, "leader", Guid.CreateVersion7()), new object[] { new LeaderEvent.Claimed(
                Somebody(), id, LeaderRole.Chair, "председатель", new(2026, 1, 1), new(Guid.NewGuid())) })));
        return communities;
    }

    private static object[] Registered(List<MunicipalityId> municipalities, int i) =>
    [
        new CommunityEvent.Registered(
            new RegisterEntry(
                i % 4 == 0 ? $"Совет дома № {i}" : $"ТОС «{Names[i % Names.Length]}» {i / 16}",
                i % 4 == 0 ? CommunityForm.HouseCouncil : CommunityForm.TerritorialSelfGovernment,
                municipalities[i % MunicipalityCount])
            {
                Settlement = $"Посёлок {i % 700}",
                Address = $"ул. {(i % 3 == 0 ? "Ленина" : "Советская")}, {i % 120}",
                Location = new GeoPoint(54 + (i % 1000 / 1000.0), 55 + (i % 777 / 777.0)),
                Boundaries = "ул. Мира, дома 1–49",
                ActKind = "Решение Совета",
                ActNumber = $"{i % 200}",
                RegisterNumber = $"{i:D6}/2020",
                Members = i % 60,
                Residents = i % 2000,
            },
            "Решение Совета"),
        new CommunityEvent.HeadNamed(Somebody(), "register.csv"),
    ];

    private static async Task AppendAllAsync(
        SqliteEventLog log, IEnumerable<(StreamId Stream, object[] Events)> appends)
    {
        foreach (var chunk in appends.Chunk(2_000))
        {
            await Task.WhenAll(chunk.Select(async append =>
            {
                var command = Guid.CreateVersion7();
                var verdict = await log.AppendAsync(new AppendRequest(
                    append.Stream, 0, command, new byte[32], [.. append.Events.Select(EventCodec.Encode)],
                    new DateOnly(2026, 1, 1), "benchmark", command, command));
                if (verdict is not AppendVerdict.Appended) throw new InvalidOperationException($"{verdict}");
            }));
        }
    }

    private static Contact Somebody() => new(
        new PersonId(Guid.CreateVersion7()), new PersonName("Ильина Вера"),
        new EmailAddress("vera@example.org"));

    private static string Milliseconds(double time) => time.ToString("F2", CultureInfo.InvariantCulture);

    private static string Rate(long count, TimeSpan elapsed) =>
        (count / elapsed.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture);
}
