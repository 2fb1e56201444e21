using System.Text.RegularExpressions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>Entries are edited by several people, who see each other's work before they write over
/// it.</summary>
public sealed partial class EditingARecord(WholeSite site)
{
    private async Task<(MunicipalityId Municipality, CommunityId Id)> GivenACommunity(string name)
    {
        var municipality = await site.GivenAMunicipality();
        return (municipality, await site.GivenACommunity(
            municipality, name, (RegisterField.Members, "40"), (RegisterField.Address, "ул. Мира, 5"),
            (RegisterField.Note, "звонить после обеда"), (RegisterField.Boundaries, "дома 1–5\nдвор")));
    }

    [Fact]
    public async Task Only_what_was_changed_is_corrected()
    {
        var (_, id) = await GivenACommunity("ТОС «Правка»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/edit";
        var fields = FieldsOf((await browser.OpenAsync(page)).Html);
        fields["boundaries"] = "дома 1–5\r\nдвор";
        fields["members"] = "54";
        var (status, _, location) = await Send(browser, page, fields);
        (status, location).ShouldBe((303, $"/communities/{id}?done=corrected"));
        (await site.CommunityOf(id)).CardOrNone()!.Overridden.Select(change => change.Field)
            .ShouldBe([RegisterField.Members]);
        fields = FieldsOf((await browser.OpenAsync(page)).Html);
        (await Send(browser, page, fields)).Location.ShouldBe($"/communities/{id}?done=unchanged");
    }

    [Fact]
    public async Task A_refusal_stands_beside_its_field_and_everything_typed_is_still_there()
    {
        var (_, id) = await GivenACommunity("ТОС «Отказ»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/edit";
        var fields = FieldsOf((await browser.OpenAsync(page)).Html);
        (fields["name"], fields["inn"], fields["topics"]) = ("ТОС «Другой»", "123", "родник, шахматы");
        var (status, html, _) = await Send(browser, page, fields);
        status.ShouldBe(422);
        html.ShouldContain("id=\"inn-error\"");
        html.ShouldContain("id=\"reason-error\"", Case.Sensitive, "another name needs a reason");
        var again = FieldsOf(html);
        (again["name"], again["inn"], again["topics"]).ShouldBe(
            ("ТОС «Другой»", "123", "родник, шахматы"));
        (again["inn"], again["reason"]) = ("0274000001", "устав в новой редакции");
        (await Send(browser, page, again)).Status.ShouldBe(303);
        (await site.EntryOf(id)).Name.ShouldBe("ТОС «Другой»");
    }

    [Fact]
    public async Task Who_was_overtaken_sees_what_the_other_changed_and_keeps_what_he_typed()
    {
        var (_, id) = await GivenACommunity("ТОС «Вдвоём»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/edit";
        var mine = FieldsOf((await browser.OpenAsync(page)).Html);
        await site.Ask(id, asked => new CommunityCommand.Correct(
            asked, [new(RegisterField.Members, "54"), new(RegisterField.Address, "ул. Мира, 7")]));
        (mine["members"], mine["topics"]) = ("60", "родник");
        var (status, html, _) = await Send(browser, page, mine);
        status.ShouldBe(422);
        var seen = html.Seen();
        seen.ShouldContain("Пока вы правили, запись изменили");
        seen.ShouldContain("Участников было 40 → стало 54 у вас: 60");
        seen.ShouldContain("Адрес было ул. Мира, 5 → стало ул. Мира, 7");
        (await site.EntryOf(id)).Members.ShouldBe(54, "nothing is written over unseen");
        var again = FieldsOf(html);
        (again["members"], again["topics"], again["address"]).ShouldBe(("60", "родник", "ул. Мира, 7"));
        (await Send(browser, page, again)).Status.ShouldBe(303);
        var entry = await site.EntryOf(id);
        (entry.Members, entry.Topics, entry.Address).ShouldBe((60, "родник", "ул. Мира, 7"));
    }

    [Fact]
    public async Task Others_work_elsewhere_on_the_record_hinders_nobody()
    {
        var (_, id) = await GivenACommunity("ТОС «Рядом»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/edit";
        var mine = FieldsOf((await browser.OpenAsync(page)).Html);
        await site.Ask(id, asked => new CommunityCommand.NoteLifeSign(asked, "субботник", asked.On));
        mine["members"] = "60";
        (await Send(browser, page, mine)).Status.ShouldBe(303);
        (await site.EntryOf(id)).Members.ShouldBe(60);
    }

    [Fact]
    public async Task Elements_are_edited_by_the_same_rules()
    {
        var (_, id) = await GivenACommunity("ТОС «Опора»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/infrastructure";
        var mine = FieldsOf((await browser.OpenAsync(page)).Html);
        await site.Ask(id, asked => new CommunityCommand.DescribeInfrastructure(
            asked, InfrastructureElement.Links, "школа № 1"));
        (mine["infrastructure.links"], mine["infrastructure.residents"]) = ("школа № 2", "54 участника");
        var (status, html, _) = await Send(browser, page, mine);
        status.ShouldBe(422);
        html.Seen().ShouldContain("Связи было пусто → стало школа № 1 у вас: школа № 2");
        (await Send(browser, page, FieldsOf(html))).Location
            .ShouldBe($"/communities/{id}?done=described");
        (await site.CommunityOf(id)).CardOrNone()!.Infrastructure.ShouldBe(
        [
            new(InfrastructureElement.Residents, "54 участника"),
            new(InfrastructureElement.Links, "школа № 2"),
        ]);
    }

    [Fact]
    public async Task A_leader_keeps_his_own_entry_and_neither_sees_nor_loses_what_is_for_the_office()
    {
        var (_, id) = await GivenACommunity("ТОС «Свой двор»");
        var (_, other) = await GivenACommunity("ТОС «Чужой двор»");
        using var browser = await site.GivenABrowser(Role.Leader, new Scope.Communities([id]));
        var page = $"/communities/{id}/edit";
        var html = (await browser.OpenAsync(page)).Html;
        html.Seen().ShouldNotContain("звонить");
        html.ShouldNotContain("name=\"note\"");
        var fields = FieldsOf(html);
        (fields["members"], fields["note"]) = ("50", "");
        (await Send(browser, page, fields)).Status.ShouldBe(303);
        var entry = await site.EntryOf(id);
        (entry.Members, entry.Note).ShouldBe((50, "звонить после обеда"));

        foreach (var part in (string[])["head", "merge?with=" + other])
            (await browser.OpenAsync($"/communities/{id}/{part}")).Status.ShouldBe(404, part);
        var nowhere = $"/communities/{Guid.NewGuid()}/edit";
        var (status, refused, _) = await browser.OpenAsync($"/communities/{other}/edit");
        status.ShouldBe(404);
        refused.Replace($"{other}", "", StringComparison.Ordinal).ShouldBe(
            (await browser.OpenAsync(nowhere)).Html.Replace(nowhere[13..^5], "", StringComparison.Ordinal),
            "whose it is not, for him it does not exist");
    }

    [Fact]
    public async Task The_head_is_named_by_staff_and_is_sealed_in_the_grain()
    {
        var (_, id) = await GivenACommunity("ТОС «Глава»");
        using var browser = await site.GivenABrowser(Role.Manager);
        var page = $"/communities/{id}/head";
        var refused = await browser.FillInAsync(
            page, null, ("head-name", ""), ("head-phone", "8 999 000 11 22"), ("version", "1"));
        refused.Status.ShouldBe(422);
        refused.Html.ShouldContain("id=\"head-name-error\"");
        refused.Html.ShouldContain("8 999 000 11 22");
        (await browser.FillInAsync(
            page, null, ("head-name", "Петрова Инна"), ("head-phone", "8 999 000 11 22"), ("version", "1")))
            .Location.ShouldBe($"/communities/{id}?done=head-named");
        var head = (await site.CommunityOf(id)).CardOrNone()!.Head.ShouldNotBeNull();
        SealedText.IsSealed(head.Name.Value).ShouldBeTrue();
        (await browser.OpenAsync(page)).Html.ShouldContain("value=\"Петрова Инна\"");
        // Made before the head was named, the form would take away somebody its author has not seen.
        (await browser.FillInAsync(page, $"{page}/removal", ("version", "1"))).Status.ShouldBe(422);
        (await browser.FillInAsync(page, $"{page}/removal", ("version", "2"))).Status.ShouldBe(303);
        (await site.CommunityOf(id)).CardOrNone()!.Head.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_closed_says_so_instead_of_a_form()
    {
        var (_, id) = await GivenACommunity("ТОС «Закрытый»");
        await site.Ask(id, asked => new CommunityCommand.Close(asked, "разъехались"));
        using var browser = await site.GivenABrowser(Role.Manager);
        var (status, html, _) = await browser.OpenAsync($"/communities/{id}/edit");
        status.ShouldBe(200);
        html.Seen().ShouldContain("Сообщество закрыто");
        html.ShouldNotContain("name=\"name\"");
    }

    /// <summary>What a browser would send: the fields of the page's own form.</summary>
    internal static Dictionary<string, string> FieldsOf(string html)
    {
        var form = Form().Match(html).Value;
        var fields = new Dictionary<string, string>();
        foreach (Match input in Input().Matches(form))
        {
            if (!input.Value.Contains(" disabled", StringComparison.Ordinal))
                fields[input.Groups[1].Value] = Decoded(Value().Match(input.Value).Groups[1].Value);
        }

        foreach (Match text in Textarea().Matches(form))
            fields[text.Groups[1].Value] = Decoded(text.Groups[2].Value).TrimStart('\n');
        foreach (Match select in Select().Matches(form))
            fields[select.Groups[1].Value] = Chosen().Match(select.Groups[2].Value).Groups[1].Value;
        return fields;
    }

    internal static Task<(int Status, string Html, string? Location)> Send(
        HttpClient browser, string page, Dictionary<string, string> fields) => browser.SendAsync(
            page, fields["form-token"],
            [.. fields.Where(field => field.Key != "form-token").Select(field => (field.Key, field.Value))]);

    private static string Decoded(string text) => System.Net.WebUtility.HtmlDecode(text);

    [GeneratedRegex("<form class=\"form (?:entry|merge)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input\\b[^>]*\\bname=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex(
        "<textarea\\b[^>]*\\bname=\"(?<name>[^\"]*)\"[^>]*>(?<value>.*?)</textarea>",
        RegexOptions.Singleline)]
    private static partial Regex Textarea();

    [GeneratedRegex(
        "<select\\b[^>]*\\bname=\"(?<name>[^\"]*)\"[^>]*>(?<value>.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();
}
