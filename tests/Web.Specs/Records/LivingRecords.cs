using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>What is done with a community's life stands on its page, where it is possible now and for whom it
/// is.</summary>
public sealed class LivingRecords(WholeSite site)
{
    private const string Registered = "still-true life-sign ask close";

    [Theory]
    [InlineData(Role.Manager, "registered", Registered)]
    [InlineData(Role.Manager, "closed", "reopen")]
    [InlineData(Role.Manager, "proposed", "confirm reject")]
    [InlineData(Role.Manager, "rejected", "")]
    [InlineData(Role.Leader, "registered", "still-true life-sign")]
    [InlineData(Role.Leader, "closed", "")]
    [InlineData(Role.Partner, "registered", "")]
    public async Task What_is_possible_now_and_ones_own_is_offered(Role role, string state, string acts)
    {
        var id = await GivenACommunity(state);
        using var browser = await site.GivenABrowser(
            role, role == Role.Leader ? new Scope.Communities([id]) : null);
        var html = (await browser.OpenAsync($"/communities/{id}")).Html;
        var offered = System.Text.RegularExpressions.Regex.Matches(html, "id=\"act-([a-z-]+)\"")
            .Select(match => match.Groups[1].Value);
        string.Join(' ', offered).ShouldBe(acts);
    }

    [Theory]
    [InlineData("proposed", "confirm", "registration-basis", "протокол", "registered")]
    [InlineData("proposed", "reject", "reason", "нет такого", "rejected")]
    [InlineData("registered", "life-sign", "what", "субботник", "active")]
    [InlineData("registered", "close", "reason", "разъехались", "closed")]
    [InlineData("closed", "reopen", "reason", "вернулись", "registered")]
    public async Task An_act_needs_its_word_and_does_what_it_says(
        string state, string act, string field, string word, string becomes)
    {
        var id = await GivenACommunity(state);
        using var browser = await site.GivenABrowser(Role.Manager);
        var (page, action) = ($"/communities/{id}", $"/communities/{id}/acts");
        var (status, html, _) = await browser.FillInAsync(page, action, ("act", act), (field, " "));
        status.ShouldBe(422);
        html.ShouldContain($"id=\"{field}-{act}-error\"");
        html.ShouldContain($"id=\"act-{act}\" open");
        StateOf(await site.CommunityOf(id)).ShouldBe(state);
        (await browser.FillInAsync(page, action, ("act", act), (field, word))).Location
            .ShouldBe($"{page}?done={act}");
        StateOf(await site.CommunityOf(id)).ShouldBe(becomes);
    }

    [Theory]
    [InlineData("still-true", "active")]
    [InlineData("ask", "registered")]
    public async Task Some_acts_need_no_word_and_are_noted_once(string act, string becomes)
    {
        var id = await GivenACommunity("registered");
        using var browser = await site.GivenABrowser(Role.Manager);
        var (page, action) = ($"/communities/{id}", $"/communities/{id}/acts");
        (await browser.FillInAsync(page, action, ("act", act))).Location.ShouldBe($"{page}?done={act}");
        StateOf(await site.CommunityOf(id)).ShouldBe(becomes);
        (await browser.FillInAsync(page, action, ("act", act))).Location
            .ShouldBe($"{page}?done=already", "a second time there is nothing to note");
    }

    [Fact]
    public async Task What_is_too_long_is_told_and_not_cut()
    {
        var id = await GivenACommunity("registered");
        using var browser = await site.GivenABrowser(Role.Manager);
        var reason = new string('ш', StoredText.LengthMax + 1);
        var (status, html, _) = await browser.FillInAsync(
            $"/communities/{id}", $"/communities/{id}/acts", ("act", "close"), ("reason", reason));
        status.ShouldBe(422);
        html.ShouldContain($"value=\"{reason}\"");
    }

    [Fact]
    public async Task Acts_are_not_for_those_who_were_not_offered_them()
    {
        var id = await GivenACommunity("registered");
        using var leader = await site.GivenABrowser(Role.Leader, new Scope.Communities([id]));
        var page = $"/communities/{id}";
        (await leader.FillInAsync(page, $"{page}/acts", ("act", "close"), ("reason", "хочу"))).Status
            .ShouldBe(404);
        using var partner = await site.GivenABrowser(Role.Partner);
        var token = await partner.TokenOfAsync("/account");
        (await partner.SendAsync($"{page}/acts", token, [("act", "still-true")])).Status.ShouldBe(404);
        (await site.CommunityOf(id)).ShouldBeOfType<Community.Registered>()
            .Liveliness.ShouldBe(Liveliness.Registered);
    }

    private async Task<CommunityId> GivenACommunity(string state)
    {
        var municipality = await site.GivenAMunicipality();
        if (state is "proposed" or "rejected")
        {
            var proposed = new CommunityId(Guid.NewGuid());
            await site.Ask(proposed, asked => new CommunityCommand.Propose(
                asked,
                [
                    new(RegisterField.Name, "ТОС «Живой»"), new(RegisterField.Form, "house-council"),
                    new(RegisterField.Municipality, municipality.ToString()),
                ]));
            if (state == "rejected")
                await site.Ask(proposed, asked => new CommunityCommand.Reject(asked, "нет такого"));
            return proposed;
        }

        var id = await site.GivenACommunity(municipality, "ТОС «Живой»");
        if (state == "closed") await site.Ask(id, asked => new CommunityCommand.Close(asked, "разъехались"));
        return id;
    }

    private static string StateOf(Community community) => community switch
    {
        Community.Registered { Liveliness: Liveliness.Active } => "active",
        _ => community.GetType().Name.ToLowerInvariant(),
    };
}
