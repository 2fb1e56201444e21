using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Suggestions;

/// <summary>Where residents say what is wrong, without an account. A form that is too old is opened
/// anew.</summary>
internal static class SuggestionRoutes
{
    public static void Map(PageRoutes pages)
    {
        pages.MapForm(
            "/communities/{id:guid}/correction", CorrectionPages.ShowAsync, CorrectionPages.TakeAsync);
        pages.MapForm(
            "/communities/{id:guid}/no-longer-true", UntruthPages.ShowAsync, UntruthPages.TakeAsync);
        pages.MapForm("/missing", MissingPages.ShowAsync, MissingPages.TakeAsync);
        pages.Map("/suggestions/{id:guid}", SuggestionPages.StateAsync);
    }
}

/// <summary>How a suggestion's number is said: the end of its id, which is chance.</summary>
public static class SuggestionNumber
{
    private const int Length = 8;

    /// <summary>"91C0-77DE".</summary>
    public static string Of(SuggestionId id)
    {
        var end = id.Value.ToString("N").ToUpperInvariant()[^Length..];
        return $"{end[..(Length / 2)]}-{end[(Length / 2)..]}";
    }
}
