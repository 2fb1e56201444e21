using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.People;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Leaders;

/// <summary>One browser on its way through the pages, in a language and a width. Every page that it looks at
/// is held against axe-core and its own width, and its picture is kept.</summary>
internal sealed class Journey(
    IPage page, Chromium chromium, string name, string language, int width) : IAsyncDisposable
{
    public static TheoryData<string, int> Views() =>
        new() { { "ru", 1280 }, { "en", 1280 }, { "ru", 390 }, { "en", 390 } };

    public IPage Page => page;

    public static async Task<Journey> BeginAsync(
        WholeSite site, Chromium chromium, string name, string language, int width, string address = "/")
    {
        var page = await chromium.OpenAsync(site.Address, In(language, address), width);
        return new Journey(page, chromium, name, language, width);
    }

    /// <summary>A browser whose owner is signed in.</summary>
    public static async Task<Journey> SignedInAsync(
        WholeSite site, Chromium chromium, string login, string name, string language, int width)
    {
        var journey = await BeginAsync(site, chromium, name, language, width, "/sign-in");
        await PeopleInABrowser.SignInAsync(journey.Page, login);
        return journey;
    }

    public Task OpenAsync(string address) => page.GotoAsync(In(language, address));

    /// <summary>What the page says, its white space as people see it.</summary>
    public async Task<string> SaysAsync(string selector = "main") =>
        (await page.Locator(selector).First.InnerTextAsync()).Replace('\u00A0', ' ');

    /// <summary>Fills in the form of an act, opening it where it is closed, and sends it.</summary>
    public async Task SendAsync(string act, params (string Field, string Value)[] fields)
    {
        await UnfoldAsync(act);
        foreach (var (field, value) in fields) await FillAsync(act, field, value);
        await page.Locator($"#{act} button[type=submit]").Last.ClickAsync();
    }

    public async Task UnfoldAsync(string act)
    {
        var details = page.Locator($"details#{act}:not([open]) > summary");
        if (await details.CountAsync() > 0) await details.ClickAsync();
    }

    private async Task FillAsync(string act, string field, string value)
    {
        var input = page.Locator($"#{act}-{field}");
        if (await input.EvaluateAsync<string>("e => e.tagName") == "SELECT")
            await input.SelectOptionAsync(value);
        else await input.FillAsync(value);
    }

    public Task SeenAsync(string what) =>
        page.SeenAsync(chromium, $"{name}-{what}-{width}-{language}", language);

    public async ValueTask DisposeAsync() => await page.Context.DisposeAsync();

    private static string In(string language, string address) =>
        language == "en" ? "/en" + (address == "/" ? "" : address) : address;
}
