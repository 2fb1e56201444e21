using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Initiatives.InitiativeCommand;

namespace CommunityGrains.Api.Initiatives;

/// <summary>Where each command of an initiative stands.</summary>
public static class InitiativeCommandRoutes
{
    public static readonly Resource Resource = new("initiatives", GrainKinds.Initiative,
    [
        Begin<Propose>("", "Propose an initiative of one or several communities", """
            {"title": "Сквер у старой школы", "municipality": "0193a0c0-0000-7000-8000-000000000001",
            "communities": ["0193a0c0-0000-7000-8000-000000000002"]}
            """),
        To<Retitle>("/{id:guid}/title", "Give it another title"),
        To<StateProblem>("/{id:guid}/problem", "Analysis: state the problem and whom it concerns"),
        To<SetGoal>("/{id:guid}/goal", "Design: set the goal"),
        To<MakePlan>("/{id:guid}/plan", "Design: make the plan"),
        To<DescribeTeam>("/{id:guid}/team", "Design: describe who does what, without names"),
        To<SetBudget>("/{id:guid}/budget", "Design: set the budget", """
            {"total": {"amount": 120000, "currency": "RUB"}}
            """),
        To<EnterStage>("/{id:guid}/stage", "Go on to the next stage; refused with what is missing",
            """{"stage": "design"}"""),
        To<RecordWork>("/{id:guid}/work", "Implementation: record work done"),
        To<Support>("/{id:guid}/supporters", "Support it"),
        To<WithdrawSupport>("/{id:guid}/supporters/{person}/withdrawal", "Withdraw support"),
        To<LogHours>("/{id:guid}/hours", "Log volunteers' hours", """
            {"volunteers": 12, "hours": 36, "happenedOn": "2026-10-03", "what": "посадка деревьев"}
            """),
        To<ReceiveContribution>("/{id:guid}/contributions", "Record a contribution in money or kind", """
            {"from": "business", "worth": {"amount": 15000, "currency": "RUB"}, "inKind": true,
             "what": "саженцы",
            "happenedOn": "2026-09-28"}
            """),
        To<StrikeEntry>("/{id:guid}/entries/{entry}/striking",
            "Strike an entry that was recorded by mistake"),
        To<RecordOutcome>("/{id:guid}/outcomes", "Evaluation: record the outcome against the goal"),
        To<NoteAfterEffects>("/{id:guid}/after-effects", "Evaluation: note after-effects"),
        To<Finish>("/{id:guid}/finish", "Finish it; refused with what is missing"),
        To<Pause>("/{id:guid}/pause", "Pause it"),
        To<Resume>("/{id:guid}/resumption", "Resume it"),
        To<Drop>("/{id:guid}/drop", "Drop it, with the reason"),
        To<TakeOver>("/{id:guid}/take-over", "Let another leader take it over"),
        To<JoinCommunity>("/{id:guid}/communities", "Let another community join"),
        To<LeaveCommunity>("/{id:guid}/communities/{community}/leaving", "Let a community leave"),
    ]);
}
