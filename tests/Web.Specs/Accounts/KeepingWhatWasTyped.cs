using System.Net;
using System.Text.RegularExpressions;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>A session ends while somebody fills in a form: what he typed is not lost.</summary>
public sealed class KeepingWhatWasTyped(AccountSite site)
{
    private static readonly (string, string) Ours = ("Sec-Fetch-Site", "same-origin");

    private static readonly (string, string)[] Invitation =
        [("login", "new-colleague@example.org"), ("role", "manager"), ("communities", "«ТОС» & <другие>")];

    [Fact]
    public async Task A_form_of_an_ended_session_comes_back_after_signing_in_and_is_sent_again()
    {
        using var browser = site.NewClient();
        var (login, token) = await GivenAnEndedSession(browser, "/invite");

        var (status, html, _) = await browser.SendAsync("/invite", token, Invitation, Ours);
        status.ShouldBe(401);
        html.Seen().ShouldContain("Сеанс закончился, пока вы писали");
        (status, html, _) = await browser.SendAsync(
            "/sign-in", FormClient.TokenIn(html),
            [("login", login), ("password", "не тот пароль"), ("kept", Hidden(html)["kept"])]);
        status.ShouldBe(422, "a mistyped password loses nothing either");
        (status, html, _) = await browser.SendAsync(
            "/sign-in", FormClient.TokenIn(html),
            [("login", login), ("password", AccountSite.Password), ("kept", Hidden(html)["kept"])]);
        status.ShouldBe(200);
        html.Seen().ShouldContain("Написанное сохранилось");
        html.Seen().ShouldContain("«ТОС» & <другие>");
        html.ShouldContain("action=\"/invite\"");

        var again = Hidden(html);
        again.Remove("form-token", out token);
        (status, html, _) = await browser.SendAsync(
            "/invite", token!, [.. again.Select(field => (field.Key, field.Value))]);
        status.ShouldBe(422, "it arrives as it was typed, and is judged like any other");
        html.ShouldContain("value=\"new-colleague@example.org\"");
        html.Seen().ShouldContain("«ТОС» & <другие>");
    }

    [Fact]
    public async Task A_form_from_before_another_sign_in_is_shown_for_sending_again()
    {
        var account = await site.GivenAnAccount(Role.CentreAdministrator);
        using var browser = site.NewClient();
        await browser.SignInAsync(account.Login);
        var old = await browser.TokenOfAsync("/invite");
        await browser.SignInAsync(account.Login);

        var (status, html, _) = await browser.SendAsync("/invite", old, Invitation, Ours);
        status.ShouldBe(409);
        Hidden(html)["login"].ShouldBe("new-colleague@example.org");
        Hidden(html)["form-token"].ShouldNotBe(old);
    }

    [Fact]
    public async Task A_password_is_kept_by_nobody()
    {
        using var browser = site.NewClient();
        var (_, token) = await GivenAnEndedSession(browser, "/account");
        var (status, html, location) = await browser.SendAsync(
            "/account/password", token, [("password", "старый"), ("new-password", "новый")], Ours);
        (status, location).ShouldBe((303, "/sign-in"));
        html.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("")]
    public async Task What_is_not_surely_of_a_page_of_ours_is_not_kept(string from)
    {
        using var browser = site.NewClient();
        var (_, token) = await GivenAnEndedSession(browser, "/invite");
        var (status, _, location) = await browser.SendAsync(
            "/invite", token, Invitation, ("Sec-Fetch-Site", from));
        (status, location).ShouldBe((303, "/sign-in"));
    }

    [Theory]
    [InlineData("""{"Address":"//evil.example.org/","Fields":[]}""")]
    [InlineData("""{"Address":"https://evil.example.org/","Fields":[]}""")]
    [InlineData("no json")]
    public async Task A_kept_form_that_leads_elsewhere_is_none(string kept)
    {
        var account = await site.GivenAnAccount();
        using var browser = site.NewClient();
        var (status, _, location) = await browser.FillInAsync(
            "/sign-in", null, ("login", account.Login), ("password", AccountSite.Password), ("kept", kept));
        (status, location).ShouldBe((303, "/"));
    }

    private async Task<(string Login, string Token)> GivenAnEndedSession(HttpClient browser, string page)
    {
        var account = await site.GivenAnAccount(Role.CentreAdministrator);
        await browser.SignInAsync(account.Login);
        var token = await browser.TokenOfAsync(page);
        await browser.FillInAsync("/account", "/sign-out");
        return (account.Login, token);
    }

    private static Dictionary<string, string> Hidden(string html) => Regex
        .Matches(html[html.IndexOf("<main", StringComparison.Ordinal)..],
            "<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
        .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
}
