namespace CommunityGrains.Domain.Leaders;

/// <summary>One person's claim to lead one community, as its events have made it.</summary>
public abstract record Leader
{
    public sealed record Unknown : Leader;

    public sealed record Claimed(ClaimCard Card) : Leader;

    public sealed record UnderReview(ClaimCard Card, PersonId Reviewer) : Leader;

    public sealed record Verified(ClaimCard Card, Verification Verification) : Leader;

    public sealed record Refused(ClaimCard Card, string Reason) : Leader;

    /// <summary>Disputed and not yet decided; <c>Before</c> is what it becomes again if the dispute fails.</summary>
    public sealed record Contested(ClaimCard Card, Leader Before, PersonId By, string Reason) : Leader;

    public sealed record Revoked(ClaimCard Card, string Reason) : Leader;

    public sealed record Expired(ClaimCard Card, DateOnly On) : Leader;

    public sealed record SteppedDown(ClaimCard Card, DateOnly On) : Leader;

    public static readonly Leader Initial = new Unknown();

    public static Leader Evolve(Leader leader, LeaderEvent happened) =>
        throw new EventOutOfPlaceException(leader, happened);

    private Leader() { }
}

/// <summary>What is on record of a claim in every state.</summary>
public sealed record ClaimCard(
    Contact Person, CommunityId Community, LeaderRole Role, string RoleText, DateOnly? From, PersonId RaisedBy,
    ValueList<Evidence> Evidence);

public sealed record Evidence(
    EntryId Id, EvidenceClass Class, EvidenceKind Kind, string What, DateOnly HappenedOn, PersonId By,
    Guid? Witness);

public sealed record Verification(PersonId By, string Basis, ValueList<EntryId> StandsOn, DateOnly Until);
