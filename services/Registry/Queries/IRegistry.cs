using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Queries;

/// <summary>
/// The registry as it can be asked: lists with search and filters, single records, their history, numbers and
/// points for the map. Every question names its region (the tenant) and may be asked "as of".
/// Answers come from the views, which follow the log by some milliseconds: <see cref="WaitAsync"/>.
/// </summary>
public interface IRegistry
{
    ValueTask<Page<CommunityRow>> CommunitiesAsync(CommunityQuery query, CancellationToken cancel = default);

    /// <summary>How many communities the query finds, in all and by municipality, form, status and leader,
    /// each facet counted without its own filter. Cursor and limit are ignored.</summary>
    ValueTask<CommunityFacets> CommunityFacetsAsync(CommunityQuery query, CancellationToken cancel = default);

    /// <summary>What communities of a region are about: their topics, the most frequent first, at most a
    /// hundred; normalized as for search. May be a minute old.</summary>
    ValueTask<IReadOnlyList<string>> TopicsAsync(string region, CancellationToken cancel = default);

    /// <summary>Every community the query finds, with its leaders' standing, in the query's order; streamed,
    /// for exports and the map. Cursor and limit are ignored.</summary>
    IAsyncEnumerable<CommunityRow> StreamCommunitiesAsync(
        CommunityQuery query, CancellationToken cancel = default);

    /// <summary>One community with all that hangs on it; null when there is none (or was none as of
    /// then).</summary>
    ValueTask<CommunityDetails?> CommunityAsync(
        string region, CommunityId id, AsOf? asOf = null, CancellationToken cancel = default);

    ValueTask<Page<MunicipalityRow>> MunicipalitiesAsync(
        MunicipalityQuery query, CancellationToken cancel = default);

    ValueTask<MunicipalityDetails?> MunicipalityAsync(
        string region, MunicipalityId id, AsOf? asOf = null, CancellationToken cancel = default);

    ValueTask<Page<LeaderRow>> LeadersAsync(LeaderQuery query, CancellationToken cancel = default);

    ValueTask<LeaderDetails?> LeaderAsync(
        string region, LeaderId id, AsOf? asOf = null, CancellationToken cancel = default);

    ValueTask<Page<InitiativeRow>> InitiativesAsync(
        InitiativeQuery query, CancellationToken cancel = default);

    ValueTask<InitiativeDetails?> InitiativeAsync(
        string region, InitiativeId id, AsOf? asOf = null, CancellationToken cancel = default);

    /// <summary>What these records of the region are called now: a community by its name, an initiative by
    /// its title, a claim to lead by its community. What is not there has no name in the answer.</summary>
    ValueTask<IReadOnlyDictionary<StreamId, string>> NamesAsync(
        string region, IReadOnlyCollection<StreamId> records, CancellationToken cancel = default);

    /// <summary>What happened to a record, newest first: who, when, why, and which fields from what to what.
    /// The cursor goes back in time.</summary>
    ValueTask<Page<HistoryEntry>> HistoryAsync(
        StreamId stream, string? cursor = null, int limit = 50, CancellationToken cancel = default);

    /// <summary>Returns when every view has seen this log position; false when the time ran out
    /// before.</summary>
    ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancel = default);

    /// <summary>The log position up to which every view has read.</summary>
    ValueTask<long> PositionAsync(CancellationToken cancel = default);
}

/// <summary>A point in time to ask about. <c>Date</c>: what was true on that day (business date), as known
/// now. <c>Position</c>: what the registry showed when it had seen that log position; beyond
/// what it has seen the question fails with <see cref="PositionNotSeenException"/>. At most one is
/// given.</summary>
public sealed record AsOf(DateOnly? Date = null, long? Position = null);

/// <summary>A page of a list. <c>Next</c> asks for the following page; null on the last one.
/// <c>Position</c>: the log position the answer rests on.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long Position);

/// <summary>A cursor that was not given out by this list.</summary>
public sealed class InvalidCursorException() : Exception("The cursor was not given out by this list");
