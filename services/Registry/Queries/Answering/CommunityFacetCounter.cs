using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>
/// Counts what a query finds in one pass: how many rows there are of each combination of municipality, form,
/// status and standing. Each facet then leaves out its own filter. The pass does not depend on these four, so
/// one that is kept answers every choice among them.
/// </summary>
internal sealed class CommunityFacetCounter
{
    private readonly IReadOnlyList<Group> groups;
    private readonly IReadOnlyDictionary<Guid, string> names;

    private sealed record Group(
        Guid Municipality, long Form, long Status, long Standing, int Count, int Located);

    private CommunityFacetCounter(IReadOnlyList<Group> groups, IReadOnlyDictionary<Guid, string> names) =>
        (this.groups, this.names) = (groups, names);

    /// <summary>The query as far as the pass depends on it.</summary>
    public static CommunityQuery Wide(CommunityQuery query) => query with
    {
        Municipality = null, Form = null, Status = null, Leader = null,
        Order = default, Cursor = null, Limit = 0,
    };

    /// <summary>Makes the pass for a query that is <see cref="Wide"/>.</summary>
    public static async ValueTask<CommunityFacetCounter> ReadAsync(Moment moment, CommunityQuery wide)
    {
        var filter = await CommunityFilter.MakeAsync(moment, wide, facetsToo: false);
        var candidates = await moment.Dialect.Texts(moment, filter, wide.Order).FindAsync();
        var found = await moment.ListAsync($"""
            select c.municipality, c.form, c.status, {moment.Standing}, count(*), count(c.latitude_e7)
            from {candidates?.From ?? "community c"}
            where {filter.Where}
            group by 1, 2, 3, 4
            """, filter.Values, row => new Group(
                row.Guid(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int32(4), row.Int32(5)));
        var called = await Municipalities.NamesAsync(
            moment, wide.Region, found.Select(row => row.Municipality).Distinct());
        return new CommunityFacetCounter(found, called);
    }

    public CommunityFacets Count(CommunityQuery query)
    {
        var all = groups.Where(row => Municipality(row) && Form(row) && Status(row) && Leader(row)).ToList();
        return new CommunityFacets(
            all.Sum(row => row.Count),
            all.Sum(row => row.Located),
            ByMunicipality(groups.Where(row => Form(row) && Status(row) && Leader(row))),
            Counted(groups.Where(row => Municipality(row) && Status(row) && Leader(row)),
                row => (CommunityForm)row.Form),
            Counted(groups.Where(row => Municipality(row) && Form(row) && Leader(row)),
                row => (CommunityStatus)row.Status),
            Counted(groups.Where(row => Municipality(row) && Form(row) && Status(row)),
                row => (LeaderStanding)row.Standing));

        bool Municipality(Group row) =>
            query.Municipality is not { } wanted || row.Municipality == wanted.Value;
        bool Form(Group row) => query.Form is not { } wanted || row.Form == (long)wanted;
        bool Leader(Group row) => query.Leader is not { } wanted || row.Standing == (long)wanted;
        bool Status(Group row) => query.Status is { } wanted
            ? row.Status == (long)wanted
            : StateFacts.Counts((CommunityStatus)row.Status);
    }

    private static Dictionary<TKey, int> Counted<TKey>(IEnumerable<Group> groups, Func<Group, TKey> key)
        where TKey : notnull =>
        groups.GroupBy(key).OrderBy(group => group.Key)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count));

    private IReadOnlyList<MunicipalityFacet> ByMunicipality(IEnumerable<Group> counted) =>
    [
        .. counted
            .GroupBy(row => row.Municipality)
            .Select(group => new MunicipalityFacet(
                new MunicipalityId(group.Key), names.GetValueOrDefault(group.Key, ""),
                group.Sum(row => row.Count)))
            .OrderBy(facet => SearchText.SortKey(facet.Name), StringComparer.Ordinal),
    ];
}
