using System.Text.RegularExpressions;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Suggestions;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Voice;

/// <summary>The first thing that whoever has no account may write here, and what it opens.</summary>
public sealed partial class SuggestingOnThePages(WholeSite site)
{
    private const string Region = WholeSite.Region;

    [Fact]
    public async Task What_a_resident_told_is_read_by_staff_of_the_place_and_by_nobody_else()
    {
        var (_, here, community) = await site.GivenAHead("Дворовая Анна");
        var (_, there, _) = await site.GivenAHead("Далёкая Анна");
        using var visitor = NewClient();
        var id = await SuggestAsync(visitor, community, ("field", "address"), ("to", "Тайная улица, 17"));
        foreach (var address in (string[])[
            $"/suggestions/{id}", $"/suggestions/{id}?done=sent", $"/communities/{community}", "/moderation"])
            (await visitor.OpenAsync(address)).Html.ShouldNotContain("Тайная", Case.Insensitive, address);

        using var mine = await SignedIn(Role.Coordinator, new Scope.Municipalities([here]));
        (await mine.OpenAsync("/moderation")).Html.Seen().ShouldContain("Тайная улица, 17");
        (await mine.OpenAsync($"/moderation/{id}")).Html.Seen().ShouldContain("Тайная улица, 17");
        var today = (await mine.OpenAsync("/today")).Html;
        today.ShouldContain($"/moderation/{id}", Case.Insensitive, "it is among what needs somebody");
        today.ShouldNotContain("Тайная");
        using var other = await SignedIn(Role.Coordinator, new Scope.Municipalities([there]));
        (await other.OpenAsync("/moderation")).Html.ShouldNotContain("Тайная");
        (await other.OpenAsync($"/moderation/{id}")).Status.ShouldBe(404);
        (await other.OpenAsync("/today")).Html.ShouldNotContain(id);
        using var leader = await SignedIn(Role.Leader, new Scope.Communities([community]));
        (await leader.OpenAsync("/moderation")).Status.ShouldBe(404);
        (await leader.OpenAsync($"/moderation/{id}")).Status.ShouldBe(404);
        var token = await other.TokenOfAsync("/account");
        foreach (var part in (string[])["acceptance", "question", "note", "refusal", "outdated", "proposal"])
        {
            (await other.SendAsync($"/moderation/{id}/{part}", token, [("reason", "x"), ("what", "x")]))
                .Status.ShouldBe(404, part);
        }
    }

    [Fact]
    public async Task It_names_nobody_who_sent_it()
    {
        var (_, _, community) = await site.GivenAHead("Безымянная Анна");
        using var staff = await SignedIn(Role.Manager);
        var id = await SuggestAsync(staff, community, ("field", "address"), ("to", "Лесная, 1"));
        var stream = new StreamId(Region, "suggestion", Guid.Parse(id));
        var recorded = (await site.Service<IEventLog>().ReadStreamAsync(stream, 0, 10, Cancel))
            .ShouldHaveSingleItem();
        recorded.Account.ShouldBe(Guid.Empty.ToString(), "not even of who is signed in");
        System.Text.Encoding.UTF8.GetString(recorded.Json.Span).ShouldNotContain("Лесная");
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_suggestion_and_so_is_the_same_said_by_another()
    {
        var (_, _, community) = await site.GivenAHead("Двойная Анна");
        using var one = NewClient();
        using var other = NewClient();
        (string, string)[] said = [("field", "address"), ("to", "Мира, 5"), ("how-known", "вижу")];
        var (page, number) = ($"/communities/{community}/correction", Guid.CreateVersion7().ToString());
        var first = await one.FillInAsync(page, null, [.. said, ("number", number)]);
        var again = await one.FillInAsync(page, null, [.. said, ("number", number)]);
        again.Location.ShouldBe(first.Location);
        (await other.FillInAsync(page, null, [.. said, ("number", $"{Guid.CreateVersion7()}")]))
            .Location.ShouldBe(first.Location, "it is one thing to decide");
        var changed = await one.FillInAsync(
            page, null, ("field", "address"), ("to", "Мира, 6"), ("number", number));
        changed.Status.ShouldBe(303);
        changed.Location.ShouldNotBe(first.Location, "who went back and wrote otherwise said another thing");
        (await OpenOfAsync(community)).ShouldBe(2);
    }

    [Theory]
    [InlineData("homepage", "https://example.org")]
    [InlineData("field", "note")]
    [InlineData("field", "nothing")]
    [InlineData("to", " ")]
    [InlineData("reply-to", "anna")]
    public async Task What_is_wrong_is_said_and_everything_typed_is_still_there(string field, string value)
    {
        var (_, _, community) = await site.GivenAHead("Внимательная Анна");
        using var visitor = NewClient();
        var typed = new Dictionary<string, string>
        {
            ["field"] = "address", ["to"] = "Садовая, 5", ["how-known"] = "живу напротив",
            ["reply-to"] = "sosed@example.org",
        };
        typed[field] = value;
        var (status, html, _) = await visitor.FillInAsync(
            $"/communities/{community}/correction", null, [.. typed.Select(pair => (pair.Key, pair.Value))]);
        status.ShouldBe(422);
        (html.Contains("role=\"alert\"") || html.Contains("aria-invalid=\"true\""))
            .ShouldBeTrue("it is said, above the form or beside the field");
        html.ShouldContain("живу напротив");
        (await OpenOfAsync(community)).ShouldBe(0);
    }

    [Fact]
    public async Task A_form_that_is_not_of_this_browser_does_nothing()
    {
        var (_, _, community) = await site.GivenAHead("Осторожная Анна");
        using var visitor = NewClient();
        var page = $"/communities/{community}/correction";
        (await visitor.SendAsync(page, "forged", [("field", "address"), ("to", "x")])).Status.ShouldBe(400);
        using var other = NewClient();
        var token = await other.TokenOfAsync(page);
        (await visitor.SendAsync(page, token, [("field", "address"), ("to", "x")])).Status.ShouldBe(400);
        (await OpenOfAsync(community)).ShouldBe(0);
    }

    [Fact]
    public async Task Html_is_shown_to_moderators_as_text()
    {
        var (_, _, community) = await site.GivenAHead("Чистая Анна");
        using var visitor = NewClient();
        var id = await SuggestAsync(
            visitor, community, ("field", "address"), ("to", "<script>alert('x')</script>"),
            ("how-known", "\"><img src=x onerror=alert(1)>"));
        using var staff = await SignedIn(Role.Manager);
        foreach (var address in (string[])["/moderation", $"/moderation/{id}"])
        {
            var html = (await staff.OpenAsync(address)).Html;
            html.ShouldNotContain("<script>alert");
            html.ShouldNotContain("<img");
        }
    }

    [Fact]
    public async Task A_community_has_an_end_of_what_may_wait_and_an_address_of_what_it_may_send()
    {
        var (_, _, community) = await site.GivenAHead("Терпеливая Анна");
        var few = Intake(free: 100, perCommunity: 2);
        (await TellAsync(few, community, "1", "192.0.2.1")).ShouldBeOfType<Intake.Taken>();
        (await TellAsync(few, community, "2", "192.0.2.1")).ShouldBeOfType<Intake.Taken>();
        (await TellAsync(few, community, "3", "192.0.2.1")).ShouldBeOfType<Intake.Full>();
        var (_, _, another) = await site.GivenAHead("Тихая Анна");
        var slow = Intake(free: 2, perCommunity: 20);
        (await TellAsync(slow, another, "1", "192.0.2.2")).ShouldBeOfType<Intake.Taken>();
        (await TellAsync(slow, another, "2", "192.0.2.2")).ShouldBeOfType<Intake.Taken>();
        (await TellAsync(slow, another, "3", "192.0.2.2")).ShouldBeOfType<Intake.Wait>()
            .For.ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
        (await TellAsync(slow, another, "3", "192.0.2.3")).ShouldBeOfType<Intake.Taken>("somebody else may");
        var missing = await slow.TakeAsync(
            Region, new(Guid.NewGuid()),
            asked => new SuggestionCommand.SayNoLongerTrue(asked, new(Guid.NewGuid()), Untruth.Gone),
            "192.0.2.3", Cancel);
        missing.ShouldBeOfType<Intake.Refused>("there is no such community");
    }

    [Fact]
    public async Task What_is_declined_can_be_read_by_nobody_any_more()
    {
        var (_, _, community) = await site.GivenAHead("Забытая Анна");
        using var visitor = NewClient();
        var id = await SuggestAsync(visitor, community, ("field", "address"), ("to", "Личная тайна, 1"));
        using var staff = await SignedIn(Role.Manager);
        var page = $"/moderation/{id}";
        (await staff.FillInAsync(page, $"{page}/refusal", ("reason", ""))).Status.ShouldBe(422);
        (await staff.FillInAsync(page, $"{page}/refusal", ("reason", "Дом стоит на Мира")))
            .Location.ShouldBe("/moderation?done=declined");
        (await site.Service<PersonalVault>().Keys.FindAsync(Region, [new(Guid.Parse(id))], Cancel))
            .ShouldBeEmpty("its key is gone");
        var after = (await staff.OpenAsync(page)).Html.Seen();
        after.ShouldNotContain("Личная тайна");
        after.ShouldContain("Дом стоит на Мира");
        (await visitor.OpenAsync($"/suggestions/{id}")).Html.Seen().ShouldContain("не принято");
        (await staff.FillInAsync("/account", $"{page}/refusal", ("reason", "другое"))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task An_accepted_one_is_forgotten_after_a_month()
    {
        var (_, _, community) = await site.GivenAHead("Памятная Анна");
        using var visitor = NewClient();
        var id = await SuggestAsync(visitor, community, ("field", "members"), ("to", "12"));
        using var staff = await SignedIn(Role.Manager);
        await staff.FillInAsync($"/moderation/{id}", $"/moderation/{id}/note", ("what", "записано"));
        var (forgetting, today) = (
            site.Service<ForgettingSuggestions>(), site.Service<RegionCalendar>().Today(Region));
        await forgetting.ForgetAsync(Region, today.AddDays(29), Cancel);
        (await KeysAsync()).ShouldBe(1);
        (await forgetting.ForgetAsync(Region, today.AddDays(30), Cancel)).ShouldBeGreaterThan(0);
        (await KeysAsync()).ShouldBe(0);

        async Task<int> KeysAsync() => (await site.Service<PersonalVault>().Keys.FindAsync(
            Region, [new(Guid.Parse(id))], Cancel)).Count;
    }

    [Fact]
    public async Task What_the_community_would_refuse_is_said_beside_its_field()
    {
        var (_, _, community) = await site.GivenAHead("Числовая Анна");
        using var visitor = NewClient();
        var id = await SuggestAsync(visitor, community, ("field", "members"), ("to", "человек двенадцать"));
        using var staff = await SignedIn(Role.Manager);
        var page = $"/moderation/{id}";
        var refused = await staff.FillInAsync(
            page, $"{page}/acceptance", ("now", ""), ("to", "человек двенадцать"));
        refused.Status.ShouldBe(422);
        refused.Html.Seen().ShouldContain("Участников");
        (await staff.FillInAsync(page, $"{page}/acceptance", ("now", "7"), ("to", "12")))
            .Status.ShouldBe(422, "the field is not as it was shown");
        (await staff.FillInAsync(page, $"{page}/acceptance", ("now", ""), ("to", "12")))
            .Location.ShouldBe("/moderation?done=accepted");
        await UntilAsync(async () => (await visitor.OpenAsync($"/communities/{community}"))
            .Html.Seen().Contains("По сообщению жителя"));
    }

    [Fact]
    public async Task A_missing_community_is_proposed_only_where_the_moderator_may()
    {
        var (_, here, _) = await site.GivenAHead("Соседняя Анна");
        var (_, there, _) = await site.GivenAHead("Чужая Анна");
        using var visitor = NewClient();
        var name = $"Клуб садоводов {Guid.NewGuid():N}"[..24];
        var sent = await visitor.FillInAsync(
            "/missing", null, ("name", name), ("municipality", $"{here}"), ("where", "Садовая"));
        var id = IdIn(sent.Location!);
        using var mine = await SignedIn(Role.Coordinator, new Scope.Municipalities([here]));
        var page = $"/moderation/{id}";
        (await mine.FillInAsync(page, $"{page}/proposal",
            ("name", name), ("form", "interest-club"), ("municipality", $"{there}"))).Status.ShouldBe(404);
        (await mine.FillInAsync(page, $"{page}/proposal",
            ("name", name), ("form", "interest-club"), ("municipality", $"{here}"))).Status.ShouldBe(303);
        await UntilAsync(async () => (await visitor.OpenAsync(
            $"/communities?text={Uri.EscapeDataString(name)}&status=proposed")).Html.Seen().Contains(name));
    }

    private async Task<string> SuggestAsync(
        HttpClient client, CommunityId community, params (string, string)[] fields)
    {
        var sent = await client.FillInAsync($"/communities/{community}/correction", null, fields);
        sent.Status.ShouldBe(303);
        return IdIn(sent.Location!);
    }

    private static string IdIn(string address) => Id().Match(address).Value;

    private async Task<int> OpenOfAsync(CommunityId community) => (await site.Service<ISuggestionsOnRecord>()
        .OpenSuggestionsAsync(Region, community, Cancel)).OfCommunity;

    private SuggestionIntake Intake(int free, int perCommunity) => new(
        site.Service<IGrains>(), site.Service<ISuggestionsOnRecord>(), site.Service<PersonalVault>(),
        site.Service<Throttle>(), site.Service<ISecretBox>(), site.Service<RegionCalendar>(),
        new IntakeLimits(
            new(free, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)), perCommunity,
            2_000));

    private async Task<Intake> TellAsync(
        SuggestionIntake intake, CommunityId community, string members, string address)
    {
        var taken = await intake.TakeAsync(
            Region, new(Guid.NewGuid()),
            asked => new SuggestionCommand.SuggestCorrection(
                asked, community, RegisterField.Members, null, new(members)),
            address, Cancel);
        if (taken is Intake.Taken { Position: var position })
            await site.SeenAsync(position);
        return taken;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Processes and views follow the log a moment later.
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo()) await often.WaitForNextTickAsync(soon.Token);
    }

    private async Task<HttpClient> SignedIn(Role role, Scope? scope = null)
    {
        var client = NewClient();
        (await client.SignInAsync(await site.GivenAn(role, scope), WholeSite.Password)).Status.ShouldBe(303);
        return client;
    }

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = site.Address,
    };

    [GeneratedRegex("[0-9a-f-]{36}")]
    private static partial Regex Id();
}
