using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Browser;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Leaders;

/// <summary>A leader and those who decide on him, as they would do it.</summary>
public sealed class LeadersInABrowser(WholeSite site, Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Journey.Views), MemberType = typeof(Journey))]
    public async Task A_leader_claims_is_refused_brings_what_was_missing_and_is_verified(
        string language, int width)
    {
        var (community, municipality) = await site.GivenACommunity($"ТОС «Липовый {language}{width}»");
        var (other, _) = await site.GivenACommunity("Другой двор");
        var today = site.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await using var leader = await Journey.BeginAsync(
            site, chromium, "claim", language, width, $"/communities/{community}");

        // From the community's page by way of signing in.
        await leader.Page.Locator("a[href$='/claim']").ClickAsync();
        await PeopleInABrowser.SignInAsync(
            leader.Page, await site.GivenAn(Role.Leader, new Scope.Communities([other])));
        await leader.SeenAsync("form");
        await leader.SendAsync(
            "claim", ("name", "Липова Анна Ивановна"), ("role", "chair"), ("phone", "не помню"));
        (await leader.Page.Locator("#claim-phone-error").CountAsync()).ShouldBe(1, "said beside the field");
        (await leader.Page.Locator("#claim-name").InputValueAsync())
            .ShouldBe("Липова Анна Ивановна", "nothing typed is lost");
        await leader.SendAsync("claim", ("phone", "8 999 000-11-22"));
        await leader.Page.Locator(".missing li").First.WaitForAsync();
        (await leader.Page.Locator(".missing li").CountAsync()).ShouldBe(2, "people and deeds");
        await leader.SeenAsync("raised");
        var claim = new Uri(leader.Page.Url).AbsolutePath.Replace("/en/", "/", StringComparison.Ordinal);

        await using var manager = await Journey.SignedInAsync(
            site, chromium, await site.GivenAn(Role.Coordinator, new Scope.Municipalities([municipality])),
            "review", language, width);
        await manager.OpenAsync("/leaders?waiting=true");
        await manager.Page.Locator(".rows a").First.ClickAsync();
        (await manager.SaysAsync("h1")).ShouldBe("Липова Анна Ивановна");
        await manager.SendAsync("start-review");
        await manager.SendAsync("verify", ("basis", "Поверил на слово"));
        (await manager.SaysAsync("#verify .field-error"))
            .ShouldNotBeEmpty("what is missing is said at the facts");
        (await manager.Page.Locator("#verify-basis").InputValueAsync()).ShouldBe("Поверил на слово");
        await manager.SeenAsync("not-enough");
        await manager.SendAsync("refuse", ("reason", "Нет ни протокола, ни дел"));

        await leader.OpenAsync("/account");
        (await leader.SaysAsync()).ShouldContain("Нет ни протокола, ни дел");
        await leader.OpenAsync(claim);
        await leader.SeenAsync("refused");
        await leader.Page.Locator("a.button[href$='/claim']").ClickAsync();
        await leader.SendAsync("claim", ("what", "№ 3, избран председатель"), ("happened-on", today));
        await leader.SendAsync(
            "give-evidence-gathering-held", ("what", "Субботник во дворе"), ("happened-on", today));
        await leader.Page.Locator(".doing .note.good").WaitForAsync();
        await leader.SeenAsync("complete");

        await manager.OpenAsync(claim);
        await manager.SendAsync("start-review");
        await manager.UnfoldAsync("verify");
        await manager.SeenAsync("deciding");
        await manager.SendAsync("verify", ("basis", "Протокол собрания и субботник"));
        await manager.Page.Locator(".marks .mark.good").WaitForAsync();
        await TheBadgeIsSeenByEverybody(community, language, width);
    }

    [Theory]
    [MemberData(nameof(Journey.Views), MemberType = typeof(Journey))]
    public async Task A_dispute_is_raised_and_dismissed_by_somebody_else(string language, int width)
    {
        var (community, municipality) = await site.GivenACommunity($"ТОС «Спорный {language}{width}»");
        var claim = await site.GivenALeader(community, "Спорова Инна Петровна");
        await using var neighbour = await Journey.SignedInAsync(
            site, chromium, await site.GivenAn(Role.Leader, new Scope.Communities([community])), "dispute",
            language, width);
        await neighbour.OpenAsync($"/leaders/{claim}");
        await neighbour.SendAsync("dispute", ("reason", "Собрания не было"));
        await neighbour.Page.Locator(".marks .mark.bad").WaitForAsync();
        (await neighbour.Page.Locator("#dismiss-dispute").CountAsync()).ShouldBe(0);
        await neighbour.SeenAsync("raised");

        await using var manager = await Journey.SignedInAsync(
            site, chromium, await site.GivenAn(Role.Coordinator, new Scope.Municipalities([municipality])),
            "dispute", language, width);
        await manager.OpenAsync($"/leaders/{claim}");
        (await manager.SaysAsync()).ShouldContain("Собрания не было");
        await manager.SendAsync("dismiss-dispute", ("reason", "Протокол подлинный"));
        await manager.Page.Locator(".marks .mark.good").WaitForAsync();
        await manager.SeenAsync("dismissed");
    }

    private async Task TheBadgeIsSeenByEverybody(CommunityId community, string language, int width)
    {
        await using var visitor = await Journey.BeginAsync(
            site, chromium, "verified", language, width, $"/communities/{community}");
        (await visitor.Page.Locator(".marks .mark.good").CountAsync()).ShouldBe(1, "the badge stands");
        await visitor.Page.Locator(".leader h3 a").ClickAsync();
        var shown = await visitor.SaysAsync();
        shown.ShouldContain("Протокол собрания и субботник");
        shown.ShouldNotContain("Липова", Case.Sensitive, "the name is not for everybody");
        (await visitor.Page.Locator("main form").CountAsync()).ShouldBe(0);
        await visitor.SeenAsync("public");
    }
}
