using System.Collections.Frozen;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;

namespace CommunityGrains.Web.Initiatives;

/// <summary>What can be done with an initiative on its page. Each is the command of this name.</summary>
public enum InitiativeAct
{
    Retitle,
    StateProblem,
    SetGoal,
    MakePlan,
    DescribeTeam,
    SetBudget,
    EnterStage,
    RecordWork,
    Support,
    WithdrawSupport,
    LogHours,
    ReceiveContribution,
    StrikeEntry,
    RecordOutcome,
    NoteAfterEffects,
    Finish,
    Pause,
    Resume,
    Drop,
    TakeOver,
    JoinCommunity,
    LeaveCommunity,
}

/// <summary>Which acts an initiative is open to. What is offered is what its decider would accept; whether
/// the viewer may is the table of rights'.</summary>
public static class InitiativeActs
{
    private static readonly FrozenSet<InitiativeAct> Adding = new[]
    {
        InitiativeAct.RecordWork, InitiativeAct.Support, InitiativeAct.WithdrawSupport,
        InitiativeAct.LogHours, InitiativeAct.ReceiveContribution, InitiativeAct.RecordOutcome,
        InitiativeAct.StrikeEntry,
    }.ToFrozenSet();

    /// <summary>Whether it rests on what was seen, which another may have changed meanwhile. What only adds
    /// does not.</summary>
    public static bool RestsOnVersion(InitiativeAct act) => !Adding.Contains(act);

    /// <summary>What somebody might do with the initiative as it stands.</summary>
    public static IReadOnlySet<InitiativeAct> Possible(Initiative initiative, PersonId viewer)
    {
        if (initiative.DossierOrNone() is not { } dossier) return FrozenSet<InitiativeAct>.Empty;
        var (stage, isPaused) = initiative switch
        {
            Initiative.UnderWay s => ((Stage?)s.Stage, false),
            Initiative.Paused => (null, true),
            _ => (null, false),
        };
        var (isUnderWay, isOpen) = (stage is not null, stage is not null || isPaused);
        var isDesigned = stage is Stage.Analysis or Stage.Design or Stage.Implementation;
        var supports = dossier.Supporters.Contains(viewer);
        var isReady = isUnderWay && StageRequirements.Next(initiative)?.IsOpen == true;
        (InitiativeAct Act, bool Is)[] all =
        [
            (InitiativeAct.Retitle, isUnderWay),
            (InitiativeAct.StateProblem, isDesigned),
            (InitiativeAct.SetGoal, isDesigned),
            (InitiativeAct.MakePlan, isDesigned),
            (InitiativeAct.DescribeTeam, isDesigned),
            (InitiativeAct.SetBudget, isDesigned),
            (InitiativeAct.EnterStage, isReady && stage != Stage.Evaluation),
            (InitiativeAct.RecordWork, stage is Stage.Implementation or Stage.Evaluation),
            (InitiativeAct.Support, isOpen && !supports),
            (InitiativeAct.WithdrawSupport, isOpen && supports),
            (InitiativeAct.LogHours, isUnderWay),
            (InitiativeAct.ReceiveContribution, isUnderWay),
            (InitiativeAct.StrikeEntry, dossier.Entries.Any(entry => !entry.Struck)),
            (InitiativeAct.RecordOutcome, stage == Stage.Evaluation),
            (InitiativeAct.NoteAfterEffects,
                stage == Stage.Evaluation || initiative is Initiative.Finished),
            (InitiativeAct.Finish, isReady && stage == Stage.Evaluation),
            (InitiativeAct.Pause, isUnderWay),
            (InitiativeAct.Resume, isPaused),
            (InitiativeAct.Drop, isOpen),
            (InitiativeAct.TakeOver, isOpen),
            (InitiativeAct.JoinCommunity,
                isOpen && dossier.Communities.Count < InitiativeLimits.CommunitiesMax),
            (InitiativeAct.LeaveCommunity, isOpen && dossier.Communities.Count > 1),
        ];
        return all.Where(one => one.Is).Select(one => one.Act).ToFrozenSet();
    }

    /// <summary>The act that supplies a part of the dossier that is missing.</summary>
    public static InitiativeAct Supplies(DossierPart part) => part switch
    {
        DossierPart.Problem or DossierPart.Concerned => InitiativeAct.StateProblem,
        DossierPart.Goal => InitiativeAct.SetGoal,
        DossierPart.Plan => InitiativeAct.MakePlan,
        DossierPart.People => InitiativeAct.DescribeTeam,
        DossierPart.Budget => InitiativeAct.SetBudget,
        DossierPart.Work => InitiativeAct.RecordWork,
        DossierPart.Outcome or DossierPart.Beneficiaries or DossierPart.Evidence =>
            InitiativeAct.RecordOutcome,
        DossierPart.AfterEffects => InitiativeAct.NoteAfterEffects,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Nothing supplies it"),
    };
}
