namespace CommunityGrains.Domain.Access;

/// <summary>What somebody is to the system. What each may do is said in one table, outside the
/// domain.</summary>
public enum Role
{
    /// <summary>Everybody, also who is not signed in. Nobody needs to be granted it.</summary>
    Visitor,

    /// <summary>Leads communities, and keeps their entries.</summary>
    Leader,

    /// <summary>A community manager: helps leaders, verifies, keeps the register.</summary>
    Manager,

    /// <summary>A municipality's coordinator.</summary>
    Coordinator,

    /// <summary>Answers for a region's resource centre, and gives the others their roles.</summary>
    CentreAdministrator,

    /// <summary>A partner system or body: reads.</summary>
    Partner,

    /// <summary>Keeps the program running, and sees nobody's personal data.</summary>
    Operator,
}

/// <summary>Within what a grant holds. The region itself is the stream's.</summary>
public abstract record Scope
{
    /// <summary>All of the region.</summary>
    public sealed record Region : Scope;

    public sealed record Municipalities(ValueList<MunicipalityId> Ids) : Scope;

    public sealed record Communities(ValueList<CommunityId> Ids) : Scope;

    /// <summary>The same scope with its ids once each, in one order, so that equal scopes are
    /// equal.</summary>
    public Scope Tidy() => this switch
    {
        Region => this,
        Municipalities s => new Municipalities([.. s.Ids.Distinct().OrderBy(id => id.Value)]),
        Communities s => new Communities([.. s.Ids.Distinct().OrderBy(id => id.Value)]),
        _ => throw new InvalidOperationException($"{GetType().Name} is no scope"),
    };

    private Scope() { }
}

/// <summary>One grant on record: what it gives, why, who gave it, and whether it was taken
/// back.</summary>
public sealed record Grant(
    EntryId Id, Role Role, Scope Scope, string Reason, PersonId By, bool Revoked = false);

/// <summary>Which roles can be granted within which scopes.</summary>
public static class RoleScopes
{
    /// <summary>How many municipalities or communities one grant may name.</summary>
    public const int IdsMax = 500;

    /// <summary>A role that answers for a region is granted for nothing less, and one who leads communities
    /// for nothing more; who is everybody is granted nothing.</summary>
    public static bool Fit(Role role, Scope scope) => role switch
    {
        Role.Visitor => false,
        Role.Leader => scope is Scope.Communities,
        Role.Manager => true,
        Role.Coordinator => scope is Scope.Municipalities,
        Role.CentreAdministrator => scope is Scope.Region,
        Role.Partner => true,
        Role.Operator => scope is Scope.Region,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role"),
    };
}
