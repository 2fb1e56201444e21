using System.Globalization;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.Leaders;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Initiatives;

/// <summary>An initiative from its proposal to its finish, as a community's leader would lead it.</summary>
public sealed class InitiativesInABrowser(WholeSite site, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Journey.Views), MemberType = typeof(Journey))]
    public async Task An_initiative_goes_through_its_four_steps_and_says_each_time_what_is_missing(
        string language, int width)
    {
        var today = site.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (community, _) = await site.GivenACommunity($"ТОС «Зелёный {language}{width}»");
        await using var leader = await Journey.SignedInAsync(
            site, chromium, await site.GivenAn(Role.Leader, new Scope.Communities([community])),
            "initiative", language, width);
        await leader.OpenAsync($"/communities/{community}");
        await leader.Page.Locator("a[href$='/initiative']").ClickAsync();
        await leader.SendAsync("propose", ("title", "Площадка во дворе"), ("problem", "Детям негде играть"));

        // Only half of the problem was said: the rest is asked for, and the half is still there.
        (await leader.Page.Locator("#state-problem-problem").InputValueAsync())
            .ShouldBe("Детям негде играть");
        (await leader.Page.Locator("#state-problem-concerned-error").CountAsync()).ShouldBe(1);
        await leader.SeenAsync("proposed");
        await leader.SendAsync("state-problem", ("concerned", "Восемьдесят детей"));
        await leader.SendAsync("enter-stage");

        await MissingAsync(leader, 4);
        await leader.SendAsync("set-goal", ("goal", "Площадка к сентябрю"));
        await leader.SendAsync(
            "make-plan", ("step-1", "Выровнять"), ("due-1", today), ("step-3", "Построить"));
        await leader.SendAsync("describe-team", ("people", "Три плотника"));
        await MissingAsync(leader, 1);
        await leader.SendAsync("set-budget", ("amount", "сто тысяч"));
        (await leader.Page.Locator("#set-budget-amount-error").CountAsync()).ShouldBe(1);
        await leader.SeenAsync("designed");
        await leader.SendAsync("set-budget", ("amount", "120 000,50"));
        (await leader.SaysAsync()).ShouldContain(language == "en" ? "₽120,000.5" : "120 000,5 ₽");
        await leader.SendAsync("enter-stage");

        await MissingAsync(leader, 1);
        await leader.SendAsync("record-work", ("what", "Выровняли площадку"), ("happened-on", today));
        await leader.SendAsync(
            "log-hours", ("volunteers", "5"), ("hours", "15,5"), ("what", "Копали"), ("happened-on", today));
        await leader.SendAsync(
            "receive-contribution", ("source", "business"), ("in-kind", "true"), ("amount", "30000"),
            ("what", "Доски"), ("happened-on", today));
        await leader.SeenAsync("under-way");
        await leader.SendAsync("enter-stage");

        await MissingAsync(leader, 4);
        await leader.SendAsync(
            "record-outcome", ("result", "Площадка открыта"), ("goal-reached", "true"),
            ("beneficiaries", "80"), ("evidence", "https://example.org/opening"));
        await leader.SendAsync("note-after-effects", ("text", "Соседи вместе чистят снег"));
        await leader.SendAsync("finish");
        await leader.Page.Locator(".marks .mark.good").WaitForAsync();
        (await leader.Page.Locator(".steps .done").CountAsync()).ShouldBe(4);
        await leader.SeenAsync("finished");
    }

    private static async Task MissingAsync(Journey journey, int count)
    {
        await journey.Page.Locator(".missing li").First.WaitForAsync();
        (await journey.Page.Locator(".missing li").CountAsync()).ShouldBe(count);
    }
}
