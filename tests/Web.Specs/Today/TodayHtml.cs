using System.Text.RegularExpressions;

namespace CommunityGrains.Web.Specs.Today;

/// <summary>Parts of the page that says what needs somebody.</summary>
internal static partial class TodayHtml
{
    /// <summary>One group of the page; null when it is not there.</summary>
    public static string? SectionOf(this string html, string group) =>
        Regex.Match(html, $"<section[^>]* id=\"{group}\".*?</section>", RegexOptions.Singleline) is
            { Success: true } found ? found.Value : null;

    /// <summary>Where the rows of a group lead, in their order.</summary>
    public static IReadOnlyList<string> RowsOf(this string section) =>
        [.. Row().Matches(section).Select(match => match.Groups[1].Value)];

    /// <summary>The number beside a title.</summary>
    public static string? CountOf(this string section) =>
        Count().Match(section) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("class=\"row-name\"><a href=\"([^\"]*)\"")]
    private static partial Regex Row();

    [GeneratedRegex("class=\"count num\">([^<]*)<")]
    private static partial Regex Count();
}
