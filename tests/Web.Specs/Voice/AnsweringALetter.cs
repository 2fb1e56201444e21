using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Voice;

/// <summary>One press in a letter, without signing in.</summary>
public sealed class AnsweringALetter(WholeSite site)
{
    private const string Region = WholeSite.Region;

    [Fact]
    public async Task Opening_the_link_changes_nothing()
    {
        var (address, community, _) = await GivenALetter("Открытая");
        using var scanner = NewClient();
        for (var i = 0; i < 3; i++) (await scanner.OpenAsync(address)).Status.ShouldBe(200);
        using var head = new HttpRequestMessage(HttpMethod.Head, address);
        await scanner.SendAsync(head, Cancel);
        (await CardAsync(community)).ConfirmedOn.ShouldBeNull();
    }

    [Fact]
    public async Task All_is_true_by_one_press_and_once()
    {
        var (address, community, head) = await GivenALetter("Верная");
        using var reader = NewClient();
        var pressed = await reader.FillInAsync(address, null, ("answer", "true"));
        (pressed.Status, pressed.Location).ShouldBe((303, $"{address}?done=true"));
        (await CardAsync(community)).ConfirmedOn.ShouldBe(Today);
        var last = (await site.Service<IEventLog>().ReadStreamAsync(
            new StreamId(Region, "community", community.Value), 0, 50, Cancel))[^1];
        (last.Name, last.Account).ShouldBe(("community.still-true.v1", head.ToString()));

        var again = await reader.OpenAsync(address);
        again.Html.Seen().ShouldContain("Ответ уже получен");
        again.Html.ShouldNotContain("name=\"answer\"");
        var token = await reader.TokenOfAsync($"/communities/{community}/correction");
        (await reader.SendAsync(address, token, [("answer", "gone")])).Html.Seen()
            .ShouldContain("Ответ уже получен");
        (await OpenOfAsync(community)).ShouldBe(0, "the first answer stands");
    }

    [Theory]
    [InlineData("gone", "Сообщества больше нет")]
    [InlineData("changed", "Другое")]
    public async Task What_is_not_true_goes_to_moderators(string answer, string told)
    {
        var (address, community, _) = await GivenALetter("Перемены");
        using var reader = NewClient();
        (await reader.FillInAsync(address, null, ("answer", answer))).Location.ShouldBe(
            $"{address}?done={answer}");
        (await reader.FillInAsync($"/communities/{community}/correction", address, ("answer", answer)))
            .Html.Seen().ShouldContain("Ответ уже получен");
        (await OpenOfAsync(community)).ShouldBe(1);
        var page = await site.Service<ISuggestionsOnRecord>().SuggestionsAsync(
            new(Region) { Communities = [community] }, Cancel);
        using var staff = NewClient();
        await staff.SignInAsync(await site.GivenAn(Role.Manager), WholeSite.Password);
        var seen = (await staff.OpenAsync($"/moderation/{page.Items[0].Id}")).Html.Seen();
        seen.ShouldContain(told);
        seen.ShouldContain("ответ на наше письмо");
    }

    [Fact]
    public async Task An_old_link_says_so_kindly_and_does_nothing()
    {
        var (_, community, head) = await GivenALetter("Давняя");
        var token = Links.Make(Region, community, head, Today, DateTimeOffset.UtcNow.AddMinutes(-1));
        await NothingHappens(token, community);
    }

    [Fact]
    public async Task A_link_of_who_leads_it_no_longer_does_nothing()
    {
        var (_, community, _) = await GivenALetter("Бывшая");
        var token = Links.Make(Region, community, new(Guid.NewGuid()), Today, Tomorrow);
        await NothingHappens(token, community);
    }

    [Fact]
    public async Task A_link_that_was_made_up_is_not_there()
    {
        using var reader = NewClient();
        (await reader.OpenAsync($"/answer/{new string('A', 82)}")).Status.ShouldBe(404);
        (await reader.OpenAsync("/answer/x")).Status.ShouldBe(404);
    }

    private async Task NothingHappens(string token, CommunityId community)
    {
        var address = AnswerLinks.PathOf(token);
        using var reader = NewClient();
        var opened = await reader.OpenAsync(address);
        (opened.Status, opened.Html.Contains("name=\"answer\"", StringComparison.Ordinal))
            .ShouldBe((200, false));
        foreach (var answer in (string[])["true", "gone", "changed", "other"])
            (await reader.FillInAsync($"/communities/{community}/correction", address, ("answer", answer)))
                .Status.ShouldBe(200);
        (await CardAsync(community)).ConfirmedOn.ShouldBeNull();
        (await OpenOfAsync(community)).ShouldBe(0);
    }

    private AnswerLinks Links => site.Service<AnswerLinks>();

    private DateOnly Today => site.Service<RegionCalendar>().Today(Region);

    private static DateTimeOffset Tomorrow => DateTimeOffset.UtcNow.AddDays(1);

    private async Task<(string Address, CommunityId Community, PersonId Head)> GivenALetter(string name)
    {
        var (head, _, community) = await site.GivenAHead($"{name} Анна");
        await site.AskAsync(
            GrainKinds.Community, community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        var token = Links.Make(Region, community, head.Person, Today, Tomorrow);
        return (AnswerLinks.PathOf(token), community, head.Person);
    }

    private async Task<Card> CardAsync(CommunityId community) =>
        ((Community)(await site.Service<IGrains>().StateAsync(
            new StreamId(Region, "community", community.Value), Cancel)).State).CardOrNone()!;

    private async Task<int> OpenOfAsync(CommunityId community) => (await site.Service<ISuggestionsOnRecord>()
        .OpenSuggestionsAsync(Region, community, Cancel)).OfCommunity;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = site.Address,
    };
}
