using System.Net;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Access.Accounts;

/// <summary>
/// The cookies by which a browser is known. Over https their names begin with <c>__Host-</c>, so that no
/// neighbouring site can set one; without https they are given on this machine only. They live as long as the
/// browser stays open, and no script reads them.
/// </summary>
public static class AccountCookies
{
    /// <summary>Holds the secret of a session.</summary>
    private const string Session = "session";

    /// <summary>Ties the forms of who is not signed in to his browser.</summary>
    private const string Form = "form";

    private static readonly object Given = new();

    /// <summary>Whether a secret may travel: by https, or within this machine.</summary>
    public static bool MayTravel(HttpRequest request) =>
        request.IsHttps || request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address)
            && IPAddress.IsLoopback(address));

    public static string? SessionOf(HttpRequest request) => Read(request, Session);

    public static string? FormOf(HttpRequest request) => Read(request, Form);

    /// <exception cref="InvalidOperationException">The request came in the clear from elsewhere; nothing
    /// secret is answered to it.</exception>
    public static void SetSession(HttpContext http, string secret)
    {
        Set(http, Session, secret);
        http.Items[Given] = secret;
    }

    /// <summary>The secret of the session that this very answer gives; null when it gives none.</summary>
    public static string? GivenSessionOf(HttpContext http) =>
        http.Items.TryGetValue(Given, out var secret) ? secret as string : null;

    public static void SetForm(HttpContext http, string value) => Set(http, Form, value);

    public static void EndSession(HttpContext http) =>
        http.Response.Cookies.Delete(NameOf(http.Request, Session), OptionsOf(http.Request));

    private static string? Read(HttpRequest request, string name) =>
        request.Cookies[NameOf(request, name)] is { } value && RandomSecret.IsPlausible(value) ? value : null;

    private static void Set(HttpContext http, string name, string value)
    {
        if (!MayTravel(http.Request))
            throw new InvalidOperationException("A cookie may not travel in the clear");
        http.Response.Cookies.Append(NameOf(http.Request, name), value, OptionsOf(http.Request));
    }

    private static string NameOf(HttpRequest request, string name) =>
        request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions OptionsOf(HttpRequest request) => new()
    {
        HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/",
    };
}
