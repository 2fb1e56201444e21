using System.Net;
using System.Text.RegularExpressions;

namespace CommunityGrains.Web.Specs;

/// <summary>What a reader sees of a page.</summary>
internal static partial class PageTexts
{
    /// <summary>The words of the page without its marks, spaces made one.</summary>
    public static string Seen(this string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
