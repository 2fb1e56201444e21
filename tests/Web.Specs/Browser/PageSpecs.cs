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
        ("leaders", "/leaders"),
        ("leader", $"/leaders/{SampleData.Verified}"),
        ("leader-contested", $"/leaders/{SampleData.Contested}"),
        ("initiative", $"/initiatives/{SampleData.Spring}"),
        ("components", "/components"),
        ("not-found", "/nowhere"),
    ];

    public static TheoryData<string, string, string, int, ColorScheme> Views()
    {
        var views = new TheoryData<string, string, string, int, ColorScheme>();
        foreach (var (name, address) in Pages)
        {
            // Every two of language, width and scheme meet.
            var russian = address.Length == 0 ? "/" : address;
            views.Add(name, "ru", russian, 1280, ColorScheme.Light);
            views.Add(name, "ru", russian, 390, ColorScheme.Dark);
            views.Add(name, "en", "/en" + address, 1280, ColorScheme.Dark);
            views.Add(name, "en", "/en" + address, 390, ColorScheme.Light);
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
        await page.SeenAsync(
            chromium, $"{name}-{width}-{language}-{scheme}".ToLowerInvariant(), language);
    }

    public static TheoryData<string> Addresses() =>
        [.. Pages.Select(page => page.Address.Length == 0 ? "/" : page.Address)];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task No_page_scrolls_sideways_on_320_pixels_or_at_twice_the_size(string address)
    {
        var page = await chromium.OpenAsync(site, address, width: 320);
        await using var context = page.Context;
        (await page.Overflow()).ShouldBeEmpty();

        // Twice the size of text on a small desktop window, as a reader who enlarges text sees it.
        await page.SetViewportSizeAsync(640, 800);
        await page.EvaluateAsync("() => document.documentElement.style.fontSize = '200%'");
        (await page.Overflow()).ShouldBeEmpty();
    }
}
