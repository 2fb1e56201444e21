using CommunityGrains.Notices.Letters;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Notices;

/// <summary>Ending letters by their own link. <c>IsDone</c>: it has just been done.</summary>
public sealed record StopModel(bool IsOfAccount, bool IsDone);

/// <summary>
/// The page behind a letter's last line, and the press of a mail program (RFC 8058), which sends no cookies
/// and shows nothing. Looking at the page ends nothing: programs that check links do that too.
/// </summary>
internal static class StopPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request) => Task.FromResult(
        OrderOf(request) is { } order
            ? Page(request, order, isDone: false)
            : ErrorPages.NotFound(request.Frame));

    public static async Task<PageAnswer> StopAsync(PageRequest request)
    {
        if (OrderOf(request) is not { } order) return ErrorPages.NotFound(request.Frame);
        await request.Service<StopLinks>().StopAsync(order, request.Cancel);
        return Page(request, order, isDone: true);
    }

    private static StopOrder? OrderOf(PageRequest request) =>
        request.Service<StopLinks>().Read((string?)request.Http.RouteValues["key"]);

    private static PageAnswer Page(PageRequest request, StopOrder order, bool isDone)
    {
        var words = request.Texts.Notices.Letter;
        return PageAnswer.Of<StopPage, StopModel>(
            new StopModel(order is StopOrder.OfAccount, isDone),
            isDone ? words.StoppedTitle : words.StopTitle, Section.Account);
    }
}
