using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>Two records are found to be one community, or two.</summary>
public sealed class JudgingDuplicates(WholeSite site)
{
    private async Task<(MunicipalityId Municipality, CommunityId One, CommunityId Other)> GivenAPair()
    {
        var municipality = await site.GivenAMunicipality();
        var one = await site.GivenACommunity(
            municipality, "ТОС «Тихий пруд»", (RegisterField.Members, "40"));
        var other = await site.GivenACommunity(
            municipality, "ТОС Тихий Пруд", (RegisterField.Members, "54"),
            (RegisterField.Address, "ул. Мира, 5"));
        await site.Ask(other, asked => new CommunityCommand.SuggestDuplicate(
            asked, other, one, 100, "name-same"));
        return (municipality, one, other);
    }

    [Fact]
    public async Task The_list_has_each_pair_of_ones_own_places_once()
    {
        var (here, one, other) = await GivenAPair();
        var (_, strange, _) = await GivenAPair();
        await site.Ask(one, asked => new CommunityCommand.SuggestDuplicate(
            asked, one, other, 100, "name-same"));
        using var browser = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([here]));
        var html = (await browser.OpenAsync("/duplicates")).Html;
        System.Text.RegularExpressions.Regex.Count(html, "class=\"card pair\"").ShouldBe(1);
        html.ShouldContain(one.ToString());
        html.ShouldNotContain(strange.ToString());
        html.Seen().ShouldContain("похоже на 100 % · название то же");
        using var partner = await site.GivenABrowser(Role.Partner);
        (await partner.OpenAsync("/duplicates")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Merged_both_steps_are_done_and_the_chosen_values_are_taken_over()
    {
        var (_, one, other) = await GivenAPair();
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{other}/merge?with={one}";
        var html = (await browser.OpenAsync(page)).Html;
        html.ShouldContain("value=\"address\" checked", Case.Sensitive, "what only one of them says");
        html.ShouldNotContain("value=\"members\" checked");
        (string, string)[] choice =
            [("with", $"{one}"), ("survivor", $"{one}"), ("take", "address"), ("take", "members")];
        var action = $"/communities/{other}/merge";
        var refused = await browser.FillInAsync(page, action, [.. choice, ("reason", " ")]);
        refused.Status.ShouldBe(422);
        refused.Html.ShouldContain("id=\"reason-error\"");
        refused.Html.ShouldContain("value=\"members\" checked");
        (await site.CommunityOf(one)).CardOrNone()!.Absorbed.ShouldBeEmpty();

        (await browser.FillInAsync(page, action, [.. choice, ("reason", "один пруд")])).Location
            .ShouldBe($"/communities/{one}?done=merged");
        (await site.CommunityOf(other)).ShouldBeOfType<Community.Merged>().Survivor.ShouldBe(one);
        var entry = await site.EntryOf(one);
        (entry.Name, entry.Members, entry.Address).ShouldBe(("ТОС «Тихий пруд»", 54, "ул. Мира, 5"));
        (await browser.OpenAsync($"/communities/{other}")).Html.Seen()
            .ShouldContain("Эта запись объединена с другой");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_merge_is_undone_from_either_record_with_a_reason(bool fromSurvivor)
    {
        var (_, one, other) = await GivenAPair();
        using var browser = await site.GivenABrowser(Role.Manager);
        await browser.FillInAsync(
            $"/communities/{one}/merge?with={other}", $"/communities/{one}/merge",
            ("with", $"{other}"), ("survivor", $"{one}"), ("reason", "по ошибке"));
        var page = $"/communities/{(fromSurvivor ? one : other)}";
        var action = $"/communities/{other}/acts";
        (await browser.OpenAsync(page)).Html.ShouldContain(action);
        (await browser.FillInAsync(page, action, ("act", "undo-merge"), ("reason", ""))).Status
            .ShouldBe(422);
        (await browser.FillInAsync(
            page, action, ("act", "undo-merge"), ("reason", "разные люди"),
            ("from-survivor", fromSurvivor ? "true" : ""))).Location
            .ShouldBe($"{page}?done=undo-merge");
        (await site.CommunityOf(one)).CardOrNone()!.Absorbed.ShouldBeEmpty("the second step is done too");
        (await site.CommunityOf(other)).ShouldBeOfType<Community.Registered>();
    }

    [Fact]
    public async Task A_record_that_has_taken_others_in_does_not_go_into_another()
    {
        var (municipality, one, other) = await GivenAPair();
        var third = await site.GivenACommunity(municipality, "ТОС «Третий»");
        using var browser = await site.GivenABrowser(Role.Manager);
        await browser.FillInAsync(
            $"/communities/{one}/merge?with={other}", $"/communities/{one}/merge",
            ("with", $"{other}"), ("survivor", $"{one}"), ("reason", "одно"));
        var (status, html, _) = await browser.FillInAsync(
            $"/communities/{third}/merge?with={one}", $"/communities/{third}/merge",
            ("with", $"{one}"), ("survivor", $"{third}"), ("reason", "одно"));
        status.ShouldBe(422);
        html.Seen().ShouldContain("В эту запись уже вошли другие");
        (await site.CommunityOf(third)).CardOrNone()!.Absorbed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Told_apart_with_a_reason_the_pair_leaves_the_list_for_good()
    {
        var (here, one, other) = await GivenAPair();
        using var browser = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([here]));
        var page = $"/communities/{one}/merge?with={other}";
        var action = $"/communities/{one}/dismissals";
        var refused = await browser.FillInAsync(
            page, action, ("with", $"{other}"), ("dismiss-reason", ""));
        refused.Status.ShouldBe(422);
        refused.Html.ShouldContain("id=\"dismiss-reason-error\"");
        (await browser.FillInAsync(
            page, action, ("with", $"{other}"), ("dismiss-reason", "два пруда"))).Status.ShouldBe(303);
        (await browser.OpenAsync("/duplicates")).Html.Seen().ShouldContain("Двойников нет");
        (await site.CommunityOf(other)).CardOrNone()!.Dismissed.ShouldBe(
            [one], "it stands where the suspicion stood");
    }

    [Fact]
    public async Task Both_records_must_be_ones_own()
    {
        var (here, one, _) = await GivenAPair();
        var (_, strange, _) = await GivenAPair();
        using var browser = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([here]));
        (await browser.OpenAsync($"/communities/{one}/merge?with={strange}")).Status.ShouldBe(404);
        var token = await browser.TokenOfAsync("/duplicates");
        (await browser.SendAsync(
            $"/communities/{one}/merge", token,
            [("with", $"{strange}"), ("survivor", $"{one}"), ("reason", "хочу")])).Status.ShouldBe(404);
        (await site.CommunityOf(one)).CardOrNone()!.Absorbed.ShouldBeEmpty();
    }
}
