using CommunityGrains.Domain;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Sqlite;

/// <summary>One community with all that hangs on it.</summary>
internal static class CommunityPage
{
    private const int InitiativesMax = 200;

    public static CommunityDetails? Read(Moment moment, string region, CommunityId id)
    {
        if (moment.PositionOf("community", region, id.Value) is not { } position) return null;
        using var communities = new CommunityReader(moment);
        var (row, state) = communities.Read(position);
        var card = StateFacts.CardOf(state);
        var initiatives = Initiatives.Find(
            moment, new InitiativeQuery(region) { Community = id }, after: null, InitiativesMax);
        return new CommunityDetails(
            row, card.Overridden, card.Boundary, card.Infrastructure, card.AskedOn,
            Links(card.OpenSuspicions), Links(card.Absorbed),
            row.MergedInto is { } survivor ? Link(survivor) : null,
            Leaders.Of(moment, region, id),
            [.. initiatives.Select(found => found.Row)]);

        List<CommunityLink> Links(IEnumerable<CommunityId> ids) =>
            [.. ids.Select(Link).OfType<CommunityLink>()];

        CommunityLink? Link(CommunityId other)
        {
            if (moment.PositionOf("community", region, other.Value) is not { } at) return null;
            var linked = communities.Row(at);
            return new CommunityLink(other, linked.Entry.Name, linked.MunicipalityName, linked.Status);
        }
    }
}
