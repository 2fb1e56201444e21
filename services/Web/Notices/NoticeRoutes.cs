using CommunityGrains.Notices.Letters;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Notices;

/// <summary>Where somebody reads what he is told, says how, and follows lists.</summary>
internal static class NoticeRoutes
{
    private const string One = "/subscriptions/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.Map("/notices", Forms.Offer(NoticePages.ShowAsync));
        pages.MapPost("/notices/read", NoticePages.ReadAsync, Again);
        pages.MapPost("/notices/settings", NoticePages.ChooseAsync, Again);
        pages.MapPost("/subscriptions", SubscriptionPages.FollowAsync, Again);
        pages.MapPost(One + "/pause", SubscriptionPages.PauseAsync, Again);
        pages.MapPost(One + "/end", SubscriptionPages.EndAsync, Again);
        pages.Map(StopLinks.Path + "{key}", StopPages.ShowAsync);
        pages.MapOneClick(StopLinks.Path + "{key}", StopPages.StopAsync);
    }

    private static string Again(PageRequest request) => request.Frame.Links.Notices();
}
