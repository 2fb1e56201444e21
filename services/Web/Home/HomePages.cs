using System.Collections.Immutable;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Communities;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Home;

/// <summary>What the first page shows.</summary>
public sealed record HomeModel(
    CommunityFacets Facets,
    IReadOnlyList<CommunityRow> Recent,
    ImmutableArray<KeyValuePair<CommunityForm, int>> Forms,
    ImmutableArray<MunicipalityFacet> Municipalities)
{
    public int Verified => Facets.Leaders.GetValueOrDefault(LeaderStanding.Verified);

    public int Dormant => Facets.Statuses.GetValueOrDefault(CommunityStatus.Dormant);
}

internal static class HomePages
{
    private const int RecentMax = 6;
    private const int MunicipalitiesMax = 8;

    public static async Task<PageAnswer> HomeAsync(PageRequest request)
    {
        var facets = await request.Registry.CommunityFacetsAsync(
            CommunityFilter.None.ToQuery(request.Region, 1), request.Cancel);
        var recent = await request.Registry.CommunitiesAsync(
            (CommunityFilter.None with { Order = CommunityOrder.Changed }).ToQuery(request.Region, RecentMax),
            request.Cancel);
        var model = new HomeModel(
            facets,
            recent.Items,
            [
                .. facets.Forms.Where(form => form.Value > 0)
                    .OrderByDescending(form => form.Value)
                    .ThenBy(form => form.Key),
            ],
            [.. facets.Municipalities.OrderByDescending(place => place.Count).Take(MunicipalitiesMax)]);
        return PageAnswer.Of<HomePage, HomeModel>(model, request.Texts.Home.Title, Section.Home);
    }
}
