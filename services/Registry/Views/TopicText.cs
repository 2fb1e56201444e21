namespace CommunityGrains.Registry.Views;

/// <summary>The topics of a community as the views keep them: each normalized as for search, with a stroke
/// between them. Registers state them as one text with commas.</summary>
internal static class TopicText
{
    private const char Stroke = '|';

    private static readonly char[] Separators = [',', ';', '\n'];

    public static string Of(string stated) => string.Join(
        Stroke, stated.Split(Separators).Select(topic => SearchText.Normalize(topic)).Where(IsTopic));

    public static IEnumerable<string> Read(string kept) =>
        kept.Split(Stroke).Where(IsTopic).Select(topic => topic.Trim());

    private static bool IsTopic(string normalized) => normalized.Length > 1;
}
