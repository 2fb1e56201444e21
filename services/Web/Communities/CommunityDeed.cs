using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Communities;

/// <summary>Something that was done, as an initiative has it on record. <c>Volunteers</c>: 0 when nobody
/// counted them.</summary>
public sealed record CommunityDeed(
    DateOnly On, string What, InitiativeId Initiative, string Title, int Volunteers)
{
    private const int InitiativesMax = 8, DeedsMax = 6;

    /// <summary>The latest work of a community's initiatives, those that came to work at all.</summary>
    internal static async Task<IReadOnlyList<CommunityDeed>> OfAsync(
        PageRequest request, CommunityDetails community, AsOf? asOf)
    {
        var deeds = new List<CommunityDeed>();
        foreach (var row in community.Initiatives
            .Where(row => row.Stage >= Stage.Implementation)
            .OrderByDescending(row => row.ChangedAt).Take(InitiativesMax))
        {
            var found = await request.Registry.InitiativeAsync(
                request.Region, row.Id, asOf, request.Cancel);
            if (found is not null) deeds.AddRange(Of(found.Dossier, row));
        }

        return [.. deeds.OrderByDescending(deed => deed.On).Take(DeedsMax)];
    }

    // Work on one day in the same words as its hours is one deed.
    private static IEnumerable<CommunityDeed> Of(Dossier dossier, InitiativeRow row) =>
        dossier.Counted<InitiativeEntry.Work>()
            .Select(work => new CommunityDeed(work.HappenedOn, work.What, row.Id, row.Title, 0))
            .Concat(dossier.Counted<InitiativeEntry.Hours>().Select(hours => new CommunityDeed(
                hours.HappenedOn, hours.What, row.Id, row.Title, hours.Volunteers)))
            .GroupBy(deed => (deed.On, deed.What))
            .Select(same => same.First() with { Volunteers = same.Max(deed => deed.Volunteers) });
}
