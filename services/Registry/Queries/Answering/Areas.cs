using CommunityGrains.Domain;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Where municipalities lie.</summary>
internal static class Areas
{
    /// <summary>The position of the latest change of any of them; 0 when there are none.</summary>
    public static ValueTask<long> LatestChangeAsync(Moment moment, string region) => moment.FirstAsync(
        "select coalesce(max(m.position_from), 0) from municipality m where m.region = @region",
        new() { ["region"] = region }, row => row.Int64(0));

    public static async ValueTask<MunicipalityAreas> ReadAsync(Moment moment, string region) => new(
        await moment.ListAsync($"""
            select m.id, m.name, s.state
            from municipality m join municipality_state s on s.position_from = m.position_from
            where m.region = @region and {moment.Holds("m")} and m.successor is null
            order by m.sort_key, m.id
            """, new() { ["region"] = region }, row =>
        {
            var listed = StateFacts.ListedOf(row.State<Municipality>(2));
            return new MunicipalityArea(
                new MunicipalityId(row.Guid(0)), row.Text(1), listed.Centre, listed.Boundary?.Area);
        }));
}
