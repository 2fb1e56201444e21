using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityGrains.EventLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.EndToEnd;

/// <summary>A running program that canaries are stored in and looked for, over HTTP.</summary>
internal sealed partial class CanaryProgram(WebApplication app) : IAsyncDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(app.Urls.Single()),
        Timeout = TimeSpan.FromMinutes(2),
    };

    private long position;

    public Task<string> GetAsync(string path) => SendAsync(HttpMethod.Get, position == 0
        || path.Contains("cursor=", StringComparison.Ordinal)
        ? path
        : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={position}", null);

    public Task<string> PostAsync(string path, string json) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Fills in a page's form as a browser does, and waits until it is seen.</summary>
    public async Task SendFormAsync(string page, IReadOnlyDictionary<string, string> fields)
    {
        var token = FormToken().Match(await SendAsync(HttpMethod.Get, page, null)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            fields.Append(KeyValuePair.Create("form-token", token)));
        await SendAsync(HttpMethod.Post, page, form);
        await SeeAllAsync();
    }

    /// <summary>From now on answers know of all that is on record now.</summary>
    public async Task SeeAllAsync() =>
        position = await app.Services.GetRequiredService<IEventLog>().HeadAsync();

    public async Task ImportAsync(string kind, string csv)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var report = JsonDocument.Parse(
            await SendAsync(HttpMethod.Post, $"/api/v1/imports/{kind}", file)).RootElement;
        report.GetProperty("refused").GetInt32().ShouldBe(0, report.ToString());
        position = Math.Max(position, report.GetProperty("position").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task<string> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {text}");
        return text;
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();
}
