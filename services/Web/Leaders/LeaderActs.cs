using System.Collections.Frozen;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Web.Leaders;

/// <summary>What can be done with a claim on its page. Each is the command of this name.</summary>
public enum LeaderAct
{
    GiveEvidence,
    WithdrawEvidence,
    StartReview,
    Verify,
    Refuse,
    Dispute,
    DismissDispute,
    Revoke,
    Rename,
    MoveTo,
    ChangeRole,
    ChangeContact,
    StepDown,
}

/// <summary>Which acts a claim is open to. What is offered is what its decider would accept; whether the
/// viewer may is the table of rights'.</summary>
public static class LeaderActs
{
    /// <summary>What decides about the claim, so that it is asked on the version that was seen.</summary>
    private static readonly FrozenSet<LeaderAct> Deciding = new[]
    {
        LeaderAct.StartReview, LeaderAct.Verify, LeaderAct.Refuse, LeaderAct.Dispute,
        LeaderAct.DismissDispute, LeaderAct.Revoke, LeaderAct.Rename, LeaderAct.MoveTo,
        LeaderAct.ChangeRole, LeaderAct.ChangeContact,
    }.ToFrozenSet();

    /// <summary>Whether it rests on what was seen, which another may have changed meanwhile.</summary>
    public static bool RestsOnVersion(LeaderAct act) => Deciding.Contains(act);

    /// <summary>What somebody might do with the claim as it stands. Nobody decides on himself, on a claim
    /// that he raised or a dispute that he began; and nobody disputes himself, but steps down.</summary>
    public static IReadOnlySet<LeaderAct> Possible(Leader claim, PersonId viewer)
    {
        if (claim.CardOrNone() is not { } card) return FrozenSet<LeaderAct>.Empty;
        var isOwn = viewer == card.Person.Person;
        var decides = !isOwn && viewer != card.RaisedBy;
        var decidesDispute = decides && claim is Leader.Contested contested && contested.By != viewer;
        (LeaderAct Act, bool Is)[] all =
        [
            (LeaderAct.GiveEvidence, !IsOver(claim)),
            (LeaderAct.WithdrawEvidence, card.Evidence.Any(evidence => !evidence.Withdrawn)),
            (LeaderAct.StartReview, decides && IsToReview(claim, viewer)),
            (LeaderAct.Verify, decides && claim is (Leader.UnderReview or Leader.Verified)),
            (LeaderAct.Refuse, decides && claim is Leader.UnderReview),
            (LeaderAct.Dispute,
                !isOwn && claim is (Leader.Claimed or Leader.UnderReview or Leader.Verified)),
            (LeaderAct.DismissDispute, decidesDispute),
            (LeaderAct.Revoke, decidesDispute || (decides && claim is Leader.Verified)),
            (LeaderAct.Rename, true),
            (LeaderAct.MoveTo, !IsOver(claim)),
            (LeaderAct.ChangeRole, !IsOver(claim)),
            (LeaderAct.ChangeContact, true),
            (LeaderAct.StepDown, claim is not (Leader.Refused or Leader.Revoked or Leader.SteppedDown)),
        ];
        return all.Where(one => one.Is).Select(one => one.Act).ToFrozenSet();
    }

    /// <summary>Whether the claim is over, and would have to be raised anew.</summary>
    public static bool IsOver(Leader claim) =>
        claim is Leader.Refused or Leader.Revoked or Leader.Expired or Leader.SteppedDown;

    private static bool IsToReview(Leader claim, PersonId viewer) => claim switch
    {
        Leader.Claimed => true,
        Leader.UnderReview review => review.Reviewer != viewer,
        _ => false,
    };
}
