using System.Data.Common;
using CommunityGrains.Access.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Api.Http;

/// <summary>Turns whatever goes wrong under the API's addresses into a problem, with neither a stack trace
/// nor the text of an exception.</summary>
public sealed class ProblemPages(RequestDelegate next, ILogger<ProblemPages> logger)
{
    private static readonly string[] HeadersOfContent =
        ["ETag", "Last-Modified", "Content-Length", "Content-Encoding", "Content-Disposition", "Location"];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            // The client left: nobody reads an answer.
            if (error is OperationCanceledException && context.RequestAborted.IsCancellationRequested
                && !HasTimedOut(context)) return;
            var problem = ProblemOf(error, context);
            if (problem.Code == "request.failed")
                Report(error, context);
            ClearKeepingSecurityHeaders(context);
            await problem.WriteAsync(context);
        }

        if (!context.Response.HasStarted && EmptyAnswer(context) is { } empty)
            await empty.WriteAsync(context);
    }

    private static bool HasTimedOut(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { } limit
        && limit.RequestTimeoutToken.IsCancellationRequested;

    private static Problem ProblemOf(Exception error, HttpContext context) => error switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.TooLarge(),
        BadHttpRequestException => Problems.Malformed(),
        PositionNotSeenException => Problems.ViewBehind(),
        UnusualVolumeException volume => new Problem(
            StatusCodes.Status429TooManyRequests,
                "request.unusual-volume") { RetryAfter = volume.RetryAfter },
        InvalidCursorException => Problems.Invalid("cursor", FieldErrors.Malformed),
        CommandReusedException => Problems.Reused(),
        GrainContendedException => new Problem(StatusCodes.Status503ServiceUnavailable, "grain.contended")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        GrainsUnreachableException =>
            new Problem(StatusCodes.Status503ServiceUnavailable, "grain.unreachable")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        GrainsDrainingException or ObjectDisposedException => Problems.Draining(),
        AppendFailedException => new Problem(StatusCodes.Status503ServiceUnavailable, "log.append-failed")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        },
        // A server that is away, or is just starting.
        DbException { IsTransient: true } =>
            new Problem(StatusCodes.Status503ServiceUnavailable, "store.unavailable")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            },
        OperationCanceledException when HasTimedOut(context) =>
            new Problem(StatusCodes.Status504GatewayTimeout, "request.timed-out"),
        _ => new Problem(StatusCodes.Status500InternalServerError, "request.failed"),
    };

    private static Problem? EmptyAnswer(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => NotFound(context),
        StatusCodes.Status405MethodNotAllowed =>
            new Problem(StatusCodes.Status405MethodNotAllowed, "request.method"),
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge(),
        StatusCodes.Status415UnsupportedMediaType => Problems.ContentType("application/json"),
        StatusCodes.Status504GatewayTimeout =>
            new Problem(StatusCodes.Status504GatewayTimeout, "request.timed-out"),
        _ => null,
    };

    private static Problem NotFound(HttpContext context)
    {
        var others = OtherMethods.Of(context);
        if (others.Count == 0) return new Problem(StatusCodes.Status404NotFound, "request.not-found");
        context.Response.Headers.Allow = string.Join(", ", others);
        return new Problem(StatusCodes.Status405MethodNotAllowed, "request.method");
    }

    private static void ClearKeepingSecurityHeaders(HttpContext context)
    {
        foreach (var header in HeadersOfContent) context.Response.Headers.Remove(header);
    }

    // Kind and place, not the text: an exception's message may quote what was sent.
    private void Report(Exception error, HttpContext context) => logger.LogError(
        "{Method} {Route} failed: {Error}\n{Stack}", context.Request.Method, RouteOf(context),
        error.GetType().FullName, error.StackTrace);

    // The pattern, not the address: a search text may hold a name.
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText
            ?? "(no route)";
}

public static class ProblemPagesExtensions
{
    /// <summary>Problems for the machine-readable part of the site; pages show errors their own
    /// way.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseWhen(
        context => IsForMachines(context.Request.Path), branch => branch.UseMiddleware<ProblemPages>());

    public static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal)
        || path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path.StartsWithSegments("/problems", StringComparison.Ordinal);
}
