using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Counts what a query finds in one pass: how many rows there are of each combination of
/// municipality, form, status and standing. Each facet then leaves out its own filter.</summary>
internal static class CommunityFacetCounter
{
    private sealed record Group(Guid Municipality, long Form, long Status, long Standing, int Count);

    public static async ValueTask<CommunityFacets> CountAsync(Moment moment, CommunityQuery query)
    {
        var filter = await CommunityFilter.MakeAsync(moment, query, facetsToo: false);
        var candidates = await moment.Dialect.Texts(moment, filter, query.Order).FindAsync();
        var groups = await moment.ListAsync($"""
            select c.municipality, c.form, c.status, {moment.Standing}, count(*)
            from {candidates?.From ?? "community c"}
            where {filter.Where}
            group by 1, 2, 3, 4
            """, filter.Values, row => new Group(
                row.Guid(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int32(4)));
        return new CommunityFacets(
            groups.Where(row => Municipality(row) && Form(row) && Status(row) && Leader(row))
                .Sum(row => row.Count),
            await MunicipalitiesAsync(
                moment, query.Region, groups.Where(row => Form(row) && Status(row) && Leader(row))),
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

    private static async ValueTask<IReadOnlyList<MunicipalityFacet>> MunicipalitiesAsync(
        Moment moment, string region, IEnumerable<Group> groups)
    {
        var counts = groups.GroupBy(row => row.Municipality)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
        var names = await Municipalities.NamesAsync(moment, region, counts.Keys);
        return [.. counts
            .Select(pair => new MunicipalityFacet(
                new MunicipalityId(pair.Key), names.GetValueOrDefault(pair.Key, ""), pair.Value))
            .OrderBy(facet => SearchText.SortKey(facet.Name), StringComparer.Ordinal)];
    }
}
