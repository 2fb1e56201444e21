using CommunityGrains.Domain;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Subscribing;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Notices;

/// <summary>Following lists, pausing and ending that.</summary>
internal static class SubscriptionPages
{
    private const int FilterLengthMax = 1000;

    public static async Task<PageAnswer> FollowAsync(PageRequest request, Form form)
    {
        var filter = request.Service<IListFilters>().Tidy(form.Text("filter", FilterLengthMax) ?? "");
        var rhythm = KebabCase.Parse<Rhythm>(form.Text("rhythm")) ?? Rhythm.Daily;
        var followed = await request.Service<Subscriptions>().FollowAsync(
            request.Own(), request.Region, filter, rhythm, request.Cancel);
        if (followed is null)
            return await NoticePages.PageAsync(request, request.Texts.Notices.Lists.TooMany);
        var settings = request.Service<NoticeSettings>();
        // The first letters come in the language in which he began.
        if (await settings.LanguageAsync(request.Own(), request.Cancel) is null)
        {
            await settings.ChooseAsync(
                request.Own(), new Dictionary<NoticeKind, Channel>(), request.Words.Language.Tag(),
                request.Cancel);
        }

        return new PageAnswer.GoTo(request.Frame.Links.Notices("followed"));
    }

    public static async Task<PageAnswer> PauseAsync(PageRequest request, Form form)
    {
        var pause = form.Flag("pause");
        return await request.Service<Subscriptions>().PauseAsync(
            request.Own(), request.Id, pause, request.Cancel)
            ? new PageAnswer.GoTo(request.Frame.Links.Notices(pause ? "paused" : "goes-on"))
            : ErrorPages.NotFound(request.Frame);
    }

    public static async Task<PageAnswer> EndAsync(PageRequest request, Form form) =>
        await request.Service<Subscriptions>().EndAsync(request.Own(), request.Id, request.Cancel)
            ? new PageAnswer.GoTo(request.Frame.Links.Notices("ended"))
            : ErrorPages.NotFound(request.Frame);
}
