using CommunityGrains.LongWork;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Imports;

/// <summary>Where files are brought. What is in them is judged row by row, so a role anywhere in the region
/// opens these pages.</summary>
internal static class ImportRoutes
{
    private const string One = "/import/{id:guid}";

    // A large file over a village's line.
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(10);

    public static void Map(PageRoutes pages, LongWorkOptions options)
    {
        pages.Map("/import", Forms.Offer(ImportPages.ChooseAsync), looksCloser: true);
        pages.MapUpload(
            "/import", ImportPages.TakeAsync, ImportPages.TooLargeAsync,
            new UploadLimits(options.UploadBytesMax, UploadTimeout), looksCloser: true);
        pages.Map("/import/templates/{name}", TemplatePages.GetAsync, looksCloser: true);
        pages.Map(One, Forms.Offer(PreviewPages.ShowAsync), looksCloser: true);
        pages.MapPost(One + "/columns", PreviewPages.ApplyAsync, Again, looksCloser: true);
        pages.MapPost(One + "/start", PreviewPages.StartAsync, Again, looksCloser: true);
    }

    private static string Again(PageRequest request) => request.Frame.Links.Preview(request.Id);
}
