using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>The history of a record, and earlier values given back out of it.</summary>
public sealed class GivingValuesBack(WholeSite site)
{
    private async Task<(MunicipalityId Municipality, CommunityId Id)> GivenAHistory()
    {
        var municipality = await site.GivenAMunicipality();
        var id = await site.GivenACommunity(
            municipality, "ТОС «Память»", (RegisterField.Members, "40"), (RegisterField.Note, "тайное"));
        await Correct(RegisterField.Members, "54");
        await Correct(RegisterField.Note, "другое тайное");
        await Correct(RegisterField.Members, "60");
        await site.Ask(id, asked => new CommunityCommand.DescribeInfrastructure(
            asked, InfrastructureElement.Links, "школа"));
        await site.Ask(id, asked => new CommunityCommand.DescribeInfrastructure(
            asked, InfrastructureElement.Links, "школа и клуб"));
        return (municipality, id);

        Task Correct(RegisterField field, string value) => site.Ask(
            id, asked => new CommunityCommand.Correct(asked, [new(field, value)]));
    }

    [Fact]
    public async Task The_history_is_narrowed_to_a_field_with_its_first_value()
    {
        var (_, id) = await GivenAHistory();
        using var visitor = new HttpClient { BaseAddress = site.Address };
        var html = (await visitor.OpenAsync($"/communities/{id}/history?field=members")).Html;
        var seen = html.Seen();
        seen.ShouldContain("Участников: было 54 → стало 60");
        seen.ShouldContain("Участников: было 40 → стало 54");
        seen.ShouldContain("Участников: было пусто → стало 40");
        seen.ShouldNotContain("Связи: было");
        html.ShouldNotContain("/restore?", Case.Sensitive, "a visitor gives nothing back");
        (await visitor.OpenAsync($"/communities/{id}/history?field=note")).Html.ShouldNotContain("тайное");
        (await visitor.OpenAsync($"/communities/{Guid.NewGuid()}/history")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_earlier_value_is_given_back_with_a_reason_after_now_and_then_were_seen()
    {
        var (_, id) = await GivenAHistory();
        using var browser = await site.GivenABrowser(Role.Manager);
        var history = (await browser.OpenAsync($"/communities/{id}/history")).Html;
        history.Seen().ShouldContain("Вернуть «40»");
        history.Seen().ShouldContain("Вернуть «тайное»", Case.Sensitive, "staff see what is for the office");
        history.Seen().ShouldNotContain("Вернуть «60»", Case.Sensitive, "it stands now");
        var page = $"/communities/{id}/restore?field=members&version=2";
        var (_, html, _) = await browser.OpenAsync(page);
        html.Seen().ShouldContain("Сейчас 60 Станет 40");
        var fields = EditingARecord.FieldsOf(html);
        var action = $"/communities/{id}/restore";
        (await EditingARecord.Send(browser, action, fields)).Html.ShouldContain("id=\"reason-error\"");
        fields["reason"] = "ошиблись при пересчёте";
        (await EditingARecord.Send(browser, action, fields)).Location
            .ShouldBe($"/communities/{id}?done=restored");
        (await site.EntryOf(id)).Members.ShouldBe(40);
        (await browser.OpenAsync(page)).Status.ShouldBe(404, "there is nothing to give back any more");
    }

    [Fact]
    public async Task Somebody_faster_is_seen_before_his_value_is_written_over()
    {
        var (_, id) = await GivenAHistory();
        using var browser = await site.GivenABrowser(Role.Manager);
        var fields = EditingARecord.FieldsOf(
            (await browser.OpenAsync($"/communities/{id}/restore?field=members&version=2")).Html);
        fields["reason"] = "ошиблись";
        await site.Ask(id, asked => new CommunityCommand.Correct(
            asked, [new(RegisterField.Members, "61")]));
        var (status, html, _) = await EditingARecord.Send(browser, $"/communities/{id}/restore", fields);
        status.ShouldBe(422);
        html.Seen().ShouldContain("Сейчас 61 Станет 40");
        (await site.EntryOf(id)).Members.ShouldBe(61);
        (await EditingARecord.Send(
            browser, $"/communities/{id}/restore", EditingARecord.FieldsOf(html))).Status.ShouldBe(303);
        (await site.EntryOf(id)).Members.ShouldBe(40);
    }

    [Fact]
    public async Task Elements_are_given_back_too()
    {
        var (_, id) = await GivenAHistory();
        using var browser = await site.GivenABrowser(Role.Leader, new Scope.Communities([id]));
        var page = $"/communities/{id}/restore?field=infrastructure.links&version=6";
        var fields = EditingARecord.FieldsOf((await browser.OpenAsync(page)).Html);
        (await EditingARecord.Send(browser, $"/communities/{id}/restore", fields)).Status.ShouldBe(303);
        (await site.CommunityOf(id)).CardOrNone()!.Infrastructure.Single().Text.ShouldBe("школа");
        (await browser.OpenAsync($"/communities/{id}/restore?field=note&version=3")).Status
            .ShouldBe(404, "what is for the office is not a leader's");
    }

    [Fact]
    public async Task The_centre_gives_a_municipality_its_name_back()
    {
        var id = await site.GivenAMunicipality("Старое Место");
        using var centre = await site.GivenABrowser(Role.CentreAdministrator);
        await site.AskMunicipality(id, asked => new Domain.Municipalities.MunicipalityCommand.Rename(
            asked, "Новое Место", "Новое Место, округ", asked.On));
        using var manager = await site.GivenABrowser(Role.Manager);
        var page = $"/municipalities/{id}/restore?field=name&version=2";
        (await manager.OpenAsync(page)).Status.ShouldBe(404);
        (await centre.OpenAsync($"/municipalities/{id}/history")).Html.ShouldContain("restore?field=name");
        var (_, html, _) = await centre.OpenAsync(page);
        html.Seen().ShouldContain("Сейчас Новое Место Станет Старое Место");
        (await EditingARecord.Send(
            centre, $"/municipalities/{id}/restore", EditingARecord.FieldsOf(html))).Location
            .ShouldBe($"/municipalities/{id}/history");
        (await centre.OpenAsync($"/municipalities/{id}")).Html.Seen().ShouldContain("Старое Место");
    }

    [Theory]
    [InlineData("", "История")]
    [InlineData("/en", "History")]
    public async Task A_communitys_page_tells_the_last_of_it_and_leads_to_all(string prefix, string title)
    {
        var (_, id) = await GivenAHistory();
        using var visitor = new HttpClient { BaseAddress = site.Address };
        (await visitor.OpenAsync($"{prefix}/communities/{id}")).Html
            .ShouldContain($"href=\"{prefix}/communities/{id}/history\"");
        (await visitor.OpenAsync($"{prefix}/communities/{id}/history")).Html.Seen().ShouldContain(title);
    }
}
