using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.People;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Imports;

/// <summary>An administrator's first day, with files as the office has them: from the program's first link to
/// a register that shows them; every page on the way is held against axe-core.</summary>
public sealed class AFirstDayInABrowser(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(PeopleInABrowser.Views), MemberType = typeof(PeopleInABrowser))]
    public async Task Municipalities_boundaries_and_an_own_register_come_in(string language, int width)
    {
        await using var site = await ImportSite.StartAsync();
        var prefix = language == "en" ? "/en" : "";
        var page = await chromium.OpenAsync(site.Address, prefix + await site.FirstLinkAsync(), width);
        await using var context = page.Context;
        var seen = new Seen(chromium, page, language, width);
        await page.Locator("#login").FillAsync("head@example.org");
        await page.Locator("#password").FillAsync(ImportSite.Password);
        await page.Locator("main form button[type=submit]").ClickAsync();

        await page.Locator(".start").WaitForAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe(prefix + "/start");
        await seen.AsAsync("start");
        await page.Locator(".start > .warn .button").ClickAsync();
        await seen.AsAsync("choose");
        await SendAsync(page, "municipalities.csv", Bytes(OfficeFiles.Municipalities));
        await page.Locator("#check .outcome").WaitForAsync();
        await seen.AsAsync("preview");
        await StartAsync(page);
        (await page.Locator(".outcome b").First.InnerTextAsync()).ShouldBe("2");

        await page.GotoAsync(prefix + "/import?kind=boundaries");
        await SendAsync(page, "borders.geojson", Bytes(OfficeFiles.Boundaries));
        await StartAsync(page);

        await page.GotoAsync(prefix + "/start");
        await page.Locator(".start > .warn .button").ClickAsync();
        await SendAsync(page, "Реестр ТОС.csv", OfficeFiles.Register);
        await page.Locator("#check .caution").WaitForAsync();
        await seen.AsAsync("columns");
        (await page.Locator("#check button[type=submit]").CountAsync()).ShouldBe(0, "nobody knows the names");
        await page.Locator("select[name=column-2]").SelectOptionAsync("name");
        await page.Locator("#columns button[type=submit]").ClickAsync();
        await page.Locator("#check .outcome").WaitForAsync();
        (await page.Locator("#check .report tbody tr").CountAsync()).ShouldBe(2, "two rows are bad");
        await seen.AsAsync("refused");
        await LeaveAndFindAgainAsync(site, page, seen, prefix);
        await TakeAwayAsync(page);

        await page.Locator(".next .button").First.ClickAsync();
        await page.GetByText("Кленовая аллея").First.WaitForAsync();
        await page.GotoAsync(prefix + "/start");
        await seen.AsAsync("start-later");
        await page.GotoAsync(prefix + "/work");
        await seen.AsAsync("works");
    }

    private static async Task LeaveAndFindAgainAsync(ImportSite site, IPage page, Seen seen, string prefix)
    {
        site.HoldImports();
        await page.Locator("#check .go button").First.ClickAsync();
        await page.Locator("progress[value='500']").WaitForAsync();
        await seen.AsAsync("progress");
        var address = page.Url;

        await page.GotoAsync(prefix + "/");
        await page.Locator("nav.work a[href$='/import']").ClickAsync();
        await seen.AsAsync("recent");
        await page.Locator(".rows a").First.ClickAsync();
        page.Url.ShouldBe(address);
        await page.EvaluateAsync("document.body.dataset.same = 'yes'");
        site.LetImportsGo();
        await page.Locator("#work .outcome").WaitForAsync();
        (await page.EvaluateAsync<string>("document.body.dataset.same")).ShouldBe("yes", "the page has "
            + "stayed");
        await seen.AsAsync("report");
    }

    private static async Task TakeAwayAsync(IPage page)
    {
        var refused = await page.RunAndWaitForDownloadAsync(
            () => page.Locator("a[href$='/refused']").ClickAsync());
        var rows = await File.ReadAllTextAsync(
            await refused.PathAsync(), TestContext.Current.CancellationToken);
        rows.ShouldContain("Нездешний район");
        rows.ShouldContain("позже");
        var report = await page.RunAndWaitForDownloadAsync(
            () => page.Locator("a[href$='/report']").ClickAsync());
        (await File.ReadAllTextAsync(await report.PathAsync(), TestContext.Current.CancellationToken))
            .ShouldNotContain("Липова", Case.Sensitive, "a report names rows, not people");
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static async Task SendAsync(IPage page, string name, byte[] bytes)
    {
        await page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await page.Locator("form[data-upload] button[type=submit]").ClickAsync();
        await page.Locator("#check").WaitForAsync();
    }

    private static async Task StartAsync(IPage page)
    {
        await page.Locator("#check .go button").First.ClickAsync();
        await page.Locator("#work .outcome").WaitForAsync();
    }

    private sealed class Seen(Chromium chromium, IPage page, string language, int width)
    {
        public Task AsAsync(string name) =>
            page.SeenAsync(chromium, $"import-{name}-{width}-{language}", language);
    }
}
