using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

/// <summary>An invitation as whoever opens its link sees it. <c>SignedInAs</c>: he has an account, which may
/// take the role.</summary>
public sealed record InvitationModel(
    string Key, Invitation Invitation, IReadOnlyList<string> Places, string? SignedInAs, string? Login,
    string? Problem = null)
{
    public bool IsFirst => Invitation.MadeBy is null;
}

/// <summary>Accepting an invitation; also the first administrator's.</summary>
internal static class InvitationPages
{
    public static async Task<PageAnswer> ShowAsync(PageRequest request) =>
        await FindAsync(request) is { } found ? Page(request, found) : ErrorPages.InvitationGone(request);

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (await FindAsync(request) is not { } found) return ErrorPages.InvitationGone(request);
        var invitations = request.Service<Invitations>();
        var login = form.Text("login");
        var outcome = found.SignedInAs is not null
            ? await invitations.AcceptAsync(found.Key, request.Own(), request.Cancel)
            : await invitations.AcceptAsync(found.Key, login, form.Password("password"), request.Cancel);
        if (outcome is AcceptOutcome.Gone) return ErrorPages.InvitationGone(request);
        if (outcome is AcceptOutcome.Accepted accepted)
        {
            // A role more: whoever holds a session of the account signs in anew, but for this browser.
            await request.Service<AccountBook>().EndSessionsAsync(accepted.Account, request.Cancel);
            var means = request.Session()?.Means ?? SessionMeans.Password;
            await request.BeginAsync(await request.Service<SignIns>().BeginAsync(
                accepted.Account, means, Browsers.VisitOf(request.Context()), request.Cancel));
            // The first administrator has everything before him; anybody else looks at what he was given.
            return new PageAnswer.GoTo(
                found.IsFirst ? request.Frame.Links.Start : request.Frame.Links.Account());
        }

        var problem = ProblemOf(request, outcome);
        return Page(
            request, found with { Login = login, Problem = problem },
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<InvitationModel?> FindAsync(PageRequest request)
    {
        var key = (string)request.Http.RouteValues["key"]!;
        if (await request.Service<Invitations>().FindAsync(key, request.Cancel) is not { } invitation)
            return null;
        // The first administrator begins with an account of his own.
        var signedInAs = invitation.MadeBy is not null && request.Context().Viewer().IsSignedIn
            ? request.Frame.SignedInAs
            : null;
        var places = await GrantedPlaces.OfAsync(request, invitation.Region, invitation.Scope);
        return new InvitationModel(key, invitation, places, signedInAs, null);
    }

    private static string ProblemOf(PageRequest request, AcceptOutcome outcome) => outcome switch
    {
        AcceptOutcome.HasAccount => request.Words().Problems.HasAccount,
        AcceptOutcome.PersonHasAccount => request.Words().Problems.Person[PersonObjection.HasAccount],
        AcceptOutcome.AnotherPerson => request.Words().Problems.AnotherPerson,
        AcceptOutcome.LoginUnfit => request.Words().Problems.LoginUnfit,
        AcceptOutcome.Objected objected => request.Objection(objected.Objection),
        AcceptOutcome.Wait wait => request.Wait(wait.For),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no problem"),
    };

    private static PageAnswer Page(
        PageRequest request, InvitationModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<InvitationPage, InvitationModel>(
            model,
            model.IsFirst ? request.Words().Invitation.FirstTitle : request.Words().Invitation.Title,
            Section.Account, status);
}
