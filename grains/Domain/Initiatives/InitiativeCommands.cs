namespace CommunityGrains.Domain.Initiatives;

/// <summary>What may be asked of an initiative.</summary>
public abstract record InitiativeCommand(Asked Asked) : Command(Asked)
{
    /// <summary>Begins with the analysis. With a <c>Source</c> it is a row of a list, sent again with every
    /// import: it opens what is unknown and changes nothing else.</summary>
    public sealed record Propose(
        Asked Asked, string Title, MunicipalityId Municipality, ValueList<CommunityId> Communities,
        LeaderId? Leader = null, string? Source = null) : InitiativeCommand(Asked);

    public sealed record Retitle(Asked Asked, string Title) : InitiativeCommand(Asked);

    public sealed record StateProblem(Asked Asked, string Problem, string Concerned)
        : InitiativeCommand(Asked);

    public sealed record SetGoal(Asked Asked, string Goal) : InitiativeCommand(Asked);

    public sealed record MakePlan(Asked Asked, ValueList<PlanStep> Steps) : InitiativeCommand(Asked);

    public sealed record DescribeTeam(Asked Asked, string People) : InitiativeCommand(Asked);

    public sealed record SetBudget(Asked Asked, Money Total) : InitiativeCommand(Asked);

    /// <summary>On to the next stage, never back; refused with the names of what is missing.</summary>
    public sealed record EnterStage(Asked Asked, Stage Stage) : InitiativeCommand(Asked);

    public sealed record RecordWork(
        Asked Asked, EntryId Id, string What, DateOnly HappenedOn, string? Evidence = null)
        : InitiativeCommand(Asked);

    public sealed record Support(Asked Asked, PersonId Person) : InitiativeCommand(Asked);

    public sealed record WithdrawSupport(Asked Asked, PersonId Person) : InitiativeCommand(Asked);

    /// <summary><c>Hours</c>: of all these volunteers together, on that one day.</summary>
    public sealed record LogHours(
        Asked Asked, EntryId Id, int Volunteers, decimal Hours, DateOnly HappenedOn, string What)
        : InitiativeCommand(Asked);

    public sealed record ReceiveContribution(
        Asked Asked, EntryId Id, ContributionSource From, Money Worth, bool InKind, string What,
        DateOnly HappenedOn) : InitiativeCommand(Asked);

    public sealed record StrikeEntry(Asked Asked, EntryId Id, string Reason) : InitiativeCommand(Asked);

    public sealed record RecordOutcome(
        Asked Asked, EntryId Id, string Result, bool GoalReached, int Beneficiaries, string Evidence)
        : InitiativeCommand(Asked);

    public sealed record NoteAfterEffects(Asked Asked, string Text) : InitiativeCommand(Asked);

    /// <summary>Closes the evaluation; refused with the names of what is missing.</summary>
    public sealed record Finish(Asked Asked) : InitiativeCommand(Asked);

    public sealed record Pause(Asked Asked, string Reason) : InitiativeCommand(Asked);

    public sealed record Resume(Asked Asked) : InitiativeCommand(Asked);

    public sealed record Drop(Asked Asked, string Reason) : InitiativeCommand(Asked);

    /// <summary>Asked when nothing has been recorded of it for long: <c>NothingSince</c> is the day of the
    /// last record, which the log knows and nobody has to say.</summary>
    [AskedByProcess]
    public sealed record AskWhatHoldsItUp(Asked Asked, DateOnly NothingSince) : InitiativeCommand(Asked);

    public sealed record TakeOver(Asked Asked, LeaderId Leader, string Reason) : InitiativeCommand(Asked);

    public sealed record JoinCommunity(Asked Asked, CommunityId Community) : InitiativeCommand(Asked);

    public sealed record LeaveCommunity(Asked Asked, CommunityId Community, string Reason)
        : InitiativeCommand(Asked);
}
