using System.Text.RegularExpressions;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>Fills in forms as a browser does: with the token that the page carries.</summary>
internal static partial class FormClient
{
    public static async Task<(int Status, string Html, string? Location)> OpenAsync(
        this HttpClient client, string address)
    {
        var reply = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), Cancel);
        return await ReadAsync(reply);
    }

    /// <summary>Opens a page and sends its form, or another form of it, with these fields.</summary>
    public static async Task<(int Status, string Html, string? Location)> FillInAsync(
        this HttpClient client, string page, string? action = null,
        params (string Name, string Value)[] fields)
    {
        var (_, html, _) = await client.OpenAsync(page);
        var token = Token().Match(html).Groups[1].Value;
        return await client.SendAsync(action ?? page, token, fields);
    }

    public static async Task<(int Status, string Html, string? Location)> SendAsync(
        this HttpClient client, string address, string token, (string Name, string Value)[] fields,
        params (string Name, string Value)[] headers)
    {
        using var body = new FormUrlEncodedContent(fields
            .Append(("form-token", token))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = body;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await ReadAsync(await client.SendAsync(request, Cancel));
    }

    public static Task<(int Status, string Html, string? Location)> SignInAsync(
        this HttpClient client, string login, string password = AccountSite.Password) =>
        client.FillInAsync("/sign-in", null, ("login", login), ("password", password));

    /// <summary>The token of the page's forms.</summary>
    public static async Task<string> TokenOfAsync(this HttpClient client, string page) =>
        Token().Match((await client.OpenAsync(page)).Html).Groups[1].Value;

    public static string TokenIn(string html) => Token().Match(html).Groups[1].Value;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(int Status, string Html, string? Location)> ReadAsync(
        HttpResponseMessage reply) =>
        ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel),
            reply.Headers.Location?.OriginalString);

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
