namespace CommunityGrains.Registry.Texts;

/// <summary>A sentence in both languages of the program.</summary>
public sealed record Text(string Russian, string English)
{
    public string In(Language language) => language == Language.English ? English : Russian;
}

/// <summary>The languages of every page, message and document; Russian is the default.</summary>
public enum Language
{
    Russian,
    English,
}

public static class Languages
{
    /// <summary>The tag for Content-Language and the lang attribute: "ru" or "en".</summary>
    public static string Tag(this Language language) => language == Language.English ? "en" : "ru";

    /// <summary>The language a tag names ("en", "en-GB", "ru"); null when it is neither.</summary>
    public static Language? Parse(string? tag) => tag?.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "ru" => Language.Russian,
        "en" => Language.English,
        _ => null,
    };
}
