using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Api.Http;

/// <summary>The language of titles and reasons, by Accept-Language.</summary>
public static class AcceptedLanguage
{
    public static Language Of(HttpRequest request, Language otherwise)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        return accepted
            .OrderByDescending(entry => entry.Quality ?? 1)
            .Where(entry => entry.Quality is not 0)
            .Select(entry => Languages.Parse(entry.Value.Value))
            .FirstOrDefault(language => language is not null) ?? otherwise;
    }
}
