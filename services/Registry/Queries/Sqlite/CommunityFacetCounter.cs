using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>Counts what a query finds in one pass: how many rows there are of each combination of
/// municipality, form, status and standing. Each facet then leaves out its own filter.</summary>
internal static class CommunityFacetCounter
{
    private sealed record Group(Guid Municipality, long Form, long Status, long Standing, int Count);

    public static CommunityFacets Count(Moment moment, CommunityQuery query)
    {
        var filter = new CommunityFilter(query, moment, facetsToo: false);
        var candidates = new SearchCandidates(moment, filter).Find();
        var groups = moment.List($"""
            select c.municipality, c.form, c.status, {moment.Standing}, count(*)
            from {SearchCandidates.Among(candidates)}
            where {filter.Where}
            group by 1, 2, 3, 4
            """, filter.Values, row => new Group(
                IdBytes.Read(row.GetFieldValue<byte[]>(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3),
                row.GetInt32(4)));
        return new CommunityFacets(
            groups.Where(row => Municipality(row) && Form(row) && Status(row) && Leader(row))
                .Sum(row => row.Count),
            Municipalities(
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

    private static List<MunicipalityFacet> Municipalities(
        Moment moment, string region, IEnumerable<Group> groups)
    {
        return [.. groups.GroupBy(row => row.Municipality)
            .Select(group => new MunicipalityFacet(
                new MunicipalityId(group.Key),
                NameOf(moment, region, group.Key),
                group.Sum(row => row.Count)))
            .OrderBy(facet => SearchText.SortKey(facet.Name), StringComparer.Ordinal)];
    }

    private static string NameOf(Moment moment, string region, Guid municipality) => moment.First(
        $"select {moment.MunicipalityName("@region", "@id")}",
        new() { ["region"] = region, ["id"] = IdBytes.Of(municipality) }, row => row.GetString(0)) ?? "";
}
