using CommunityGrains.Domain.Access;

namespace CommunityGrains.Domain.Specs.Access;

public sealed class GrantingRoles() : Specification<AccountCommand, AccountEvent, Account>(GrainKinds.Account)
{
    private const string Reason = "Works in the district since May", Over = "Has left";

    private static readonly PersonId Vera = Person(1), Administrator = Person(2);

    private static readonly MunicipalityId North = new(Id(21)), South = new(Id(22));

    private static readonly CommunityId OldTown = new(Id(31));

    private static readonly Scope InNorth = new Scope.Municipalities([North]);

    private static readonly AccountEvent Opened = new AccountEvent.Opened(Vera, Vera);

    private static readonly AccountEvent.Granted
        Manages = new(Entry(1), Role.Manager, InNorth, Reason, Administrator);

    private static readonly AccountEvent
        Revoked = new AccountEvent.GrantRevoked(Manages.Id, Over, Administrator),
        Closed = new AccountEvent.Closed(Over, Administrator);

    [Fact]
    public void Signing_up_makes_an_account_known() =>
        Given().When(new AccountCommand.Open(By(Vera), Vera)).Then(Opened);

    [Fact]
    public void An_account_does_not_change_hands() => Given(Opened)
        .When(new AccountCommand.Open(By(Administrator), Administrator))
        .ThenRefused("account.known-already");

    [Fact]
    public void A_role_is_granted_within_a_scope_with_a_reason() =>
        Given(Opened).When(Give(Manages)).Then(Manages);

    [Fact]
    public void Nothing_is_granted_to_an_account_nobody_knows() =>
        Given().When(Give(Manages)).ThenRefused("account.unknown");

    [Fact]
    public void Nobody_grants_himself_anything() => Given(Opened)
        .When(Give(Manages) with { Asked = By(Vera) })
        .ThenRefused("account.own-rights");

    [Fact]
    public void Nobody_takes_his_own_grant_so_that_the_last_administrator_stays() => Given(Opened, Manages)
        .When(new AccountCommand.RevokeGrant(By(Vera), Manages.Id, Over))
        .ThenRefused("account.own-rights");

    [Fact]
    public void A_grant_says_why() => Given(Opened)
        .When(Give(Manages) with { Reason = " " })
        .ThenRefused("account.text-missing", "reason");

    [Fact]
    public void A_scope_names_what_it_is_about() => Given(Opened)
        .When(Give(Manages) with { Scope = new Scope.Municipalities([]) })
        .ThenRefused("account.scope-empty", "scope");

    [Fact]
    public void A_scope_has_a_limit() => Given(Opened)
        .When(Give(Manages) with
        {
            Scope = new Scope.Communities(
                [.. Enumerable.Range(1, RoleScopes.IdsMax + 1).Select(n => new CommunityId(Id(n)))]),
        })
        .ThenRefused("account.scope-too-large", "scope");

    public static TheoryData<Role, Scope, bool> Fitting()
    {
        Scope region = new Scope.Region(), communities = new Scope.Communities([OldTown]);
        return new TheoryData<Role, Scope, bool>
        {
            { Role.Visitor, region, false }, { Role.Visitor, InNorth, false },
            { Role.Visitor, communities, false },
            { Role.Leader, region, false }, { Role.Leader, InNorth, false },
            { Role.Leader, communities, true },
            { Role.Manager, region, true }, { Role.Manager, InNorth, true },
            { Role.Manager, communities, true },
            { Role.Coordinator, region, false }, { Role.Coordinator, InNorth, true },
            { Role.Coordinator, communities, false },
            { Role.CentreAdministrator, region, true }, { Role.CentreAdministrator, InNorth, false },
            { Role.CentreAdministrator, communities, false },
            { Role.Partner, region, true }, { Role.Partner, InNorth, true },
            { Role.Partner, communities, true },
            { Role.Operator, region, true }, { Role.Operator, InNorth, false },
            { Role.Operator, communities, false },
        };
    }

    [Theory, MemberData(nameof(Fitting), DisableDiscoveryEnumeration = true)]
    public void A_role_is_granted_within_scopes_that_fit_it(Role role, Scope scope, bool fits)
    {
        var granted = Manages with { Role = role, Scope = scope };
        var asked = Given(Opened).When(Give(granted));
        if (fits) asked.Then(granted);
        else asked.ThenRefused("account.scope-unfit", "role", "scope");
    }

    [Fact]
    public void What_stands_is_not_granted_twice_so_that_one_revocation_takes_it() => Given(Opened, Manages)
        .When(Give(Manages) with { Id = Entry(2) })
        .ThenAlreadySo();

    [Fact]
    public void The_order_of_municipalities_makes_no_other_scope()
    {
        var both = Manages with { Scope = new Scope.Municipalities([North, South]) };
        Given(Opened, both)
            .When(Give(both) with { Id = Entry(2), Scope = new Scope.Municipalities([South, North, South]) })
            .ThenAlreadySo();
    }

    [Fact]
    public void An_id_names_one_grant() => Given(Opened, Manages)
        .When(Give(Manages) with { Role = Role.Partner })
        .ThenRefused("account.grant-id-taken");

    [Fact]
    public void A_grant_that_was_taken_back_does_not_come_back_under_its_id() =>
        Given(Opened, Manages, Revoked).When(Give(Manages))
        .ThenRefused("account.grant-id-taken");

    [Fact]
    public void A_role_that_was_taken_back_can_be_granted_anew()
    {
        var again = Manages with { Id = Entry(2) };
        Given(Opened, Manages, Revoked).When(Give(again)).Then(again);
    }

    [Fact]
    public void A_grant_is_taken_back_with_a_reason()
    {
        Given(Opened, Manages)
            .When(new AccountCommand.RevokeGrant(By(Administrator), Manages.Id, Over)).Then(Revoked);
        State.StandingGrants().Count().ShouldBe(1);
        Given(Revoked);
        State.StandingGrants().ShouldBeEmpty();
    }

    [Fact]
    public void Only_a_grant_on_record_is_taken_back() => Given(Opened)
        .When(new AccountCommand.RevokeGrant(By(Administrator), Manages.Id, Over))
        .ThenRefused("account.grant-unknown", Manages.Id.ToString());

    [Fact]
    public void A_closed_account_may_do_nothing()
    {
        Given(Opened, Manages).When(new AccountCommand.Close(By(Administrator), Over)).Then(Closed);
        Given(Closed);
        State.StandingGrants().ShouldBeEmpty();
    }

    [Fact]
    public void A_closed_account_stays_closed()
    {
        Given(Opened, Closed).When(Give(Manages)).ThenRefused("account.closed");
        Given().When(new AccountCommand.Open(By(Vera), Vera)).ThenRefused("account.closed");
    }

    private static AccountCommand.Grant Give(AccountEvent.Granted granted) =>
        new(By(granted.By), granted.Id, granted.Role, granted.Scope, granted.Reason);

    private static Asked By(PersonId person) => new(
        new CommandId(Id(99)), person, At: new(2026, 5, 20, 9, 0, 0, TimeSpan.Zero),
        new DateOnly(2026, 5, 20));

    private static EntryId Entry(int number) => new(Id(number));

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static PersonId Person(int number) => new(Id(number));
}
