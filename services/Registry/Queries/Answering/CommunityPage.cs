using CommunityGrains.Domain;
using CommunityGrains.Registry.Views;

namespace CommunityGrains.Registry.Queries.Answering;

/// <summary>One community with all that hangs on it.</summary>
internal static class CommunityPage
{
    private const int InitiativesMax = 200;

    public static async ValueTask<CommunityDetails?> ReadAsync(Moment moment, string region, CommunityId id)
    {
        if (await CommunityReader.OneAsync(moment, region, id) is not var (row, state)) return null;
        var card = StateFacts.CardOf(state);
        var initiatives = await Initiatives.FindAsync(
            moment, new InitiativeQuery(region) { Community = id }, after: null, InitiativesMax);
        var others = card.OpenSuspicions.Concat(card.Absorbed);
        if (row.MergedInto is { } survivor) others = others.Append(survivor);
        var links = await CommunityReader.LinksAsync(moment, region, others);
        return new CommunityDetails(
            row, card.Overridden, card.Boundary, card.Infrastructure, card.AskedOn,
            Links(card.OpenSuspicions), Links(card.Absorbed),
            row.MergedInto is { } into ? links.GetValueOrDefault(into) : null,
            await Leaders.OfAsync(moment, region, id),
            [.. initiatives.Select(found => found.Row)]);

        List<CommunityLink> Links(IEnumerable<CommunityId> ids) =>
            [.. ids.Select(other => links.GetValueOrDefault(other)).OfType<CommunityLink>()];
    }
}
