using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>Communities as they are shown, all that are asked for in one statement.</summary>
internal static class CommunityReader
{
    /// <summary>The rows at these positions, in their order.</summary>
    public static ValueTask<List<CommunityRow>> AtAsync(Moment moment, IReadOnlyList<long> positions) =>
        moment.ListAtAsync(
            positions, Sql(moment, moment.Dialect.In("c.position_from", "positions")),
            row => (row.Int64(0), Read(row).Row));

    /// <summary>One that held; null when there was none.</summary>
    public static async ValueTask<(CommunityRow Row, Community State)?> OneAsync(
        Moment moment, string region, CommunityId id) =>
        await moment.ListAsync(
            Sql(moment, $"c.region = @region and c.id = @id and {moment.Holds("c")}"),
            new() { ["region"] = region, ["id"] = id.Value }, Read) is [var found] ? found : null;

    /// <summary>Those of these ids that held, by id.</summary>
    public static async ValueTask<IReadOnlyDictionary<CommunityId, CommunityLink>> LinksAsync(
        Moment moment, string region, IEnumerable<CommunityId> ids)
    {
        var asked = ids.Select(id => id.Value).Distinct().ToArray();
        if (asked.Length == 0) return new Dictionary<CommunityId, CommunityLink>();
        var links = await moment.ListAsync($"""
            select c.id, c.status, {moment.MunicipalityName("c.region", "c.municipality")}, s.state
            from community c join community_state s on s.position_from = c.position_from
            where c.region = @region and {moment.Dialect.In("c.id", "ids", areIds: true)}
              and {moment.Holds("c")}
            """, new() { ["region"] = region, ["ids"] = asked }, row => new CommunityLink(
                new CommunityId(row.Guid(0)), StateFacts.CardOf(row.State<Community>(3)).Entry.Name,
                row.Text(2), (CommunityStatus)row.Int32(1)));
        return links.ToDictionary(link => link.Id);
    }

    private static string Sql(Moment moment, string where) => $"""
        select c.position_from, c.id, c.version, c.status, c.suspected, c.merged_into, c.date_from,
          c.changed_at, {moment.Standing}, {moment.Initiatives},
          {moment.MunicipalityName("c.region", "c.municipality")}, s.state,
          (select state from leader_state where position_from = {moment.LeaderPosition})
        from community c join community_state s on s.position_from = c.position_from
        where {where}
        """;

    private static (CommunityRow Row, Community State) Read(ViewRow row)
    {
        var state = row.State<Community>(11);
        var leader = row.StateOrNull<Leader>(12);
        var card = StateFacts.CardOf(state);
        return (new CommunityRow(
            new CommunityId(row.Guid(1)),
            row.Int64(2),
            (CommunityStatus)row.Int32(3),
            card.Entry,
            row.Text(10),
            card.Head,
            (LeaderStanding)row.Int32(8),
            leader is null ? null : StateFacts.ClaimOf(leader).Person.Name,
            leader is null ? null : StateFacts.VerificationOf(leader)?.Until,
            row.Int32(9),
            row.Int32(4),
            card.LastSignOn,
            row.GuidOrNull(5) is { } survivor ? new CommunityId(survivor) : null,
            row.Day(6),
            row.Time(7)), state);
    }
}
