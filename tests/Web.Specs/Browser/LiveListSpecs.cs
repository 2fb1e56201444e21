using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>The list of communities answers while one types, and does without a script what it does with
/// one.</summary>
public sealed class LiveListSpecs(Site site, Chromium chromium)
{
    [Theory]
    [InlineData("", 1280, "Найдено")]
    [InlineData("/en", 390, "Found")]
    public async Task A_resident_types_and_the_list_the_address_and_what_is_said_aloud_follow(
        string language, int width, string found)
    {
        var page = await chromium.OpenAsync(site, $"{language}/communities", width);
        await using var context = page.Context;
        var all = await page.Locator(".rows > li").CountAsync();

        await page.Locator("#text").PressSequentiallyAsync("старый");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("text=.+", RegexOptions.None, Second));
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(found);
        await Assertions.Expect(page.Locator("#list-said")).ToContainTextAsync(found);
        (await page.Locator(".rows > li").CountAsync()).ShouldBeLessThan(all);
        (await page.Locator("#text").InputValueAsync()).ShouldBe("старый", "the field is left alone");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("text");
        (await page.Locator("a.language").GetAttributeAsync("href"))!.ShouldContain("text=");
        (await page.Barriers()).ShouldBeEmpty();

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(found);
        await page.Locator("#text").FillAsync("");
        await Assertions.Expect(page.Locator(".rows > li")).ToHaveCountAsync(all);
        new Uri(page.Url).Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task Newer_letters_overtake_older_answers()
    {
        var page = await chromium.OpenAsync(site, "/communities");
        await using var context = page.Context;
        // The first answer is held back until the second has come.
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/communities?text=*", async route =>
        {
            if (!route.Request.Url.EndsWith("text=zzz", StringComparison.Ordinal)) await held.Task;
            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // Given up meanwhile, as it should be.
            }
        });
        var first = page.WaitForRequestAsync("**/communities?text=z");
        await page.Locator("#text").FillAsync("z");
        await first;
        await page.Locator("#text").FillAsync("zzz");
        await page.Locator(".empty").WaitForAsync();
        held.SetResult();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("text=zzz$", RegexOptions.None, Second));
    }

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
}
