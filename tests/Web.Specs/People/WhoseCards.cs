using System.Net;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Accounts;

namespace CommunityGrains.Web.Specs.People;

/// <summary>Whose cards staff open and change: of those who stand within their scope.</summary>
public sealed class WhoseCards(WholeSite site)
{
    [Fact]
    public async Task A_coordinator_works_with_the_people_of_his_municipality_and_knows_of_no_others()
    {
        var (here, municipality, _) = await site.GivenAHead("Местная Анна");
        var (there, _, _) = await site.GivenAHead("Местная Инна");
        using var browser = await SignedIn(Role.Coordinator, new Scope.Municipalities([municipality]));
        var found = await browser.FillInAsync("/people", null, ("text", "местная"));
        found.Html.Seen().ShouldContain("Местная Анна");
        found.Html.Seen().ShouldNotContain("Местная Инна");

        var card = $"/people/{here.Person}";
        (await browser.FillInAsync(card, $"{card}/consents", Consent("register")))
            .Location.ShouldBe($"{card}?done=given");
        (await browser.OpenAsync(card)).Html.Seen().ShouldContain("+79990001122");

        var other = $"/people/{there.Person}";
        var nobody = $"/people/{Guid.NewGuid()}";
        var (status, html, _) = await browser.OpenAsync(other);
        status.ShouldBe(404);
        html.Replace(other, "", StringComparison.Ordinal).ShouldBe(
            (await browser.OpenAsync(nobody)).Html.Replace(nobody, "", StringComparison.Ordinal),
            "whoever is not his does not exist");
        var token = await browser.TokenOfAsync("/people");
        (await browser.SendAsync($"{other}/consents", token, Consent("register"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Documents_stay_with_the_centre_and_are_not_lost_when_others_write()
    {
        var (head, _, _) = await site.GivenAHead("Бумажная Анна");
        var card = $"/people/{head.Person}";
        using var centre = await SignedIn(Role.CentreAdministrator);
        await centre.FillInAsync(card, $"{card}/consents", Consent("register"));
        await centre.FillInAsync(
            card, $"{card}/particulars", ("birth-date", ""), ("address", ""), ("documents", "Паспорт 1"));
        using var manager = await SignedIn(Role.Manager);
        var seen = (await manager.OpenAsync(card)).Html;
        seen.ShouldContain("birth-date");
        seen.ShouldNotContain("documents");
        seen.Seen().ShouldNotContain("Паспорт 1");
        await manager.FillInAsync(
            card, $"{card}/particulars", ("birth-date", "1980-05-17"), ("address", "Уфа"));
        (await manager.SendAsync(
            $"{card}/particulars", await manager.TokenOfAsync(card), [("documents", "")]))
            .Status.ShouldBe(404, "what he does not see he does not change either");
        var kept = (await centre.OpenAsync(card)).Html;
        kept.ShouldContain("1980-05-17");
        kept.Seen().ShouldContain("Паспорт 1");
    }

    [Fact]
    public async Task Only_the_centre_erases_and_not_without_a_basis_and_a_second_thought()
    {
        var (head, _, _) = await site.GivenAHead("Стойкая Анна");
        var card = $"/people/{head.Person}";
        using var manager = await SignedIn(Role.Manager);
        var token = await manager.TokenOfAsync(card);
        (await manager.SendAsync($"{card}/erasure", token, [("basis", "х"), ("sure", "true")]))
            .Status.ShouldBe(404);
        (await manager.OpenAsync($"{card}/data")).Status.ShouldBe(404);
        using var centre = await SignedIn(Role.CentreAdministrator);
        foreach (var fields in (IReadOnlyList<(string, string)[]>)[
            [("basis", " "), ("sure", "true")], [("basis", "Заявление № 1")]])
        {
            (await centre.FillInAsync(card, $"{card}/erasure", fields)).Status.ShouldBe(422);
            (await centre.OpenAsync(card)).Html.Seen().ShouldContain("Стойкая Анна");
        }

        (await centre.OpenAsync($"{card}/act")).Status.ShouldBe(404, "nobody was erased");
    }

    [Fact]
    public async Task A_name_shows_on_public_pages_as_long_as_its_owner_agrees()
    {
        var (head, _, community) = await site.GivenAHead("Открытая Анна");
        var card = $"/people/{head.Person}";
        using var centre = await SignedIn(Role.CentreAdministrator);
        using var visitor = NewClient();
        await centre.FillInAsync(card, $"{card}/consents", Consent("publication"));
        await UntilAsync(async () =>
            (await visitor.OpenAsync($"/communities/{community}")).Html.Seen().Contains("Открытая"));
        await centre.FillInAsync(card, $"{card}/withdrawals", ("purpose", "publication"));
        await UntilAsync(async () =>
            !(await visitor.OpenAsync($"/communities/{community}")).Html.Seen().Contains("Открытая"));
    }

    [Fact]
    public async Task Everybody_has_a_card_of_his_own()
    {
        using var partner = await SignedIn(Role.Partner);
        var account = (await partner.OpenAsync("/account")).Html;
        var own = System.Text.RegularExpressions.Regex.Match(account, "/people/[0-9a-f-]{36}").Value;
        (await partner.OpenAsync(own)).Html.Seen().ShouldContain("Мои данные");
        (await partner.OpenAsync("/people")).Status.ShouldBe(404, "but he does not look for others");
    }

    [Fact]
    public async Task Who_recorded_what_is_told_to_staff_only()
    {
        var (_, _, community) = await site.GivenAHead("Тихая Анна");
        using var manager = await SignedIn(Role.Manager);
        using var visitor = NewClient();
        var page = $"/communities/{community}";
        (await manager.OpenAsync(page)).Html.Seen().ShouldContain("кто: ");
        (await visitor.OpenAsync(page)).Html.Seen().ShouldNotContain("кто: ");
    }

    // The views follow the log a moment later.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo()) await often.WaitForNextTickAsync(soon.Token);
    }

    private static (string, string)[] Consent(string purpose) =>
        [("purpose", purpose), ("text-version", "2026-03"), ("given-on", "2026-03-01")];

    private async Task<HttpClient> SignedIn(Role role, Scope? scope = null)
    {
        var client = NewClient();
        (await client.SignInAsync(await site.GivenAn(role, scope), WholeSite.Password)).Status.ShouldBe(303);
        return client;
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = site.Address,
    };
}
