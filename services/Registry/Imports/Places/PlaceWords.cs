using System.Text;

namespace CommunityGrains.Registry.Imports.Places;

/// <summary>Names of places made comparable: lower case, е for ё, only letters and digits, abbreviations in
/// full.</summary>
internal static class PlaceWords
{
    private static readonly Dictionary<string, string> Abbreviations = new()
    {
        ["г"] = "город",
        ["гор"] = "город",
        ["го"] = "городской округ",
        ["мр"] = "муниципальный район",
        ["рн"] = "район",
        ["обл"] = "область",
        ["респ"] = "республика",
        ["гп"] = "городское поселение",
        ["сп"] = "сельское поселение",
        ["мун"] = "муниципальный",
        ["муниц"] = "муниципальный",
        ["окр"] = "округ",
        ["пос"] = "поселение",
    };

    public static IReadOnlyList<string> Of(string text)
    {
        var letters = new StringBuilder(text.Length + 8);
        foreach (var letter in text.ToLowerInvariant().Replace("р-н", "район", StringComparison.Ordinal)
            .Replace("м.р.", "муниципальный район", StringComparison.Ordinal)
            .Replace("г.о.", "городской округ", StringComparison.Ordinal)
            .Replace("м.о.", "муниципальный округ", StringComparison.Ordinal).Replace('ё', 'е'))
            letters.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
        return [.. letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Abbreviations.GetValueOrDefault(word, word).Split(' '))];
    }

    public static string Key(string text) => string.Join(' ', Of(text));
}
