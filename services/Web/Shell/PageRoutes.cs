using CommunityGrains.Access.Rights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CommunityGrains.Web.Shell;

/// <summary>Reads what a page shows.</summary>
public delegate Task<PageAnswer> PageHandler(PageRequest request);

/// <summary>Maps each page once for every language.</summary>
internal sealed class PageRoutes(IEndpointRouteBuilder endpoints, PageServer server)
{
    private const string Fallback = "{*path}";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // Machines live here; an unknown address below is answered without a page.
    private static readonly PathString[] NotPages = ["/api", "/health", "/openapi"];

    /// <summary>Maps a page. <paramref name="looksCloser"/>: it asks itself whether what it is about is the
    /// viewer's; before it he is only asked for a role that might be enough somewhere.</summary>
    public void Map(string pattern, PageHandler handler, bool looksCloser = false)
    {
        foreach (var address in new[] { pattern, "/en" + pattern.TrimEnd('/') })
        {
            endpoints
                .MapMethods(
                    address, Methods, http => server.ServeAsync(http, pattern, handler, looksCloser))
                .WithMetadata(new What.Page(pattern))
                .ExcludeFromDescription();
        }
    }

    /// <summary>A page with a form, and the form's other end at the same address.</summary>
    public void MapForm(string pattern, PageHandler show, FormHandler take, bool looksCloser = false)
    {
        Map(pattern, Forms.Offer(show), looksCloser);
        MapPost(pattern, take, request => request.Frame.Links.Here(request.Words.Language), looksCloser);
    }

    /// <summary>The other end of a form that stands on another page.</summary>
    public void MapPost(
        string pattern, FormHandler take, Func<PageRequest, string> again, bool looksCloser = false)
    {
        var handler = Forms.Take(take, again);
        foreach (var address in new[] { pattern, "/en" + pattern })
        {
            endpoints.MapPost(address, http => server.ServeAsync(http, pattern, handler, looksCloser))
                .WithMetadata(new What.Page(pattern))
                .ExcludeFromDescription();
        }
    }

    /// <summary>The other end of a form with a file, at the address of its page.</summary>
    public void MapUpload(
        string pattern, UploadHandler take, PageHandler tooLarge, UploadLimits limits,
        bool looksCloser = false)
    {
        var handler = Uploads.Take(
            take, tooLarge, request => request.Frame.Links.Here(request.Words.Language), limits.BytesMax);
        foreach (var address in new[] { pattern, "/en" + pattern })
        {
            endpoints.MapPost(address, http => server.ServeAsync(http, pattern, handler, looksCloser))
                .WithMetadata(new What.Page(pattern))
                .WithRequestTimeout(limits.Timeout)
                .ExcludeFromDescription();
        }
    }

    /// <summary>The other end of a link that is its own right, pressed by whoever has it, also by a program
    /// that keeps no cookies (RFC 8058).</summary>
    public void MapOneClick(string pattern, PageHandler handler)
    {
        foreach (var address in new[] { pattern, "/en" + pattern })
        {
            endpoints.MapPost(address, http => server.ServeAsync(http, pattern, handler))
                .WithMetadata(new What.Page(pattern))
                .ExcludeFromDescription();
        }
    }

    /// <summary>Answers every address that nobody else does.</summary>
    public void MapFallback(PageHandler handler) => endpoints
        .MapFallback(Fallback, http =>
        {
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            {
                var asked = http.Request.Path;
                if (!Array.Exists(NotPages, path => asked.StartsWithSegments(path, StringComparison.Ordinal)))
                    return server.ServeAsync(http, Fallback, handler);
            }

            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        })
        .WithMetadata(new What.Page(Fallback))
        .ExcludeFromDescription();
}
