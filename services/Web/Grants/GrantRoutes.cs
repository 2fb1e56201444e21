using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Grants;

/// <summary>Where administrators see and change what accounts may do in the region.</summary>
internal static class GrantRoutes
{
    private const string One = "/accounts/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.Map("/accounts", GrantPages.ListAsync);
        pages.Map(One, Forms.Offer(GrantPages.OneAsync));
        pages.MapPost(One + "/grants", GrantPages.GiveAsync, Again);
        pages.MapPost(One + "/revocations", GrantPages.RevokeAsync, Again);
        pages.MapPost(One + "/closure", GrantPages.CloseAsync, Again);
    }

    private static string Again(PageRequest request) =>
        request.Frame.Links.AccountOf(new AccountId(request.Id));
}
