using CommunityGrains.Access.Accounts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CommunityGrains.Web.Shell;

/// <summary>A form's fields as they were sent.</summary>
public sealed class Form(IFormCollection fields)
{
    /// <summary>A field trimmed and held to a length; null when it is absent or empty.</summary>
    public string? Text(string name, int lengthMax = 500) =>
        PageRequest.Clean(fields[name].ToString(), lengthMax);

    /// <summary>Whether the form had such a field, filled in or not.</summary>
    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>What was typed, to be shown again.</summary>
    public IReadOnlyDictionary<string, string?> Fields() =>
        fields.ToDictionary(field => field.Key, field => (string?)field.Value.ToString());

    /// <summary>A password, as it was typed.</summary>
    public string Password(string name) => fields[name].ToString();

    public bool Flag(string name) => fields[name] == "true";

    public IReadOnlyList<string> All(string name) =>
        [.. fields[name].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!)];
}

/// <summary>Does what a form asks. It answers with another address, or with the page again and what is wrong
/// with the form.</summary>
public delegate Task<PageAnswer> FormHandler(PageRequest request, Form form);

/// <summary>
/// Takes forms: small ones, of pages of ours, from the browser that they were given to. What comes from
/// elsewhere is told so, and nothing is done.
/// </summary>
internal static class Forms
{
    private const long BytesMax = 256 * 1024;

    private static readonly FormOptions Limits = new()
    {
        // A kept form travels in one value, as JSON.
        ValueCountLimit = 600, KeyLengthLimit = 100, ValueLengthLimit = KeptForm.LengthMax,
    };

    /// <summary>A page with a form; where a secret may not travel, it says so instead.</summary>
    public static PageHandler Offer(PageHandler show) => request =>
        AccountCookies.MayTravel(request.Http)
            ? show(request)
            : Task.FromResult(ErrorPages.NotSecure(request));

    /// <summary>The other end of a form. <paramref name="again"/>: where it can be opened anew.</summary>
    public static PageHandler Take(FormHandler take, Func<PageRequest, string> again) => async request =>
    {
        if (!AccountCookies.MayTravel(request.Http)) return ErrorPages.NotSecure(request);
        if (IsForeign(request.Http)) return ErrorPages.FormExpired(request, again(request));
        if (await ReadAsync(request.Http, request.Cancel) is not { } fields)
            return ErrorPages.FormExpired(request, again(request));
        if (request.Frame.Forms?.Fits(fields[FormTokens.Field]) == true)
            return await take(request, new Form(fields));
        return Kept(request, fields) is { } kept
            ? KeptPages.AskAgain(request, kept)
            : ErrorPages.FormExpired(request, again(request));
    };

    /// <summary>What is answered to a form whose author has to sign in first: it is kept meanwhile.</summary>
    public static async Task<PageAnswer> SignInFirstAsync(PageRequest request) =>
        !IsForeign(request.Http) && AccountCookies.MayTravel(request.Http)
        && await ReadAsync(request.Http, request.Cancel) is { } fields
        && Kept(request, fields) is { } kept
            ? KeptPages.SignIn(request, kept)
            : new PageAnswer.GoTo(request.Frame.Links.SignInOnly);

    private static KeptForm? Kept(PageRequest request, IFormCollection fields) =>
        KeptForm.IsSurelyOurs(request.Http) ? KeptForm.Of(request.Http, fields) : null;

    // What browsers say of where a form comes from; old ones say nothing, and then the token decides.
    internal static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none")) return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }

    private static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith(
            "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        if (request.ContentLength > BytesMax) return null;
        var size = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is { IsReadOnly: false }) size.MaxRequestBodySize = BytesMax;
        try
        {
            return await new FormFeature(request, Limits).ReadFormAsync(cancel);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }
}
