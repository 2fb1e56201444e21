using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>Forms as browsers send them, and as others do.</summary>
public sealed partial class SigningInOnThePages(AccountSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_signs_in_goes_on_to_where_he_wanted()
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        var (status, _, location) = await browser.OpenAsync("/account");
        (status, location).ShouldBe((302, "/sign-in?returnUrl=%2Faccount"));
        (status, _, location) = await browser.FillInAsync(
            location!, "/sign-in", ("login", account.Login), ("password", AccountSite.Password),
            ("returnUrl", "/account"));
        (status, location).ShouldBe((303, "/account"));
        (status, var html, _) = await browser.OpenAsync("/account");
        status.ShouldBe(200);
        html.Seen().ShouldContain(account.Login);
    }

    [Theory]
    [InlineData("https://evil.example.org/")]
    [InlineData("//evil.example.org/")]
    [InlineData("/\\evil.example.org/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string returnUrl)
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        var (status, _, location) = await browser.FillInAsync(
            "/sign-in", null, ("login", account.Login), ("password", AccountSite.Password),
            ("returnUrl", returnUrl));
        (status, location).ShouldBe((303, "/"));
    }

    [Fact]
    public async Task What_was_typed_stays_but_never_the_password()
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        var (status, html, _) = await browser.SignInAsync(account.Login, "не тот пароль");
        status.ShouldBe(422);
        html.ShouldContain($"value=\"{account.Login}\"");
        html.ShouldNotContain("не тот пароль");
        html.Seen().ShouldContain("Почта или пароль не подходят.");
    }

    [Fact]
    public async Task Known_and_unknown_users_read_the_same_page()
    {
        var account = await site.GivenAnAccount();
        var pages = new List<string>();
        foreach (var login in (string[])[account.Login, "nobody-at-all@example.org"])
        {
            using var browser = site.NewClient();
            var (_, html, _) = await browser.SignInAsync(login, "не тот пароль");
            var token = html.IndexOf("form-token", StringComparison.Ordinal);
            pages.Add(html.Replace(login, "LOGIN", StringComparison.Ordinal).Remove(token, 100));
        }

        pages[0].ShouldBe(pages[1]);
    }

    [Theory]
    [InlineData("no token")]
    [InlineData("another browser's token")]
    [InlineData("another site")]
    [InlineData("a neighbouring site")]
    [InlineData("another origin")]
    [InlineData("json")]
    [InlineData("too much")]
    public async Task A_form_that_is_not_of_this_browsers_page_does_nothing(string what)
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        using var another = site.NewClient();
        var token = await browser.TokenOfAsync("/sign-in");
        (string, string)[] fields = [("login", account.Login), ("password", AccountSite.Password)];
        var (status, html, _) = what switch
        {
            "no token" => await browser.SendAsync("/sign-in", "", fields),
            "another browser's token" =>
                await browser.SendAsync("/sign-in", await another.TokenOfAsync("/sign-in"), fields),
            "another site" => await browser.SendAsync(
                "/sign-in", token, fields, ("Sec-Fetch-Site", "cross-site")),
            "a neighbouring site" => await browser.SendAsync(
                "/sign-in", token, fields, ("Sec-Fetch-Site", "same-site")),
            "another origin" => await browser.SendAsync(
                "/sign-in", token, fields, ("Origin", "https://evil.example.org")),
            "json" => await SendJsonAsync(browser, token, account.Login),
            _ => await browser.SendAsync("/sign-in", token, [.. fields, ("x", new string('x', 300_000))]),
        };
        status.ShouldBe(400);
        html.Seen().ShouldContain("Форма устарела");
        (await browser.OpenAsync("/account")).Status.ShouldBe(302);
        // The same form, sent as it should be, is taken.
        (await browser.SendAsync("/sign-in", token, fields, ("Sec-Fetch-Site", "same-origin")))
            .Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_token_from_before_signing_in_is_none_after_it()
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        var token = await browser.TokenOfAsync("/sign-in");
        await browser.SignInAsync(account.Login);
        (await browser.SendAsync("/account/sessions", token, [])).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_for_no_script_and_is_new_each_time()
    {
        var account = await site.GivenAnAccount();
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = site.Address,
        };
        var page = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancel);
        var form = page.Headers.GetValues("Set-Cookie").Single();
        form.ShouldContain("httponly");
        form.ShouldContain("samesite=lax");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var keeping = site.NewClient();
        var cookies = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            var token = await keeping.TokenOfAsync("/sign-in");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["form-token"] = token, ["login"] = account.Login, ["password"] = AccountSite.Password,
            });
            var reply = await keeping.SendAsync(request, Cancel);
            cookies.Add(reply.Headers.GetValues("Set-Cookie").Single(
                cookie => cookie.StartsWith("session=", StringComparison.Ordinal)));
        }

        cookies[0].ShouldContain("httponly");
        cookies[0].ShouldContain("path=/");
        cookies[0].ShouldNotContain("expires");
        cookies[0].ShouldNotBe(cookies[1]);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure_and_bound_to_the_host()
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        http.Request.Scheme = "https";
        http.Request.Host = new Microsoft.AspNetCore.Http.HostString("registry.example.org");
        AccountCookies.SetSession(http, RandomSecret.Make());
        var cookie = http.Response.Headers.SetCookie.ToString();
        cookie.ShouldStartWith("__Host-session=");
        cookie.ShouldContain("secure");
        http.Request.Scheme = "http";
        Should.Throw<InvalidOperationException>(() => AccountCookies.SetSession(http, RandomSecret.Make()));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task In_the_clear_from_another_machine_no_password_is_asked_for()
    {
        using var browser = site.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "registry.example.org";
        var reply = await browser.SendAsync(request, Cancel);
        ((int)reply.StatusCode).ShouldBe(403);
        (await reply.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("type=\"password\"");
    }

    [Fact]
    public async Task Signed_out_the_old_cookie_opens_nothing()
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        (await browser.FillInAsync("/account", "/sign-out")).Location.ShouldBe("/sign-in?done=signed-out");
        (await browser.OpenAsync("/account")).Status.ShouldBe(302);
        var kept = await site.Services.GetRequiredService<Sessions>().ListAsync(account.Id, Cancel);
        kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_sees_where_his_roles_hold()
    {
        var account = await site.GivenAnAccount();
        var municipality = SampleData.Municipalities[0];
        var community = SampleData.Communities[0];
        await site.GivenARole(
            account, Role.Coordinator, new Scope.Municipalities([municipality.Id]));
        await site.GivenARole(account, Role.Leader, new Scope.Communities([community.Id]));
        await site.GivenARole(account, Role.Partner, new Scope.Region());
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        var html = (await browser.OpenAsync("/account")).Html.Seen();
        foreach (var said in new[]
        {
            $"Координатор муниципалитета · {municipality.Name}", $"Лидер · {community.Entry.Name}",
            "Партнёр · Республика Башкортостан",
        })
            html.ShouldContain(said);
    }

    [Theory]
    [InlineData("/account", "Последние события", "Неверный пароль при входе", "Вход")]
    [InlineData("/en/account", "Last events", "Wrong password at signing in", "Signed in")]
    public async Task The_owner_sees_who_has_tried_his_account(
        string page, string title, string refused, string signedIn)
    {
        var account = await site.GivenAnAccount();
        using var stranger = site.NewClient();
        await stranger.SignInAsync(account.Login, "не тот пароль");
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        var html = (await browser.OpenAsync(page)).Html.Seen();
        foreach (var said in new[] { title, refused, signedIn }) html.ShouldContain(said);
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_a_link()
    {
        using var browser = site.NewClient();
        (await browser.OpenAsync("/sign-out")).Status.ShouldBe((int)HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_password_alone_does_not_open_an_account_with_a_second_step()
    {
        var account = await site.GivenAnAccount();
        var factor = site.Services.GetRequiredService<SecondFactor>();
        var secret = (await factor.PrepareAsync(account.Id, Cancel))!;
        await factor.TurnOnAsync(
            account.Id, Totp.CodeAt(secret, Totp.StepAt(DateTimeOffset.UtcNow) - 1), Cancel);
        using var browser = site.NewClient();
        var (_, _, location) = await browser.SignInAsync(account.Login);
        location.ShouldBe("/sign-in/code");
        (await browser.OpenAsync("/account")).Status.ShouldBe(302);
        (await browser.FillInAsync("/sign-in/code", null, ("code", "000000"))).Status.ShouldBe(422);
        (await browser.FillInAsync(
            "/sign-in/code", null, ("code", Totp.CodeAt(secret, Totp.StepAt(DateTimeOffset.UtcNow)))))
            .Location.ShouldBe("/");
        (await browser.OpenAsync("/account")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/account/second-factor", "QR-код с ключом для приложения")]
    [InlineData("/en/account/second-factor", "QR code with the key for the application")]
    public async Task The_key_is_a_picture_with_a_name_and_a_text_beside_it(string page, string name)
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        var (_, html, _) = await browser.OpenAsync(page);
        var secret = await site.Services.GetRequiredService<SecondFactor>().WaitingAsync(account.Id, Cancel);
        html.Seen().ShouldContain(string.Join(' ', secret!.Chunk(4).Select(four => new string(four))));
        var picture = Picture().Match(html);
        WebUtility.HtmlDecode(picture.Groups["name"].Value).ShouldStartWith(name);
        var size = int.Parse(picture.Groups["size"].Value, CultureInfo.InvariantCulture);
        var squares = Square().Matches(picture.Groups["squares"].Value).SelectMany(square =>
            new[] { square.Groups[1].Value, square.Groups[2].Value })
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        // Four squares of white on every side, without which cameras do not see it.
        (squares.Min(), squares.Max()).ShouldBe((4, size - 5));
    }

    [Fact]
    public async Task On_the_page_with_the_recovery_codes_the_forms_are_those_of_the_new_session()
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        await browser.OpenAsync("/account/second-factor");
        var secret = await site.Services.GetRequiredService<SecondFactor>().WaitingAsync(account.Id, Cancel);
        var (status, html, _) = await browser.FillInAsync(
            "/account/second-factor", null,
            ("code", Totp.CodeAt(secret!, Totp.StepAt(DateTimeOffset.UtcNow))));
        status.ShouldBe(200);
        (await browser.SendAsync("/sign-out", FormClient.TokenIn(html), [])).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Who_is_no_administrator_finds_no_page_to_invite()
    {
        using var visitor = site.NewClient();
        (await visitor.OpenAsync("/invite")).Status.ShouldBe(302);
        using var manager = site.NewClient();
        await manager.SignInAsync((await site.GivenAnAccount(Role.Manager)).Login);
        (await manager.OpenAsync("/invite")).Status.ShouldBe(404);
        var token = await manager.TokenOfAsync("/account");
        (await manager.SendAsync("/invite", token, [("login", "x@example.org"), ("role", "manager")]))
            .Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_page_of_somebody_who_is_signed_in_is_kept_by_nobody()
    {
        using var browser = site.NewClient();
        await browser.SignInAsync((await site.GivenAnAccount()).Login);
        var reply = await browser.GetAsync(new Uri("/communities", UriKind.Relative), Cancel);
        reply.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [GeneratedRegex("class=\"qr\" role=\"img\" aria-label=\"(?<name>[^\"]*)\"\\s+viewBox=\"0 0 "
        + "(?<size>[0-9]+).*?/><path d=\"(?<squares>[^\"]*)\"", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("M([0-9]+) ([0-9]+)")]
    private static partial Regex Square();

    private static async Task<(int, string, string?)> SendJsonAsync(
        HttpClient browser, string token, string login)
    {
        using var body = new StringContent(
            $$"""{"form-token":"{{token}}","login":"{{login}}"}""", null, "application/json");
        var reply = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), body, Cancel);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancel), null);
    }
}
