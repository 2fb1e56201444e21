using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Accounts;

/// <summary>The ways through these pages as people go them, in both languages, on a desktop and on a phone;
/// every page on the way is held against axe-core.</summary>
public sealed class InABrowser(AccountSite site, Chromium chromium)
{
    public static TheoryData<string, int> Views() =>
        new() { { "ru", 1280 }, { "en", 1280 }, { "ru", 390 }, { "en", 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task An_administrator_invites_and_the_invited_one_comes_in(string language, int width)
    {
        var head = await site.GivenAnAccount(Role.CentreAdministrator);
        var page = await OpenAsync(language, "/sign-in", width);
        await using var context = page.Context;
        await page.Locator("#login").FillAsync(head.Login);
        await page.Locator("#password").FillAsync("не тот пароль совсем");
        await Submit(page);
        await SeenAsync(page, "sign-in-refused", language, width);
        await page.Locator("#password").FillAsync(AccountSite.Password);
        await Submit(page);
        await page.Locator(".work a[href$='/accounts']").ClickAsync();
        await SeenAsync(page, "accounts", language, width);
        await page.Locator("main a.button[href$='/invite']").ClickAsync();
        await SeenAsync(page, "invite", language, width);
        var invited = $"invited-{Guid.NewGuid():N}@example.org";
        await page.Locator("#login").FillAsync(invited);
        await page.Locator("#role").SelectOptionAsync("coordinator");
        await Submit(page);
        await SeenAsync(page, "invite-refused", language, width);
        (await page.Locator("#login").InputValueAsync()).ShouldBe(invited);
        await page.Locator("#municipality").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Submit(page);
        await SeenAsync(page, "invite-made", language, width);
        var link = (await page.Locator(".secret").InnerTextAsync()).Trim();

        await page.Locator(".who button").ClickAsync();
        await page.GotoAsync(link);
        await SeenAsync(page, "invitation", language, width);
        await page.Locator("#password").FillAsync("сто двадцать ложек");
        await Submit(page);
        (await page.Locator(".login").InnerTextAsync()).ShouldBe(invited);
        await SeenAsync(page, "account-new", language, width);
        await page.GotoAsync(link);
        await SeenAsync(page, "invitation-gone", language, width);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Somebody_keeps_his_account(string language, int width)
    {
        var account = await site.GivenAnAccount(Role.Manager);
        var page = await OpenAsync(language, "/sign-in", width);
        await using var context = page.Context;
        await SignIn(page, account.Login);
        await page.Locator(".login").ClickAsync();
        await page.Locator("#name").FillAsync("Выгрузка для отчёта");
        await page.Locator("#name").PressAsync("Enter");
        await SeenAsync(page, "token-made", language, width);
        (await page.Locator(".secret").InnerTextAsync()).ShouldStartWith("cgp_");
        await page.Locator("main .button").ClickAsync();

        await page.Locator("main a.button").ClickAsync();
        await SeenAsync(page, "second-factor", language, width);
        var shown = await page.Locator(".secret").First.InnerTextAsync();
        var secret = shown.Replace(" ", "", StringComparison.Ordinal);
        await page.Locator("#code").FillAsync(Code(secret, 0));
        await Submit(page);
        await SeenAsync(page, "recovery-codes", language, width);
        var code = await page.Locator(".codes li").First.InnerTextAsync();
        await page.Locator("main .button").ClickAsync();
        await SeenAsync(page, "account", language, width);

        await page.Locator(".who button").ClickAsync();
        await SeenAsync(page, "signed-out", language, width);
        await SignIn(page, account.Login);
        await SeenAsync(page, "sign-in-code", language, width);
        await page.Locator("#code").FillAsync(code);
        await Submit(page);
        await page.Locator(".login").ClickAsync();
        await page.Locator("#present").FillAsync(AccountSite.Password);
        await page.Locator("#next").FillAsync("passwordpassword");
        await page.Locator("#next").PressAsync("Enter");
        await SeenAsync(page, "account-refused", language, width);
        await page.Locator("#present").FillAsync(AccountSite.Password);
        await page.Locator("#next").FillAsync("сорок пять дырявых вёдер");
        await page.Locator("#next").PressAsync("Enter");
        await SeenAsync(page, "account-changed", language, width);
        (await page.Locator(".note.good").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_first_one_becomes_administrator(string language, int width)
    {
        await using var empty = new AccountSite();
        await empty.InitializeAsync();
        var link = await empty.Services.GetRequiredService<Invitations>()
            .MakeFirstAsync("RU-BA", TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(
            empty.Address, $"{(language == "en" ? "/en" : "")}/invitation/{link}", width);
        await using var context = page.Context;
        await page.Locator("#login").FillAsync("first@example.org");
        await page.Locator("#password").FillAsync("administrator");
        await Submit(page);
        await SeenAsync(page, "first-refused", language, width);
        (await page.Locator("#login").InputValueAsync()).ShouldBe("first@example.org");
        await page.Locator("#password").FillAsync("сто двадцать ложек");
        await Submit(page);
        (await page.Locator(".login").InnerTextAsync()).ShouldBe("first@example.org");
        (await page.Locator(".work a[href$='/accounts']").CountAsync()).ShouldBe(1, "the way to accounts");
    }

    private Task<IPage> OpenAsync(string language, string address, int width) =>
        chromium.OpenAsync(site.Address, (language == "en" ? "/en" : "") + address, width);

    private static async Task SignIn(IPage page, string login)
    {
        await page.Locator("#login").FillAsync(login);
        await page.Locator("#password").FillAsync(AccountSite.Password);
        await Submit(page);
    }

    private static Task Submit(IPage page) =>
        page.Locator("main form button[type=submit]").First.ClickAsync();

    private static string Code(string secret, int steps) =>
        Totp.CodeAt(secret, Totp.StepAt(DateTimeOffset.UtcNow) + steps);

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"account-{name}-{width}-{language}", language);
}
