using System.Text.Json;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>Every page, on a desktop and on a phone, in both languages, light and dark.</summary>
public sealed class PageSpecs(Site site, Chromium chromium)
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("home", ""),
        ("communities", "/communities"),
        ("communities-filtered", "/communities?text=двор&asOf=2020-11-30&order=changed"),
        ("communities-empty", "/communities?text=нигде"),
        ("community", $"/communities/{SampleData.Full}"),
        ("community-merged", $"/communities/{SampleData.Merged}"),
        ("community-bare", $"/communities/{SampleData.Bare}"),
        ("municipalities", "/municipalities"),
        ("municipality", $"/municipalities/{SampleData.Municipalities[0].Id}"),
        ("leader", $"/leaders/{SampleData.Verified}"),
        ("leader-contested", $"/leaders/{SampleData.Contested}"),
        ("initiative", $"/initiatives/{SampleData.Spring}"),
        ("not-found", "/nowhere"),
    ];

    public static TheoryData<string, string, string, int, ColorScheme> Views()
    {
        var views = new TheoryData<string, string, string, int, ColorScheme>();
        foreach (var (name, address) in Pages)
        {
            foreach (var width in new[] { 1280, 390 })
            {
                views.Add(name, "ru", address.Length == 0 ? "/" : address, width, ColorScheme.Light);
                views.Add(name, "en", "/en" + address, width, ColorScheme.Light);
                views.Add(name, "ru", address.Length == 0 ? "/" : address, width, ColorScheme.Dark);
            }
        }

        return views;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_page_is_open_to_everybody(
        string name, string language, string address, int width, ColorScheme scheme)
    {
        var page = await chromium.OpenAsync(site, address, width, scheme);
        await using var context = page.Context;
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(chromium.Screenshots,
                $"{name}-{width}-{language}-{scheme}.png".ToLowerInvariant()),
            FullPage = true,
        });

        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
        (await Barriers(page)).ShouldBeEmpty();
        (await Overflow(page)).ShouldBeEmpty();
    }

    public static TheoryData<string> Addresses() =>
        [.. Pages.Select(page => page.Address.Length == 0 ? "/" : page.Address)];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task No_page_scrolls_sideways_on_320_pixels_or_at_twice_the_size(string address)
    {
        var page = await chromium.OpenAsync(site, address, width: 320);
        await using var context = page.Context;
        (await Overflow(page)).ShouldBeEmpty();

        // Twice the size of text on a small desktop window, as a reader who enlarges text sees it.
        await page.SetViewportSizeAsync(640, 800);
        await page.EvaluateAsync("() => document.documentElement.style.fontSize = '200%'");
        (await Overflow(page)).ShouldBeEmpty();
    }

    // What axe-core finds, each as "rule: element": everything it knows of WCAG 2.2 A and AA, and its best
    // practices.
    private async Task<IReadOnlyList<string>> Barriers(IPage page)
    {
        await page.EvaluateAsync(chromium.Axe + "; undefined");
        var found = await page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { resultTypes: ['violations'] })");
        found.GetProperty("passes").GetArrayLength().ShouldBeGreaterThan(10, "axe-core did not run");
        return
        [
            .. found.GetProperty("violations").EnumerateArray().SelectMany(rule =>
                rule.GetProperty("nodes").EnumerateArray().Select(node =>
                    $"{rule.GetProperty("id")}: {node.GetProperty("html")}")),
        ];
    }

    // Elements that reach beyond the window's right edge; none, unless they are hidden from sight.
    private static async Task<string[]> Overflow(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.outerHTML.slice(0, 120))
        """);
}
