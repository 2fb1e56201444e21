using System.Net;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Making;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs.Notices;

/// <summary>What no event tells, because only days have passed: a verification is about to end.</summary>
public sealed class WhatOnlyTimeBrings(NoticeSite site)
{
    private static readonly int Soon = new DueRules().ExpiryDays;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_verification_that_ends_soon_is_told_once_to_its_leader_and_to_staff_of_the_place()
    {
        var (here, there) = (
            await site.GivenAMunicipality("Скорый"), await site.GivenAMunicipality("Неспешный"));
        var yard = await site.GivenACommunity(here, "ТОС «Скорый двор»");
        var me = new PersonId(Guid.NewGuid());
        var (days, until) = (new LaterClock(), site.Today.AddDays(Soon + 10));
        var claim = await site.GivenALeader(yard, "Вязова Анна Ивановна", me, until);
        string[] concerned =
        [
            await site.GivenAn(Role.Leader, new Scope.Communities([yard]), me),
            await site.GivenAn(Role.Manager, new Scope.Municipalities([here])),
            await site.GivenAn(Role.CentreAdministrator, new Scope.Region()),
        ];
        string[] others =
        [
            await site.GivenAn(Role.Manager, new Scope.Municipalities([there])),
            await site.GivenAn(Role.Partner, new Scope.Region()),
            await site.GivenAn(Role.Leader, new Scope.Communities([yard])),
        ];
        var daily = site.NewDays(days);
        await DayIs(9);
        await AllKnow([]);
        await DayIs(10);
        await AllKnow([Dates.Of(until)]);

        await daily.RoundAsync(Cancel);
        await site.NewDays(days).RoundAsync(Cancel);
        await DayIs(11);
        await AllKnow([Dates.Of(until)]);

        var later = until.AddDays(20);
        await site.Verify(claim, later);
        await DayIs(12);
        await AllKnow([Dates.Of(until)]);
        await DayIs(30);
        await AllKnow([Dates.Of(until), Dates.Of(later)]);

        Task DayIs(int day)
        {
            days.Passed = TimeSpan.FromDays(day);
            return daily.RoundAsync(Cancel);
        }

        async Task AllKnow(string[] ends)
        {
            foreach (var (login, told) in concerned.Select(one => (one, ends))
                .Concat(others.Select(one => (one, Array.Empty<string>()))))
            {
                var ending = (await site.ToldTo(login, claim.Value))
                    .Where(notice => notice.What == Happenings.VerificationEnds).ToList();
                ending.Select(notice => notice.About).ShouldBe(told, login);
                ending.ShouldAllBe(notice => notice.Kind == NoticeKind.ExpiringSoon);
            }
        }
    }

    [Fact]
    public async Task It_is_told_in_words_with_its_last_day_in_both_languages_and_leads_to_the_claim()
    {
        var town = await site.GivenAMunicipality("Последний");
        var yard = await site.GivenACommunity(town, "ТОС «Последний двор»");
        var (me, until) = (new PersonId(Guid.NewGuid()), site.Today.AddDays(Soon + 5));
        var claim = await site.GivenALeader(yard, "Осинина Вера Павловна", me, until);
        var login = await site.GivenAn(Role.Leader, new Scope.Communities([yard]), me);
        await site.NewDays(new LaterClock { Passed = TimeSpan.FromDays(5) }).RoundAsync(Cancel);
        using var leader = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
        })
        {
            BaseAddress = site.Address,
        };
        (await leader.SignInAsync(login, NoticeSite.Password)).Status.ShouldBe(303);
        foreach (var (prefix, language) in ((string, Language)[])
            [("", Language.Russian), ("/en", Language.English)])
        {
            var html = (await leader.OpenAsync($"{prefix}/notices")).Html;
            var (words, seen) = (new Words(language), html.Seen());
            seen.ShouldContain(
                words.Texts.Notices.Happened[Happenings.VerificationEnds]("ТОС «Последний двор»"));
            seen.ShouldContain(words.Texts.Notices.Until(words.Date(until)).Seen());
            seen.ShouldNotContain("Осинина", Case.Insensitive, "who it is stands on the page of the claim");
            html.ShouldContain($"href=\"{prefix}/leaders/{claim}\"");
        }
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Passed;
    }
}
