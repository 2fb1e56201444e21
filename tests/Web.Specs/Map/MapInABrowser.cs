using System.Text.RegularExpressions;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Map;

/// <summary>A resident looks at the map, narrows it, asks what stands there, goes on to the municipality and
/// to the board; every page on the way is held against axe-core.</summary>
public sealed class MapInABrowser(Site site, Chromium chromium)
{
    public static TheoryData<string, int, ColorScheme> Views() => new()
    {
        { "ru", 1280, ColorScheme.Light }, { "en", 1280, ColorScheme.Dark },
        { "ru", 390, ColorScheme.Dark }, { "en", 390, ColorScheme.Light },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Whoever_looks_at_the_map_finds_what_the_list_says(
        string language, int width, ColorScheme scheme)
    {
        var prefix = language == "en" ? "/en" : "";
        var page = await chromium.OpenAsync(site, prefix + "/map", width, scheme);
        await using var context = page.Context;
        var complaints = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") complaints.Add(said.Text);
        };
        var box = page.Locator(".map-box.large");
        await Ready(box);
        await SeenAsync(page, "map", language, width);

        await page.Locator("#leader").SelectOptionAsync("verified");
        await Addressed(page, "leader=verified");
        await Ready(box);
        (await page.Locator("#municipality").InputValueAsync()).ShouldBeEmpty("nobody chose one");
        var marker = page.Locator(".leaflet-marker-pane .dot").First;
        await Assertions.Expect(marker).ToHaveAttributeAsync("title", new Regex("ТОС|script"));
        await marker.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var told = page.Locator(".told a");
        await Assertions.Expect(told).ToBeFocusedAsync();
        await SeenAsync(page, "map-told", language, width);
        (await told.GetAttributeAsync("href"))!.ShouldStartWith(prefix + "/communities/");
        await page.Keyboard.PressAsync("Escape");

        await page.Locator("[data-in-view] input").CheckAsync();
        await Addressed(page, "within=");
        var inView = await page.Locator("#list-results .rows > li").CountAsync();
        inView.ShouldBeGreaterThan(0);
        // What is seen and what is listed are the same after a new start from the address that was kept.
        await page.ReloadAsync();
        await Ready(box);
        (await page.Locator("[data-in-view] input").IsCheckedAsync()).ShouldBeTrue();
        (await page.Locator("#list-results .rows > li").CountAsync()).ShouldBe(inView);

        await page.Locator("table.areas tbody a").First.ClickAsync();
        await Addressed(page, "municipality=");
        await Ready(box);
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/communities?view=map")]
    [InlineData("/initiatives")]
    [InlineData("/municipalities")]
    public async Task Nothing_scrolls_sideways_on_320_pixels_or_at_twice_the_size(string address)
    {
        var page = await chromium.OpenAsync(site, address, width: 320);
        await using var context = page.Context;
        (await page.Overflow()).ShouldBeEmpty();
        await page.SetViewportSizeAsync(640, 800);
        await page.EvaluateAsync("() => document.documentElement.style.fontSize = '200%'");
        (await page.Overflow()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Numbers_have_pictures_beside_them_and_initiatives_stand_on_a_board(
        string language, int width, ColorScheme scheme)
    {
        var prefix = language == "en" ? "/en" : "";
        var page = await chromium.OpenAsync(
            site, prefix + "/municipalities?order=communities", width, scheme);
        await using var context = page.Context;
        var complaints = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning") complaints.Add(said.Text);
        };
        await SeenAsync(page, "municipalities", language, width);

        await page.GotoAsync($"{prefix}/municipalities/{SampleData.Municipalities[0].Id}");
        await page.Locator(".chart").First.ScrollIntoViewIfNeededAsync();
        await page.Locator(".chart-picture svg").First.WaitForAsync();
        await Ready(page.Locator(".map-box.small"));
        await SeenAsync(page, "municipality", language, width);

        await page.GotoAsync(prefix + "/initiatives");
        await page.Locator(".chart").ScrollIntoViewIfNeededAsync();
        await page.Locator(".chart-picture svg").WaitForAsync();
        await SeenAsync(page, "board", language, width);
        await page.Locator("#text").FillAsync("субботник");
        await Addressed(page, "text=");
        await page.Locator(".board-column p a").First.ClickAsync();
        await Addressed(page, "status=design");
        await SeenAsync(page, "board-column", language, width);
        complaints.ShouldBeEmpty();
    }

    private static async Task Ready(ILocator box)
    {
        await box.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(box).ToHaveAttributeAsync(
            "data-ready", new Regex(".+"), new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });
    }

    private static Task Addressed(IPage page, string part) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex(Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1)),
        new PageAssertionsToHaveURLOptions { Timeout = 30_000 });

    private Task SeenAsync(IPage page, string name, string language, int width) =>
        page.SeenAsync(chromium, $"map-{name}-{width}-{language}", language);
}
