using CommunityGrains.Access.Accounts;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Account;

/// <summary>The secret that an application is to have, before the factor is on.</summary>
public sealed record FactorModel(string Secret, string Address, string? Problem = null);

/// <summary>Recovery codes, to be shown once.</summary>
public sealed record RecoveryCodesModel(IReadOnlyList<string> Codes);

/// <summary>Turning the second factor on and off.</summary>
internal static class FactorPages
{
    public static async Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var factor = request.Service<SecondFactor>();
        var secret = await factor.WaitingAsync(request.Own(), request.Cancel)
            ?? await factor.PrepareAsync(request.Own(), request.Cancel);
        return secret is null
            ? new PageAnswer.GoTo(request.Frame.Links.Account())
            : Page(request, secret);
    }

    public static async Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        var factor = request.Service<SecondFactor>();
        var secret = await factor.WaitingAsync(request.Own(), request.Cancel);
        if (secret is null) return new PageAnswer.GoTo(request.Frame.Links.Account());
        var codes = await factor.TurnOnAsync(request.Own(), form.Text("code", 40) ?? "", request.Cancel);
        if (codes is null) return Page(request, secret, request.Words().Problems.CodeRefused);
        // Sessions that began with the password alone end, but for this one, which has shown the factor.
        await request.Service<AccountBook>().EndSessionsAsync(request.Own(), request.Cancel);
        await request.BeginAsync(await request.Service<SignIns>().BeginAsync(
            request.Own(), SessionMeans.PasswordAndFactor, Browsers.VisitOf(request.Context()),
            request.Cancel));
        return PageAnswer.Of<RecoveryCodesPage, RecoveryCodesModel>(
            new RecoveryCodesModel(codes), request.Words().Factor.CodesTitle, Section.Account);
    }

    public static async Task<PageAnswer> TurnOffAsync(PageRequest request, Form form)
    {
        var objection = await request.Service<AccountBook>().ObjectionToAsync(
            request.Own(), form.Password("password"), request.Cancel);
        if (objection is not null)
        {
            return await OwnPages.RefuseAsync(
                request, OwnPart.Factor, OwnPages.ProblemOf(request, objection));
        }

        await request.Service<SecondFactor>().TurnOffAsync(request.Own(), request.Cancel);
        return new PageAnswer.GoTo(request.Frame.Links.Account("factor-off"));
    }

    private static PageAnswer Page(PageRequest request, string secret, string? problem = null) =>
        PageAnswer.Of<FactorPage, FactorModel>(
            new FactorModel(
                secret,
                Totp.AddressOf(secret, request.Frame.SignedInAs ?? "", request.Texts.Shell.Brand), problem),
            request.Words().Factor.PrepareTitle, Section.Account,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
