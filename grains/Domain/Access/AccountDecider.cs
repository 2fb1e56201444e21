using static CommunityGrains.Domain.CommandText;
using static CommunityGrains.Domain.Decision<CommunityGrains.Domain.Access.AccountEvent>;

namespace CommunityGrains.Domain.Access;

/// <summary>What may happen to an account's grants. Whether the one who asks may give them is said by the
/// table of rights, before the grain is asked; here stands only what no role may do.</summary>
public static class AccountDecider
{
    /// <summary>More grants than anybody has use for; each stays on record for ever.</summary>
    public const int GrantsMax = 200;

    public static Decision<AccountEvent> Decide(AccountCommand command, Account account) =>
        Wrong(command) is { } wrong ? Refuse(wrong) : (command, account) switch
        {
            (AccountCommand.Open c, Account.Unknown) =>
                Accept(new AccountEvent.Opened(c.Person, c.Asked.By)),
            (_, Account.Unknown) => Refuse("account.unknown"),

            (AccountCommand.Close, Account.Closed) => AlreadySo,
            (_, Account.Closed) => Refuse("account.closed"),

            (AccountCommand.Open c, Account.Open a) when c.Person == a.Person => AlreadySo,
            (AccountCommand.Open, _) => Refuse("account.known-already"),
            (_, Account.Open a) when command.Asked.By == a.Person => Refuse("account.own-rights"),

            (AccountCommand.Grant c, Account.Open a) => Grant(c, a),
            (AccountCommand.RevokeGrant c, Account.Open a) => Revoke(c, a),
            (AccountCommand.Close c, _) => Accept(new AccountEvent.Closed(c.Reason, c.Asked.By)),
            _ => throw new CommandOutOfPlaceException(command, account),
        };

    private static Decision<AccountEvent> Grant(AccountCommand.Grant c, Account.Open account)
    {
        var scope = c.Scope.Tidy();
        if (WrongScope(scope) is { } wrong) return Refuse(wrong);
        if (!RoleScopes.Fit(c.Role, scope)) return Refuse("account.scope-unfit", "role", "scope");
        if (account.Grants.FirstOrDefault(grant => grant.Id == c.Id) is { } known)
        {
            return (known.Role, known.Scope) == (c.Role, scope) && !known.Revoked
                ? AlreadySo
                : Refuse("account.grant-id-taken");
        }

        if (account.StandingGrants().Any(grant => (grant.Role, grant.Scope) == (c.Role, scope)))
            return AlreadySo;
        return account.Grants.Count < GrantsMax
            ? Accept(new AccountEvent.Granted(c.Id, c.Role, scope, c.Reason, c.Asked.By))
            : Refuse("account.grants-too-many");
    }

    private static Decision<AccountEvent> Revoke(AccountCommand.RevokeGrant c, Account.Open account) =>
        account.Grants.FirstOrDefault(grant => grant.Id == c.Id) switch
        {
            null => Refuse("account.grant-unknown", c.Id.ToString()),
            { Revoked: true } => AlreadySo,
            _ => Accept(new AccountEvent.GrantRevoked(c.Id, c.Reason, c.Asked.By)),
        };

    private static Refusal? WrongScope(Scope scope)
    {
        var count = scope switch
        {
            Scope.Municipalities s => s.Ids.Count,
            Scope.Communities s => s.Ids.Count,
            _ => 1,
        };
        return count == 0 ? new Refusal("account.scope-empty", ["scope"])
            : count > RoleScopes.IdsMax ? new Refusal("account.scope-too-large", ["scope"])
            : null;
    }

    private static Refusal? Wrong(AccountCommand command) => CommandText.Wrong("account", command switch
    {
        AccountCommand.Open => [],
        AccountCommand.Grant c => [Long("reason", c.Reason)],
        AccountCommand.RevokeGrant c => [Long("reason", c.Reason)],
        AccountCommand.Close c => [Long("reason", c.Reason)],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "Texts unknown"),
    });
}
