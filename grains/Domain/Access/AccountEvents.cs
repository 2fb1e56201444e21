namespace CommunityGrains.Domain.Access;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record AccountEvent
{
    /// <summary>The account is known in this region. <c>Person</c>: whose it is; it acts in his
    /// name.</summary>
    [EventName("account.opened.v1")]
    public sealed record Opened(PersonId Person, PersonId By) : AccountEvent;

    /// <summary>A role was given, within a scope of this region.</summary>
    [EventName("account.granted.v1")]
    public sealed record Granted(EntryId Id, Role Role, Scope Scope, string Reason, PersonId By)
        : AccountEvent;

    [EventName("account.grant-revoked.v1")]
    public sealed record GrantRevoked(EntryId Id, string Reason, PersonId By) : AccountEvent;

    /// <summary>The account may do nothing more in this region, for good.</summary>
    [EventName("account.closed.v1")]
    public sealed record Closed(string Reason, PersonId By) : AccountEvent;

    private AccountEvent() { }
}
