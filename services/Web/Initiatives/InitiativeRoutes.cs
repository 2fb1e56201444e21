using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Initiatives;

/// <summary>Where initiatives are proposed and worked on. What each form asks has its own row in the table of
/// rights; the page lets in whoever has any of them somewhere.</summary>
internal static class InitiativeRoutes
{
    public static void Map(PageRoutes pages)
    {
        pages.MapForm("/communities/{id:guid}/initiative", ProposalPages.ShowAsync, ProposalPages.TakeAsync,
            looksCloser: true);
        pages.MapForm("/initiatives/{id:guid}/changes", Back, InitiativeChanges.TakeAsync, looksCloser: true);
    }

    // A refused form stands at an address of its own, which may be opened anew or in another language.
    private static Task<PageAnswer> Back(PageRequest request) => Task.FromResult<PageAnswer>(
        new PageAnswer.GoTo(request.Frame.Links.Initiative(new InitiativeId(request.Id))));
}
