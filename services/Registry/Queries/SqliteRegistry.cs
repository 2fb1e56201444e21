using System.Runtime.CompilerServices;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries.Sqlite;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Queries;

/// <summary>The registry answered from the views in SQLite; histories come from the log itself.</summary>
public sealed class SqliteRegistry(SqliteDatabase database, IEventLog log, ProjectionRunner runner)
    : IRegistry
{
    private const int LimitMax = 200;
    private const int StreamedAtOnce = 1_000;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly AnswersAtPosition<CommunityFacets> facets = new();

    public ValueTask<Page<CommunityRow>> CommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        var question = Question(query with { Cursor = null, Limit = 0 });
        var after = Cursor.Read(query.Cursor, question);
        using var moment = new Moment(database, query.AsOf);
        using var communities = new CommunityReader(moment);
        var found = new CommunityFinder(moment, query).Find(after, Limit(query.Limit) + 1)
            .Select(row => (row.Position, row.Place)).ToList();
        return ValueTask.FromResult(PageOf(moment, found, query.Limit, question, communities.Row));
    }

    public ValueTask<CommunityFacets> CommunityFacetsAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        using var moment = new Moment(database, query.AsOf);
        var question = Question(query with { Cursor = null, Limit = 0, Order = default });
        return ValueTask.FromResult(
            facets.GetOrAdd(
                (moment.Epoch, moment.Position), question, () => CommunityFacetCounter.Count(moment, query)));
    }

    public async IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var moment = new Moment(database, query.AsOf);
        using var communities = new CommunityReader(moment);
        var found = new CommunityFinder(moment, query).Find(after: null, countMax: int.MaxValue);
        for (var i = 0; i < found.Count; i++)
        {
            if (i % StreamedAtOnce == 0)
            {
                cancel.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            yield return communities.Row(found[i].Position);
        }
    }

    public ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        using var moment = new Moment(database, asOf);
        return ValueTask.FromResult(CommunityPage.Read(moment, region, id));
    }

    public ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default) => ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Municipalities.Find(moment, query, after, countMax));

    public ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        using var moment = new Moment(database, asOf);
        return ValueTask.FromResult(Municipalities.Details(moment, region, id));
    }

    public ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel = default) =>
        ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Leaders.Find(moment, query, after, countMax));

    public ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        using var moment = new Moment(database, asOf);
        return ValueTask.FromResult(Leaders.Details(moment, region, id));
    }

    public ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) => ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Initiatives.Find(moment, query, after, countMax));

    public ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        using var moment = new Moment(database, asOf);
        return ValueTask.FromResult(Initiatives.Details(moment, region, id));
    }

    public async ValueTask<Page<HistoryEntry>> HistoryAsync(
        StreamId stream, string? cursor = null, int limit = 50, CancellationToken cancel = default)
    {
        var question = stream.ToString();
        var before = Cursor.Read(cursor, question) is { } place
            ? CursorNumbers.Read(place.Key)
            : long.MaxValue;
        var entries = await RecordHistory.ReadAsync(log, stream, before, Limit(limit) + 1, cancel);
        var shown = entries.Take(limit).ToList();
        var next = entries.Count > limit
            ? new Cursor(0, CursorNumbers.Write(shown[^1].Version), []).Write(question)
            : null;
        return new Page<HistoryEntry>(shown, next, await log.HeadAsync(cancel));
    }

    /// <inheritdoc/>
    /// <remarks>The loop of this program wakes whoever waits. When another program follows the log for these
    /// views, the loop here stands still, and what that one has committed is looked up now and
    /// then.</remarks>
    public async ValueTask<bool> WaitAsync(
        long position, TimeSpan timeout, CancellationToken cancel = default)
    {
        for (var left = timeout; ; left -= LookAgainAfter)
        {
            var slice = left < LookAgainAfter ? left : LookAgainAfter;
            if (await runner.WaitAsync(position, slice > TimeSpan.Zero ? slice : TimeSpan.Zero, cancel))
                return true;
            if (await PositionAsync(cancel) >= position) return true;
            if (left <= LookAgainAfter) return false;
        }
    }

    public ValueTask<long> PositionAsync(CancellationToken cancel = default)
    {
        using var moment = new Moment(database);
        return ValueTask.FromResult(moment.Position);
    }

    /// <summary>Every community of a region as it is now, whatever its status. To see all that was written
    /// before, wait for the log's head first.</summary>
    public IAsyncEnumerable<CommunityIdentity> StreamCommunityIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Community, CommunityIdentity>(
            database, "community", region, IdentityReader.Of, cancel);

    /// <summary>Every municipality of a region, also merged ones, with all names and codes.</summary>
    public IAsyncEnumerable<MunicipalityIdentity> StreamMunicipalityIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Municipality, MunicipalityIdentity>(
            database, "municipality", region, IdentityReader.Of, cancel);

    /// <summary>Every claim of a region.</summary>
    public IAsyncEnumerable<LeaderIdentity> StreamLeaderIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Leader, LeaderIdentity>(
            database, "leader", region, IdentityReader.Of, cancel);

    /// <summary>Every initiative of a region.</summary>
    public IAsyncEnumerable<InitiativeIdentity> StreamInitiativeIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Initiative, InitiativeIdentity>(
            database, "initiative", region, IdentityReader.Of, cancel);

    private ValueTask<Page<TRow>> ListAsync<TQuery, TRow>(
        TQuery asked, string? cursor, int limit, AsOf? asOf,
        Func<Moment, Cursor?, int, IReadOnlyList<(TRow Row, Cursor Place)>> find)
    {
        var question = Question(asked);
        var after = Cursor.Read(cursor, question);
        using var moment = new Moment(database, asOf);
        return ValueTask.FromResult(
            PageOf(moment, find(moment, after, Limit(limit) + 1), limit, question, row => row));
    }

    private static Page<TRow> PageOf<TFound, TRow>(
        Moment moment, IReadOnlyList<(TFound Row, Cursor Place)> found, int limit, string question,
        Func<TFound, TRow> read) => new(
            [.. found.Take(limit).Select(row => read(row.Row))],
            found.Count > limit ? found[limit - 1].Place.Write(question) : null,
            moment.Position);

    /// <summary>What makes a list the list it is, for the cursor.</summary>
    private static string Question<TQuery>(TQuery query) =>
        typeof(TQuery).Name + JsonSerializer.Serialize(query);

    private static int Limit(int limit) => limit is >= 1 and <= LimitMax
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, $"a page has 1 to {LimitMax} rows");
}
