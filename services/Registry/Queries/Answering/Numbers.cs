using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>How many there are of what: counted in one pass over the narrow rows.</summary>
internal static class Numbers
{
    private sealed record Group(
        Guid Municipality, CommunityStatus Status, LeaderStanding Standing, int Count, long Members,
        long Residents);

    public static async ValueTask<MunicipalityNumbers> OfMunicipalitiesAsync(
        Moment moment, MunicipalityQuery query)
    {
        var communities = (await CommunitiesAsync(moment, query.Region)).ToLookup(row => row.Municipality);
        var initiatives = (await InitiativesAsync(moment, query.Region)).ToLookup(row => row.Municipality);
        var (conditions, values) = Municipalities.Filter(moment, query);
        return new(await moment.ListAsync($"""
            select m.id, m.name, m.official_name, m.form, m.own_region, m.oktmo from municipality m
            where {conditions} order by m.sort_key, m.id
            """, values, Summary));

        MunicipalitySummary Summary(ViewRow row)
        {
            var own = communities[row.Guid(0)];
            var counting = own.Where(group => StateFacts.Counts(group.Status)).ToList();
            return new MunicipalitySummary(
                new MunicipalityId(row.Guid(0)), row.Text(1), row.Text(2), (MunicipalityForm)row.Int32(3),
                row.Text(4), row.TextOrNull(5), Sums(own, group => group.Status),
                Sums(counting, group => group.Standing),
                initiatives[row.Guid(0)].ToDictionary(group => group.Status, group => group.Count),
                counting.Sum(group => group.Members), counting.Sum(group => group.Residents));
        }
    }

    public static async ValueTask<InitiativeNumbers> OfInitiativesAsync(
        Moment moment, InitiativeQuery query)
    {
        var (conditions, values) = Initiatives.Filter(moment, query);
        var counts = await moment.ListAsync(
            $"select i.status, count(*) from initiative i where {conditions} group by 1", values,
            row => ((InitiativeStatus)row.Int32(0), row.Int32(1)));
        return new InitiativeNumbers(counts.ToDictionary());
    }

    // By form as well, which nobody asks about here: so the groups come as the index has them.
    private static ValueTask<List<Group>> CommunitiesAsync(Moment moment, string region) =>
        moment.ListAsync($"""
            select c.municipality, c.form, c.status, {moment.Standing}, count(*),
              coalesce(sum(c.members), 0), coalesce(sum(c.residents), 0)
            from community c where c.region = @region and {moment.Holds("c")}
            group by 1, 2, 3, 4
            """, new() { ["region"] = region }, row => new Group(
                row.Guid(0), (CommunityStatus)row.Int32(2), (LeaderStanding)row.Int32(3), row.Int32(4),
                row.Int64(5), row.Int64(6)));

    private static ValueTask<List<(Guid Municipality, InitiativeStatus Status, int Count)>> InitiativesAsync(
        Moment moment, string region) =>
        moment.ListAsync($"""
            select i.municipality, i.status, count(*)
            from initiative i where i.region = @region and {moment.Holds("i")} group by 1, 2
            """, new() { ["region"] = region }, row => (
                row.Guid(0), (InitiativeStatus)row.Int32(1), row.Int32(2)));

    private static Dictionary<TKey, int> Sums<TKey>(IEnumerable<Group> groups, Func<Group, TKey> key)
        where TKey : notnull =>
        groups.GroupBy(key).ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
}
