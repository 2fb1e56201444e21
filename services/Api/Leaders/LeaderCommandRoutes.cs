using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Leaders.LeaderCommand;

namespace CommunityGrains.Api.Leaders;

/// <summary>Where each command of a claim to lead stands.</summary>
public static class LeaderCommandRoutes
{
    public static readonly Resource Resource = new("leaders", GrainKinds.Leader,
    [
        Begin<Claim>("", "Claim that a person leads a community", """
            {"person": {"person": "0193a0c0-0000-7000-8000-000000000005", "name": "Примерова Анна Ивановна",
            "email": "primerova@example.org"}, "community": "0193a0c0-0000-7000-8000-000000000002",
            "role": "chair", "roleText": "председатель", "from": "2026-03-01"}
            """),
        To<GiveEvidence>("/{id:guid}/evidence", "Give a piece of evidence", """
            {"kind": "meeting-protocol", "what": "Протокол собрания № 3", "happenedOn": "2026-02-20"}
            """),
        To<WithdrawEvidence>("/{id:guid}/evidence/{entry}/withdrawal", "Withdraw a piece of evidence"),
        To<StartReview>("/{id:guid}/review", "Take the claim under review"),
        To<Verify>("/{id:guid}/verification", "Verify it, saying which evidence the decision stands on"),
        To<Refuse>("/{id:guid}/refusal", "Refuse it"),
        To<Dispute>("/{id:guid}/disputes", "Dispute it"),
        To<DismissDispute>("/{id:guid}/dispute-dismissal", "Decide a dispute: the claim stands as before"),
        To<Revoke>("/{id:guid}/revocation", "Revoke the verification"),
        To<Expire>("/{id:guid}/expiry", "Note that the verification's last day has passed"),
        To<Rename>("/{id:guid}/name", "Change the person's name; resets a verification"),
        To<MoveTo>("/{id:guid}/community", "Move the claim to another community; resets a verification"),
        To<ChangeRole>("/{id:guid}/role", "Change the role"),
        To<ChangeContact>("/{id:guid}/contact", "Change e-mail and phone; null empties"),
        To<StepDown>("/{id:guid}/stepping-down", "Record that the person leads no more"),
    ]);
}
