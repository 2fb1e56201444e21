using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Account;

/// <summary>Where signing in and one's own account stand.</summary>
internal static class AccountRoutes
{
    public static void Map(PageRoutes pages)
    {
        pages.MapForm("/sign-in", SignInPages.ShowAsync, SignInPages.TakeAsync);
        pages.MapForm("/sign-in/code", SignInPages.ShowCodeAsync, SignInPages.TakeCodeAsync);
        pages.MapPost("/sign-out", SignInPages.SignOutAsync, request => request.Frame.Links.Home);
        pages.MapForm("/invitation/{key}", InvitationPages.ShowAsync, InvitationPages.TakeAsync);
        pages.MapForm("/invite", InvitePages.ShowAsync, InvitePages.TakeAsync);
        pages.Map("/account", Forms.Offer(OwnPages.ShowAsync));
        pages.MapPost("/account/password", OwnPages.ChangePasswordAsync, Own);
        pages.MapPost("/account/sessions", OwnPages.EndOthersAsync, Own);
        pages.MapPost("/account/external", OwnPages.TieAsync, Own);
        pages.MapForm("/account/second-factor", FactorPages.ShowAsync, FactorPages.TakeAsync);
        pages.MapPost("/account/second-factor/off", FactorPages.TurnOffAsync, Own);
        pages.MapPost("/account/tokens", TokenPages.MakeAsync, Own);
        pages.MapPost("/account/tokens/revoked", TokenPages.RevokeAsync, Own);
    }

    private static string Own(PageRequest request) => request.Frame.Links.Account();
}
