using System.Diagnostics;
using CommunityGrains.Api.Http;

namespace CommunityGrains.Host.Serving;

/// <summary>One line for each request: what was asked, what came of it, how long it took. The route's
/// pattern, not the address: ids say nothing, but a search text may be a name. Writes and failures are
/// information, reads are for debugging.</summary>
public static class RequestJournal
{
    public static IApplicationBuilder UseRequestJournal(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger("CommunityGrains.Requests");
        return app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            var level = context.Response.StatusCode >= StatusCodes.Status500InternalServerError
                ? LogLevel.Warning
                : HttpMethods.IsGet(context.Request.Method) ? LogLevel.Debug
                : LogLevel.Information;
            logger.Log(
                level, "{Method} {Route} {Status} {Duration_ms:F1}", MethodOf(context.Request),
                RouteOf(context),
                context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        });
    }

    // A method is any token the client likes; only those we know are repeated.
    private static string MethodOf(HttpRequest request) => request.Method switch
    {
        "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" => request.Method,
        _ => "(other)",
    };

    private static string RouteOf(HttpContext context) => context.GetEndpoint() is RouteEndpoint endpoint
        ? endpoint.Metadata.GetMetadata<Operation>()?.Id ?? endpoint.RoutePattern.RawText ?? ""
        : "(no route)";
}
