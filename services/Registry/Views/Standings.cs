using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Registry.Views;

/// <summary>
/// What claims and initiatives say of a community, kept on its current row so that lists and facets need no
/// join: the best standing, the row of the claim that has it, how many initiatives. Always worked out from
/// the other tables, never counted up, so that it cannot drift.
/// </summary>
internal static class Standings
{
    /// <summary>The communities whose row a write may concern: those it names, and those it named
    /// before.</summary>
    public static IEnumerable<(string Region, Guid Community)> Concerned(RowWrite write)
    {
        var (id, region) = (write.Row.Stream.Key, write.Row.Stream.Region);
        var named = ConcernedBy(write.Table, id, write.Row.State);
        if (write.StateBefore is { } before) named = named.Concat(ConcernedBy(write.Table, id, before));
        return named.Select(community => (region, community));
    }

    public static IEnumerable<Guid> ConcernedBy(ViewTable table, Guid id, object state) => table switch
    {
        CommunityTable => [id],
        LeaderTable => [StateFacts.ClaimOf((Leader)state).Community.Value],
        InitiativeTable =>
            StateFacts.DossierOf((Initiative)state).Communities.Select(community => community.Value),
        _ => [],
    };
}
