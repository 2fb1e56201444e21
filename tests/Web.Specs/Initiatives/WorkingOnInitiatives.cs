using System.Globalization;
using System.Net;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.Leaders;
using CommunityGrains.Web.Specs.People;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.Initiatives;

/// <summary>What the browser's journey does not come by: pausing, handing over, joining, striking,
/// dropping.</summary>
public sealed class WorkingOnInitiatives(WholeSite site)
{
    [Fact]
    public async Task An_initiative_is_supported_paused_handed_over_shared_and_dropped()
    {
        var (community, municipality) = await site.GivenACommunity("ТОС «Каток»");
        var (other, _) = await site.GivenACommunity("ТОС «Соседский каток»");
        var successor = await site.GivenALeader(community, "Катокова Анна");
        var id = Guid.NewGuid();
        await site.AskAsync(GrainKinds.Initiative, id, asked => new InitiativeCommand.Propose(
            asked, "Каток", municipality, [community]));
        using var manager = await SignedIn(Role.Manager);
        await Accepted("support");
        (await Seen()).ShouldContain("Вы поддерживаете эту инициативу");
        await Accepted("withdraw-support");
        await Accepted("pause", ("reason", "ждём зимы"));
        (await Seen()).ShouldContain("ждём зимы");
        await Accepted("resume");
        await Accepted("retitle", ("title", "Каток и горка"));
        await Accepted("take-over", ("leader", successor.ToString()), ("reason", "поведёт дальше"));
        (await manager.OpenAsync($"/initiatives/{id}?find=соседский")).Html
            .ShouldContain($"value=\"{other}\"");
        await Accepted("join-community", ("community", other.ToString()));
        await Accepted("leave-community", ("community", other.ToString()), ("reason", "передумали"));
        await Accepted(
            "log-hours", ("volunteers", "2"), ("hours", "3"), ("what", "заливали"), ("happened-on", Today));
        var entry = (await DossierOf(id)).Entries[0].Id.ToString();
        await Accepted("strike-entry", ("key", entry), ("reason", "не та дата"));
        await Accepted("drop", ("reason", "растаял"));
        var dossier = await DossierOf(id);
        (dossier.Title, dossier.Leader, dossier.Communities, dossier.Entries[0].Struck)
            .ShouldBe(("Каток и горка", successor, [community], true));
        (await Seen()).ShouldContain("растаял");

        async Task Accepted(string act, params (string, string)[] fields)
        {
            var (status, html, location) = await Ask(manager, id, act, fields);
            status.ShouldBe(303, html.Seen());
            (await manager.OpenAsync(location!)).Html.ShouldContain("note good");
        }

        async Task<string> Seen() => (await manager.OpenAsync($"/initiatives/{id}")).Html.Seen();
    }

    [Fact]
    public async Task A_step_that_lacks_something_is_refused_in_plain_words_and_a_wrong_number_at_its_field()
    {
        var (community, municipality) = await site.GivenACommunity("ТОС «Лавочка»");
        var id = Guid.NewGuid();
        await site.AskAsync(GrainKinds.Initiative, id, asked => new InitiativeCommand.Propose(
            asked, "Лавочка", municipality, [community]));
        using var manager = await SignedIn(Role.Manager);
        var (status, html, _) = await Ask(manager, id, "enter-stage", ("stage", "design"));
        status.ShouldBe(422);
        html.Seen().ShouldContain("ещё не всё готово: сказать, что не так, назвать, кого это касается");
        (_, html, _) = await Ask(
            manager, id, "log-hours", ("volunteers", "2"), ("hours", "49"), ("what", "красили"),
            ("happened-on", Today));
        html.ShouldContain("id=\"log-hours-hours-error\"");
        html.Seen().ShouldContain("В сутках столько часов не бывает");
        html.ShouldContain("value=\"красили\"");
    }

    [Fact]
    public async Task Whose_community_it_is_not_neither_proposes_nor_changes_anything()
    {
        var (community, municipality) = await site.GivenACommunity("ТОС «Чужой двор»");
        var (own, _) = await site.GivenACommunity("ТОС «Свой двор»");
        var id = Guid.NewGuid();
        await site.AskAsync(GrainKinds.Initiative, id, asked => new InitiativeCommand.Propose(
            asked, "Чужое", municipality, [community]));
        using var leader = await SignedIn(Role.Leader, new Scope.Communities([own]));
        (await leader.OpenAsync($"/communities/{community}")).Html.ShouldNotContain("/initiative\"");
        (await leader.OpenAsync($"/communities/{community}/initiative")).Status.ShouldBe(404);
        (await leader.OpenAsync($"/initiatives/{id}")).Html.ShouldNotContain("/changes");
        var token = await leader.TokenOfAsync($"/communities/{own}/initiative");
        (await leader.SendAsync($"/initiatives/{id}/changes", token, [("act", "support")]))
            .Status.ShouldBe(404);
        (await leader.SendAsync(
            $"/communities/{community}/initiative", token, [("title", "Моё")])).Status.ShouldBe(404);
    }

    private string Today => site.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<(int Status, string Html, string? Location)> Ask(
        HttpClient client, Guid id, string act, params (string, string)[] fields) =>
        client.FillInAsync($"/initiatives/{id}", $"/initiatives/{id}/changes", [("act", act), .. fields]);

    private async Task<Dossier> DossierOf(Guid id) => ((Initiative)(await site.Services
        .GetRequiredService<IGrains>().StateAsync(
            new StreamId(WholeSite.Region, GrainKinds.Initiative.Category, id),
            TestContext.Current.CancellationToken)).State).DossierOrNone()!;

    private async Task<HttpClient> SignedIn(Role role, Scope? scope = null)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
        })
        {
            BaseAddress = site.Address,
        };
        (await client.SignInAsync(await site.GivenAn(role, scope), WholeSite.Password)).Status.ShouldBe(303);
        return client;
    }
}
