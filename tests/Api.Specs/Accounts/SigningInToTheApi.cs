using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Api.Specs.Accounts;

/// <summary>Programs come with tokens, browsers with cookies; neither does what only the other may.</summary>
public sealed partial class SigningInToTheApi(ProgramWithAccounts program)
{
    private const string Municipality = """
        {"name": "Заречный район", "officialName": "Заречный муниципальный район", "form":
         "municipal-district", "region": "RU-BA", "centre": [56.1, 54.2]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_does_what_its_owner_may()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        (await Post(await program.GivenAToken(head))).Status.ShouldBe(201);
        var partner = await program.GivenAnAccount(Role.Partner);
        (await Post(await program.GivenAToken(partner))).Status.ShouldBe(404);
        (await Post(token: null)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_is_narrower_than_its_owner()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        var (status, body) = await Post(await program.GivenAToken(head, readOnly: true));
        (status, body.Contains("token.read-only", StringComparison.Ordinal)).ShouldBe((403, true));
        (await Post(await program.GivenAToken(head, roles: Role.Manager))).Status.ShouldBe(404);
        (await Post(await program.GivenAToken(head, region: "RU-KIR"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_token_follows_what_happens_to_its_owner()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        var token = await program.GivenAToken(head);
        (await Post(token)).Status.ShouldBe(201);
        await program.Service<AccountBook>().CloseAsync(head.Id, Cancel);
        (await Post(token)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Bearer cgp_nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi")]
    public async Task What_is_no_token_is_told_so_where_a_visitor_would_be_answered(string authorization)
    {
        using var client = program.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/communities");
        (await client.SendAsync(request, Cancel)).IsSuccessStatusCode.ShouldBeTrue();
        using var shown = new HttpRequestMessage(HttpMethod.Get, "/api/v1/communities");
        shown.Headers.TryAddWithoutValidation("Authorization", authorization);
        var reply = await client.SendAsync(shown, Cancel);
        ((int)reply.StatusCode).ShouldBe(401);
        reply.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        (await reply.Content.ReadAsStringAsync(Cancel)).ShouldContain("token.invalid");
    }

    [Fact]
    public async Task A_token_opens_no_page()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        using var client = program.NewClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await program.GivenAToken(head));
        var reply = await client.GetAsync(new Uri("/account", UriKind.Relative), Cancel);
        ((int)reply.StatusCode).ShouldBe(302);
    }

    [Fact]
    public async Task A_cookie_reads_the_api_and_changes_nothing_without_a_forms_token()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        using var browser = program.NewClient();
        await SignIn(browser, head.Login);
        var page = await browser.GetStringAsync(new Uri("/account", UriKind.Relative), Cancel);
        (await browser.GetAsync(
            new Uri("/api/v1/communities/export?format=csv", UriKind.Relative), Cancel))
            .IsSuccessStatusCode.ShouldBeTrue();
        var (status, body) = await Post(browser);
        (status, body.Contains("request.form-token", StringComparison.Ordinal)).ShouldBe((403, true));
        (await Post(browser, ("X-Form-Token", "nonsense"))).Status.ShouldBe(403);
        (await Post(browser, ("X-Form-Token", Token().Match(page).Groups[1].Value))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_session_ends_when_another_role_is_given_through_the_api()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        var partner = await program.GivenAnAccount(Role.Partner);
        using var browser = program.NewClient();
        await SignIn(browser, partner.Login);
        ((int)(await browser.GetAsync(new Uri("/account", UriKind.Relative), Cancel)).StatusCode)
            .ShouldBe(200);
        using var client = program.NewClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/accounts/{partner.Id}/grants");
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", await program.GivenAToken(head));
        request.Content = new StringContent(
            """{"role": "manager", "scope": {"case": "region"}, "reason": "принята"}""", Encoding.UTF8,
            "application/json");
        (await client.SendAsync(request, Cancel)).IsSuccessStatusCode.ShouldBeTrue();
        ((int)(await browser.GetAsync(new Uri("/account", UriKind.Relative), Cancel)).StatusCode)
            .ShouldBe(302, "the session began under other rights");
    }

    [Fact]
    public async Task A_session_ends_with_the_roles()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        using var browser = program.NewClient();
        await SignIn(browser, head.Login);
        await program.Service<AccountBook>().EndSessionsAsync(head.Id, Cancel);
        var reply = await browser.GetAsync(new Uri("/account", UriKind.Relative), Cancel);
        ((int)reply.StatusCode).ShouldBe(302);
    }

    [Fact]
    public async Task Who_asks_too_much_is_refused_and_others_are_not()
    {
        using var client = program.NewClient();
        var statuses = new List<int>();
        for (var number = 0; number < ProgramWithAccounts.Burst + 5; number++)
            statuses.Add(await StatusFrom(client, "203.0.113.50"));
        statuses.Take(ProgramWithAccounts.Burst).ShouldAllBe(status => status == 200);
        statuses[^1].ShouldBe(429);
        (await StatusFrom(client, "203.0.113.51")).ShouldBe(200);
        // Which address it is, the proxy's last word says; what a client puts before it does not help.
        (await StatusFrom(client, "198.51.100.1, 203.0.113.50")).ShouldBe(429);
    }

    [Fact]
    public async Task Whose_browser_asks_too_much_reads_what_to_do()
    {
        using var client = program.NewClient();
        for (var number = 0; number < ProgramWithAccounts.Burst; number++)
            await StatusFrom(client, "203.0.113.52");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/communities");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.52");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var reply = await client.SendAsync(request, Cancel);
        ((int)reply.StatusCode).ShouldBe(429);
        reply.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        reply.Content.Headers.ContentType?.MediaType.ShouldBe("text/plain");
        (await reply.Content.ReadAsStringAsync(Cancel)).ShouldContain("обновите страницу");
    }

    [Fact]
    public async Task Who_is_signed_in_and_asks_for_what_is_not_his_is_on_record()
    {
        var partner = await program.GivenAnAccount(Role.Partner);
        await Post(await program.GivenAToken(partner));
        Said("request-denied", partner).ShouldContain("subject=municipality.list");
        var reader = await program.GivenAnAccount(Role.CentreAdministrator);
        await Post(await program.GivenAToken(reader, readOnly: true));
        Said("request-denied", reader).ShouldContain("subject=token.read-only");
        var manager = await program.GivenAnAccount(Role.Manager);
        using var browser = program.NewClient();
        await SignIn(browser, manager.Login);
        await browser.GetAsync(new Uri("/accounts", UriKind.Relative), Cancel);
        Said("request-denied", manager).ShouldContain("subject=/accounts");
        await Post("cgp_nonsense");
        program.Journal.Lines.ShouldContain(
            line => line.Contains("token-refused", StringComparison.Ordinal));

        string Said(string what, AccountRecord account) => program.Journal.Lines.First(line =>
            line.Contains(what, StringComparison.Ordinal)
            && line.Contains(account.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_secrets_nor_addresses_get_into_the_journal()
    {
        var head = await program.GivenAnAccount(Role.CentreAdministrator);
        var token = await program.GivenAToken(head);
        await Post(token);
        using var browser = program.NewClient();
        await SignIn(browser, head.Login);
        await SignIn(browser, head.Login, "другой неверный пароль");
        var invitation = await program.Service<Invitations>().MakeAsync(
            head.Id, "RU-BA", Role.Manager, new Scope.Region(), "invited@example.org", null, Cancel);
        await browser.GetAsync(new Uri($"/invitation/{invitation}", UriKind.Relative), Cancel);
        await StatusFrom(browser, "203.0.113.77");
        program.Journal.Lines.ShouldNotBeEmpty();
        foreach (var datum in (string[])[head.Login, token, token[4..], ProgramWithAccounts.Password,
            "другой неверный пароль", "invited@example.org", invitation, "203.0.113.77"])
        {
            program.Journal.Lines.Where(line => !IsFramework(line)).ShouldNotContain(
                line => line.Contains(datum, StringComparison.OrdinalIgnoreCase), datum);
        }
    }

    // What the program itself never writes: the framework's own lines below warnings, which it leaves out.
    private static bool IsFramework(string line) =>
        !line.StartsWith("Warning", StringComparison.Ordinal)
        && !line.StartsWith("Error", StringComparison.Ordinal)
        && (line.Contains(" Microsoft.", StringComparison.Ordinal)
            || line.Contains(" System.", StringComparison.Ordinal));

    private static async Task<int> StatusFrom(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/communities");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        return (int)(await client.SendAsync(request, Cancel)).StatusCode;
    }

    private static async Task SignIn(
        HttpClient browser, string login, string password = ProgramWithAccounts.Password)
    {
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), Cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["form-token"] = Token().Match(page).Groups[1].Value, ["login"] = login, ["password"] = password,
        });
        await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Cancel);
    }

    private async Task<(int Status, string Body)> Post(string? token)
    {
        using var client = program.NewClient();
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Post(client);
    }

    private static async Task<(int Status, string Body)> Post(
        HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/municipalities");
        request.Content = new StringContent(Municipality, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var reply = await client.SendAsync(request, Cancel);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel));
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex Token();
}
