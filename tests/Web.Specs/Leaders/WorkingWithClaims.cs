using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.Leaders;

/// <summary>Claims on their pages: who sees what, whose word counts, what is refused and where.</summary>
public sealed partial class WorkingWithClaims(WholeSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Today => site.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_form_sent_twice_makes_one_claim_and_its_owner_finds_it_in_his_account()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Двойной»");
        using var partner = await SignedIn(Role.Partner);
        var form = $"/communities/{community}/claim";
        var token = await partner.TokenOfAsync(form);
        (string, string)[] fields = [("name", "Парная Анна"), ("role", "chair"), ("role-text", "старшая")];
        var first = await partner.SendAsync(form, token, fields);
        first.Status.ShouldBe(303, first.Html);
        (await partner.SendAsync(form, token, fields)).Location.ShouldBe(first.Location);
        (await partner.OpenAsync(form)).Location.ShouldBe(PathOf(first.Location), "there is one already");
        var account = (await partner.OpenAsync("/account")).Html;
        account.Seen().ShouldContain("ТОС «Двойной» заявлен Не видно, что за лидером есть люди");
        account.ShouldContain($"href=\"{PathOf(first.Location)}\"");

        using var visitor = NewClient();
        (await visitor.OpenAsync(form)).Location.ShouldStartWith("/sign-in?returnUrl=");
        (await visitor.OpenAsync(PathOf(first.Location))).Html.Seen().ShouldNotContain("Парная");
    }

    [Fact]
    public async Task A_claim_is_asked_about_whom_it_names_unless_it_is_an_office_s_list()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Именной»");
        var anna = new PersonId(Guid.NewGuid());
        var order = new Order(
            new StreamId(WholeSite.Region, GrainKinds.Leader.Category, Guid.NewGuid()),
            new LeaderCommand.Claim(
                new Asked(new CommandId(Guid.NewGuid()), anna, DateTimeOffset.UtcNow, site.Today()),
                new Contact(anna, new PersonName("Именная Анна")), community, LeaderRole.Chair, ""));
        var places = site.Services.GetRequiredService<Places>();
        (await places.OfAsync(order, Cancel)).ShouldHaveSingleItem().Subject.ShouldBe(anna);
        var listed = order with { Command = ((LeaderCommand.Claim)order.Command) with { Source = "список" } };
        (await places.OfAsync(listed, Cancel)).ShouldHaveSingleItem().Subject.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_reads_is_shown_no_form_and_whose_it_is_not_finds_nothing()
    {
        var (community, municipality) = await site.GivenACommunity("ТОС «Закрытый»");
        var claim = await site.GivenAClaim(community, "Закрытая Анна");
        var page = $"/leaders/{claim}";
        using var visitor = NewClient();
        (await visitor.OpenAsync(page)).Html.ShouldNotContain("/changes");
        using var here = await SignedIn(Role.Coordinator, new Scope.Municipalities([municipality]));
        (await here.OpenAsync(page)).Html.ShouldContain("/changes");

        using var there = await SignedIn(
            Role.Coordinator, new Scope.Municipalities([new MunicipalityId(Guid.NewGuid())]));
        (await there.OpenAsync(page)).Html.ShouldNotContain("/changes");
        var token = await there.TokenOfAsync("/people");
        var known = await there.SendAsync($"{page}/changes", token, [("act", "start-review")]);
        var unknown = await there.SendAsync(
            $"/leaders/{Guid.NewGuid()}/changes", token, [("act", "start-review")]);
        (known.Status, unknown.Status).ShouldBe((404, 404));
        WithoutIds(known.Html).ShouldBe(WithoutIds(unknown.Html));
        (await here.OpenAsync("/leaders?waiting=true")).Html.ShouldContain(page);
        (await there.OpenAsync("/leaders?waiting=true")).Html.ShouldNotContain(page);
        (await visitor.OpenAsync("/leaders?waiting=true")).Html.Seen().ShouldNotContain("Ждут решения");
    }

    [Fact]
    public async Task A_member_confirms_once_and_his_name_is_kept_nowhere()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Свидетели»");
        var claim = await site.GivenAClaim(community, "Заявова Анна Ивановна");
        using var manager = await SignedIn(Role.Manager);
        (await Confirm(manager, claim, "Соседов Пётр Ильич")).Status.ShouldBe(303);
        foreach (var (name, problem) in ((string, string)[])[
            ("Пётр Ильич  СОСЕДОВ", "Этот участник уже подтвердил"),
            ("Анна Ивановна Заявова", "Сам себя никто не подтверждает"),
            ("Пётр", "Назовите человека полностью")])
        {
            var (status, html, _) = await Confirm(manager, claim, name);
            status.ShouldBe(422, name);
            Error("give-evidence-member-confirmation-member").Match(html).Groups[1].Value.Seen()
                .ShouldStartWith(problem);
            html.ShouldContain($"value=\"{name}\"", customMessage: "nothing typed is lost");
        }

        (await manager.OpenAsync($"/leaders/{claim}")).Html.Seen().ShouldNotContain("Соседов");
        var card = await CardOf(claim);
        card.Evidence.Count(fact => fact.Kind == EvidenceKind.MemberConfirmation).ShouldBe(1);
        card.Evidence[^1].What.ShouldBe("подписал лист");
    }

    [Fact]
    public async Task What_is_on_record_is_picked_and_not_made_up()
    {
        var (community, municipality) = await site.GivenACommunity("ТОС «Находка»");
        var claim = await site.GivenAClaim(community, "Находкина Анна");
        var (free, taken) = (Guid.NewGuid(), Guid.NewGuid());
        await site.AskAsync(GrainKinds.Initiative, free, asked => new InitiativeCommand.Propose(
            asked, "Клумба", municipality, [community]));
        await site.AskAsync(GrainKinds.Initiative, taken, asked => new InitiativeCommand.Propose(
            asked, "Чужой каток", municipality, [community], new LeaderId(Guid.NewGuid())));
        using var manager = await SignedIn(Role.Manager);
        var html = (await manager.OpenAsync($"/leaders/{claim}")).Html;
        html.Seen().ShouldContain("Клумба");
        html.Seen().ShouldNotContain("Чужой каток", customMessage: "what another leads speaks for him");
        (await Pick(manager, claim, free, "Выдумка")).Status.ShouldBe(303);
        (await CardOf(claim)).Evidence[^1].What.ShouldBe("Клумба", "it is taken from the record");
        (await Pick(manager, claim, free, "Клумба")).Status.ShouldBe(422, "once is enough");
        (await Pick(manager, claim, taken, "Каток")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Two_managers_do_not_decide_past_each_other()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Двое»");
        var claim = await site.GivenAClaim(community, "Двоякая Анна");
        using var one = await SignedIn(Role.Manager);
        using var other = await SignedIn(Role.Manager);
        var seen = Version().Match((await other.OpenAsync($"/leaders/{claim}")).Html).Groups[1].Value;
        (await Ask(one, claim, "start-review", ("version", seen))).Status.ShouldBe(303);
        var (status, html, _) = await Ask(
            other, claim, "dispute", ("version", seen), ("reason", "Собрания не было"));
        status.ShouldBe(422);
        html.Seen().ShouldContain("Запись с тех пор изменилась");
        html.ShouldContain("Собрания не было</textarea>");
        var now = Version().Match(html).Groups[1].Value;
        (await Ask(other, claim, "dispute", ("version", now), ("reason", "Собрания не было")))
            .Status.ShouldBe(303, "the page that was answered is of today");
    }

    [Fact]
    public async Task Whoever_raised_a_claim_does_not_decide_on_it()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Свой»");
        using var manager = await SignedIn(Role.Manager);
        var form = $"/communities/{community}/claim";
        var claim = PathOf((await manager.FillInAsync(
            form, null, ("name", "Своя Анна"), ("role", "leader"))).Location);
        var html = (await manager.OpenAsync(claim)).Html;
        html.ShouldNotContain("value=\"start-review\"");
        var (status, again, _) = await manager.FillInAsync(
            claim, $"{claim}/changes", ("act", "start-review"));
        status.ShouldBe(422);
        again.Seen().ShouldContain("О самом себе никто не решает");
    }

    [Fact]
    public async Task A_claim_is_corrected_moved_and_left()
    {
        var (community, _) = await site.GivenACommunity("ТОС «Прежний»");
        var (next, _) = await site.GivenACommunity("ТОС «Новоселье»");
        var claim = await site.GivenALeader(community, "Прежняя Анна");
        using var manager = await SignedIn(Role.Manager);
        await Accepted("change-contact", ("email", "anna@example.org"), ("phone", "8 999 000 11 22"));
        await Accepted("change-role", ("role", "leader"), ("role-text", "староста"));
        await Accepted("rename", ("name", "Новая Анна"), ("reason", "замужество"));
        (await StateOf(claim)).ShouldBeOfType<Leader.Claimed>("another name was not verified");
        var found = (await manager.OpenAsync($"/leaders/{claim}?find=новоселье")).Html;
        found.ShouldContain($"value=\"{next}\"");
        await Accepted("move-to", ("community", next.ToString()), ("reason", "переехала"));
        (await CardOf(claim)).Community.ShouldBe(next);
        (await manager.OpenAsync($"/leaders/{claim}")).Html.Seen()
            .ShouldContain("о другом сообществе, не засчитывается");
        var fact = (await CardOf(claim)).Evidence[0].Id.ToString();
        await Accepted("withdraw-evidence", ("key", fact), ("reason", "не тот двор"));
        (await CardOf(claim)).Evidence[0].Withdrawn.ShouldBeTrue();
        await Accepted("step-down");
        (await StateOf(claim)).ShouldBeOfType<Leader.SteppedDown>();

        async Task Accepted(string act, params (string, string)[] fields)
        {
            var (status, html, location) = await Ask(manager, claim, act, fields);
            status.ShouldBe(303, html.Seen());
            (await manager.OpenAsync(location!)).Html.ShouldContain("note good");
        }
    }

    private Task<(int Status, string Html, string? Location)> Ask(
        HttpClient client, LeaderId claim, string act, params (string, string)[] fields) =>
        client.FillInAsync($"/leaders/{claim}", $"/leaders/{claim}/changes", [("act", act), .. fields]);

    private Task<(int Status, string Html, string? Location)> Confirm(
        HttpClient client, LeaderId claim, string name) => Ask(
            client, claim, "give-evidence", ("key", "member-confirmation"), ("kind", "member-confirmation"),
            ("member", name), ("what", "подписал лист"), ("happened-on", Today));

    private Task<(int Status, string Html, string? Location)> Pick(
        HttpClient client, LeaderId claim, Guid initiative, string what) => Ask(
            client, claim, "give-evidence", ("key", $"initiative-proposed-{initiative}"),
            ("kind", "initiative-proposed"), ("what", what), ("happened-on", Today));

    private async Task<ClaimCard> CardOf(LeaderId claim) => (await StateOf(claim)).CardOrNone()!;

    private async Task<Leader> StateOf(LeaderId claim) => (Leader)(await site.Services
        .GetRequiredService<IGrains>().StateAsync(
            new StreamId(WholeSite.Region, GrainKinds.Leader.Category, claim.Value), Cancel)).State;

    private static string PathOf(string? location) => location.ShouldNotBeNull().Split('?')[0];

    private static string WithoutIds(string html) => Ids().Replace(html, "");

    private static Regex Error(string field) => new($"id=\"{field}-error\">([^<]*)<", RegexOptions.None,
        TimeSpan.FromSeconds(1));

    [GeneratedRegex("name=\"version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();

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
