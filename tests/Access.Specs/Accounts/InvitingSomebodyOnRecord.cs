using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;

namespace CommunityGrains.Access.Specs.Accounts;

/// <summary>Who is in the register already gets an account of his own person, so that what is on record of
/// him is his.</summary>
public abstract class InvitingSomebodyOnRecord(Kept kept) : AccountWorld(kept)
{
    private const string Other = "boris@example.org";

    private readonly PersonId leader = new(Guid.NewGuid());

    [Fact]
    public async Task His_account_is_of_that_person()
    {
        var accepted = await Accept(await Invite(GivenOnRecord()));
        var account = (await Book.FindAsync(accepted.Account, Cancel))!;
        account.Person.ShouldBe(leader);
        (await Sessions.FindAsync(await GivenASession(), Cancel))!.Person.ShouldBe(leader);
        var state = await Grains.StateAsync(new StreamId(Region, "account", account.Id.Value), Cancel);
        state.State.ShouldBeOfType<Account.Open>().Person.ShouldBe(leader);
    }

    [Fact]
    public async Task Only_who_is_on_record_in_this_region_and_not_erased_can_be()
    {
        GivenOnRecord();
        (await Objection(Region)).ShouldBeNull();
        (await Objection("RU-KIR")).ShouldBe(PersonObjection.NotOnRecord);
        (await InvitedPeople.ObjectionAsync(Region, new PersonId(Guid.Empty), Cancel))
            .ShouldBe(PersonObjection.NotOnRecord);
        await Erase();
        (await Objection(Region)).ShouldBe(PersonObjection.Erased);
    }

    [Fact]
    public async Task Nobody_gets_a_second_account_neither_later_nor_by_two_links()
    {
        var links = new[] { await Invite(GivenOnRecord()), await Invite(leader, Other) };
        var outcomes = await Task.WhenAll(links.Select(
            link => Invitations.AcceptAsync(link, null, Password, Cancel)));
        outcomes.Count(outcome => outcome is AcceptOutcome.Accepted).ShouldBe(1);
        outcomes.Count(outcome => outcome is AcceptOutcome.PersonHasAccount).ShouldBe(1);
        (await Objection(Region)).ShouldBe(PersonObjection.HasAccount);
    }

    [Fact]
    public async Task His_own_account_takes_a_role_more_by_such_a_link()
    {
        var (first, second) = (await Invite(GivenOnRecord()), await Invite(leader, role: Role.Partner));
        var account = (await Accept(first)).Account;
        (await Invitations.AcceptAsync(second, account, Cancel)).ShouldBeOfType<AcceptOutcome.Accepted>();
        (await Grants.OfAsync(account, Cancel)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Another_persons_account_is_not_tied_to_him()
    {
        var account = await GivenAnAccount(Other);
        var link = await Invite(GivenOnRecord());
        (await Invitations.AcceptAsync(link, account.Id, Cancel))
            .ShouldBeOfType<AcceptOutcome.AnotherPerson>();
        (await Grants.OfAsync(account.Id, Cancel)).ShouldBeEmpty();
        // The link is still his.
        await Accept(link);
    }

    [Fact]
    public async Task Erased_meanwhile_he_is_not_invited_any_more()
    {
        var link = await Invite(GivenOnRecord());
        await Erase();
        (await Invitations.AcceptAsync(link, null, Password, Cancel)).ShouldBeOfType<AcceptOutcome.Gone>();
        (await Book.FindByLoginAsync(Login, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Whose_password_is_lost_is_closed_and_invited_anew_to_the_same_address_and_person()
    {
        var account = (await Accept(await Invite(GivenOnRecord()))).Account;
        var close = new Order(
            new StreamId(Region, "account", account.Value),
            new AccountCommand.Close(AskedNow(), "забыл пароль"));
        var reply = await Grains.AskAsync(close, Cancel);
        await new RoleChanges(Grants, Book).AfterAsync(close, reply, Cancel);
        (await SignIn()).ShouldBe(new SignInOutcome.Refused());
        (await Objection(Region)).ShouldBeNull();
        var anew = (await Accept(await Invite(leader), "сто двадцать ложек")).Account;
        anew.ShouldNotBe(account);
        (await SignIn(password: "сто двадцать ложек")).ShouldBeOfType<SignInOutcome.Begun>()
            .Account.ShouldBe(anew);
    }

    [Fact]
    public async Task Closed_in_one_region_he_keeps_his_account_for_another()
    {
        var account = (await Accept(await Invite(GivenOnRecord()))).Account;
        await GiveInAnotherRegion(account);
        var close = new Order(
            new StreamId(Region, "account", account.Value), new AccountCommand.Close(AskedNow(), "ушёл"));
        await new RoleChanges(Grants, Book).AfterAsync(
            close, await Grains.AskAsync(close, Cancel), Cancel);
        (await SignIn()).ShouldBeOfType<SignInOutcome.Begun>();
    }

    private PersonId GivenOnRecord()
    {
        People.Known.Add((Region, leader));
        return leader;
    }

    private Task GiveInAnotherRegion(AccountId account) => GivenARole(account, "RU-KIR");

    private async Task Erase() => await Grains.AskAsync(
        new Order(
            new StreamId(Region, "person", leader.Value),
            new PersonCommand.Erase(AskedNow(), "20261122-1", "по заявлению")), Cancel);

    private Task<PersonObjection?> Objection(string region) =>
        InvitedPeople.ObjectionAsync(region, leader, Cancel);

    private async Task<string> Invite(PersonId person, string login = Login, Role role = Role.Manager) =>
        await Invitations.MakeAsync(
            (await GivenAnAdministrator($"head-{Guid.NewGuid():N}@example.org")).Id, Region, role,
            new Scope.Region(), login, person, Cancel);

    private async Task<AcceptOutcome.Accepted> Accept(string link, string password = Password) =>
        (await Invitations.AcceptAsync(link, null, password, Cancel))
            .ShouldBeOfType<AcceptOutcome.Accepted>();
}

public sealed class InvitingSomebodyOnRecordInAFile() : InvitingSomebodyOnRecord(Kept.InAFile);

public sealed class InvitingSomebodyOnRecordOnAServer() : InvitingSomebodyOnRecord(Kept.OnAServer);
