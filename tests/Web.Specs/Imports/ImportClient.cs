using System.Text;
using CommunityGrains.Web.Specs.Accounts;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>Brings files as a browser does, and waits for what comes of them.</summary>
internal static class ImportClient
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Checks the file, imports it, and gives the address of the work.</summary>
    public static async Task<string> ImportAsync(
        HttpClient client, string kind, string name, string text, bool wait = true)
    {
        var preview = await SendAsync(client, kind, name, text);
        await CheckedAsync(client, preview);
        var (status, _, work) = await client.FillInAsync(preview, preview + "/start");
        status.ShouldBe(303);
        if (wait)
            await UntilAsync(client, work!, html => html.Contains("outcome", StringComparison.Ordinal));
        return work!;
    }

    public static Task<string> SendAsync(HttpClient client, string kind, string name, string text) =>
        SendAsync(client, kind, name, Encoding.UTF8.GetBytes(text));

    public static async Task<string> SendAsync(HttpClient client, string kind, string name, byte[] bytes)
    {
        var (status, html, address) = await PostForAddressAsync(client, kind, name, bytes);
        status.ShouldBe(303, html);
        return address!;
    }

    public static async Task<(int Status, string Html)> PostAsync(
        HttpClient client, string kind, string name, byte[] bytes)
    {
        var (status, html, _) = await PostForAddressAsync(client, kind, name, bytes);
        return (status, html);
    }

    public static async Task<(int Status, string Html, string? Address)> PostForAddressAsync(
        HttpClient client, string kind, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await client.TokenOfAsync("/import")), "form-token" },
            { new StringContent(kind), "kind" },
            { new ByteArrayContent(bytes), "file", name },
        };
        var reply = await client.PostAsync(new Uri("/import", UriKind.Relative), form, Cancel);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel),
            reply.Headers.Location?.OriginalString);
    }

    public static Task<string> CheckedAsync(HttpClient client, string preview) =>
        UntilAsync(client, preview, html => html.Contains("class=\"outcome\"", StringComparison.Ordinal));

    public static bool Moves(string html) => html.Contains("data-status", StringComparison.Ordinal);

    public static async Task<string> UntilAsync(HttpClient client, string page, Func<string, bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var html = "";
        try
        {
            while (await timer.WaitForNextTickAsync(patience.Token))
            {
                html = (await client.OpenAsync(page)).Html;
                if (isSo(html)) return html;
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            // What the page says instead is what the specification fails with.
        }

        html.Seen().ShouldBe("something else", page);
        return html;
    }
}
