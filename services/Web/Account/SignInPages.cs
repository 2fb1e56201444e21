using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Today;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

/// <summary>What the page of signing in shows: what was typed, without the password. <c>Kept</c>: a form that
/// waits for its author to sign in.</summary>
public sealed record SignInModel(
    string? Login, string? ReturnUrl, string? Problem = null, string? Done = null, string? Kept = null);

public sealed record SignInCodeModel(string? ReturnUrl, string? Problem = null, string? Kept = null);

/// <summary>Signing in, in one step or two, and signing out.</summary>
internal static class SignInPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request) => Task.FromResult(Page(
        request, new SignInModel(null, request.Parameter("returnUrl", 500),
            Done: request.Parameter("done") == "signed-out" ? request.Words().SignIn.SignedOut : null)));

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        var (login, returnUrl, kept) = (form.Text("login"), form.Text("returnUrl"), KeptOf(form));
        var outcome = await request.Service<SignIns>().BeginAsync(
            login ?? "", form.Password("password"), Browsers.VisitOf(request.Context()), request.Cancel);
        if (outcome is not SignInOutcome.Begun begun)
            return Refused(
                request, new SignInModel(login, returnUrl, ProblemOf(request, outcome), Kept: kept));
        await request.BeginAsync(begun.Session);
        if (begun.Session.Means == SessionMeans.FactorDue)
            return kept is null
                ? new PageAnswer.GoTo(request.Frame.Links.SignInCode(returnUrl))
                : CodePage(request, new SignInCodeModel(returnUrl, Kept: kept));
        return await WelcomeAsync(request, begun, returnUrl, kept);
    }

    public static Task<PageAnswer> ShowCodeAsync(PageRequest request) => Task.FromResult<PageAnswer>(
        request.Session() is { Means: SessionMeans.FactorDue }
            ? CodePage(request, new SignInCodeModel(request.Parameter("returnUrl", 500)))
            : new PageAnswer.GoTo(request.Frame.Links.SignInOnly));

    public static async Task<PageAnswer> TakeCodeAsync(PageRequest request, Form form)
    {
        var (returnUrl, kept) = (form.Text("returnUrl"), KeptOf(form));
        var outcome = await request.Service<SignIns>().ContinueAsync(
            AccountCookies.SessionOf(request.Http), form.Text("code", 40) ?? "",
            Browsers.VisitOf(request.Context()), request.Cancel);
        switch (outcome)
        {
            case SignInOutcome.Begun begun:
                AccountCookies.SetSession(request.Context(), begun.Session.Secret);
                return await WelcomeAsync(request, begun, returnUrl, kept);
            case null:
                return Refused(
                    request,
                    new SignInModel(null, returnUrl, request.Words().Problems.CodeLate, Kept: kept));
            default:
                var problem = outcome is SignInOutcome.Wait wait
                    ? request.Wait(wait.For)
                    : request.Words().Problems.CodeRefused;
                return CodePage(
                    request, new SignInCodeModel(returnUrl, problem, kept),
                    StatusCodes.Status422UnprocessableEntity);
        }
    }

    public static async Task<PageAnswer> SignOutAsync(PageRequest request, Form form)
    {
        if (AccountCookies.SessionOf(request.Http) is { } secret)
            await request.Service<Sessions>().EndAsync(secret, request.Cancel);
        AccountCookies.EndSession(request.Context());
        // What this browser still has of the pages that only he could see.
        request.Context().Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return new PageAnswer.GoTo(request.Frame.Links.SignInOnly + "?done=signed-out");
    }

    private static async Task<PageAnswer> WelcomeAsync(
        PageRequest request, SignInOutcome.Begun begun, string? returnUrl, string? kept)
    {
        await request.Service<Invitations>().CompleteAsync(begun.Account, request.Cancel);
        if (KeptForm.Read(kept) is { } form)
        {
            var account = await request.Service<AccountBook>().FindAsync(begun.Account, request.Cancel);
            return KeptPages.AskAgain(request, form, account?.Login);
        }

        return new PageAnswer.GoTo(AccountRequest.IsOurs(returnUrl)
            ? returnUrl!
            : await FirstPageAsync(request, begun.Account));
    }

    // Whoever has work begins with it.
    private static async Task<string> FirstPageAsync(PageRequest request, AccountId account)
    {
        var viewer = new Viewer(
            account, default, await request.Service<GrantKeeper>().OfAsync(account, request.Cancel),
            SignInMeans.Session);
        var verdict = request.Service<RightsPolicy>().DecideSomewhere(
            viewer, new What.Page(TodayRoutes.Page), request.Region);
        return verdict == Verdict.Granted ? request.Frame.Links.Today() : request.Frame.Links.Home;
    }

    private static string? KeptOf(Form form) => form.Text(KeptForm.Field, KeptForm.LengthMax);

    private static string ProblemOf(PageRequest request, SignInOutcome outcome) =>
        outcome is SignInOutcome.Wait wait ? request.Wait(wait.For) : request.Words().Problems.Refused;

    private static PageAnswer Refused(PageRequest request, SignInModel model) =>
        Page(request, model, StatusCodes.Status422UnprocessableEntity);

    private static PageAnswer Page(
        PageRequest request, SignInModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<SignInPage, SignInModel>(
            model, request.Words().SignIn.Title, Section.Account, status);

    private static PageAnswer CodePage(
        PageRequest request, SignInCodeModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<SignInCodePage, SignInCodeModel>(
            model, request.Words().SignIn.CodeTitle, Section.Account, status);
}
