using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Web.Shell;

/// <summary>Reads what a page shows.</summary>
public delegate Task<PageAnswer> PageHandler(PageRequest request);

/// <summary>Maps each page once for every language.</summary>
internal sealed class PageRoutes(IEndpointRouteBuilder endpoints, PageServer server)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // Machines live here; an unknown address below is answered without a page.
    private static readonly PathString[] NotPages = ["/api", "/health", "/openapi"];

    public void Map(string pattern, PageHandler handler)
    {
        foreach (var address in new[] { pattern, "/en" + pattern.TrimEnd('/') })
        {
            endpoints.MapMethods(address, Methods, http => server.ServeAsync(http, handler))
                .ExcludeFromDescription();
        }
    }

    /// <summary>Answers every address that nobody else does.</summary>
    public void MapFallback(PageHandler handler) => endpoints
        .MapFallback("{*path}", http =>
        {
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            {
                var asked = http.Request.Path;
                if (!Array.Exists(NotPages, path => asked.StartsWithSegments(path, StringComparison.Ordinal)))
                    return server.ServeAsync(http, handler);
            }

            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        })
        .ExcludeFromDescription();
}
