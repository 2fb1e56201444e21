using CommunityGrains.Domain;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Api.Specs.Program;

/// <summary>A registry whose list of leaders is from before: the views follow the log, they are not
/// it.</summary>
internal sealed class Behind(IRegistry registry, Page<LeaderRow> leaders) : IRegistry
{
    public ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel = default) =>
        ValueTask.FromResult(leaders);

    public ValueTask<Page<CommunityRow>> CommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default) =>
        registry.CommunitiesAsync(query, cancel);

    public ValueTask<CommunityFacets> CommunityFacetsAsync(
        CommunityQuery query, CancellationToken cancel = default) =>
        registry.CommunityFacetsAsync(query, cancel);

    public ValueTask<IReadOnlyList<string>> TopicsAsync(string region, CancellationToken cancel = default) =>
        registry.TopicsAsync(region, cancel);

    public IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default) =>
            registry.StreamCommunitiesAsync(query, cancel);

    public ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.CommunityAsync(region, id, asOf, cancel);

    public ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default) =>
            registry.MunicipalitiesAsync(query, cancel);

    public ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.MunicipalityAsync(region, id, asOf, cancel);

    public ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.LeaderAsync(region, id, asOf, cancel);

    public ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default) =>
            registry.InitiativesAsync(query, cancel);

    public ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default) =>
        registry.InitiativeAsync(region, id, asOf, cancel);

    public ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
        string region, IReadOnlyCollection<StreamId> records, CancellationToken cancel = default) =>
        registry.NamesAsync(region, records, cancel);

    public ValueTask<Page<HistoryEntry>> HistoryAsync(
        StreamId stream, string? cursor = null, int limit = 50, CancellationToken cancel = default) =>
        registry.HistoryAsync(stream, cursor, limit, cancel);

    public ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancel = default) =>
        registry.WaitAsync(position, timeout, cancel);

    public ValueTask<long> PositionAsync(CancellationToken cancel = default) =>
        registry.PositionAsync(cancel);
}
