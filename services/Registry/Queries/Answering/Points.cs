using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Communities as points of the map: from the narrow rows alone, without their states.</summary>
internal static class Points
{
    public static async ValueTask<CommunityPoints> FindAsync(Moment moment, CommunityQuery query)
    {
        var filter = await CommunityFilter.MakeAsync(moment, query);
        var candidates = await moment.Dialect.Texts(moment, filter, query.Order).FindAsync();
        var points = await moment.ListAsync($"""
            select c.position_from, c.latitude_e7, c.longitude_e7, c.status, {moment.Standing}
            from {candidates?.From ?? "community c"}
            where {filter.Where} and c.latitude_e7 is not null
            """, filter.Values, row => new CommunityPoint(
                row.Int64(0), row.Int32(1), row.Int32(2), (CommunityStatus)row.Int32(3),
                (LeaderStanding)row.Int32(4)));
        // Here and not there: then an index of points answers, and no row is looked up for its order's sake.
        points.Sort((one, other) => one.Key.CompareTo(other.Key));
        return new CommunityPoints(points, moment.Position);
    }

    // The key is where the row begins that the point was read from. It stays that record's for ever: when the
    // record has changed since, its present row is told.
    public static async ValueTask<IReadOnlyList<CommunityAtPoint>> AtAsync(
        Moment moment, string region, IReadOnlyCollection<long> keys) =>
        await moment.ListAsync($"""
            select k.position_from, c.id, c.status, {moment.Standing},
              {moment.MunicipalityName("c.region", "c.municipality")}, s.state
            from community k
            join community c on c.region = k.region and c.id = k.id and {moment.Holds("c")}
            join community_state s on s.position_from = c.position_from
            where k.region = @region and {moment.Dialect.In("k.position_from", "keys")}
            order by c.sort_key, c.id
            """, new() { ["region"] = region, ["keys"] = keys.ToArray() }, row =>
        {
            var entry = StateFacts.CardOf(row.State<Community>(5)).Entry;
            return new CommunityAtPoint(
                row.Int64(0), new CommunityId(row.Guid(1)), entry.Name, entry.Form, row.Text(4),
                entry.Address, (CommunityStatus)row.Int32(2), (LeaderStanding)row.Int32(3));
        });
}
