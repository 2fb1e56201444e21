using System.Text.RegularExpressions;
using CommunityGrains.Web.Specs.Sample;
using Microsoft.Playwright;

namespace CommunityGrains.Web.Specs.Browser;

/// <summary>The whole way with the keyboard alone.</summary>
public sealed class KeyboardSpecs(Site site, Chromium chromium)
{
    [Fact]
    public async Task A_reader_finds_narrows_opens_and_comes_back_without_a_mouse()
    {
        var page = await chromium.OpenAsync(site, "/");
        await using var context = page.Context;

        await page.Keyboard.PressAsync("Tab");
        (await Focused(page)).ShouldBe("К содержанию");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'content'");
        await TabTo(page, "search-text");
        await page.Keyboard.TypeAsync("Старый");
        (await page.Locator("#search-text").InputValueAsync()).ShouldBe("Старый");
        await page.Keyboard.PressAsync("Enter");
        await Arrives(page, "/communities?text=");
        (await page.Locator("h1").InnerTextAsync()).ShouldContain("Найдено");
        (await page.Locator("#text").InputValueAsync()).ShouldBe("Старый");

        await TabTo(page, "form");
        // Letters above Latin reach the page as text, not as keys, so the choice is made with the arrows.
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabTo(page, "Показать");
        await page.Keyboard.PressAsync("Enter");
        await Arrives(page, "form=territorial-self-government");

        await TabTo(page, "ТОС «Старый город»");
        await page.Keyboard.PressAsync("Enter");
        await Arrives(page, $"/communities/{SampleData.Full}");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("ТОС «Старый город»");

        await page.GoBackAsync();
        await Arrives(page, "form=territorial-self-government");
        (await page.Locator("#text").InputValueAsync()).ShouldBe("Старый");
    }

    [Fact]
    public async Task Whatever_has_the_focus_can_be_seen_to_have_it()
    {
        var page = await chromium.OpenAsync(site, "/communities", width: 390);
        await using var context = page.Context;
        for (var step = 0; step < 25; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var outline = await page.EvaluateAsync<string>(
                "() => (s => s.outlineStyle + s.outlineWidth)(getComputedStyle(document.activeElement))");
            outline.ShouldBe("solid3px", await Focused(page));
        }
    }

    // The address is looked at again and again: a navigation may be over before anybody waits for its event.
    private static Task Arrives(IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(
        new Regex(Regex.Escape(address), RegexOptions.None, TimeSpan.FromSeconds(1)),
        new PageAssertionsToHaveURLOptions { Timeout = 30_000 });

    // Tabs until the element with this id or text has the focus; a page has fewer than a hundred stops before
    // it.
    private static async Task TabTo(IPage page, string what)
    {
        for (var step = 0; step < 100; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await Focused(page) == what) return;
        }

        throw new InvalidOperationException($"The keyboard did not reach {what}");
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>(
        "() => document.activeElement.id || document.activeElement.innerText.trim()");
}
