namespace CommunityGrains.Domain.Leaders;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record LeaderEvent
{
    /// <summary>A person is said to lead a community in a role from a date. <c>By</c> raised the claim: the
    /// person himself or somebody else. <c>Role</c> is free text as the office writes it.</summary>
    [EventName("leader.claimed.v1")]
    public sealed record Claimed(
        Contact Person, CommunityId Community, LeaderRole Role, string RoleText, DateOnly? From, PersonId By,
        string? Source = null) : LeaderEvent;

    /// <summary><c>Witness</c>: the member who confirms; the initiative, gathering, document meant.</summary>
    [EventName("leader.evidence-given.v1")]
    public sealed record EvidenceGiven(
        EntryId Id, EvidenceClass Class, EvidenceKind Kind, string What, DateOnly HappenedOn, PersonId By,
        Guid? Witness = null) : LeaderEvent;

    [EventName("leader.evidence-withdrawn.v1")]
    public sealed record EvidenceWithdrawn(EntryId Id, string Reason) : LeaderEvent;

    [EventName("leader.review-started.v1")]
    public sealed record ReviewStarted(PersonId Reviewer) : LeaderEvent;

    /// <summary><c>StandsOn</c>: the evidence the decision rests on.</summary>
    [EventName("leader.verified.v1")]
    public sealed record Verified(PersonId By, string Basis, ValueList<EntryId> StandsOn, DateOnly Until)
        : LeaderEvent;

    [EventName("leader.refused.v1")]
    public sealed record Refused(PersonId By, string Reason, ValueList<EntryId> StandsOn) : LeaderEvent;

    /// <summary>Anyone may dispute; the state says so until it is decided.</summary>
    [EventName("leader.disputed.v1")]
    public sealed record Disputed(PersonId By, string Reason) : LeaderEvent;

    /// <summary>The dispute was decided and the claim stands as before.</summary>
    [EventName("leader.dispute-dismissed.v1")]
    public sealed record DisputeDismissed(PersonId By, string Reason) : LeaderEvent;

    [EventName("leader.revoked.v1")]
    public sealed record Revoked(PersonId By, string Reason) : LeaderEvent;

    [EventName("leader.expired.v1")]
    public sealed record Expired(DateOnly On) : LeaderEvent;

    /// <summary>Another name: what was verified is not verified any more.</summary>
    [EventName("leader.renamed.v1")]
    public sealed record Renamed(PersonName Name, string Reason) : LeaderEvent;

    /// <summary>Another community: what was verified is not verified any more.</summary>
    [EventName("leader.moved.v1")]
    public sealed record Moved(CommunityId Community, string Reason) : LeaderEvent;

    /// <summary><c>Source</c>: the office's list that says so; null when a person changed it.</summary>
    [EventName("leader.role-changed.v1")]
    public sealed record RoleChanged(LeaderRole Role, string RoleText, string? Source = null) : LeaderEvent;

    [EventName("leader.contact-changed.v1")]
    public sealed record ContactChanged(EmailAddress? Email = null, PhoneNumber? Phone = null) : LeaderEvent;

    [EventName("leader.stepped-down.v1")]
    public sealed record SteppedDown(DateOnly On, string? Reason = null) : LeaderEvent;

    private LeaderEvent() { }
}

/// <summary>What a person is to the community; the office's own word stands beside it as text.</summary>
public enum LeaderRole
{
    Chair,
    Leader,
    Activist,
    Other,
}

/// <summary>The four classes of facts that impostors lack.</summary>
public enum EvidenceClass
{
    /// <summary>A real group: members confirm, a meeting elected.</summary>
    Group,

    /// <summary>Ideas: initiatives proposed.</summary>
    Ideas,

    /// <summary>Activity within the last twelve months.</summary>
    Activity,

    /// <summary>Results: finished initiatives with evaluated outcomes.</summary>
    Results,
}

/// <summary>What a piece of evidence is. Each kind belongs to one class.</summary>
public enum EvidenceKind
{
    MemberConfirmation,
    MeetingProtocol,
    InitiativeProposed,
    GatheringHeld,
    InitiativeUnderWay,
    InitiativeFinished,
}
