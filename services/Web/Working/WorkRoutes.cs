using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Working;

/// <summary>Where long work is found again.</summary>
internal static class WorkRoutes
{
    private const string One = "/work/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.Map("/work", Forms.Offer(WorkPages.ListAsync), looksCloser: true);
        pages.Map(One, Forms.Offer(WorkPages.OneAsync), looksCloser: true);
        pages.Map(One + "/status", WorkPages.StatusAsync, looksCloser: true);
        pages.Map(One + "/report", WorkFiles.ReportAsync, looksCloser: true);
        pages.Map(One + "/refused", WorkFiles.RefusedAsync, looksCloser: true);
        pages.MapPost(One + "/cancellation", WorkPages.CancelAsync, Again, looksCloser: true);
        pages.MapPost(One + "/continuation", WorkPages.ContinueAsync, Again, looksCloser: true);
    }

    private static string Again(PageRequest request) => request.Frame.Links.WorkOf(request.Id);
}
