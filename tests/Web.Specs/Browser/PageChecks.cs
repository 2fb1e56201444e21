using System.Text.Json;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>What every page is held against.</summary>
internal static class PageChecks
{
    // Keeps a picture of the whole page under this name. The page must be in the language, have one heading
    // of the first level and no barriers, and fit its window.
    public static async Task SeenAsync(this IPage page, Chromium chromium, string picture, string language)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(chromium.Screenshots, $"{picture}.png"), FullPage = true,
        });
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language, picture);
        (await page.Locator("h1").CountAsync()).ShouldBe(1, picture);
        (await page.Barriers()).ShouldBeEmpty(picture);
        (await page.Overflow()).ShouldBeEmpty(picture);
    }

    // What axe-core finds, each as "rule: element": everything it knows of WCAG 2.2 A and AA, and its best
    // practices. Of what passed only the number leaves the browser.
    public static async Task<IReadOnlyList<string>> Barriers(this IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            $$"""
            async () => {
              if (!window.axe) {{Chromium.LoadAxe}}();
              const { passes, violations } = await axe.run(document, { resultTypes: ['violations'] });
              return {
                passed: passes.length,
                barriers: violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)),
              };
            }
            """);
        found.GetProperty("passed").GetInt32().ShouldBeGreaterThan(10, "axe-core did not run");
        return [.. found.GetProperty("barriers").EnumerateArray().Select(barrier => barrier.GetString()!)];
    }

    // Elements that reach beyond the window's right edge; none, unless they are hidden from sight.
    public static async Task<string[]> Overflow(this IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.outerHTML.slice(0, 120))
        """);
}
