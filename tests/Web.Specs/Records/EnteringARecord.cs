using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>A community is entered in the register on its form, without a script.</summary>
public sealed class EnteringARecord(WholeSite site)
{
    private const string Page = "/communities/new";

    private static (string, string)[] Form(
        CommunityId record, MunicipalityId municipality, string name, params (string, string)[] more) =>
    [
        ("record", record.ToString()), ("name", name), ("form", "territorial-self-government"),
        ("municipality", municipality.ToString()), ("registration-basis", "протокол № 1"), .. more,
    ];

    [Fact]
    public async Task A_record_is_made_of_what_was_typed_as_leniently_as_of_a_file()
    {
        var (municipality, id) = (await site.GivenAMunicipality(), NewId());
        using var browser = await site.GivenABrowser(Role.Manager);
        var (status, _, location) = await browser.FillInAsync(Page, null, Form(
            id, municipality, "ТОС  «Родник»", ("residents", "1 973 чел."), ("charter-on", "12.12.2010"),
            ("location", "54.7348 55.9578"), ("topics", "субботники\r\nродник"),
            ("head-name", "Иванова Анна"), ("head-phone", "8 (999) 000-11-22")));
        (status, location).ShouldBe((303, $"/communities/{id}?done=registered"));
        var entry = await site.EntryOf(id);
        (entry.Name, entry.Residents, entry.CharterOn, entry.Topics).ShouldBe(
            ("ТОС «Родник»", 1973, new DateOnly(2010, 12, 12), "субботники\nродник"));
        entry.Location.ShouldBe(new GeoPoint(54.7348, 55.9578));
        var html = (await browser.OpenAsync(location!)).Html.Seen();
        html.ShouldContain("Сообщество внесено в реестр");
        html.ShouldContain("Иванова А.");
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_beside_its_field_and_nothing_is_lost()
    {
        var municipality = await site.GivenAMunicipality();
        using var browser = await site.GivenABrowser(Role.Manager);
        var (status, html, _) = await browser.FillInAsync(Page, null,
            ("record", NewId().ToString()), ("municipality", municipality.ToString()),
            ("inn", "12 34"), ("members", "много"), ("charter-on", "вчера"), ("address", "ул. Мира, 5"),
            ("head-phone", "+79990001122"), ("head-email", "не почта"));
        status.ShouldBe(422);
        foreach (var field in (string[])["name", "form", "registration-basis", "inn", "members", "charter-on",
            "head-name", "head-email"])
            html.ShouldContain($"id=\"{field}-error\"", Case.Sensitive, field);
        foreach (var typed in (string[])["12 34", "много", "вчера", "ул. Мира, 5", "+79990001122",
            "не почта"])
            WebUtility.HtmlDecode(html).ShouldContain(
                $"value=\"{typed}\"", Case.Sensitive, "what was typed stays");
        html.ShouldContain($"<option value=\"{municipality}\" selected");
        html.Seen().ShouldContain("ИНН: 10 или 12 цифр");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_record()
    {
        var (municipality, id) = (await site.GivenAMunicipality(), NewId());
        using var browser = await site.GivenABrowser(Role.Manager);
        var form = Form(id, municipality, "ТОС «Дважды»");
        (await browser.FillInAsync(Page, null, form)).Status.ShouldBe(303);
        (await browser.FillInAsync(Page, null, form)).Location.ShouldBe(
            $"/communities/{id}?done=registered");
        var list = (await browser.OpenAsync($"/communities?municipality={municipality}")).Html;
        Regex.Count(list, "<li>\\s*<h[23] class=\"row-name\"").ShouldBe(1);
    }

    [Fact]
    public async Task Before_a_second_record_of_a_community_its_author_is_asked_and_his_answer_is_kept()
    {
        var municipality = await site.GivenAMunicipality();
        var known = await site.GivenACommunity(municipality, "ТОС «Берёзовая роща»");
        var id = NewId();
        using var browser = await site.GivenABrowser(Role.Manager);
        var form = Form(id, municipality, "ТОС Березовая Роща");
        var (status, html, _) = await browser.FillInAsync(Page, null, form);
        status.ShouldBe(422);
        html.Seen().ShouldContain("Похоже, оно уже есть");
        html.ShouldContain($"href=\"/communities/{known}\"");
        (await site.CommunityOf(id)).ShouldBeOfType<Community.Unknown>("nothing is entered before an answer");

        (string, string)[] seen = [.. form, ("seen", known.ToString())];
        (await browser.FillInAsync(Page, null, seen)).Html.Seen().ShouldContain("Скажите, чем отличается");
        (await browser.FillInAsync(Page, null, [.. seen, ("different", "другой берег")]))
            .Status.ShouldBe(303);
        (await site.CommunityOf(id)).CardOrNone()!.Dismissed.ShouldBe([known]);
        (await browser.OpenAsync($"/communities/{id}/history")).Html.Seen().ShouldContain("другой берег");
    }

    [Fact]
    public async Task Hints_are_for_those_who_enter_records_there()
    {
        var (here, there) = (await site.GivenAMunicipality(), await site.GivenAMunicipality());
        var known = await site.GivenACommunity(
            here, "ТОС «Зелёная горка»", (RegisterField.Address, "ул. Мира, 5"));
        using var coordinator = await site.GivenABrowser(
            Role.Coordinator, new Scope.Municipalities([here]));
        using var partner = await site.GivenABrowser(Role.Partner);
        var hints = $"/communities/lookalikes?name=зеленая+горка&municipality={here}";
        var (status, json, _) = await coordinator.OpenAsync(hints);
        status.ShouldBe(200);
        var found = JsonDocument.Parse(json).RootElement.EnumerateArray().Single();
        found.GetProperty("id").GetString().ShouldBe(known.ToString());
        found.GetProperty("about").GetString()!.ShouldContain("ул.\u00A0Мира, 5");
        found.GetProperty("why").GetString().ShouldBe("название то же");
        (await coordinator.OpenAsync($"{hints}&self={known}")).Html.ShouldBe("[]", "not itself");
        (await coordinator.OpenAsync($"/communities/lookalikes?name=горка&municipality={there}"))
            .Status.ShouldBe(404);
        (await partner.OpenAsync(hints)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_coordinator_enters_communities_of_his_municipalities_only()
    {
        var (here, there) = (await site.GivenAMunicipality(), await site.GivenAMunicipality());
        using var browser = await site.GivenABrowser(Role.Coordinator, new Scope.Municipalities([here]));
        var html = (await browser.OpenAsync(Page)).Html;
        html.ShouldContain($"<option value=\"{here}\" selected");
        html.ShouldNotContain(there.ToString());
        var id = NewId();
        var (status, again, _) = await browser.FillInAsync(Page, null, Form(id, there, "ТОС «Чужой»"));
        status.ShouldBe(422);
        again.ShouldContain("id=\"municipality-error\"");
        (await site.CommunityOf(id)).ShouldBeOfType<Community.Unknown>();
        using var leader = await site.GivenABrowser(
            Role.Leader, new Scope.Communities([await site.GivenACommunity(here, "ТОС «Свой»")]));
        (await leader.OpenAsync(Page)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/communities", "Внести сообщество")]
    [InlineData("/en/communities", "Enter a community")]
    public async Task Only_who_may_enter_is_led_there(string list, string words)
    {
        using var manager = await site.GivenABrowser(Role.Manager);
        using var partner = await site.GivenABrowser(Role.Partner);
        (await manager.OpenAsync(list)).Html.Seen().ShouldContain(words);
        (await partner.OpenAsync(list)).Html.Seen().ShouldNotContain(words);
    }

    private static CommunityId NewId() => new(Guid.NewGuid());
}
