using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Duplicates;

/// <summary>Where records that may be one community are judged.</summary>
internal static class DuplicateRoutes
{
    private const string One = "/communities/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.Map("/duplicates", Forms.Offer(DuplicatePages.ListAsync), looksCloser: true);
        pages.MapForm(One + "/merge", MergePages.ShowAsync, MergePages.TakeAsync, looksCloser: true);
        pages.MapPost(
            One + "/dismissals", MergePages.DismissAsync,
            request => request.Frame.Links.Community(new CommunityId(request.Id)), looksCloser: true);
    }
}
