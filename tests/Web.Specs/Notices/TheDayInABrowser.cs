using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Browser;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Notices;

/// <summary>A manager with ten minutes, and what people are told, in both languages, on a desktop and on a
/// phone; every page on the way is held against axe-core.</summary>
public sealed class TheDayInABrowser(NoticeSite site, Chromium chromium)
{
    public static TheoryData<string, int> Views() =>
        new() { { "ru", 1280 }, { "en", 1280 }, { "ru", 390 }, { "en", 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_manager_with_ten_minutes_sees_what_waits_asks_one_and_opens_another(
        string language, int width)
    {
        var town = await site.GivenAMunicipality($"Берёзовский {language} {width}");
        var yard = await site.GivenACommunity(town, "ТОС «Примерный двор»");
        var twin = await site.GivenACommunity(town, "Примерный двор, ТОС");
        await site.GivenASuspicion(yard, twin);
        await site.GivenAClaim(yard, "Кедрова Анна Ивановна");
        await site.GivenACommunity(town, "Совет дома на Садовой, 4", isProposed: true);
        var silent = await site.GivenACommunity(town, "Клуб «Старые яблони»", site.Today.AddMonths(-14));
        await site.GivenAnInitiative(town, yard, site.Today.AddDays(-75));
        var page = await OpenAsync(language, width, "/sign-in");
        await using var context = page.Context;

        await SignInAsync(page, await site.GivenAn(Role.Manager, new Scope.Municipalities([town])));
        new Uri(page.Url).AbsolutePath.ShouldEndWith("/today", Case.Sensitive, "work comes first");
        (await page.Locator("main section[id]").EvaluateAllAsync<string[]>("all => all.map(one => one.id)"))
            .ShouldBe(["reviews", "proposed", "duplicates", "to-ask", "stuck"]);
        (await page.Locator("#reviews").InnerTextAsync()).ShouldContain("Кедрова");
        await SeenAsync(page, "today", language, width);

        await page.Locator("#to-ask button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        (await page.Locator("#to-ask").CountAsync()).ShouldBe(0, "it was asked, and is on nobody's list now");
        await page.GotoAsync(Address(language, $"/communities/{silent}"));
        (await page.Locator("main").InnerTextAsync()).ShouldContain(
            language == "ru" ? "спросили" : "asked", Case.Insensitive);

        await page.GotoAsync(Address(language, "/today/reviews"));
        await SeenAsync(page, "today-reviews", language, width);
        (await page.Locator(".rows a").CountAsync()).ShouldBe(1, "the manager's own places alone");
        await page.GotoAsync(Address(language, "/today"));
        await page.Locator("#duplicates .row-name a").ClickAsync();
        new Uri(page.Url).AbsolutePath.ShouldEndWith($"/communities/{yard}");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Примерный двор, ТОС");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task News_comes_to_the_bell_and_by_letter_until_a_letters_link_ends_it(
        string language, int width)
    {
        var town = await site.GivenAMunicipality($"Лесной {language} {width}");
        var yard = await site.GivenACommunity(town, "ТОС «Тихий двор»");
        var login = await site.GivenAn(Role.Manager, new Scope.Municipalities([town]));
        var page = await OpenAsync(language, width, "/sign-in");
        await using var context = page.Context;
        await SignInAsync(page, login);
        await SeenAsync(page, "today-free", language, width);

        await page.GotoAsync(Address(language, $"/communities?municipality={town}"));
        await page.Locator("#rhythm").SelectOptionAsync("at-once");
        await page.Locator("form[action$='/subscriptions'] button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        (await page.Locator(".entries").InnerTextAsync()).ShouldContain("Лесной");
        var added = await site.GivenACommunity(town, "Клуб «Новые соседи»");
        var claim = await site.GivenAClaim(yard, "Соснова Вера Павловна");
        await site.Told();
        await page.GotoAsync(Address(language, "/notices"));
        (await page.Locator(".bell b").InnerTextAsync()).ShouldBe("3", "a role, a community, a claim");
        var rows = await page.Locator(".notices").InnerTextAsync();
        rows.ShouldContain("Клуб «Новые соседи»");
        rows.ShouldNotContain("Соснова", Case.Insensitive, "who it is stands on the page of the claim");
        await SeenAsync(page, "notices", language, width);
        await page.Locator("section form.after button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        (await page.Locator(".bell b").CountAsync()).ShouldBe(0);

        // The program sends by itself as well; what was told at once is in one letter all the same.
        var letters = await site.LettersTo(login);
        var letter = letters.Single(one => NoticeSite.LinksIn(one).Any(
            link => link.Contains($"/leaders/{claim}", StringComparison.Ordinal)));
        letter.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        NoticeSite.LinkIn(letter, $"/communities/{added}").ShouldNotBeEmpty();
        await page.GotoAsync(NoticeSite.LinkIn(letter, $"/leaders/{claim}"));
        (await page.Locator("h1").InnerTextAsync()).ShouldContain("Соснова");
        await page.GotoAsync(NoticeSite.LinkIn(letter, Address(language, "/letters/stop/")));
        await SeenAsync(page, "stop", language, width);
        await page.Locator("main form button").ClickAsync();
        await page.Locator(".lead[role=status]").WaitForAsync();
        await SeenAsync(page, "stopped", language, width);

        await site.GivenACommunity(town, "Клуб «Ещё одни соседи»");
        await site.Told();
        (await site.LettersTo(login)).Count.ShouldBe(letters.Count, "the link ended them");
        await page.GotoAsync(Address(language, "/notices"));
        (await page.Locator(".bell b").InnerTextAsync()).ShouldBe("1", "the site goes on telling");
        await page.Locator("form[action$='/pause'] button").ClickAsync();
        await page.Locator(".entries .mark").WaitForAsync();
        await site.GivenACommunity(town, "Клуб «И ещё»");
        await site.Told();
        await page.ReloadAsync();
        (await page.Locator(".bell b").InnerTextAsync()).ShouldBe("1", "the list is paused");
    }

    private static string Address(string language, string path) => (language == "en" ? "/en" : "") + path;

    private Task<IPage> OpenAsync(string language, int width, string path) =>
        chromium.OpenAsync(site.Address, Address(language, path), width);

    private static async Task SignInAsync(IPage page, string login)
    {
        await page.Locator("#login").FillAsync(login);
        await page.Locator("#password").FillAsync(NoticeSite.Password);
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.Locator(".login").WaitForAsync();
    }

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"{name}-{width}-{language}", language);
}
