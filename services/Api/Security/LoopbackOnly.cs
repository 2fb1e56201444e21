using System.Net;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Security;

/// <summary>
/// Until there are accounts, the program talks to its own machine only. Binding to loopback keeps other
/// machines out; these checks keep out what comes through the operator's own browser: a site whose name is
/// made to point here (DNS rebinding), and a foreign page that posts here.
/// </summary>
public static class LoopbackOnly
{
    /// <summary>Why these addresses cannot be served; null when they can: every one is on loopback.</summary>
    public static string? Objection(string urls)
    {
        foreach (var url in urls.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
                return $"'{url}' is not an address such as http://localhost:5080";
            if (!IsLoopback(address.Host))
            {
                return $"'{url}' is open to other machines, and there are no accounts yet: whoever reached "
                    + "it could read personal data and change the register. Use an address of this machine "
                    + "only, such as http://localhost:5080";
            }
        }

        return null;
    }

    public static IApplicationBuilder UseLoopbackOnly(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
    {
        var problem = !IsLoopback(context.Request.Host.Host)
            ? new Problem(StatusCodes.Status421MisdirectedRequest, "request.host")
            : IsForeignWrite(context.Request)
                ? new Problem(StatusCodes.Status403Forbidden, "request.cross-site")
                : null;
        if (problem is null) await next(context);
        else await problem.WriteAsync(context);
    });

    private static bool IsForeignWrite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)) return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none")) return true;
        var origin = request.Headers.Origin.ToString();
        // No Origin: no browser, or an old one on a same-origin form; programs on this machine send none.
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
