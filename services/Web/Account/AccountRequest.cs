using System.Globalization;
using CommunityGrains.Access;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;
using CommunityGrains.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Account;

/// <summary>What these pages ask of a request.</summary>
internal static class AccountRequest
{
    private const int ReturnLengthMax = 500;

    public static HttpContext Context(this PageRequest request) => request.Http.HttpContext;

    public static T Service<T>(this PageRequest request) where T : notnull =>
        request.Http.HttpContext.RequestServices.GetRequiredService<T>();

    public static AccountTexts Words(this PageRequest request) => request.Texts.Account;

    /// <summary>Whose page it is; the table of rights lets nobody here without an account.</summary>
    public static AccountId Own(this PageRequest request) => request.Context().Viewer().Account
        ?? throw new InvalidOperationException("The page was shown to nobody");

    public static Session? Session(this PageRequest request) => Shown.Of(request.Context()).Session;

    // "//elsewhere" and "/\elsewhere" are other sites to a browser.
    public static bool IsOurs(string? address) =>
        address is { Length: > 0 and <= ReturnLengthMax } && address[0] == '/'
        && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.Any(letter => char.IsControl(letter) || letter == '\\');

    public static string Wait(this PageRequest request, TimeSpan wait) =>
        request.Words().Problems.Wait((int)Math.Ceiling(wait.TotalSeconds));

    public static string Objection(this PageRequest request, PasswordObjection objection) =>
        request.Words().Problems.Password[objection];

    /// <summary>Begins a session in this browser, and ends the one that it had.</summary>
    public static async Task BeginAsync(this PageRequest request, NewSession begun)
    {
        if (request.Session() is not null
            && AccountCookies.SessionOf(request.Http) is { } old)
            await request.Service<Sessions>().DropAsync(old, request.Cancel);
        AccountCookies.SetSession(request.Context(), begun.Secret);
    }

    public static int? Number(this Form form, string name) => int.TryParse(
        form.Text(name, 9), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
