namespace CommunityGrains.Web.Wording;

/// <summary>The languages of every page. Russian is the default; English addresses begin with
/// <c>/en</c>.</summary>
public enum Language
{
    Russian,
    English,
}

public static class Languages
{
    /// <summary>What stands before every address of this language: nothing, or "/en".</summary>
    public static string Prefix(this Language language) => language == Language.English ? "/en" : "";

    /// <summary>The tag for <c>lang</c> and <c>hreflang</c> (BCP 47).</summary>
    public static string Tag(this Language language) => language == Language.English ? "en" : "ru";

    public static Language Other(this Language language) =>
        language == Language.English ? Language.Russian : Language.English;

    /// <summary>The language an address is in.</summary>
    public static Language OfPath(string path) =>
        path == "/en" || path.StartsWith("/en/", StringComparison.Ordinal)
            ? Language.English
            : Language.Russian;

    /// <summary>The same address without its language: "/en/communities" → "/communities".</summary>
    public static string WithoutLanguage(string path) =>
        OfPath(path) != Language.English ? path : path.Length <= "/en/".Length ? "/" : path["/en".Length..];
}
