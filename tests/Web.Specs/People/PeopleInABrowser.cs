using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Browser;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.People;

/// <summary>Staff work with people's data as they do it, in both languages, on a desktop and on a phone;
/// every page on the way is held against axe-core.</summary>
public sealed class PeopleInABrowser(WholeSite site, Chromium chromium)
{
    public static TheoryData<string, int> Views() =>
        new() { { "ru", 1280 }, { "en", 1280 }, { "ru", 390 }, { "en", 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Somebody_is_found_agrees_is_described_and_is_forgotten(string language, int width)
    {
        var surname = $"Кедрова{(char)('а' + width % 17)}{language.Replace('r', 'р').Replace('e', 'е')}";
        var (head, _, _) = await site.GivenAHead($"{surname} Анна Ивановна");
        var page = await chromium.OpenAsync(
            site.Address, (language == "en" ? "/en" : "") + "/sign-in", width);
        await using var context = page.Context;
        await SignInAsync(page, await site.GivenAn(Role.CentreAdministrator));

        await page.Locator(".work a[href$='/people']").ClickAsync();
        await SeenAsync(page, "find", language, width);
        await page.Locator("#who").FillAsync("никтов");
        await page.Locator("#who").PressAsync("Enter");
        await page.Locator(".empty").WaitForAsync();
        await SeenAsync(page, "nobody", language, width);
        await page.Locator("#who").FillAsync($"анна {surname}");
        await page.Locator("#who").PressAsync("Enter");
        await page.Locator(".rows a").WaitForAsync();
        new Uri(page.Url).Query.ShouldBeEmpty("a name does not stand in an address");
        await SeenAsync(page, "found", language, width);

        await page.Locator(".rows a").ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe(head.Name.Value);
        (await page.Locator("#birth-date").CountAsync()).ShouldBe(0, "there is no consent yet");
        await page.Locator("#text-version").FillAsync("2026-03");
        await Send(page, "consents");
        await SeenAsync(page, "agreed", language, width);
        await page.Locator("#birth-date").FillAsync("1980-05-17");
        await page.Locator("#address").FillAsync("Уфа, ул. Мира, 1");
        await page.Locator("#documents").FillAsync("Паспорт 00 00 000000\nПаспорт 00 00 000000");
        await Send(page, "particulars");
        await page.Locator(".note.bad").WaitForAsync();
        (await page.Locator("#address").InputValueAsync()).ShouldBe("Уфа, ул. Мира, 1", "nothing is lost");
        await page.Locator("#documents").FillAsync("Паспорт 00 00 000000");
        await Send(page, "particulars");
        await page.Locator(".note.good").WaitForAsync();
        (await page.Locator("#documents").InputValueAsync()).ShouldBe("Паспорт 00 00 000000");
        await SeenAsync(page, "described", language, width);
        var data = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/data']").ClickAsync());
        (await File.ReadAllTextAsync(await data.PathAsync(), TestContext.Current.CancellationToken))
            .ShouldContain("Паспорт 00 00 000000");

        await page.Locator("#basis").FillAsync("Заявление № 14");
        await page.Locator("input[name=sure]").CheckAsync();
        await Send(page, "erasure");
        await page.Locator("a[href$='/act']").WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain(surname);
        await SeenAsync(page, "erased", language, width);
        var act = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/act']").ClickAsync());
        (await File.ReadAllTextAsync(await act.PathAsync(), TestContext.Current.CancellationToken))
            .ShouldContain("Заявление № 14");
    }

    internal static async Task SignInAsync(IPage page, string login)
    {
        await page.Locator("#login").FillAsync(login);
        await page.Locator("#password").FillAsync(WholeSite.Password);
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.Locator(".login").WaitForAsync();
    }

    private static Task Send(IPage page, string part) =>
        page.Locator($"form[action$='/{part}'] button").ClickAsync();

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"people-{name}-{width}-{language}", language);
}
