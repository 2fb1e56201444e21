using CommunityGrains.Access.Accounts;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Security;

/// <summary>
/// What the API asks of how somebody has shown himself. A token that does not hold is said to be none, also
/// where a visitor would be answered: its owner should learn of it. A token for reading changes nothing. And
/// what a browser sends along by itself, the cookie, changes nothing either without the token of our forms.
/// </summary>
public static class ApiSignIn
{
    public static IApplicationBuilder UseApiSignIn(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
    {
        var problem = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? ProblemOf(context)
            : null;
        if (problem is null)
        {
            await next(context);
            return;
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await problem.WriteAsync(context);
    });

    private static Problem? ProblemOf(HttpContext context)
    {
        var shown = Shown.Of(context);
        if (shown.BearerRefused)
        {
            context.RequestServices.GetService<SecurityJournal>()?.Tell(
                SecurityEvent.TokenRefused, visit: Browsers.VisitOf(context));
            return new Problem(StatusCodes.Status401Unauthorized, "token.invalid");
        }

        if (OnlyReads(context.Request.Method)) return null;
        var denied = shown.Token is { ReadOnly: true } ? "token.read-only"
            : shown.Session is not null && !CarriesFormToken(context) ? "request.form-token"
            : null;
        if (denied is null) return null;
        context.TellDenied(denied);
        return new Problem(StatusCodes.Status403Forbidden, denied);
    }

    private static bool CarriesFormToken(HttpContext context) =>
        context.RequestServices.GetRequiredService<FormTokens>().Fits(
            context.Request.Headers[FormTokens.Header], AccountCookies.SessionOf(context.Request));

    private static bool OnlyReads(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
