using System.Text;

namespace CommunityGrains.Domain;

/// <summary>Enumerations as they are stored and shown to machines: HouseCouncil ↔ "house-council".</summary>
public static class KebabCase
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>The value, or null when the text names none.</summary>
    public static T? Parse<T>(string? text) where T : struct, Enum =>
        text is not null && Names<T>.ByName.TryGetValue(text, out var value) ? value : null;

    public static string Of(string pascalCase)
    {
        var text = new StringBuilder();
        foreach (var letter in pascalCase)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => Of(value.ToString()));

        public static readonly Dictionary<string, T> ByName =
            ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
