using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CommunityGrains.Api.Specs.Fixture;

/// <summary>
/// Given records, when something is sent, then this comes back. Records are named in addresses and bodies as
/// <c>&lt;yard&gt;</c>; every read waits for what was written before.
/// </summary>
public abstract class HttpSpecification(RunningProgram program)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    protected RunningProgram Program => program;

    protected string Region { get; } = program.NewRegion();

    protected HttpResponseMessage Answer { get; private set; } = null!;

    protected string Text { get; private set; } = "";

    protected JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The position of the latest command's events.</summary>
    protected long Position { get; private set; }

    protected string Id(string name) => names[name];

    protected void Name(string name, Guid id) => names[name] = id.ToString();

    protected async Task GivenAMunicipality(string name = "town", string called = "Заречный район")
    {
        await Post("/api/v1/municipalities", $$"""
            {"name": "{{called}}", "officialName": "{{called.Replace("район", "муниципальный район",
             StringComparison.Ordinal)}}",
             "form": "municipal-district", "region": "RU-BA", "centre": [56.1, 54.2]}
            """);
        ThenStatus(201);
        names[name] = Json.GetProperty("record").GetString()!;
    }

    protected async Task GivenACommunity(string name = "yard", string called = "ТОС «Дружный двор»")
    {
        if (!names.ContainsKey("town")) await GivenAMunicipality();
        await Post("/api/v1/communities", $$"""
            {"fields": [{"field": "name", "to": "{{called}}"}, {"field": "form",
             "to": "territorial-self-government"},
                        {"field": "municipality", "to": "<town>"}, {"field": "location", "to": "54.7,56.0"}],
             "basis": "Решение Совета № 1", "businessDate": "2024-01-10"}
            """);
        ThenStatus(201);
        names[name] = Json.GetProperty("record").GetString()!;
    }

    protected async Task GivenALeader(string name = "chair", string person = "Примерова Анна Ивановна")
    {
        await Post("/api/v1/leaders", $$"""
            {"person": {"person": "{{Guid.NewGuid()}}", "name": "{{person}}",
             "email": "primerova@example.org",
             "phone": "+79990001122"}, "community": "<yard>", "role": "chair", "roleText": "председатель"}
            """);
        ThenStatus(201);
        names[name] = Json.GetProperty("record").GetString()!;
    }

    protected Task Post(string path, string? json = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, json is null ? null : JsonBody(json), headers);

    protected Task Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, Position == 0 || path.Contains("after=", StringComparison.Ordinal)
            || !CanWait(path)
            ? path
            : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Position}", null,
                headers);

    protected async Task Send(
        HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, WithIds(path)) { Content = body };
        // What is too large is refused while it is still being sent: whoever waits to be asked for it hears
        // why.
        request.Headers.ExpectContinue = body?.Headers.ContentLength > 512 * 1024;
        request.Headers.TryAddWithoutValidation("X-Region", Region);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        foreach (var (header, value) in headers)
        {
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, WithIds(value)).ShouldBeTrue(header);
        }

        Answer = await program.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Text = await Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = Answer.Content.Headers.ContentType?.MediaType == "application/json";
        if (method == HttpMethod.Post && Answer.IsSuccessStatusCode && isJson
            && Json.TryGetProperty("position", out var position))
            Position = position.GetInt64();
    }

    protected void ThenStatus(int status) => ((int)Answer.StatusCode).ShouldBe(status, Explain());

    /// <summary>A problem of this status and code.</summary>
    protected void ThenProblem(int status, string code)
    {
        ThenStatus(status);
        Answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", Explain());
        Json.GetProperty("code").GetString().ShouldBe(code, Explain());
        Json.GetProperty("type").GetString().ShouldBe($"/problems/{code}");
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("title").GetString().ShouldNotBe(code, "a problem has a title in words");
        Text.ShouldNotContain("   at ", Case.Sensitive, "no stack trace leaves the program");
    }

    /// <summary>A 400 that names exactly these members.</summary>
    protected void ThenInvalid(params string[] members)
    {
        ThenProblem((int)HttpStatusCode.BadRequest, "request.invalid");
        Json.GetProperty("errors").EnumerateObject().Select(member => member.Name)
            .ShouldBe(members.Order(StringComparer.Ordinal), Explain());
    }

    protected string WithIds(string text) =>
        names.Aggregate(text, (said, name) =>
            said.Replace($"<{name.Key}>", name.Value, StringComparison.Ordinal));

    protected StringContent JsonBody(string json) => new(WithIds(json), Encoding.UTF8, "application/json");

    protected string Explain() => $"{Answer.RequestMessage?.Method} {Answer.RequestMessage?.RequestUri} → "
        + $"{(int)Answer.StatusCode} {(Text.Length > 1500 ? Text[..1500] : Text)}";

    private static bool CanWait(string path) => path.StartsWith("/api/v1/", StringComparison.Ordinal)
        && !path.StartsWith("/api/v1/commands/", StringComparison.Ordinal);
}
