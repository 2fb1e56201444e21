using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Leaders;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

/// <summary>The parts of the page of one's own account, each with a form of its own.</summary>
public enum OwnPart
{
    None,
    Password,
    Factor,
    Tokens,
    External,
}

/// <summary>A role of one's own. <c>Places</c>: where it holds; none when it is the whole region.</summary>
public sealed record OwnGrant(Role Role, string Region, IReadOnlyList<string> Places);

/// <summary>One's own account. <c>Problem</c>: what is wrong with the form of <c>Part</c>.</summary>
public sealed record OwnModel(
    AccountRecord Account, IReadOnlyList<OwnGrant> Grants, Session Here, IReadOnlyList<Session> Sessions,
    IReadOnlyList<SecurityNote> Events, IReadOnlyList<AccessToken> Tokens, int RecoveryCodesLeft,
    bool ExternalIsOn, bool IsTied)
{
    public OwnPart Part { get; init; }

    public string? Problem { get; init; }

    public string? Done { get; init; }

    /// <summary>The name of a token as it was typed.</summary>
    public string? TokenName { get; init; }

    /// <summary>What the owner says of himself: which communities he leads.</summary>
    public IReadOnlyList<OwnClaim> Claims { get; init; } = [];

    public string? ProblemOf(OwnPart part) => part == Part ? Problem : null;
}

/// <summary>What somebody does with his own account.</summary>
internal static class OwnPages
{
    private const int EventsShown = 10;

    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var words = request.Words();
        var done = request.Parameter("done") switch
        {
            "password" => words.Own.Changed,
            "sessions" => words.Own.OthersEnded,
            "factor-off" => words.Factor.TurnedOff,
            "token-revoked" => words.Tokens.Revoked,
            _ => null,
        };
        return await PageAsync(request, model => model with { Done = done });
    }

    public static async Task<PageAnswer> ChangePasswordAsync(PageRequest request, Form form)
    {
        var outcome = await request.Service<AccountBook>().ChangePasswordAsync(
            request.Own(), form.Password("present"), form.Password("next"), request.Cancel);
        if (outcome is PasswordOutcome.Set)
        {
            // Every session has ended, this one too: it goes on with another secret.
            var means = request.Session()?.Means ?? SessionMeans.Password;
            await request.BeginAsync(await request.Service<SignIns>().BeginAsync(
                request.Own(), means, Browsers.VisitOf(request.Context()), request.Cancel));
            return new PageAnswer.GoTo(request.Frame.Links.Account("password"));
        }

        return await RefuseAsync(request, OwnPart.Password, ProblemOf(request, outcome));
    }

    public static async Task<PageAnswer> EndOthersAsync(PageRequest request, Form form)
    {
        await request.Service<Sessions>().EndOthersAsync(request.Session()!, request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Account("sessions"));
    }

    public static async Task<PageAnswer> TieAsync(PageRequest request, Form form)
    {
        var external = request.Service<ExternalTokens>();
        if (form.Flag("untie")) await external.UntieAsync(request.Own(), request.Cancel);
        else if (!await external.TieAsync(request.Own(), form.Text("token", 8192) ?? "", request.Cancel))
            return await RefuseAsync(request, OwnPart.External, request.Words().Problems.TokenUnfit);
        return new PageAnswer.GoTo(request.Frame.Links.Account());
    }

    /// <summary>The page again, with what is wrong with one of its forms.</summary>
    public static Task<PageAnswer> RefuseAsync(
        PageRequest request, OwnPart part, string problem, string? tokenName = null) => PageAsync(
            request, model => model with { Part = part, Problem = problem, TokenName = tokenName },
            StatusCodes.Status422UnprocessableEntity);

    public static string ProblemOf(PageRequest request, PasswordOutcome outcome) => outcome switch
    {
        PasswordOutcome.Wrong => request.Words().Problems.WrongPassword,
        PasswordOutcome.Objected objected => request.Objection(objected.Objection),
        PasswordOutcome.Wait wait => request.Wait(wait.For),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no problem"),
    };

    private static async Task<IReadOnlyList<OwnGrant>> GrantsAsync(PageRequest request)
    {
        var grants = new List<OwnGrant>();
        foreach (var grant in request.Context().Viewer().Grants)
        {
            grants.Add(new OwnGrant(
                grant.Role, grant.Region, await GrantedPlaces.OfAsync(request, grant.Region, grant.Scope)));
        }

        return grants;
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Func<OwnModel, OwnModel> with, int status = StatusCodes.Status200OK)
    {
        var own = request.Own();
        var account = await request.Service<AccountBook>().FindAsync(own, request.Cancel);
        if (account is null || request.Session() is not { } here) return ErrorPages.NotFound(request.Frame);
        var external = request.Service<ExternalTokens>();
        var model = new OwnModel(
            account, await GrantsAsync(request), here,
            await request.Service<Sessions>().ListAsync(own, request.Cancel),
            await request.Service<SecurityJournal>().LastAsync(own, EventsShown, request.Cancel),
            await request.Service<AccessTokens>().ListAsync(own, request.Cancel),
            await request.Service<SecondFactor>().RecoveryCodesLeftAsync(own, request.Cancel),
            external.IsConfigured,
            external.IsConfigured && await external.IsTiedAsync(own, request.Cancel))
        {
            Claims = await ClaimPages.OwnAsync(request),
        };
        return PageAnswer.Of<OwnPage, OwnModel>(
            with(model), request.Words().Own.Title, Section.Account, status);
    }
}
