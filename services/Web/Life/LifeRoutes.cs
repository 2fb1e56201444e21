using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Life;

/// <summary>Where work on a community's life, head and infrastructure stands.</summary>
internal static class LifeRoutes
{
    private const string One = "/communities/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.MapPost(One + "/acts", LifePages.ActAsync, Again, looksCloser: true);
        pages.MapForm(
            One + "/infrastructure", InfrastructurePages.ShowAsync, InfrastructurePages.TakeAsync,
            looksCloser: true);
        pages.MapForm(One + "/head", HeadPages.ShowAsync, HeadPages.TakeAsync, looksCloser: true);
        pages.MapPost(One + "/head/removal", HeadPages.RemoveAsync, Again, looksCloser: true);
    }

    private static string Again(PageRequest request) =>
        request.Frame.Links.Community(new CommunityId(request.Id));
}
