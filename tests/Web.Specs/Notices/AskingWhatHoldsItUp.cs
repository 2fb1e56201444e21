using System.Net;
using CommunityGrains.Domain.Access;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs.Notices;

/// <summary>Whoever answers for an initiative that stands still is told so in words, and finds the question
/// on its page.</summary>
public sealed class AskingWhatHoldsItUp(NoticeSite site)
{
    private const string What = "initiative.asked-what-holds-it-up.v1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_told_with_its_day_in_both_languages_and_by_letter_and_leads_to_the_initiative()
    {
        var town = await site.GivenAMunicipality("Застойный");
        var yard = await site.GivenACommunity(town, "ТОС «Застойный двор»");
        var login = await site.GivenAn(Role.Leader, new Scope.Communities([yard]));
        var since = site.Today.AddDays(-70);
        var garden = await site.GivenAnInitiative(town, yard, since);
        await site.AskWhatHoldsItUp(garden, since);
        await site.Told();
        using var leader = await SignedIn(login);

        foreach (var (prefix, language) in ((string, Language)[])
            [("", Language.Russian), ("/en", Language.English)])
        {
            var html = (await leader.OpenAsync($"{prefix}/notices")).Html;
            var (words, seen) = (new Words(language), html.Seen());
            seen.ShouldContain(words.Texts.Notices.Happened[What]("Сад у школы").Seen());
            seen.ShouldContain(words.Texts.Today.Silent(words.Date(since)).Seen());
            html.ShouldContain($"href=\"{prefix}/initiatives/{garden}\"");
        }

        var letter = (await site.LettersTo(login)).ShouldHaveSingleItem();
        NoticeSite.LinkIn(letter, $"/initiatives/{garden}").ShouldStartWith(site.Address.AbsoluteUri);
    }

    [Fact]
    public async Task Its_page_says_so_until_something_is_recorded_and_what_to_do_to_whoever_can()
    {
        var town = await site.GivenAMunicipality("Тихий");
        var yard = await site.GivenACommunity(town, "ТОС «Тихий двор»");
        var since = site.Today.AddDays(-70);
        var garden = await site.GivenAnInitiative(town, yard, since);
        using var leader = await SignedIn(await site.GivenAn(Role.Leader, new Scope.Communities([yard])));
        using var visitor = new HttpClient { BaseAddress = site.Address };
        var words = new Words(Language.Russian);
        var says = words.Texts.Initiative.StandsStill(words.Date(since), words.Date(site.Today)).Seen();
        var hint = words.Texts.Initiative.StandsStillHint.Seen();

        (await Seen(visitor)).ShouldNotContain(says);
        await site.AskWhatHoldsItUp(garden, since);
        (await Seen(visitor)).ShouldContain(says);
        (await Seen(visitor)).ShouldNotContain(hint);
        (await Seen(leader)).ShouldContain(says);
        (await Seen(leader)).ShouldContain(hint);
        await site.Pause(garden);
        (await Seen(leader)).ShouldNotContain(says);

        async Task<string> Seen(HttpClient client) =>
            (await client.GetStringAsync(new Uri($"/initiatives/{garden}", UriKind.Relative), Cancel)).Seen();
    }

    private async Task<HttpClient> SignedIn(string login)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
        })
        {
            BaseAddress = site.Address,
        };
        var (status, html, _) = await client.SignInAsync(login, NoticeSite.Password);
        status.ShouldBe(303, html.Seen());
        return client;
    }
}
