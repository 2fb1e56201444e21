using System.Collections.Immutable;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Access;

/// <summary>By what a request showed whose it is.</summary>
public enum SignInMeans
{
    /// <summary>By nothing.</summary>
    None,

    /// <summary>A session begun with a password.</summary>
    Session,

    /// <summary>A session begun with a password and a second factor.</summary>
    SessionWithSecondFactor,

    /// <summary>A personal access token.</summary>
    PersonalToken,

    /// <summary>A token of the issuer that the deployment trusts.</summary>
    ExternalIssuer,

    /// <summary>No request: the program's own work, or whoever has its command line.</summary>
    Program,
}

/// <summary>A grant as it holds in a region: every question of rights names its region.</summary>
public sealed record RegionalGrant(string Region, Role Role, Scope Scope);

/// <summary>
/// Who asks, and what he was granted. <c>Account</c>: null for whoever is not signed in. <c>By</c>: the
/// person in whose name commands are recorded. <c>Grants</c>: those that hold now, in every region that this
/// deployment serves; a personal token may leave some out.
/// </summary>
public sealed record Viewer(
    AccountId? Account, PersonId By, ImmutableArray<RegionalGrant> Grants, SignInMeans Means)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Viewer Visitor = new(null, default, [], SignInMeans.None);

    public bool IsSignedIn => Account is not null;
}

/// <summary>The request's viewer.</summary>
public static class ViewerOfRequest
{
    private static readonly object Key = new();

    /// <summary>Who asks; a visitor until the authentication has said otherwise.</summary>
    public static Viewer Viewer(this HttpContext http) =>
        http.Items.TryGetValue(Key, out var viewer) && viewer is Viewer known ? known : Access.Viewer.Visitor;

    /// <summary>Said once per request by the authentication, before anything is answered.</summary>
    public static void SetViewer(this HttpContext http, Viewer viewer) => http.Items[Key] = viewer;
}

/// <summary>Says of each request who it comes from, before anything is answered.</summary>
public static class ViewersOfRequests
{
    public static IApplicationBuilder UseViewers(this IApplicationBuilder app)
    {
        var viewers = app.ApplicationServices.GetRequiredService<IViewers>();
        return app.Use(async (http, next) =>
        {
            http.SetViewer(await viewers.OfAsync(http));
            await next(http);
        });
    }
}

/// <summary>Where nobody can sign in: everybody is a visitor.</summary>
public sealed class NobodySignedIn : IViewers
{
    public ValueTask<Viewer> OfAsync(HttpContext http) => new(Viewer.Visitor);
}

/// <summary>Who a request comes from. The authentication's work; it never fails a request, but takes for a
/// visitor whoever shows nothing valid.</summary>
public interface IViewers
{
    ValueTask<Viewer> OfAsync(HttpContext http);
}
