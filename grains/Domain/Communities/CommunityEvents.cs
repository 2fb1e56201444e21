namespace CommunityGrains.Domain.Communities;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record CommunityEvent
{
    /// <summary>Somebody says that this community exists; a manager has yet to confirm it.</summary>
    [EventName("community.proposed.v1")]
    public sealed record Proposed(RegisterEntry Entry, PersonId By) : CommunityEvent;

    /// <summary>Entered in the register. <c>Basis</c>: the act, protocol or register it rests on.</summary>
    [EventName("community.registered.v1")]
    public sealed record Registered(RegisterEntry Entry, string Basis) : CommunityEvent;

    /// <summary>A manager confirmed what was proposed.</summary>
    [EventName("community.registration-confirmed.v1")]
    public sealed record RegistrationConfirmed(string Basis) : CommunityEvent;

    [EventName("community.rejected.v1")]
    public sealed record Rejected(string Reason) : CommunityEvent;

    /// <summary>A person corrected fields of the entry; a null value empties the field.</summary>
    [EventName("community.corrected.v1")]
    public sealed record Corrected(ValueList<FieldChange> Changes, string? Reason = null) : CommunityEvent;

    /// <summary>The office's register says otherwise than before. <c>Source</c> names the file.</summary>
    [EventName("community.restated.v1")]
    public sealed record Restated(ValueList<FieldChange> Changes, string Source) : CommunityEvent;

    /// <summary>Who leads it by the register, as stated, not verified: verification is the leader's
    /// grain.</summary>
    [EventName("community.head-named.v1")]
    public sealed record HeadNamed(Contact Head, string? Source = null) : CommunityEvent;

    [EventName("community.head-removed.v1")]
    public sealed record HeadRemoved(string? Source = null) : CommunityEvent;

    [EventName("community.boundary-drawn.v1")]
    public sealed record BoundaryDrawn(GeoArea? Area) : CommunityEvent;

    /// <summary>One of the six elements was described; no text means it is no longer so.</summary>
    [EventName("community.infrastructure-described.v1")]
    public sealed record InfrastructureDescribed(InfrastructureElement Element, string? Text = null)
        : CommunityEvent;

    /// <summary>"Is this still true?" was put to the community.</summary>
    [EventName("community.asked-if-true.v1")]
    public sealed record AskedIfTrue(DateOnly On) : CommunityEvent;

    /// <summary>Somebody who knows answered that it is.</summary>
    [EventName("community.still-true.v1")]
    public sealed record StillTrue(DateOnly On, PersonId By) : CommunityEvent;

    /// <summary>It did something that shows life: met, posted, took part. Ends dormancy.</summary>
    [EventName("community.life-sign-seen.v1")]
    public sealed record LifeSignSeen(string What, DateOnly On) : CommunityEvent;

    [EventName("community.fell-dormant.v1")]
    public sealed record FellDormant(DateOnly On, DateOnly? LastSignOn = null) : CommunityEvent;

    [EventName("community.closed.v1")]
    public sealed record Closed(string Reason, DateOnly On) : CommunityEvent;

    [EventName("community.reopened.v1")]
    public sealed record Reopened(string Reason) : CommunityEvent;

    /// <summary>Another record may be the same community. <c>Likeness</c>: 0…100.</summary>
    [EventName("community.duplicate-suggested.v1")]
    public sealed record DuplicateSuggested(CommunityId Other, int Likeness, string Grounds) : CommunityEvent;

    [EventName("community.duplicate-dismissed.v1")]
    public sealed record DuplicateDismissed(CommunityId Other, string Reason) : CommunityEvent;

    /// <summary>This record stays and takes the other in; the other records the same in its own
    /// stream.</summary>
    [EventName("community.absorbed.v1")]
    public sealed record Absorbed(CommunityId Other, string Reason) : CommunityEvent;

    [EventName("community.merged-into.v1")]
    public sealed record MergedInto(CommunityId Survivor, string Reason) : CommunityEvent;

    /// <summary>The record that was taken in stands on its own again, as it was before.</summary>
    [EventName("community.merge-undone.v1")]
    public sealed record MergeUndone(CommunityId Survivor, string Reason) : CommunityEvent;

    [EventName("community.released.v1")]
    public sealed record Released(CommunityId Other, string Reason) : CommunityEvent;

    private CommunityEvent() { }
}

/// <summary>The six elements of a community's support infrastructure.</summary>
public enum InfrastructureElement
{
    /// <summary>Residents and their groups.</summary>
    Residents,

    /// <summary>The organisation that is its frame.</summary>
    Organisation,

    /// <summary>Outside organisations that support it.</summary>
    Support,

    /// <summary>Local information: paper, site, chat.</summary>
    Information,

    /// <summary>Common space.</summary>
    CommonSpace,

    /// <summary>Links inside and outside.</summary>
    Links,
}
