using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;

namespace CommunityGrains.Host.Demo;

/// <summary>One account of the example, ready to sign in with.</summary>
public sealed record DemoAccount(Role Role, string Login);

/// <summary>An account for each role, with one password that everybody may know: the example is served to its
/// own machine only.</summary>
public sealed class DemoAccounts(AccountBook accounts, GrantKeeper grants, HostOptions options)
{
    public const string Password = "quiet-yard-by-the-river";

    private static readonly (Role Role, string Login)[] All =
    [
        (Role.CentreAdministrator, "administrator@example.org"),
        (Role.Manager, "manager@example.org"),
        (Role.Coordinator, "coordinator@example.org"),
        (Role.Leader, "leader@example.org"),
        (Role.Partner, "partner@example.org"),
        (Role.Operator, "operator@example.org"),
    ];

    /// <summary>Makes those that are not there yet. What an administrator has changed since
    /// stays.</summary>
    public async Task<IReadOnlyList<DemoAccount>> MakeAsync(CancellationToken cancel)
    {
        foreach (var (role, login) in All)
        {
            var account = await accounts.FindByLoginAsync(login, cancel)
                ?? await accounts.MakeAsync(login, Password, PersonOf(role), cancel)
                ?? throw new InvalidOperationException($"The account of a {role} could not be made");
            // Under ids that follow from the account: what was given once is not given again.
            await grants.GiveAsync(
                account, options.Region, role, ScopeOf(role), GrantKeeper.Program,
                NameBasedId.Create(account.Id.Value, "demo"), "для примера", cancel);
        }

        return [.. All.Select(one => new DemoAccount(one.Role, one.Login))];
    }

    // The leader is on record, and may see what is kept of him.
    private static PersonId PersonOf(Role role) => role == Role.Leader
        ? DemoLoader.OwnHead.Person
        : DemoDesk.Person($"account-{KebabCase.Of(role)}");

    private static Scope ScopeOf(Role role) => role switch
    {
        Role.Coordinator => new Scope.Municipalities([new MunicipalityId(DemoDesk.Id("municipality"))]),
        Role.Leader => new Scope.Communities([new CommunityId(DemoLoader.OwnCommunity)]),
        _ => new Scope.Region(),
    };
}
