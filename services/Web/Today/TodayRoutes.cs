using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Today;

/// <summary>Where somebody finds what needs him today.</summary>
internal static class TodayRoutes
{
    /// <summary>The page, by its pattern.</summary>
    public const string Page = "/today";

    public const string Questions = "ask", Answers = "answer";

    public static void Map(PageRoutes pages)
    {
        pages.Map(Page, Forms.Offer(TodayPages.ShowAsync), looksCloser: true);
        pages.Map(Page + "/{group}", Forms.Offer(TodayPages.GroupAsync), looksCloser: true);
        pages.MapPost($"{Page}/{Questions}", TodayPages.AskAsync, Again, looksCloser: true);
        pages.MapPost($"{Page}/{Answers}", TodayPages.AnswerAsync, Again, looksCloser: true);
    }

    private static string Again(PageRequest request) => request.Frame.Links.Today();
}
