namespace CommunityGrains.Domain.Leaders;

/// <summary>What may be asked of a claim to lead. <c>Asked.By</c> is who acts; nobody decides on himself,
/// nor on a claim he raised.</summary>
public abstract record LeaderCommand(Asked Asked) : Command(Asked)
{
    /// <summary>A person is said to lead. With a <c>Source</c> it is a row of an office's list, sent again
    /// with every import: it opens what is unknown and changes a role where the list itself changed it,
    /// nothing else. Without one a person says so, and may raise anew what is over.</summary>
    public sealed record Claim(
        Asked Asked, Contact Person, CommunityId Community, LeaderRole Role, string RoleText,
        DateOnly? From = null, string? Source = null) : LeaderCommand(Asked);

    public sealed record GiveEvidence(
        Asked Asked, EntryId Id, EvidenceKind Kind, string What, DateOnly HappenedOn, Guid? Witness = null)
        : LeaderCommand(Asked);

    public sealed record WithdrawEvidence(Asked Asked, EntryId Id, string Reason) : LeaderCommand(Asked);

    /// <summary>Takes the claim under review; another reviewer may take it over.</summary>
    public sealed record StartReview(Asked Asked) : LeaderCommand(Asked);

    /// <summary>Decides a claim under review, or prolongs a verification, by the
    /// <see cref="VerificationRule"/>.</summary>
    public sealed record Verify(Asked Asked, string Basis, ValueList<EntryId> StandsOn, DateOnly Until)
        : LeaderCommand(Asked);

    public sealed record Refuse(Asked Asked, string Reason, ValueList<EntryId> StandsOn)
        : LeaderCommand(Asked);

    public sealed record Dispute(Asked Asked, string Reason) : LeaderCommand(Asked);

    public sealed record DismissDispute(Asked Asked, string Reason) : LeaderCommand(Asked);

    public sealed record Revoke(Asked Asked, string Reason) : LeaderCommand(Asked);

    /// <summary>The verification's last day has passed (Asked.On is after it).</summary>
    public sealed record Expire(Asked Asked) : LeaderCommand(Asked);

    public sealed record Rename(Asked Asked, PersonName Name, string Reason) : LeaderCommand(Asked);

    public sealed record MoveTo(Asked Asked, CommunityId Community, string Reason) : LeaderCommand(Asked);

    public sealed record ChangeRole(Asked Asked, LeaderRole Role, string RoleText) : LeaderCommand(Asked);

    public sealed record ChangeContact(Asked Asked, EmailAddress? Email, PhoneNumber? Phone)
        : LeaderCommand(Asked);

    public sealed record StepDown(Asked Asked, string? Reason = null) : LeaderCommand(Asked);
}
