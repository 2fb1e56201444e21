using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Api.Http;
using CommunityGrains.Registry.Texts;

namespace CommunityGrains.Host.Serving;

/// <summary>Who reads, what for and in which language, as a request tells it.</summary>
internal static class Readers
{
    /// <summary>The request's reader; the program itself where there is no request.</summary>
    public static Reader Of(HttpContext? http, Language language) => http is null
        ? OfProgram(ReadingPurpose.Work, language)
        : new Reader(http.Viewer(), PurposeOf(http.Request.Path), LanguageOf(http, language));

    /// <summary>Whoever has the command line has everything.</summary>
    public static Reader OfProgram(ReadingPurpose purpose, Language language) =>
        new(new Viewer(null, default, [], SignInMeans.Program), purpose, language);

    private static ReadingPurpose PurposeOf(PathString path) =>
        path.Value?.EndsWith("/export", StringComparison.OrdinalIgnoreCase) == true
            ? ReadingPurpose.Export
            : ReadingPurpose.Work;

    private static Language LanguageOf(HttpContext http, Language language) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? AcceptedLanguage.Of(http.Request, language)
            : Web.Wording.Languages.OfPath(http.Request.Path.Value ?? "/") == Web.Wording.Language.English
                ? Language.English
                : Language.Russian;
}
