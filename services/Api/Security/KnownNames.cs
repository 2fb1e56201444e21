using System.Net;
using CommunityGrains.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Api.Security;

/// <summary>
/// Under what names the program is reached. One that listens on its own machine alone, with no proxy before
/// it, answers to the names of that machine only: a site whose name is made to point here (DNS rebinding) is
/// told so. One that is open to others answers to the names it was given, or to any.
/// </summary>
public static class KnownNames
{
    /// <summary>Why these addresses cannot be served; null when they can.</summary>
    public static string? Objection(string urls) =>
        Split(urls).FirstOrDefault(url => AddressOf(url) is null) is { } wrong
            ? $"'{wrong}' is not an address such as http://localhost:5080"
            : null;

    /// <summary>Whether any of these addresses is open to other machines.</summary>
    public static bool AreOpen(string urls) =>
        Split(urls).Any(url => AddressOf(url) is { } address && !IsLoopback(address.Host));

    /// <summary>Answers requests to these names and to those of this machine; to any, when null. Writes must
    /// come from pages of ours, whatever the name.</summary>
    public static IApplicationBuilder UseKnownNames(
        this IApplicationBuilder app, IReadOnlyCollection<string>? names) =>
        app.Use(async (context, next) =>
    {
        var problem = names is not null && !IsKnown(context.Request.Host.Host, names)
            ? new Problem(StatusCodes.Status421MisdirectedRequest, "request.host")
            : IsForeignWrite(context.Request)
                ? new Problem(StatusCodes.Status403Forbidden, "request.cross-site")
                : null;
        if (problem is null) await next(context);
        else await problem.WriteAsync(context);
    });

    private static bool IsKnown(string host, IReadOnlyCollection<string> names) =>
        IsLoopback(host) || names.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool IsForeignWrite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)) return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none")) return true;
        var origin = request.Headers.Origin.ToString();
        // No Origin: no browser, or an old one on a same-origin form; programs send none.
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // As the server reads it, which also knows "every address" (http://*:5080).
    private static BindingAddress? AddressOf(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && !address.IsUnixPipe && !address.IsNamedPipe
                ? address
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
