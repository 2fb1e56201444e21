namespace CommunityGrains.Domain.Leaders;

/// <summary>One person's claim to lead one community, as its events have made it.</summary>
public abstract record Leader
{
    public sealed record Unknown : Leader;

    public sealed record Claimed(ClaimCard Card) : Leader;

    public sealed record UnderReview(ClaimCard Card, PersonId Reviewer) : Leader;

    public sealed record Verified(ClaimCard Card, Verification Verification) : Leader;

    public sealed record Refused(ClaimCard Card, string Reason) : Leader;

    /// <summary>Disputed, not yet decided; <c>Before</c>: what it becomes if the dispute fails.</summary>
    public sealed record Contested(ClaimCard Card, Leader Before, PersonId By, string Reason) : Leader;

    public sealed record Revoked(ClaimCard Card, string Reason) : Leader;

    public sealed record Expired(ClaimCard Card, DateOnly On) : Leader;

    public sealed record SteppedDown(ClaimCard Card, DateOnly On) : Leader;

    public static readonly Leader Initial = new Unknown();

    public static Leader Evolve(Leader leader, LeaderEvent happened) => (leader, happened) switch
    {
        (Unknown, LeaderEvent.Claimed e) => new Claimed(ClaimCard.Of(e)),
        (Refused or Revoked or Expired or SteppedDown, LeaderEvent.Claimed e) =>
            new Claimed(leader.OnRecord().RaisedAnew(e)),
        (Unknown, _) => throw new EventOutOfPlaceException(leader, happened),

        (_, LeaderEvent.EvidenceGiven e) => leader.With(leader.OnRecord().Given(e)),
        (_, LeaderEvent.EvidenceWithdrawn e) => leader.With(leader.OnRecord().Withdrawn(e.Id)),
        (_, LeaderEvent.RoleChanged e) => leader.With(leader.OnRecord().InRole(e)),
        (_, LeaderEvent.ContactChanged e) => leader.With(leader.OnRecord().Reached(e)),

        (_, LeaderEvent.Renamed e) => leader.With(leader.OnRecord().Named(e.Name)).Reset(),
        (_, LeaderEvent.Moved e) => leader.With(leader.OnRecord() with { Community = e.Community }).Reset(),

        (Claimed s, LeaderEvent.ReviewStarted e) => new UnderReview(s.Card, e.Reviewer),
        (UnderReview s, LeaderEvent.ReviewStarted e) => s with { Reviewer = e.Reviewer },
        (UnderReview s, LeaderEvent.Refused e) => new Refused(s.Card, e.Reason),
        (UnderReview s, LeaderEvent.Verified e) => new Verified(s.Card, Verification.Of(e)),
        (Verified s, LeaderEvent.Verified e) => s with { Verification = Verification.Of(e) },
        (Verified s, LeaderEvent.Expired e) => new Expired(s.Card, e.On),
        (Verified s, LeaderEvent.Revoked e) => new Revoked(s.Card, e.Reason),

        (Claimed or UnderReview or Verified, LeaderEvent.Disputed e) =>
            new Contested(leader.OnRecord(), leader, e.By, e.Reason),
        (Contested s, LeaderEvent.DisputeDismissed) => s.Before,
        (Contested s, LeaderEvent.Revoked e) => new Revoked(s.Card, e.Reason),

        (Claimed or UnderReview or Verified or Contested or Expired, LeaderEvent.SteppedDown e) =>
            new SteppedDown(leader.OnRecord(), e.On),

        _ => throw new EventOutOfPlaceException(leader, happened),
    };

    /// <summary>What is on record of the claim; null while nothing has been claimed.</summary>
    public ClaimCard? CardOrNone() => this switch
    {
        Unknown => null,
        Claimed s => s.Card,
        UnderReview s => s.Card,
        Verified s => s.Card,
        Refused s => s.Card,
        Contested s => s.Card,
        Revoked s => s.Card,
        Expired s => s.Card,
        SteppedDown s => s.Card,
        _ => throw new InvalidOperationException($"{GetType().Name} has no card"),
    };

    private ClaimCard OnRecord() =>
        CardOrNone() ?? throw new InvalidOperationException("Nothing has been claimed yet");

    /// <summary>The same state with another card, also in what a contested claim may become again.</summary>
    private Leader With(ClaimCard card) => this switch
    {
        Claimed s => s with { Card = card },
        UnderReview s => s with { Card = card },
        Verified s => s with { Card = card },
        Refused s => s with { Card = card },
        Contested s => s with { Card = card, Before = s.Before.With(card) },
        Revoked s => s with { Card = card },
        Expired s => s with { Card = card },
        SteppedDown s => s with { Card = card },
        _ => throw new InvalidOperationException($"{GetType().Name} has no card"),
    };

    /// <summary>What had been decided was decided of another name or community. A dispute is not escaped so:
    /// it stays, over a mere claim. What is over stays over.</summary>
    private Leader Reset() => this switch
    {
        Claimed => this,
        UnderReview s => new Claimed(s.Card),
        Verified s => new Claimed(s.Card),
        Contested s => s with { Before = s.Before.Reset() },
        Refused or Revoked or Expired or SteppedDown => this,
        _ => throw new InvalidOperationException($"{GetType().Name} cannot be reset"),
    };

    private Leader() { }
}
