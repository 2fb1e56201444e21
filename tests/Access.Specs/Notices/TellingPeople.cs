using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Specs.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Making;
using CommunityGrains.Notices.Subscribing;
using Dapper;

namespace CommunityGrains.Access.Specs.Notices;

public sealed class TellingPeopleOfAFile() : TellingPeople(Kept.InAFile);

public sealed class TellingPeopleOfAServer() : TellingPeople(Kept.OnAServer);

/// <summary>Who is told of what, once each, and in which way.</summary>
public abstract class TellingPeople(Kept kept) : NoticeWorld(kept)
{
    private static readonly MunicipalityId Here = new(Guid.NewGuid()), There = new(Guid.NewGuid());

    private static Scope In(MunicipalityId municipality) => new Scope.Municipalities([municipality]);

    [Fact]
    public async Task A_claim_is_told_to_who_reviews_there_once_however_often_the_log_is_read()
    {
        await Read();
        var manager = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        var other = await GivenSomebody("b@example.org", Role.Manager, In(There));
        var centre = await GivenSomebody("c@example.org", Role.CentreAdministrator, new Scope.Region());
        var partner = await GivenSomebody("d@example.org", Role.Partner, new Scope.Region());
        var community = await GivenACommunity(Here);
        await GivenAClaim(community);
        await Read();
        await Read();
        // As after a backup of the accounts alone.
        await Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "update notice_reader set position = 0", transaction: transaction), Cancel);
        await Read();

        (await ToldTo(manager)).ShouldBe(["account.granted.v1", "leader.claimed.v1"]);
        (await ToldTo(centre)).ShouldBe(["account.granted.v1", "leader.claimed.v1"]);
        (await ToldTo(other)).ShouldBe(["account.granted.v1"]);
        (await ToldTo(partner)).ShouldBe(["account.granted.v1"]);
        (await Notices.UnreadAsync(manager.Id, Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_read_at_once_tell_once()
    {
        await Read();
        var manager = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        var community = await GivenACommunity(Here);
        for (var i = 0; i < 5; i++) await GivenAClaim(community);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Read, Cancel)));
        (await ToldTo(manager)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_before_the_first_start_and_what_is_old_is_told_to_nobody()
    {
        var manager = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        var community = await GivenACommunity(Here);
        await GivenAClaim(community);
        await Read();
        (await ToldTo(manager)).ShouldBeEmpty("it was before");

        await GivenAClaim(community);
        Clock.Move(Rules.TellableFor + TimeSpan.FromMinutes(1));
        await Read();
        (await ToldTo(manager)).ShouldBeEmpty("it is old");
    }

    [Fact]
    public async Task Rows_of_an_offices_list_and_what_one_did_himself_are_not_told()
    {
        await Read();
        var manager = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        var community = await GivenACommunity(Here);
        await GivenAClaim(community, source: "список.csv");
        await GivenAClaim(community, by: manager.Person);
        await Read();

        (await ToldTo(manager)).ShouldBe(["account.granted.v1"]);
    }

    [Fact]
    public async Task A_decision_is_told_to_the_one_who_claimed_and_to_who_raised_it()
    {
        var elsewhere = new Scope.Communities([new(Guid.NewGuid())]);
        var claimant = await GivenSomebody("a@example.org", Role.Leader, elsewhere);
        var raiser = await GivenSomebody("b@example.org", Role.Coordinator, In(There));
        var claim = await GivenAClaim(await GivenACommunity(Here), claimant.Person, raiser.Person);
        await Ask("leader", claim.Value, asked => new LeaderCommand.StartReview(asked));
        await Read();
        await Ask("leader", claim.Value, asked => new LeaderCommand.StartReview(asked));
        await Ask("leader", claim.Value, asked => new LeaderCommand.Refuse(asked, "Нет протокола", []));
        await Read();

        (await ToldTo(claimant)).ShouldBe(["leader.refused.v1"]);
        (await ToldTo(raiser)).ShouldBe(["leader.refused.v1"]);
    }

    [Fact]
    public async Task The_question_goes_to_the_leaders_account_and_to_a_head_without_one_by_letter()
    {
        var head = new Contact(new(Guid.NewGuid()), new("~sealed"), new("~sealed"));
        var community = await GivenACommunity(Here, head);
        var leader = await GivenSomebody("a@example.org", Role.Leader, new Scope.Communities([community]));
        await Read();
        await Ask("community", community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        await Read();
        (await ToldTo(leader)).ShouldBe(["community.asked-if-true.v1"]);
        (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(1, "the head has no account");

        var own = await GivenACommunity(Here, new Contact(leader.Person, new("~sealed"), new("~sealed")));
        await Grants.GiveAsync(
            leader, Region, Role.Leader, new Scope.Communities([own]), GrantKeeperProgram, Guid.NewGuid(),
            "для примера", Cancel);
        await Ask("community", own.Value, asked => new CommunityCommand.AskIfTrue(asked));
        await Read();
        (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(1, "he is told in his account");
    }

    [Fact]
    public async Task What_holds_an_initiative_up_is_asked_of_who_leads_it_or_its_communities_and_of_staff()
    {
        var (own, other) = (await GivenACommunity(Here), await GivenACommunity(Here));
        var author = new PersonId(Guid.NewGuid());
        var (claim, garden) = (await GivenAClaim(own, author), Guid.NewGuid());
        string[] logins = ["a", "b", "c", "d", "e", "f", "g"];
        (Role Role, Scope Scope)[] grants =
        [
            (Role.Leader, new Scope.Communities([new(Guid.NewGuid())])),
            (Role.Leader, new Scope.Communities([own])),
            (Role.Manager, In(Here)),
            (Role.CentreAdministrator, new Scope.Region()),
            (Role.Leader, new Scope.Communities([other])),
            (Role.Manager, In(There)),
            (Role.Partner, new Scope.Region()),
        ];
        List<AccountRecord> accounts = [];
        foreach (var (login, (role, scope)) in logins.Zip(grants))
        {
            accounts.Add(await GivenSomebody(
                $"{login}@example.org", role, scope, accounts.Count == 0 ? author : null));
        }

        await Ask("initiative", garden, asked => new InitiativeCommand.Propose(
            asked, "Сад", Here, [own], claim));
        await Read();
        for (var day = 0; day < 2; day++)
            await Ask("initiative", garden, asked => new InitiativeCommand.AskWhatHoldsItUp(asked, Today));
        await Read();
        await Read();

        var question = (
            "initiative.asked-what-holds-it-up.v1", NoticeKind.Standstill, garden, Dates.Of(Today));
        foreach (var (login, account) in logins.Zip(accounts))
        {
            var told = (await Notices.ListAsync(account.Id, 10, null, Cancel))
                .Select(notice => (notice.What, notice.Kind, notice.Subject, notice.About)).ToList();
            if (login is "a" or "b" or "c" or "d") told.ShouldHaveSingleItem().ShouldBe(question, login);
            else told.ShouldBeEmpty(login);
        }
    }

    [Fact]
    public async Task Whoever_follows_a_list_is_told_what_is_new_in_it_and_only_a_number_of_much()
    {
        var follower = await GivenSomebody("a@example.org", Role.Partner, new Scope.Region());
        var list = (await Follow()).ShouldNotBeNull();
        (await Follow()).ShouldBe(list, "once");
        await Read();
        var inside = await GivenACommunity(Here);
        await GivenACommunity(Here);
        Registry.Put("сады", inside);
        await Read();
        (await ToldTo(follower)).ShouldBe(["community.registered.v1"]);

        Clock.Move(TimeSpan.FromSeconds(1));
        List<CommunityId> many = [];
        for (var i = 0; i <= Rules.NewsApartMax; i++) many.Add(await GivenACommunity(Here));
        Registry.Put("сады", [.. many]);
        await Read();
        (await ToldTo(follower)).ShouldBe(["community.registered.v1", Happenings.Many]);

        (await Lists.PauseAsync(follower.Id, list.Id, pause: true, Cancel)).ShouldBeTrue();
        Registry.Put("сады", await GivenACommunity(Here));
        await Read();
        (await ToldTo(follower)).Count.ShouldBe(2, "it is paused");
        (await Lists.EndAsync(new AccountId(Guid.NewGuid()), list.Id, Cancel)).ShouldBeFalse("another's");

        Task<Subscription?> Follow() =>
            Lists.FollowAsync(follower.Id, Region, "сады", Rhythm.Daily, Cancel);
    }

    [Fact]
    public async Task A_kind_that_is_not_wanted_is_not_noted_and_closing_forgets()
    {
        await Read();
        var manager = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        await Settings.ChooseAsync(
            manager.Id, new Dictionary<NoticeKind, Channel> { [NoticeKind.ReviewDue] = Channel.Neither },
            "en", Cancel);
        await GivenAClaim(await GivenACommunity(Here));
        await Read();
        (await ToldTo(manager)).ShouldBe(["account.granted.v1"]);

        await Book.CloseAsync(manager.Id, Cancel);
        await GivenAClaim(await GivenACommunity(Here));
        await Read();
        (await ToldTo(manager)).Count.ShouldBe(1, "nobody reads a closed account");
    }

    [Fact]
    public async Task A_role_is_told_unless_its_owner_accepted_it_himself()
    {
        await Read();
        var head = await GivenAnAdministrator();
        var accepted = (await Invitations.AcceptAsync(await Invite(Role.Manager), null, Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
        var account = (await Book.FindAsync(accepted.Account, Cancel)).ShouldNotBeNull();
        (await Invitations.AcceptAsync(await Invite(Role.Coordinator), account.Id, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
        await Read();
        (await Grants.OfAsync(account.Id, Cancel)).Length.ShouldBe(2);
        (await ToldTo(account)).ShouldBeEmpty("he has pressed the button himself");

        await Grants.GiveAsync(
            account, Region, Role.Manager, In(There), head.Person, Guid.NewGuid(), "и там", Cancel);
        await Read();
        (await ToldTo(account)).ShouldBe(["account.granted.v1"]);

        Task<string> Invite(Role role) => Invitations.MakeAsync(
            head.Id, Region, role, In(Here), "new@example.org", person: null, Cancel);
    }

    [Fact]
    public async Task An_import_is_told_once_however_often_it_ends()
    {
        var owner = await GivenSomebody("a@example.org", Role.Manager, In(Here));
        var (desk, import) = (new NoticeDesk(Notices), Guid.NewGuid());
        for (var time = 0; time < 2; time++)
        {
            await desk.ImportFailedAsync(owner.Id, Region, import, Cancel);
            Clock.Move(TimeSpan.FromSeconds(1));
            await desk.ImportFinishedAsync(owner.Id, Region, import, new RowCounts(7, 2), Cancel);
        }

        var told = (await Notices.ListAsync(owner.Id, 10, null, Cancel)).Reverse().ToList();
        told.Select(notice => notice.What).ShouldBe([Happenings.ImportFailed, Happenings.ImportFinished]);
        RowCounts.Read(told[1].About).ShouldBe(new RowCounts(7, 2));
        RowCounts.Read("7").ShouldBe(new RowCounts(7, 0), "as it was kept before refused rows were told");
    }

    [Fact]
    public async Task Nothing_that_is_kept_names_anybody()
    {
        await Read();
        var head = new Contact(new(Guid.NewGuid()), new("~sealed"), new("~sealed"));
        var manager = await GivenSomebody("anna.kedrova@example.org", Role.Manager, In(Here));
        await Lists.FollowAsync(manager.Id, Region, "кедрова", Rhythm.AtOnce, Cancel);
        var community = await GivenACommunity(Here, head);
        await GivenAClaim(community);
        await Ask("community", community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        await Read();
        await Outbox.GatherAsync(Cancel);

        foreach (var table in (string[])["notice", "letter", "subscription", "notice_setting"])
        {
            var rows = await Database.ReadAsync(
                connection => connection.QueryAsync($"select * from {table}"), Cancel);
            var all = string.Join('\n', rows.Cast<IDictionary<string, object?>>()
                .Select(row => string.Join('|', row.Values)));
            all.ShouldNotContain("kedrova", Case.Insensitive, table);
            all.ShouldNotContain("кедрова", Case.Insensitive, table);
            all.ShouldNotContain("~sealed", Case.Insensitive, table);
        }
    }

    [Theory]
    [InlineData("2026-11-22T02:59:00Z", "2026-11-22T03:00:00Z")]
    [InlineData("2026-11-22T03:00:00Z", "2026-11-23T03:00:00Z")]
    public void Daily_letters_go_at_eight_in_the_region(string now, string expected) => Daily.After(
        DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture),
        Calendar.ZoneOf(Region), Rules.DailyHour).ToUniversalTime().ShouldBe(
        DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    private static readonly PersonId GrantKeeperProgram = GrantKeeper.Program;
}
