using System.Collections.Concurrent;
using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Specs.Sample;

/// <summary>Answers as the registry does, from the sample, and remembers what it was asked.</summary>
internal sealed class SampleRegistry : IRegistry
{
    private static readonly CommunityStatus[] Counting =
        [CommunityStatus.Proposed, CommunityStatus.Registered, CommunityStatus.Active,
            CommunityStatus.Dormant];

    public static readonly DateOnly Beginning = new(2020, 1, 1);

    public ConcurrentQueue<CommunityQuery> Asked { get; } = new();

    /// <summary>When set, the next list fails with it, as a broken disk would.</summary>
    public Exception? Failure { get; set; }

    public ValueTask<Page<CommunityRow>> CommunitiesAsync(CommunityQuery query,
        CancellationToken cancel = default)
    {
        Asked.Enqueue(query);
        if (Failure is { } failure) throw failure;
        var found = Find(query).ToList();
        if (query.Order == CommunityOrder.Changed) found = [.. found.OrderByDescending(row => row.ChangedAt)];
        return ValueTask.FromResult(PageOf(found, query.Cursor, query.Limit));
    }

    public ValueTask<CommunityFacets> CommunityFacetsAsync(CommunityQuery query,
        CancellationToken cancel = default)
    {
        var places = Find(query with { Municipality = null });
        return ValueTask.FromResult(new CommunityFacets(
            Find(query).Count(),
            Find(query).Count(row => row.Entry.Location is not null),
            [.. SampleData.Municipalities
                .Select(place =>
                    new MunicipalityFacet(place.Id, place.Name, places.Count(row =>
                        row.Entry.Municipality == place.Id)))
                .Where(facet => facet.Count > 0)],
            Find(query with { Form = null }).CountBy(row => row.Entry.Form).ToDictionary(),
            Find(query with { Status = null }).CountBy(row => row.Status).ToDictionary(),
            Find(query with { Leader = null }).CountBy(row => row.Leader).ToDictionary()));
    }

    private static IEnumerable<CommunityRow> Find(CommunityQuery query) => SampleData.Communities.Where(row =>
        (query.Text is null || row.Entry.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase))
        && (query.Municipality is null || row.Entry.Municipality == query.Municipality)
        && (query.Form is null || row.Entry.Form == query.Form)
        && (query.Status is null ? Counting.Contains(row.Status) : row.Status == query.Status)
        && (query.Leader is null || row.Leader == query.Leader)
        && (!query.SuspectedOnly || row.Suspected > 0)
        && (query.Within is not { } box || (row.Entry.Location is { } place
            && place.Latitude >= box.South && place.Latitude <= box.North
            && place.Longitude >= box.West && place.Longitude <= box.East))
        && !(query.AsOf?.Date < Beginning));

    public ValueTask<IReadOnlyList<string>> TopicsAsync(string region, CancellationToken cancel = default) =>
        ValueTask.FromResult<IReadOnlyList<string>>(["экология", "спорт"]);

    public async IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var row in Find(query)) yield return row;
        await ValueTask.CompletedTask;
    }

    public ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(asOf?.Date < Beginning
            ? null
            : SampleData.Communities.FirstOrDefault(row => row.Id == id) is { } row ? SampleDetails.Of(row)
                : null);

    public ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default) =>
        ValueTask.FromResult(PageOf(
            [.. SampleData.Municipalities.Where(row =>
                query.Text is null || row.Name.Contains(query.Text, StringComparison.OrdinalIgnoreCase))],
            query.Cursor,
            query.Limit));

    public ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(
            SampleData.Municipalities.FirstOrDefault(row => row.Id == id) is { } row ? SampleDetails.Of(row)
                : null);

    public ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel = default) =>
        ValueTask.FromResult(PageOf(SampleData.Leaders, query.Cursor, query.Limit));

    public ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(SampleData.Leaders.FirstOrDefault(row => row.Id == id) is { } row
            ? SampleDetails.Of(row) : null);

    public ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) =>
        ValueTask.FromResult(PageOf(
            [.. SampleData.Initiatives.Where(row =>
                (query.Status is null || row.Status == query.Status)
                && (query.Municipality is null || row.Municipality == query.Municipality)
                && (query.Text is null
                    || row.Title.Contains(query.Text, StringComparison.OrdinalIgnoreCase)))],
            query.Cursor, query.Limit));

    public ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        ValueTask.FromResult(
            SampleData.Initiatives.FirstOrDefault(row => row.Id == id) is { } row ? SampleDetails.Of(row)
                : null);

    public ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
        string region, IReadOnlyCollection<StreamId> records, CancellationToken cancel = default) =>
        ValueTask.FromResult<IReadOnlyDictionary<StreamId, string>>(SampleData.Communities
            .Select(row => (row.Id.Value, row.Entry.Name))
            .Concat(SampleData.Leaders.Select(row => (row.Id.Value, row.CommunityName)))
            .Concat(SampleData.Initiatives.Select(row => (row.Id.Value, row.Title)))
            .Join(
                records.Distinct(), named => named.Value, record => record.Key,
                (named, record) => KeyValuePair.Create(record, named.Item2))
            .ToDictionary());

    public ValueTask<Page<HistoryEntry>> HistoryAsync(
        StreamId stream, string? cursor = null, int limit = 50, CancellationToken cancel = default) =>
        ValueTask.FromResult(PageOf(SampleDetails.History, cursor, 5));

    public ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancel = default) =>
        ValueTask.FromResult(true);

    public ValueTask<long> PositionAsync(CancellationToken cancel = default) => ValueTask.FromResult(1L);

    // A cursor is "c" and the number of rows before it; anything else was not given out here.
    private static Page<T> PageOf<T>(IReadOnlyList<T> all, string? cursor, int limit)
    {
        var start = 0;
        if (cursor is not null
            && !(cursor.StartsWith('c')
                && int.TryParse(cursor[1..], NumberStyles.None, CultureInfo.InvariantCulture, out start)))
            throw new InvalidCursorException();
        var items = all.Skip(start).Take(limit).ToList();
        var end = start + items.Count;
        return new Page<T>(items, end < all.Count ? $"c{end}" : null, 1);
    }
}
