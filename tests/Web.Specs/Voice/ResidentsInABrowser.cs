using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.People;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Voice;

/// <summary>A resident says what is wrong, a moderator decides, a leader answers a letter; in both languages,
/// on a desktop and on a phone. Every page on the way is held against axe-core.</summary>
public sealed class ResidentsInABrowser(WholeSite site, Chromium chromium)
{
    public static TheoryData<string, int> Views() =>
        new() { { "ru", 1280 }, { "en", 1280 }, { "ru", 390 }, { "en", 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_resident_suggests_and_a_moderator_decides(string language, int width)
    {
        var (prefix, street) = (language == "en" ? "/en" : "", $"улица Липовая, {width}");
        var (_, place, community) = await site.GivenAHead("Липова Анна");
        var page = await chromium.OpenAsync(
            site.Address, $"{prefix}/communities?municipality={place}", width, SchemeOf(language));
        await using (page.Context)
        {
            await page.Locator(".rows a").First.ClickAsync();
            await page.Locator("a[href$='/correction']").ClickAsync();
            await SeenAsync(page, "correction", language, width);
            await page.Locator("#field").SelectOptionAsync("address");
            await page.Locator("#to").FillAsync("Липовая");
            await page.Locator("#how-known").FillAsync("Живу напротив");
            await page.Locator("#reply-to").FillAsync("sosed@example.org");
            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.Locator(".note.good").WaitForAsync();
            await SeenAsync(page, "thanks", language, width);

            await page.GotoAsync($"{prefix}/communities/{community}/no-longer-true");
            await page.Locator("input[value=other]").CheckAsync();
            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.Locator(".field-error").WaitForAsync();
            await SeenAsync(page, "untrue-refused", language, width);
            (await page.Locator("input[value=other]").IsCheckedAsync()).ShouldBeTrue("nothing is lost");
            await page.Locator("#words").FillAsync("Переехали на Лесную");
            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.Locator(".note.good").WaitForAsync();

            await page.GotoAsync($"{prefix}/missing?municipality={place}");
            await page.Locator("#name").FillAsync("Клуб садоводов");
            await SeenAsync(page, "missing", language, width);
            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.Locator(".note.good").WaitForAsync();
        }

        await DecideAsync(language, width, place, community, street);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_leader_answers_a_letter_with_one_press(string language, int width)
    {
        var (head, _, community) = await site.GivenAHead("Ответова Анна");
        await site.AskAsync(
            GrainKinds.Community, community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        var today = site.Service<RegionCalendar>().Today(WholeSite.Region);
        var address = (language == "en" ? "/en" : "") + AnswerLinks.PathOf(site.Service<AnswerLinks>().Make(
            WholeSite.Region, community, head.Person, today, DateTimeOffset.UtcNow.AddDays(30)));
        var page = await chromium.OpenAsync(site.Address, address, width, SchemeOf(language));
        await using var context = page.Context;
        await SeenAsync(page, "answer", language, width);
        var said = language == "ru" ? "true" : "changed";
        await page.Locator($"button[value={said}]").ClickAsync();
        await page.WaitForURLAsync($"**?done={said}");
        await SeenAsync(page, $"answered-{said}", language, width);
        await page.GotoAsync(address);
        (await page.Locator("button[name=answer]").CountAsync()).ShouldBe(0, "it is answered");
        await SeenAsync(page, "answered-before", language, width);
    }

    // Both schemes are looked at on the way.
    private static ColorScheme SchemeOf(string language) =>
        language == "en" ? ColorScheme.Dark : ColorScheme.Light;

    private async Task DecideAsync(
        string language, int width, MunicipalityId place, CommunityId community, string street)
    {
        var prefix = language == "en" ? "/en" : "";
        var page = await chromium.OpenAsync(site.Address, prefix + "/sign-in", width, SchemeOf(language));
        await using var context = page.Context;
        var login = await site.GivenAn(Role.Coordinator, new Scope.Municipalities([place]));
        await PeopleInABrowser.SignInAsync(page, login);
        await page.GotoAsync(prefix + "/moderation");
        (await page.Locator(".rows > li").CountAsync()).ShouldBe(3, "those of his place");
        await SeenAsync(page, "moderation", language, width);

        await page.Locator(".rows a").First.ClickAsync();
        await SeenAsync(page, "moderation-correction", language, width);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Живу напротив");
        await page.Locator("#to").FillAsync(street);
        await page.Locator("form[action$='/acceptance'] button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        await SeenAsync(page, "moderation-accepted", language, width);

        await page.Locator(".rows a").First.ClickAsync();
        await SeenAsync(page, "moderation-untrue", language, width);
        await page.Locator("form[action$='/refusal'] input[name=reason]").FillAsync("Они не переезжали");
        await page.Locator("form[action$='/refusal'] button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();

        await page.Locator(".rows a").First.ClickAsync();
        await SeenAsync(page, "moderation-missing", language, width);
        await page.Locator("form[action$='/proposal'] button").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        await page.Locator(".empty").WaitForAsync();
        await SeenAsync(page, "moderation-empty", language, width);

        await page.GotoAsync($"{prefix}/communities/{community}");
        await Assertions.Expect(page.Locator("#history")).ToContainTextAsync(street);
        (await page.Locator("#history").InnerTextAsync()).ShouldContain("По сообщению жителя");
        (await page.Locator(".facts").First.InnerTextAsync()).ShouldContain(street);
        await SeenAsync(page, "corrected", language, width);
    }

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"voice-{name}-{width}-{language}", language);
}
