using CommunityGrains.Access.Accounts;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Shell;

/// <summary>What ties the forms of a page to the browser that it was made for: to the session, or to a cookie
/// of its own, which is given when the first form of somebody who is not signed in is shown.</summary>
public sealed class FormSeal(HttpContext http, FormTokens tokens)
{
    private string? token;

    /// <summary>What every form carries. To be asked for before the page's first byte leaves.</summary>
    public string Token => token ??= tokens.Of(
        AccountCookies.GivenSessionOf(http) ?? Cookie ?? GiveCookie());

    /// <summary>Whether a form that came in carries what this browser's forms do.</summary>
    public bool Fits(string? given) => tokens.Fits(given, Cookie);

    private string? Cookie => Shown.Of(http).Session is not null
        ? AccountCookies.SessionOf(http.Request)
        : AccountCookies.FormOf(http.Request);

    private string GiveCookie()
    {
        var made = RandomSecret.Make();
        AccountCookies.SetForm(http, made);
        return made;
    }
}
