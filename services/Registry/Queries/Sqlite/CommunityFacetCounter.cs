using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>Counts what a query finds in one pass: how many rows there are of each combination of municipality, form,
/// status and standing. Each facet then leaves out its own filter.</summary>
internal static class CommunityFacetCounter
{
    private sealed record Group(byte[] Municipality, long Form, long Status, long Standing, long Count);

    public static CommunityFacets Count(Moment moment, CommunityQuery query)
    {
        var filter = new CommunityFilter(query, moment, facetsToo: false);
        var candidates = new SearchCandidates(moment, filter, countMax: 2_000).Find();
        var groups = moment.Query<Group>($"""
            select c.municipality as Municipality, c.form as Form, c.status as Status, {moment.Standing} as Standing,
              count(*) as Count
            from community c
            where {filter.Where}
              {(candidates is null ? "" : $"and c.position_from in ({candidates})")}
            group by 1, 2, 3, 4
            """, filter.Parameters).ToList();
        return new CommunityFacets(
            (int)groups.Where(row => Municipality(row) && Form(row) && Status(row) && Leader(row)).Sum(row => row.Count),
            Municipalities(moment, query.Region, groups.Where(row => Form(row) && Status(row) && Leader(row))),
            Counted(groups.Where(row => Municipality(row) && Status(row) && Leader(row)), row => (CommunityForm)row.Form),
            Counted(groups.Where(row => Municipality(row) && Form(row) && Leader(row)), row => (CommunityStatus)row.Status),
            Counted(groups.Where(row => Municipality(row) && Form(row) && Status(row)), row => (LeaderStanding)row.Standing));

        bool Municipality(Group row) => query.Municipality is not { } wanted || IdBytes.Read(row.Municipality) == wanted.Value;
        bool Form(Group row) => query.Form is not { } wanted || row.Form == (long)wanted;
        bool Leader(Group row) => query.Leader is not { } wanted || row.Standing == (long)wanted;
        bool Status(Group row) => query.Status is { } wanted
            ? row.Status == (long)wanted
            : StateFacts.Counts((CommunityStatus)row.Status);
    }

    private static Dictionary<TKey, int> Counted<TKey>(IEnumerable<Group> groups, Func<Group, TKey> key)
        where TKey : notnull =>
        groups.GroupBy(key).OrderBy(group => group.Key)
            .ToDictionary(group => group.Key, group => (int)group.Sum(row => row.Count));

    private static List<MunicipalityFacet> Municipalities(Moment moment, string region, IEnumerable<Group> groups)
    {
        var sql = $"""
            select {moment.MunicipalityName("@region", "@id")}
            """;
        return [.. groups.GroupBy(row => IdBytes.Read(row.Municipality))
            .Select(group => new MunicipalityFacet(
                new MunicipalityId(group.Key),
                moment.Scalar<string>(sql, new { region, id = IdBytes.Of(group.Key) }) ?? "",
                (int)group.Sum(row => row.Count)))
            .OrderBy(facet => SearchText.SortKey(facet.Name), StringComparer.Ordinal)];
    }
}
