using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Access.Specs.Accounts;

public abstract class Inviting(Kept kept) : AccountWorld(kept)
{
    [Fact]
    public async Task The_first_link_makes_the_first_administrator_and_nobody_after_him()
    {
        var link = (await Invitations.MakeFirstAsync(Region, Cancel)).ShouldNotBeNull();
        var accepted = (await Invitations.AcceptAsync(link, Login, Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
        (await Grants.OfAsync(accepted.Account, Cancel))
            .ShouldBe([new RegionalGrant(Region, Role.CentreAdministrator, new Scope.Region())]);
        (await Invitations.AcceptAsync(link, "boris@example.org", Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Gone>();
        (await Invitations.MakeFirstAsync(Region, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Programs_that_start_on_one_database_do_not_void_each_others_links_until_one_is_used()
    {
        var first = await Invitations.MakeFirstAsync(Region, Cancel);
        var second = (await Invitations.MakeFirstAsync(Region, Cancel))!;
        (await Invitations.FindAsync(first, Cancel)).ShouldNotBeNull();
        await Invitations.AcceptAsync(second, Login, Password, Cancel);
        (await Invitations.FindAsync(first, Cancel)).ShouldBeNull();
        (await Invitations.AcceptAsync(first!, "boris@example.org", Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Gone>();
    }

    [Fact]
    public async Task Who_starts_without_end_leaves_five_links_and_the_last_one_works()
    {
        var links = new List<string>();
        for (var start = 0; start < 8; start++)
        {
            links.Add((await Invitations.MakeFirstAsync(Region, Cancel))!);
            Clock.Move(TimeSpan.FromSeconds(1));
        }

        var found = await Task.WhenAll(links.Select(link => Invitations.FindAsync(link, Cancel)));
        found.Select(one => one is not null)
            .ShouldBe([false, false, false, true, true, true, true, true]);
    }

    [Fact]
    public async Task The_first_link_works_for_a_day()
    {
        var link = (await Invitations.MakeFirstAsync(Region, Cancel))!;
        Clock.Move(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await Invitations.FindAsync(link, Cancel)).ShouldNotBeNull();
        Clock.Move(TimeSpan.FromSeconds(1));
        (await Invitations.FindAsync(link, Cancel)).ShouldBeNull();
        (await Invitations.AcceptAsync(link, Login, Password, Cancel)).ShouldBeOfType<AcceptOutcome.Gone>();
    }

    [Fact]
    public async Task Of_many_who_open_the_first_links_at_once_one_becomes_administrator()
    {
        string[] links =
        [
            (await Invitations.MakeFirstAsync(Region, Cancel))!,
            (await Invitations.MakeFirstAsync(Region, Cancel))!,
        ];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            Invitations.AcceptAsync(links[number % 2], $"user{number}@example.org", Password, Cancel)));
        outcomes.Count(outcome => outcome is AcceptOutcome.Accepted).ShouldBe(1);
        outcomes.Count(outcome => outcome is AcceptOutcome.Gone).ShouldBe(7);
        var made = 0;
        for (var number = 0; number < 8; number++)
            made += await Book.FindByLoginAsync($"user{number}@example.org", Cancel) is null ? 0 : 1;
        made.ShouldBe(1, "an account without an invitation");
    }

    [Fact]
    public async Task Whoever_is_invited_gets_the_role_and_signs_in()
    {
        var head = await GivenAnAdministrator();
        var link = await Invite(head);
        (await Invitations.FindAsync(link, Cancel))!.Login.ShouldBe(Login);
        // Who it is for is said by who made it, not by who opens it.
        var accepted = (await Invitations.AcceptAsync(link, "boris@example.org", Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
        (await Grants.OfAsync(accepted.Account, Cancel))
            .ShouldBe([new RegionalGrant(Region, Role.Manager, new Scope.Region())]);
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>().Account.ShouldBe(accepted.Account);
    }

    [Fact]
    public async Task A_link_works_once_and_for_seven_days()
    {
        var head = await GivenAnAdministrator();
        var (used, old) = (await Invite(head), await Invite(head, "boris@example.org"));
        await Invitations.AcceptAsync(used, null, Password, Cancel);
        (await Invitations.AcceptAsync(used, null, Password, Cancel)).ShouldBeOfType<AcceptOutcome.Gone>();
        Clock.Move(TimeSpan.FromDays(7));
        (await Invitations.AcceptAsync(old, null, Password, Cancel)).ShouldBeOfType<AcceptOutcome.Gone>();
        (await Book.FindByLoginAsync("boris@example.org", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Whose_address_has_an_account_keeps_it_and_adds_the_role()
    {
        var head = await GivenAnAdministrator();
        var account = await GivenAnAccount();
        var link = await Invite(head);
        (await Invitations.AcceptAsync(link, null, "чужой пароль здесь", Cancel))
            .ShouldBeOfType<AcceptOutcome.HasAccount>();
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>();
        (await Invitations.AcceptAsync(link, account.Id, Cancel)).ShouldBeOfType<AcceptOutcome.Accepted>();
        (await Grants.OfAsync(account.Id, Cancel)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_invitation_falls_with_the_right_to_invite()
    {
        var head = await GivenAnAdministrator();
        var link = await Invite(head);
        var grant = ((Account.Open)(await Grains.StateAsync(
            new EventLog.StreamId(Region, "account", head.Id.Value), Cancel)).State).Grants[0];
        await Grains.AskAsync(new Engine.Order(
            new EventLog.StreamId(Region, "account", head.Id.Value),
            new AccountCommand.RevokeGrant(
                new Asked(new CommandId(Guid.NewGuid()), GrantKeeper.Program, Clock.GetUtcNow(),
                    new DateOnly(2026, 11, 22)), grant.Id, "ушёл")), Cancel);
        Grants.Forget(head.Id);
        (await Invitations.FindAsync(link, Cancel)).ShouldBeNull();
        (await Invitations.AcceptAsync(link, null, Password, Cancel)).ShouldBeOfType<AcceptOutcome.Gone>();
    }

    [Theory]
    [InlineData("коротко")]
    [InlineData("Password2024!")]
    [InlineData("anna@example.org")]
    public async Task A_bad_password_leaves_the_link_good(string password)
    {
        var head = await GivenAnAdministrator();
        var link = await Invite(head);
        (await Invitations.AcceptAsync(link, null, password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Objected>();
        (await Invitations.AcceptAsync(link, null, Password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
    }

    [Fact]
    public async Task A_role_that_was_accepted_is_given_even_if_the_program_ended_in_between()
    {
        var head = await GivenAnAdministrator();
        var link = await Invite(head);
        var account = await GivenAnAccount("boris@example.org");
        await Database.WriteAsync(transaction => Dapper.SqlMapper.ExecuteAsync(
            transaction.Connection!, "update invitation set account = @id",
            new { id = account.Id.ToString() }, transaction), Cancel);
        (await Grants.OfAsync(account.Id, Cancel)).ShouldBeEmpty();
        await Invitations.CompleteAsync(account.Id, Cancel);
        await Invitations.CompleteAsync(account.Id, Cancel);
        (await Grants.OfAsync(account.Id, Cancel)).Length.ShouldBe(1);
        link.ShouldNotBeNull();
    }

    private Task<string> Invite(AccountRecord by, string login = Login) => Invitations.MakeAsync(
        by.Id, Region, Role.Manager, new Scope.Region(), login, null, Cancel);
}

public sealed class InvitingInAFile() : Inviting(Kept.InAFile);

public sealed class InvitingOnAServer() : Inviting(Kept.OnAServer);
