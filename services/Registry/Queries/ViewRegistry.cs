using System.Runtime.CompilerServices;
using System.Text.Json;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.EventLog;
using CommunityGrains.Projections;
using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries;

/// <summary>The registry answered from the views; histories come from the log itself.</summary>
public sealed class ViewRegistry(Moments moments, IEventLog log, ProjectionRunner runner)
    : IRegistry, IPeopleOnRecord, ISuggestionsOnRecord, ILookalikes, IWorkList
{
    private const int LimitMax = 200;
    private const int ReadAtOnce = 500;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly AnswersAtPosition<CommunityFacetCounter> facets = new();
    private readonly TopicList topics = new(TimeProvider.System);
    private readonly LookalikeFinder lookalikes = new();
    private readonly Lock gate = new();
    private Task<long>? looking;

    /// <summary>The same views seen from above.</summary>
    public ViewAtlas Atlas { get; } = new(moments);

    /// <summary>How many rows a stream finds at a time.</summary>
    internal int FoundAtOnce { get; init; } = 10_000;

    public async ValueTask<Page<CommunityRow>> CommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        var question = Question(query with { Cursor = null, Limit = 0 });
        var after = Cursor.Read(query.Cursor, question);
        var countMax = Limit(query.Limit) + 1;
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        var found = await CommunityFinder.FindAsync(moment, query, after, countMax);
        var rows = await CommunityReader.AtAsync(
            moment, [.. found.Take(query.Limit).Select(row => row.Position)]);
        return new Page<CommunityRow>(
            rows, Next(found, query.Limit, question, row => row.Place), moment.Position);
    }

    public async ValueTask<CommunityFacets> CommunityFacetsAsync(
        CommunityQuery query, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        var wide = CommunityFacetCounter.Wide(query);
        var counter = await facets.GetOrAddAsync(
            (moment.Epoch, moment.Position), Question(wide),
            () => CommunityFacetCounter.ReadAsync(moment, wide));
        return counter.Count(query);
    }

    public ValueTask<IReadOnlyList<string>> TopicsAsync(string region, CancellationToken cancel = default) =>
        topics.OfAsync(region, () => moments.OpenAsync(region, null, cancel));

    public async IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(query.Region, query.AsOf, cancel);
        // What an index has in order is found in parts; anything else would be sorted anew for each.
        var foundAtOnce = moment.IsNow && query.Text is null ? FoundAtOnce : int.MaxValue;
        for (IReadOnlyList<Found>? found = null; found is null || found.Count == foundAtOnce;)
        {
            found = await CommunityFinder.FindAsync(moment, query, found?[^1].Place, foundAtOnce);
            foreach (var chunk in found.Select(row => row.Position).Chunk(ReadAtOnce))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var row in await CommunityReader.AtAsync(moment, chunk)) yield return row;
                await Task.Yield();
            }
        }
    }

    public async ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        return await CommunityPage.ReadAsync(moment, region, id);
    }

    public ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default) => ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Region, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Municipalities.FindAsync(moment, query, after, countMax),
            cancel);

    public async ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        return await Municipalities.DetailsAsync(moment, region, id);
    }

    public ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel = default) =>
        ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Region, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Leaders.FindAsync(moment, query, after, countMax),
            cancel);

    public async ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        return await Leaders.DetailsAsync(moment, region, id);
    }

    public ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) => ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Region, query.Cursor, query.Limit, query.AsOf,
            (moment, after, countMax) => Initiatives.FindAsync(moment, query, after, countMax),
            cancel);

    public async ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        return await Initiatives.DetailsAsync(moment, region, id);
    }

    public async ValueTask<IReadOnlyList<WorkGroup>> WorkAsync(
        WorkQuery query, CancellationToken cancel = default)
    {
        var question = Question(query with { Cursor = null, Limit = 0 });
        var after = Cursor.Read(query.Cursor, question);
        if (after is not null && query.Kinds.Count != 1) throw new InvalidCursorException();
        _ = Limit(query.Limit);
        await using var moment = await moments.OpenAsync(query.Region, null, cancel);
        var groups = new List<WorkGroup>();
        foreach (var kind in query.Kinds)
            groups.Add(await Work.FindAsync(moment, query, kind, after, question));
        return groups;
    }

    public async ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
        string region, IReadOnlyCollection<StreamId> records, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await RecordNames.ReadAsync(moment, region, records);
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
            if (await LookAsync().WaitAsync(cancel) >= position) return true;
            if (left <= LookAgainAfter) return false;
        }
    }

    public ValueTask<long> PositionAsync(CancellationToken cancel = default) => moments.PositionAsync(cancel);

    public async ValueTask<IReadOnlyList<Lookalike>> LookalikesAsync(
        string region, RegisterEntry entry, CommunityId? self = null, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await lookalikes.FindAsync(moment, region, entry, self);
    }

    public async ValueTask<IReadOnlySet<PersonId>> PublishingAsync(
        string region, IReadOnlyCollection<PersonId> people, CancellationToken cancel = default)
    {
        if (people.Count == 0) return new HashSet<PersonId>();
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await PeopleOnRecord.PublishingAsync(moment, region, people);
    }

    public async ValueTask<IReadOnlyList<StreamId>> RecordsOfAsync(
        string region, PersonId person, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await PeopleOnRecord.RecordsOfAsync(moment, region, person);
    }

    public ValueTask<Page<SuggestionRow>> SuggestionsAsync(
        SuggestionQuery query, CancellationToken cancel = default) => ListAsync(
            query with { Cursor = null, Limit = 0 }, query.Region, query.Cursor, query.Limit, null,
            (moment, after, countMax) => Suggestions.FindAsync(moment, query, after, countMax),
            cancel);

    public async ValueTask<SuggestionRow?> SuggestionAsync(
        string region, SuggestionId id, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await Suggestions.OneAsync(moment, region, id);
    }

    public async ValueTask<(int InRegion, int OfCommunity)> OpenSuggestionsAsync(
        string region, CommunityId? community, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await Suggestions.OpenAsync(moment, region, community);
    }

    public async ValueTask<IReadOnlyList<SuggestionId>> DecidedSuggestionsAsync(
        string region, SuggestionStatus status, DateOnly until, CancellationToken cancel = default)
    {
        await using var moment = await moments.OpenAsync(region, null, cancel);
        return await Suggestions.DecidedAsync(moment, region, status, until);
    }

    /// <summary>Every community of a region as it is now, whatever its status. To see all that was written
    /// before, wait for the log's head first.</summary>
    public IAsyncEnumerable<CommunityIdentity> StreamCommunityIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Community, CommunityIdentity>(
            moments, "community", region, IdentityReader.Of, cancel);

    /// <summary>Every municipality of a region, also merged ones, with all names and codes.</summary>
    public IAsyncEnumerable<MunicipalityIdentity> StreamMunicipalityIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Municipality, MunicipalityIdentity>(
            moments, "municipality", region, IdentityReader.Of, cancel);

    /// <summary>Every claim of a region.</summary>
    public IAsyncEnumerable<LeaderIdentity> StreamLeaderIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Leader, LeaderIdentity>(
            moments, "leader", region, IdentityReader.Of, cancel);

    /// <summary>Every initiative of a region.</summary>
    public IAsyncEnumerable<InitiativeIdentity> StreamInitiativeIdentitiesAsync(
        string region, CancellationToken cancel = default) =>
        IdentityReader.ReadAsync<Initiative, InitiativeIdentity>(
            moments, "initiative", region, IdentityReader.Of, cancel);

    private async ValueTask<Page<TRow>> ListAsync<TQuery, TRow>(
        TQuery asked, string region, string? cursor, int limit, AsOf? asOf,
        Func<Moment, Cursor?, int, ValueTask<IReadOnlyList<(TRow Row, Cursor Place)>>> find,
        CancellationToken cancel)
    {
        var question = Question(asked);
        var after = Cursor.Read(cursor, question);
        var countMax = Limit(limit) + 1;
        await using var moment = await moments.OpenAsync(region, asOf, cancel);
        var found = await find(moment, after, countMax);
        return new Page<TRow>(
            [.. found.Take(limit).Select(row => row.Row)], Next(found, limit, question, row => row.Place),
            moment.Position);
    }

    /// <summary>One look at the views' position serves all who wait.</summary>
    private Task<long> LookAsync()
    {
        lock (gate)
        {
            if (looking is null or { IsCompleted: true }) looking = moments.PositionAsync().AsTask();
            return looking;
        }
    }

    private static string? Next<T>(
        IReadOnlyList<T> found, int limit, string question, Func<T, Cursor> place) =>
        found.Count > limit ? place(found[limit - 1]).Write(question) : null;

    /// <summary>What makes a list the list it is, for the cursor.</summary>
    private static string Question<TQuery>(TQuery query) =>
        typeof(TQuery).Name + JsonSerializer.Serialize(query);

    private static int Limit(int limit) => limit is >= 1 and <= LimitMax
        ? limit
        : throw new ArgumentOutOfRangeException(nameof(limit), limit, $"a page has 1 to {LimitMax} rows");
}
