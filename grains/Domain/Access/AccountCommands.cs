namespace CommunityGrains.Domain.Access;

/// <summary>What may be asked of an account in a region. <c>Asked.By</c> is who acts; nobody decides on what
/// he himself may do.</summary>
public abstract record AccountCommand(Asked Asked) : Command(Asked)
{
    /// <summary>Makes the account known in this region. Signing up asks it, when the secret with which its
    /// owner signs in is kept beside the log.</summary>
    [AskedByProcess]
    public sealed record Open(Asked Asked, PersonId Person) : AccountCommand(Asked);

    /// <summary>Gives a role within a scope. What stands already is not given a second time, so that one
    /// revocation takes it.</summary>
    public sealed record Grant(Asked Asked, EntryId Id, Role Role, Scope Scope, string Reason)
        : AccountCommand(Asked);

    public sealed record RevokeGrant(Asked Asked, EntryId Id, string Reason) : AccountCommand(Asked);

    /// <summary>Takes all grants of this region, for good.</summary>
    public sealed record Close(Asked Asked, string Reason) : AccountCommand(Asked);
}
