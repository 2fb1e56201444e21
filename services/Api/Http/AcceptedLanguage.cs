using CommunityGrains.Registry.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Http;

/// <summary>The language of titles and reasons, by Accept-Language.</summary>
public static class AcceptedLanguage
{
    /// <summary>The request's, else the deployment's.</summary>
    public static Language Of(HttpContext context) =>
        Of(context.Request, context.RequestServices.GetRequiredService<ApiOptions>().Language);

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
