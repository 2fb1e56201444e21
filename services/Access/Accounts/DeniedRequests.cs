using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Access.Accounts;

/// <summary>Somebody who is signed in and asks for what is not his is on record; a visitor only asks too
/// early.</summary>
public static class DeniedRequests
{
    /// <param name="http">The request; of it only account and client are told.</param>
    /// <param name="what">The operation, the pattern of the address or the reason, never the address.</param>
    public static void TellDenied(this HttpContext http, string what)
    {
        if (http.Viewer().Account is not { } account) return;
        http.RequestServices.GetService<SecurityJournal>()?.Tell(
            SecurityEvent.RequestDenied, account, Browsers.VisitOf(http), what);
    }
}
