using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Registry.Views;
using CommunityGrains.Registry.Views.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Specs.Views;

/// <summary>A registry over a real file and a real log: given these events, when I ask, then … Everything
/// happens on the day of <see cref="Today"/>, which a specification may move.</summary>
public sealed class RegistryWorld : IAsyncDisposable
{
    public const string Region = "RU-BA";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("registry-specs-").FullName;
    private readonly Dictionary<StreamId, long> versions = [];

    /// <summary>Log and views in one file.</summary>
    public RegistryWorld(
        PoisonPolicy onPoison = PoisonPolicy.HoldStream, ProjectionSettings? settings = null,
        bool start = true,
        Func<IEventLog, IEventLog>? asSeen = null, Func<IProjection, IProjection>? asRun = null)
    {
        Database = new SqliteDatabase(Path.Combine(folder, "registry.db"));
        Log = new SqliteEventLog(Database, Clock);
        Store = new SqliteViewStore(Database);
        Projection = new SqliteRegistryViews(Database, onPoison);
        Runner = new ProjectionRunner(
            asSeen?.Invoke(Log) ?? Log, asRun?.Invoke(Projection) ?? Projection, settings, Clock);
        Registry = new ViewRegistry(Store.Moments, Log, Runner);
        if (start) Runner.Start();
    }

    private RegistryWorld(
        ViewStore store, IRegistryViews views, ProjectionSettings? settings,
        Func<IProjection, IProjection>? asRun)
    {
        Database = new SqliteDatabase(Path.Combine(folder, "log.db"));
        Log = new SqliteEventLog(Database, Clock);
        (Store, Projection) = (store, views);
        Runner = new ProjectionRunner(Log, asRun?.Invoke(views) ?? views, settings, Clock);
        Registry = new ViewRegistry(store.Moments, Log, Runner);
    }

    public SpecClock Clock { get; } = new();

    public SqliteDatabase Database { get; }

    public SqliteEventLog Log { get; }

    /// <summary>Where the views are.</summary>
    public ViewStore Store { get; }

    public IRegistryViews Projection { get; }

    public ProjectionRunner Runner { get; set; }

    public ViewRegistry Registry { get; }

    public DateOnly Today { get; set; } = new(2026, 3, 1);

    /// <summary>The position of the last event given.</summary>
    public long Position { get; private set; }

    /// <summary>A world whose views are in a database of this kind.</summary>
    public static async ValueTask<RegistryWorld> OnAsync(
        ViewDatabase kind, PoisonPolicy onPoison = PoisonPolicy.HoldStream,
        ProjectionSettings? settings = null, bool start = true, Func<IProjection, IProjection>? asRun = null)
    {
        if (kind == ViewDatabase.Sqlite) return new RegistryWorld(onPoison, settings, start, asRun: asRun);
        var store = await PostgresViewStore.CreateAsync(kind == ViewDatabase.PostgreSqlRemembering);
        var world = new RegistryWorld(store, await store.OpenAsync(onPoison), settings, asRun);
        if (start) world.Runner.Start();
        return world;
    }

    public static StreamId Stream(MunicipalityId id, string region = Region) =>
        new(region, "municipality", id.Value);

    public static StreamId Stream(CommunityId id, string region = Region) =>
        new(region, "community", id.Value);

    public static StreamId Stream(LeaderId id, string region = Region) => new(region, "leader", id.Value);

    public static StreamId Stream(InitiativeId id, string region = Region) =>
        new(region, "initiative", id.Value);

    /// <summary>These events happen, all by one command.</summary>
    public Task<long> GivenAsync(StreamId stream, params object[] happened) =>
        AppendAsync(stream, [.. happened.Select(EventCodec.Encode)]);

    public async Task<long> AppendAsync(StreamId stream, params NewEvent[] events)
    {
        var version = versions.GetValueOrDefault(stream);
        var command = Guid.CreateVersion7();
        var verdict = await Log.AppendAsync(new AppendRequest(
            stream, version, command, new byte[32], events, Today, "anna", command, command));
        var appended = verdict.ShouldBeOfType<AppendVerdict.Appended>();
        versions[stream] = appended.Version;
        return Position = appended.Position;
    }

    public async Task SeenAsync(long? position = null) =>
        (await Runner.WaitAsync(position ?? Position, Patience)).ShouldBeTrue(
            $"the views did not reach {position ?? Position}: {await Runner.HealthAsync()}");

    public async Task<MunicipalityId> MunicipalityAsync(
        string name = "Уфа", string? official = null, string region = Region)
    {
        var id = new MunicipalityId(Guid.CreateVersion7());
        await GivenAsync(Stream(id, region), new MunicipalityEvent.Listed(
            name, official
                ?? $"Городской округ город {name}", MunicipalityForm.UrbanOkrug, region, Today, "80701000"));
        return id;
    }

    public async Task<CommunityId> CommunityAsync(
        MunicipalityId municipality, string name, Func<RegisterEntry, RegisterEntry>? with = null,
        string region = Region)
    {
        var id = new CommunityId(Guid.CreateVersion7());
        var entry = new RegisterEntry(name, CommunityForm.TerritorialSelfGovernment, municipality);
        await GivenAsync(
            Stream(id, region), new CommunityEvent.Registered(with?.Invoke(entry) ?? entry, "Решение № 1"));
        return id;
    }

    public async Task<LeaderId> LeaderAsync(
        CommunityId community, string name = "Ильина Вера", string region = Region)
    {
        var id = new LeaderId(Guid.CreateVersion7());
        await GivenAsync(Stream(id, region), new LeaderEvent.Claimed(
            new Contact(new PersonId(Guid.CreateVersion7()), new PersonName(name)), community,
            LeaderRole.Chair,
            "председатель", Today, new PersonId(Guid.CreateVersion7())));
        return id;
    }

    public async Task VerifyAsync(LeaderId leader, DateOnly until)
    {
        var reviewer = new PersonId(Guid.CreateVersion7());
        await GivenAsync(
            Stream(leader), new LeaderEvent.ReviewStarted(reviewer),
            new LeaderEvent.Verified(reviewer, "Протокол № 3", [], until));
    }

    public async Task<InitiativeId> InitiativeAsync(
        MunicipalityId municipality, string title, params CommunityId[] communities)
    {
        var id = new InitiativeId(Guid.CreateVersion7());
        await GivenAsync(Stream(id), new InitiativeEvent.Proposed(
            title, municipality, [.. communities], null, new PersonId(Guid.CreateVersion7())));
        return id;
    }

    public async Task<IReadOnlyList<string>> NamesAsync(CommunityQuery query)
    {
        await SeenAsync();
        var page = await Registry.CommunitiesAsync(query);
        return [.. page.Items.Select(row => row.Entry.Name)];
    }

    /// <summary>The current communities by name, each with its status, as the tables have them.</summary>
    public async Task<IReadOnlyList<string>> CommunitiesAsync()
    {
        await SeenAsync();
        return [.. (await Store.RowsAsync(
            "select sort_key, status from community where position_to = 9223372036854775807 "
            + "order by sort_key"))
            .Select(row => row.Split(" | "))
            .Select(row => $"{row[0]}: {(CommunityStatus)int.Parse(row[1], CultureInfo.InvariantCulture)}")];
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Projection.DisposeAsync();
        await Store.DisposeAsync();
        await Log.DisposeAsync();
        Database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The databases that views can be in.</summary>
public enum ViewDatabase
{
    Sqlite,
    PostgreSql,

    /// <summary>What a search found is remembered, however soon it was found.</summary>
    PostgreSqlRemembering,
}

/// <summary>A clock that stands still until it is moved; its timers are the system's, for what waits in
/// earnest.</summary>
public sealed class SpecClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan by)
    {
        now += by;
        ticks += by.Ticks;
    }
}
