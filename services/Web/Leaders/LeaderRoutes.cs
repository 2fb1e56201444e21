using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Leaders;

/// <summary>Where claims to lead are raised and worked with. What each form asks has its own row in the table
/// of rights; the page lets in whoever has any of them somewhere.</summary>
internal static class LeaderRoutes
{
    public static void MapPublic(PageRoutes pages)
    {
        pages.Map("/leaders", LeaderPages.ListAsync);
        pages.Map("/leaders/{id:guid}", LeaderPages.OneAsync);
    }

    public static void Map(PageRoutes pages)
    {
        pages.MapForm("/communities/{id:guid}/claim", ClaimPages.ShowAsync, ClaimPages.TakeAsync,
            looksCloser: true);
        pages.MapForm("/leaders/{id:guid}/changes", Back, LeaderChanges.TakeAsync, looksCloser: true);
    }

    // A refused form stands at an address of its own, which may be opened anew or in another language.
    private static Task<PageAnswer> Back(PageRequest request) => Task.FromResult<PageAnswer>(
        new PageAnswer.GoTo(request.Frame.Links.Leader(new LeaderId(request.Id))));
}
