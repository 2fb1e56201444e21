using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.People;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>Staff work on records as they do it, in both languages, on a desktop and on a phone; every page
/// on the way is held against axe-core.</summary>
public sealed class RecordsInABrowser(WholeSite site, Chromium chromium)
{
    public static TheoryData<string, int> Views() => PeopleInABrowser.Views();

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Who_types_a_community_that_is_there_is_shown_it_and_opens_it_instead(
        string language, int width)
    {
        var municipality = await site.GivenAMunicipality($"Озёрный {language}{width}");
        var known = await site.GivenACommunity(
            municipality, "ТОС «Берёзовая роща»", (RegisterField.Address, "ул. Мира, 5"),
            (RegisterField.Members, "54"), (RegisterField.Topics, "субботники, родник, шахматы для детей"));
        var page = await OpenAsync("/communities", language, width);
        await using var context = page.Context;
        await page.Locator(".opening a.button").ClickAsync();
        await SeenAsync(page, "new", language, width);
        await page.Locator("#name").FillAsync("ТОС Березовая Роща");
        await page.Locator("#form").SelectOptionAsync("territorial-self-government");
        await page.Locator("#municipality").SelectOptionAsync($"{municipality}");
        await page.Locator("#lookalikes [data-found] li").WaitForAsync();
        (await page.Locator("#lookalikes-told").InnerTextAsync()).ShouldNotBeEmpty("it is said aloud");
        await SeenAsync(page, "hint", language, width);
        await page.Locator("#name").FillAsync("ТОС «Совсем другое»");
        await page.Locator("#lookalikes").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.Locator("#name").FillAsync("Березовая роща");
        await page.Locator("#lookalikes a.button").ClickAsync();
        await page.WaitForURLAsync($"**/communities/{known}");
        await SeenAsync(page, "community", language, width);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task An_entry_is_edited_past_a_refusal_and_past_somebody_else(string language, int width)
    {
        var id = await site.GivenACommunity(
            await site.GivenAMunicipality(), "ТОС «Старый город»", (RegisterField.Members, "40"));
        var page = await OpenAsync($"/communities/{id}", language, width);
        await using var context = page.Context;
        await page.Locator(".task-links a").First.ClickAsync();
        await page.Locator("#members").FillAsync("пятьдесят");
        await page.Locator("#topics").FillAsync("родник, субботники");
        await site.Ask(id, asked => new CommunityCommand.Correct(asked, [new(RegisterField.Members, "45")]));
        await Save(page);
        await page.Locator("#members-error").WaitForAsync();
        (await page.Locator(".others").CountAsync()).ShouldBe(1);
        (await page.Locator("#members").InputValueAsync()).ShouldBe("пятьдесят");
        (await page.Locator("#topics").InputValueAsync()).ShouldBe("родник, субботники");
        await SeenAsync(page, "overtaken", language, width);
        await page.Locator("#members").FillAsync("54");
        await Save(page);
        await page.Locator(".note.good").WaitForAsync();
        var entry = await site.EntryOf(id);
        (entry.Members, entry.Topics).ShouldBe((54, "родник, субботники"));

        // What was wrong is given back out of the history.
        await page.Locator("#history .after a").ClickAsync();
        await SeenAsync(page, "history", language, width);
        await page.Locator("a.restore[href*='members']").Last.ClickAsync();
        await SeenAsync(page, "restore", language, width);
        await page.Locator("#reason").FillAsync("пересчитали");
        await Save(page);
        await page.Locator(".note.good").WaitForAsync();
        (await site.EntryOf(id)).Members.ShouldBe(40);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Two_records_become_one_and_two_again(string language, int width)
    {
        var municipality = await site.GivenAMunicipality($"Парный {language}{width}");
        var one = await site.GivenACommunity(
            municipality, "ТОС «Тихий пруд»", (RegisterField.Members, "40"),
            (RegisterField.RegisterNumber, "001/2020"));
        var other = await site.GivenACommunity(
            municipality, "ТОС Тихий Пруд", (RegisterField.Members, "54"),
            (RegisterField.Address, "ул. Мира, 5"));
        await site.Ask(other, asked => new CommunityCommand.SuggestDuplicate(
            asked, other, one, 100, "name-same"));
        var page = await OpenAsync($"/duplicates?municipality={municipality}", language, width);
        await using var context = page.Context;
        await SeenAsync(page, "duplicates", language, width);
        await page.Locator(".pair a.button").ClickAsync();
        await page.Locator($"input[value='{one}'][name=survivor]").CheckAsync();
        await page.Locator("input[value=members]").CheckAsync();
        await SeenAsync(page, "merge", language, width);
        await page.Locator("#reason").FillAsync("один пруд и одни люди");
        await page.Locator("form.merge button[type=submit]").ClickAsync();
        await page.Locator(".note.good").WaitForAsync();
        new Uri(page.Url).AbsolutePath.ShouldEndWith($"/communities/{one}");
        (await site.EntryOf(one)).Members.ShouldBe(54);
        await page.Locator("#absorbed summary").ClickAsync();
        await SeenAsync(page, "merged", language, width);
        await page.Locator("#absorbed input[name=reason]").FillAsync("всё-таки разные");
        await page.Locator("#absorbed button").ClickAsync();
        await page.Locator("#absorbed").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await site.CommunityOf(other)).ShouldBeOfType<Community.Registered>();
    }

    private async Task<IPage> OpenAsync(string address, string language, int width)
    {
        var prefix = language == "en" ? "/en" : "";
        var page = await chromium.OpenAsync(site.Address, prefix + "/sign-in", width);
        await PeopleInABrowser.SignInAsync(page, await site.GivenAn(Role.Manager));
        await page.GotoAsync(prefix + address);
        return page;
    }

    private static Task Save(IPage page) => page.Locator("form.entry button[type=submit]").ClickAsync();

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"records-{name}-{width}-{language}", language);
}
