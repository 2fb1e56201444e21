using System.Text.Json;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>What every page is held against.</summary>
internal static class PageChecks
{
    // What axe-core finds, each as "rule: element": everything it knows of WCAG 2.2 A and AA, and its best
    // practices.
    public static async Task<IReadOnlyList<string>> Barriers(this IPage page, Chromium chromium)
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
    public static async Task<string[]> Overflow(this IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
          : [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.outerHTML.slice(0, 120))
        """);
}
