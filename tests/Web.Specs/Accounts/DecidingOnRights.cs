using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>An administrator gives and takes roles on the pages.</summary>
public sealed partial class DecidingOnRights(AccountSite site)
{
    private const string Reason = "принята на работу в ноябре";

    private static readonly (string, string)[] AsManager =
        [("role", "manager"), ("municipality", ""), ("communities", ""), ("reason", Reason)];

    private async Task<HttpClient> GivenAnAdministrator(AccountRecord? account = null)
    {
        var browser = site.NewClient();
        account ??= await site.GivenAnAccount(Role.CentreAdministrator);
        (await browser.SignInAsync(account.Login)).Status.ShouldBe(303);
        return browser;
    }

    [Theory]
    [InlineData("", "Роли сейчас", "Менеджер сообществ", "Весь регион", "Роль дана")]
    [InlineData("/en", "Roles now", "Community manager", "The whole region", "The role is given")]
    public async Task A_role_is_given_with_its_reason_and_shown_with_it(
        string prefix, string title, string role, string place, string done)
    {
        using var browser = await GivenAnAdministrator();
        var account = await site.GivenAnAccount(Role.Partner);
        var (_, list, _) = await browser.OpenAsync($"{prefix}/accounts");
        list.ShouldContain(account.Login);
        var page = $"{prefix}/accounts/{account.Id}";
        var (status, _, location) = await browser.FillInAsync(page, $"{page}/grants", AsManager);
        (status, location).ShouldBe((303, $"{page}?done=given"));
        var html = (await browser.OpenAsync(location!)).Html.Seen();
        foreach (var said in new[] { title, role, place, done, Reason, account.Login })
            html.ShouldContain(said);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_given_and_what_was_typed_stays()
    {
        using var browser = await GivenAnAdministrator();
        var account = await site.GivenAnAccount(Role.Partner);
        var page = $"/accounts/{account.Id}";
        var (status, html, _) = await browser.FillInAsync(
            page, $"{page}/grants", [.. AsManager[..3], ("reason", " ")]);
        status.ShouldBe(422);
        html.Seen().ShouldContain("Не заполнено обязательное поле");
        html.ShouldContain("""<option value="manager" selected""");
        html.Seen().ShouldNotContain("Менеджер сообществ · Весь регион");
    }

    [Fact]
    public async Task Whose_role_changed_signs_in_anew()
    {
        using var browser = await GivenAnAdministrator();
        var account = await site.GivenAnAccount(Role.Partner);
        using var theirs = await GivenAnAdministrator(account);
        (await theirs.OpenAsync("/account")).Status.ShouldBe(200);
        var page = $"/accounts/{account.Id}";
        await browser.FillInAsync(page, $"{page}/grants", AsManager);
        (await theirs.OpenAsync("/account")).Status.ShouldBe(302, "the session began under other rights");
    }

    [Fact]
    public async Task A_role_is_taken_back_with_its_reason_and_stays_in_the_history()
    {
        var second = await site.GivenAnAccount(Role.CentreAdministrator);
        using var browser = await GivenAnAdministrator();
        using var theirs = await GivenAnAdministrator(second);
        (await theirs.OpenAsync("/accounts")).Status.ShouldBe(200);
        var page = $"/accounts/{second.Id}";
        var grant = Grant().Match((await browser.OpenAsync(page)).Html).Groups[1].Value;
        var (status, _, location) = await browser.FillInAsync(
            page, $"{page}/revocations", ("grant", grant), ("reason", "ушла"));
        (status, location).ShouldBe((303, $"{page}?done=revoked"));
        (await browser.OpenAsync(page)).Html.Seen().ShouldContain("Отозванные роли");

        (await theirs.SignInAsync(second.Login)).Status.ShouldBe(303);
        (await theirs.OpenAsync("/accounts")).Status.ShouldBe(404, "at once, not some seconds later");
    }

    [Fact]
    public async Task Nobody_decides_on_his_own_rights()
    {
        var account = await site.GivenAnAccount(Role.CentreAdministrator);
        using var browser = await GivenAnAdministrator(account);
        var page = $"/accounts/{account.Id}";
        (await browser.OpenAsync(page)).Html.ShouldNotContain($"{page}/grants");
        var token = await browser.TokenOfAsync("/account");
        var (status, html, _) = await browser.SendAsync($"{page}/grants", token, AsManager);
        status.ShouldBe(422);
        html.Seen().ShouldContain("О своих правах никто не решает сам");
    }

    [Fact]
    public async Task An_account_is_closed_for_good()
    {
        using var browser = await GivenAnAdministrator();
        var account = await site.GivenAnAccount(Role.Manager);
        var page = $"/accounts/{account.Id}";
        var (status, _, _) = await browser.FillInAsync(page, $"{page}/closure", ("reason", "ушла"));
        status.ShouldBe(303);
        var html = (await browser.OpenAsync(page)).Html;
        html.Seen().ShouldContain("закрыта");
        html.ShouldNotContain($"{page}/grants");
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Partner)]
    public async Task For_everybody_else_these_pages_do_not_exist(Role role)
    {
        var (account, other) = (await site.GivenAnAccount(role), await site.GivenAnAccount(Role.Manager));
        using var browser = await GivenAnAdministrator(account);
        var nothing = Words((await browser.OpenAsync("/no-such-page")).Html, "/no-such-page");
        foreach (var page in new[] { "/accounts", $"/accounts/{other.Id}", "/invite" })
        {
            var (status, html, _) = await browser.OpenAsync(page);
            status.ShouldBe(404, page);
            Words(html, page).ShouldBe(nothing, page);
        }

        var token = await browser.TokenOfAsync("/account");
        (await browser.SendAsync($"/accounts/{other.Id}/grants", token, AsManager)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_signing_in()
    {
        using var browser = site.NewClient();
        var (status, _, location) = await browser.OpenAsync("/accounts");
        (status, location).ShouldBe((302, "/sign-in?returnUrl=%2Faccounts"));
    }

    // Without what differs between any two pages: their own address and the token of their forms.
    private static string Words(string html, string page) => FormToken()
        .Replace(html, "").Replace(page, "PAGE", StringComparison.Ordinal);

    [GeneratedRegex("name=\"grant\" value=\"([^\"]*)\"")]
    private static partial Regex Grant();

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();
}
