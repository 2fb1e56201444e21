using System.Runtime.CompilerServices;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.EventLog.Sqlite;
using CommunityGrains.Registry.Imports;
using CommunityGrains.Registry.Imports.Places;
using CommunityGrains.Registry.Specs.Files;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Specs.Imports;

/// <summary>A centre with a log and grains of its own, into which files are imported. What is on record is
/// read from the log itself, so that these specifications hold whatever views there are.</summary>
internal sealed class Office : IAsyncDisposable, IExistingRecords
{
    public const string Region = "RU-BA";

    public static readonly PersonId Manager = new(Guid.Parse("00000000-0000-0000-0000-00000000aaaa"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("imports-");
    private readonly SqliteDatabase database;

    public Office()
    {
        database = new SqliteDatabase(Path.Combine(folder.FullName, "log.db"));
        Log = new SqliteEventLog(database, TimeProvider.System);
        Grains = new LocalGrains(Log);
    }

    public SqliteEventLog Log { get; }

    public LocalGrains Grains { get; }

    public DateOnly Today { get; set; } = new(2026, 11, 21);

    /// <summary>The municipalities of the samples are listed.</summary>
    public static async Task<Office> WithMunicipalities()
    {
        var office = new Office();
        await office.Sample(ImportKind.Municipalities, "municipalities-RU-BA.csv");
        await office.Sample(ImportKind.Municipalities, "municipalities-neighbours.csv");
        return office;
    }

    public async Task<ImportReport> Sample(ImportKind kind, string name, bool dryRun = false)
    {
        await using var file = File.OpenRead(Bytes.Path(name));
        return await Import(kind, file, name, dryRun);
    }

    public Task<ImportReport> Text(ImportKind kind, string text, bool dryRun = false) =>
        Import(kind, Bytes.Of(text), "file.csv", dryRun);

    public Task<ImportReport> Import(
        ImportKind kind, Stream file, string name, bool dryRun = false, IGrains? grains = null,
        IProgress<ImportProgress>? progress = null, int inFlightMax = 512, CancellationToken cancel =
            default) =>
        new Importer(grains ?? Grains, this, TimeProvider.System).RunAsync(
            kind, new ImportRequest(Region, Manager, Today, file, name)
            {
                DryRun = dryRun,
                Progress = progress,
                InFlightMax = inFlightMax,
            }, cancel);

    public async Task<long> Head() => await Log.HeadAsync();

    /// <summary>The events after a position, decoded.</summary>
    public async Task<List<object>> EventsAfter(long position)
    {
        var events = new List<object>();
        while (await Log.ReadAllAsync(position, 1_000) is { Count: > 0 } page)
        {
            events.AddRange(page.Select(recorded => EventCodec.Decode(recorded, EventCatalogue.Default)));
            position = page[^1].Position;
        }

        return events;
    }

    public async Task<T> State<T>(IGrainKind kind, Guid id) =>
        (await Grains.StateAsync(new StreamId(Region, kind.Category, id))).State.ShouldBeAssignableTo<T>()!;

    public async Task<Reply> Ask(IGrainKind kind, Guid id, Func<Asked, Command> say) =>
        await Grains.AskAsync(new Order(new StreamId(Region, kind.Category, id),
            say(new Asked(new(Guid.CreateVersion7()), Manager, DateTimeOffset.UnixEpoch, Today))));

    public async Task<List<(CommunityId Id, Card Card)>> Cards() =>
        [.. (await States<Community>(GrainKinds.Community))
            .Select(pair => (new CommunityId(pair.Id), pair.State.CardOrNone()!))];

    public async Task<Card> Card(string name) => (await Cards()).Single(pair => pair.Card.Entry.Name == name)
        .Card;

    public async Task<CommunityId> IdOf(string name) => (await Cards())
        .Single(pair => pair.Card.Entry.Name == name).Id;

    public async IAsyncEnumerable<ExistingCommunity> CommunitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var (id, state) in await States<Community>(GrainKinds.Community))
        {
            if (state.CardOrNone() is not { } card) continue;
            yield return new ExistingCommunity(
                new(id), card.Entry, card.EntryAsStated.Name, card.Head,
                    IsOver: state is not (Community.Registered or Community.Proposed),
                    IsRejected: state is Community.Rejected);
        }
    }

    public async IAsyncEnumerable<KnownMunicipality> MunicipalitiesAsync(
        string region, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var (id, state) in await States<Municipality>(GrainKinds.Municipality))
        {
            var listed = state as Municipality.Listed ?? ((Municipality.Merged)state).Before;
            yield return new KnownMunicipality(
                new(id), listed.Region,
                    [.. listed.Names.SelectMany(name => new[] { name.Name, name.OfficialName })],
                [.. listed.Codes.Select(code => code.Oktmo)], (state as Municipality.Merged)?.Successor);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Grains.DisposeAsync();
        await Log.DisposeAsync();
        database.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<List<(Guid Id, TState State)>> States<TState>(IGrainKind kind)
    {
        var states = new Dictionary<Guid, object>();
        for (var position = 0L; await Log.ReadAllAsync(position, 2_000) is { Count: > 0 } page; position =
            page[^1].Position)
        {
            foreach (var recorded in page.Where(recorded => recorded.Stream.Category == kind.Category))
            {
                states[recorded.Stream.Key] = kind.EvolveAny(
                    states.GetValueOrDefault(recorded.Stream.Key, kind.InitialState),
                    EventCodec.Decode(recorded, EventCatalogue.Default));
            }
        }

        return [.. states.Select(pair => (pair.Key, (TState)pair.Value))];
    }
}
