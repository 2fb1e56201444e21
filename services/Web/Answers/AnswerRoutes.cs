using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Answers;

/// <summary>Where whoever got a letter answers it.</summary>
internal static class AnswerRoutes
{
    public static void Map(PageRoutes pages) =>
        pages.MapForm("/answer/{token}", AnswerPages.ShowAsync, AnswerPages.TakeAsync);
}
