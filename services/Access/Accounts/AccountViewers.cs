using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CommunityGrains.Access.Accounts;

/// <summary>By what a request was known. <c>Session</c>, <c>Token</c>: the one it showed, where it holds.
/// <c>BearerRefused</c>: it showed a token that does not hold.</summary>
public sealed record Shown(
    Session? Session = null, AccessToken? Token = null, bool External = false, bool BearerRefused = false)
{
    private static readonly object Key = new();

    public static Shown Of(HttpContext http) =>
        http.Items.TryGetValue(Key, out var shown) && shown is Shown known ? known : new Shown();

    internal void Keep(HttpContext http) => http.Items[Key] = this;
}

/// <summary>
/// Who a request comes from: programs show a token and pages a cookie. A token is looked for at the API only,
/// and where there is one no cookie counts.
/// </summary>
public sealed class AccountViewers(
    Sessions sessions, AccessTokens tokens, GrantKeeper grants, ExternalTokens external) : IViewers
{
    private const string Scheme = "Bearer ";

    public async ValueTask<Viewer> OfAsync(HttpContext http)
    {
        var isApi = http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        var authorization = http.Request.Headers[HeaderNames.Authorization];
        return isApi && authorization.Count > 0
            ? await OfTokenAsync(http, authorization.ToString())
            : await OfCookieAsync(http);
    }

    private async ValueTask<Viewer> OfCookieAsync(HttpContext http)
    {
        var secret = AccountCookies.SessionOf(http.Request);
        if (secret is null || await sessions.FindAsync(secret, http.RequestAborted) is not { } session)
            return Viewer.Visitor;
        new Shown(Session: session).Keep(http);
        if (session.Means == SessionMeans.FactorDue) return Viewer.Visitor;
        return new Viewer(
            session.Account, session.Person, await grants.OfAsync(session.Account, http.RequestAborted),
            session.Means == SessionMeans.PasswordAndFactor
                ? SignInMeans.SessionWithSecondFactor
                : SignInMeans.Session);
    }

    private async ValueTask<Viewer> OfTokenAsync(HttpContext http, string authorization)
    {
        var text = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : "";
        if (text.StartsWith(AccessTokens.Prefix, StringComparison.Ordinal))
        {
            if (await tokens.FindAsync(text, http.RequestAborted) is { } token)
                return await OfTokenAsync(http, token);
        }
        else if (await external.FindAsync(text, http.RequestAborted) is { } owner)
        {
            new Shown(External: true).Keep(http);
            return new Viewer(
                owner.Id, owner.Person, await grants.OfAsync(owner.Id, http.RequestAborted),
                SignInMeans.ExternalIssuer);
        }

        new Shown(BearerRefused: true).Keep(http);
        return Viewer.Visitor;
    }

    private async ValueTask<Viewer> OfTokenAsync(HttpContext http, AccessToken token)
    {
        new Shown(Token: token).Keep(http);
        return new Viewer(
            token.Account, token.Person,
            Narrow(await grants.OfAsync(token.Account, http.RequestAborted), token),
            SignInMeans.PersonalToken);
    }

    /// <summary>What is left of the account's grants within a token's limits.</summary>
    internal static ImmutableArray<RegionalGrant> Narrow(
        ImmutableArray<RegionalGrant> all, AccessToken token) =>
    [
        .. all.Where(grant => (token.Region is null || grant.Region == token.Region)
            && (token.Roles.Count == 0 || token.Roles.Contains(grant.Role))),
    ];
}
