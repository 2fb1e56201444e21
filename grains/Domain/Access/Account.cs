namespace CommunityGrains.Domain.Access;

/// <summary>What an account may do in one region, as its events have made it.</summary>
public abstract record Account
{
    public sealed record Unknown : Account;

    /// <summary><c>Grants</c>: all that were ever given, also those taken back, whose ids stay
    /// taken.</summary>
    public sealed record Open(PersonId Person, ValueList<Grant> Grants) : Account;

    public sealed record Closed(PersonId Person, ValueList<Grant> Grants) : Account;

    public static readonly Account Initial = new Unknown();

    public static Account Evolve(Account account, AccountEvent happened) => (account, happened) switch
    {
        (Unknown, AccountEvent.Opened e) => new Open(e.Person, []),
        (Open a, AccountEvent.Granted e) =>
            a with { Grants = a.Grants.Add(new Grant(e.Id, e.Role, e.Scope, e.Reason, e.By)) },
        (Open a, AccountEvent.GrantRevoked e) => a with { Grants = Revoke(a, e) },
        (Open a, AccountEvent.Closed) => new Closed(a.Person, a.Grants),
        _ => throw new EventOutOfPlaceException(account, happened),
    };

    /// <summary>The grants that hold now; none of an account that is unknown here or closed.</summary>
    public IEnumerable<Grant> StandingGrants() =>
        this is Open open ? open.Grants.Where(grant => !grant.Revoked) : [];

    private static ValueList<Grant> Revoke(Open account, AccountEvent.GrantRevoked revoked) =>
        [.. account.Grants.Select(grant => grant.Id == revoked.Id ? grant with { Revoked = true } : grant)];

    private Account() { }
}
