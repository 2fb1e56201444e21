using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.Leaders;
using CommunityGrains.Web.Specs.People;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs.Today;

/// <summary>What needs somebody who leads communities: questions to them, his claims, the next stages of
/// their initiatives. Of others' he is told nothing.</summary>
public sealed class TheDayOfALeader(WholeSite site)
{
    [Theory]
    [InlineData("", "Ответьте: всё ещё верно?", "Спасибо! Записали")]
    [InlineData("/en", "Please answer: still true?", "Thank you! It is noted")]
    public async Task The_question_to_a_community_is_answered_by_one_press_of_its_own_leader(
        string prefix, string title, string thanks)
    {
        var (asked, _) = await site.GivenACommunity("ТОС «Спрошенный двор»");
        var (silent, _) = await site.GivenACommunity("ТОС «Спокойный двор»");
        var (strange, _) = await site.GivenACommunity("ТОС «Чужой двор»");
        foreach (var one in (CommunityId[])[asked, strange])
            await site.Ask(one, question => new CommunityCommand.AskIfTrue(question));
        using var leader = await site.GivenABrowser(Role.Leader, new Scope.Communities([asked, silent]));
        var page = $"{prefix}/today";
        var questions = (await leader.OpenAsync(page)).Html.SectionOf("questions").ShouldNotBeNull();
        questions.Seen().ShouldContain(title);
        questions.RowsOf().ShouldBe([$"{prefix}/communities/{asked}"]);

        (await leader.FillInAsync(page, $"{page}/answer", ("record", $"{strange}"))).Status
            .ShouldBe(404, "it is for its own leader to say");
        (await site.CommunityOf(strange)).CardOrNone()!.LastSignOn.ShouldBeNull();
        (await leader.FillInAsync(page, $"{page}/answer", ("record", $"{asked}"))).Location
            .ShouldBe($"{page}?done=answered");
        var after = (await leader.OpenAsync($"{page}?done=answered")).Html;
        after.Seen().ShouldContain(thanks);
        after.SectionOf("questions").ShouldBeNull("it is answered");
        (await site.CommunityOf(asked)).CardOrNone()!.LastSignOn.ShouldBe(site.Today());
    }

    [Theory]
    [InlineData("", Language.Russian)]
    [InlineData("/en", Language.English)]
    public async Task His_own_claims_say_how_they_stand_and_until_when(string prefix, Language language)
    {
        var me = new PersonId(Guid.NewGuid());
        var (yard, _) = await site.GivenACommunity("ТОС «Заявленный двор»");
        var (house, _) = await site.GivenACommunity("ТОС «Подтверждённый дом»");
        var (left, _) = await site.GivenACommunity("ТОС «Оставленный сад»");
        var waiting = await site.GivenAClaim(yard, "Рябинина Анна", me);
        var verified = await site.GivenALeader(house, "Рябинина Анна", me);
        var over = await site.GivenAClaim(left, "Рябинина Анна", me);
        await site.AskAsync(GrainKinds.Leader, over.Value, asked => new LeaderCommand.StepDown(asked));
        await site.GivenAClaim(yard, "Рябинина Инна");
        using var leader = await site.GivenABrowser(Role.Leader, new Scope.Communities([yard]), me);

        var claims = (await leader.OpenAsync($"{prefix}/today")).Html.SectionOf("claims").ShouldNotBeNull();
        claims.RowsOf().ShouldBe(
            [$"{prefix}/leaders/{waiting}", $"{prefix}/leaders/{verified}"], ignoreOrder: true,
            "neither what he has left nor what another claims");
        var (words, seen) = (new Words(language), claims.Seen());
        seen.ShouldContain("ТОС «Заявленный двор»");
        seen.ShouldContain(words.Texts.Names.Standings[LeaderStanding.Claimed]);
        seen.ShouldContain(words.Texts.Names.Standings[LeaderStanding.Verified]);
        seen.ShouldContain(words.Texts.Today.Until(words.Date(site.Today().AddYears(1))).Seen());
    }

    [Theory]
    [InlineData("", Language.Russian)]
    [InlineData("/en", Language.English)]
    public async Task An_initiative_of_his_says_what_it_lacks_for_its_next_stage_until_it_is_there(
        string prefix, Language language)
    {
        var (yard, place) = await site.GivenACommunity("ТОС «Садовый двор»");
        var (strange, _) = await site.GivenACommunity("ТОС «Соседский двор»");
        var (lacking, ready) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var (id, of) in ((Guid, CommunityId)[])
            [(lacking, yard), (ready, yard), (Guid.NewGuid(), strange)])
        {
            await site.AskAsync(GrainKinds.Initiative, id, asked => new InitiativeCommand.Propose(
                asked, "Сад у школы", place, [of]));
        }

        await Say(ready);
        using var leader = await site.GivenABrowser(Role.Leader, new Scope.Communities([yard]));
        var stages = await Stages();
        stages.ShouldNotBeNull().RowsOf().ShouldBe([$"{prefix}/initiatives/{lacking}"]);
        var (today, missing) = (new Words(language).Texts.Today, new Words(language).Texts.Names.Missing);
        stages.Seen().ShouldContain(today.Missing($"{missing["problem"]}, {missing["concerned"]}"));
        stages.Seen().ShouldContain("ТОС «Садовый двор»");

        await Say(lacking);
        (await Stages()).ShouldBeNull("nothing is lacking");

        Task Say(Guid id) => site.AskAsync(GrainKinds.Initiative, id, asked =>
            new InitiativeCommand.StateProblem(asked, "Пустырь у школы", "Школьники и соседи"));

        async Task<string?> Stages() =>
            (await leader.OpenAsync($"{prefix}/today")).Html.SectionOf("next-stages");
    }

    [Fact]
    public async Task A_leaders_groups_are_no_staffs_and_staffs_are_no_leaders()
    {
        var (yard, _) = await site.GivenACommunity("ТОС «Ничей двор»");
        using var leader = await site.GivenABrowser(Role.Leader, new Scope.Communities([yard]));
        using var manager = await site.GivenABrowser(Role.Manager);
        foreach (var own in (string[])["questions", "claims", "next-stages"])
        {
            (await leader.OpenAsync($"/today/{own}")).Status.ShouldBe(200, own);
            (await manager.OpenAsync($"/today/{own}")).Status.ShouldBe(404, own);
        }

        foreach (var staffs in (string[])["reviews", "suggested", "to-ask", "stuck"])
        {
            (await leader.OpenAsync($"/today/{staffs}")).Status.ShouldBe(404, staffs);
            (await manager.OpenAsync($"/today/{staffs}")).Status.ShouldBe(200, staffs);
        }
    }
}
