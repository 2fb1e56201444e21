namespace CommunityGrains.Domain.Initiatives;

// The names are the storage format. Never rename one, never change what a field means:
// a new shape is a new version beside the old one, upcast on read.
public abstract record InitiativeEvent
{
    [EventName("initiative.proposed.v1")]
    public sealed record Proposed(
        string Title, MunicipalityId Municipality, ValueList<CommunityId> Communities, LeaderId? Leader,
        PersonId By, string? Source = null) : InitiativeEvent;

    [EventName("initiative.retitled.v1")]
    public sealed record Retitled(string Title) : InitiativeEvent;

    /// <summary>Analysis: what is wrong or wanting, and whom it concerns.</summary>
    [EventName("initiative.problem-stated.v1")]
    public sealed record ProblemStated(string Problem, string Concerned) : InitiativeEvent;

    [EventName("initiative.goal-set.v1")]
    public sealed record GoalSet(string Goal) : InitiativeEvent;

    [EventName("initiative.plan-made.v1")]
    public sealed record PlanMade(ValueList<PlanStep> Steps) : InitiativeEvent;

    /// <summary>People by what they do, not by name: "three carpenters, one accountant".</summary>
    [EventName("initiative.team-described.v1")]
    public sealed record TeamDescribed(string People) : InitiativeEvent;

    [EventName("initiative.budget-set.v1")]
    public sealed record BudgetSet(Money Total) : InitiativeEvent;

    [EventName("initiative.stage-entered.v1")]
    public sealed record StageEntered(Stage Stage, DateOnly On) : InitiativeEvent;

    [EventName("initiative.work-recorded.v1")]
    public sealed record WorkRecorded(EntryId Id, string What, DateOnly HappenedOn, string? Evidence = null)
        : InitiativeEvent;

    [EventName("initiative.supporter-joined.v1")]
    public sealed record SupporterJoined(PersonId Person) : InitiativeEvent;

    [EventName("initiative.supporter-left.v1")]
    public sealed record SupporterLeft(PersonId Person) : InitiativeEvent;

    /// <summary><c>Hours</c>: of all these volunteers together.</summary>
    [EventName("initiative.hours-logged.v1")]
    public sealed record HoursLogged(
        EntryId Id, int Volunteers, decimal Hours, DateOnly HappenedOn, string What) : InitiativeEvent;

    [EventName("initiative.contribution-received.v1")]
    public sealed record ContributionReceived(
        EntryId Id, ContributionSource Source, Money Worth, bool InKind, string What, DateOnly HappenedOn)
        : InitiativeEvent;

    /// <summary>An entry (work, hours, contribution, outcome) was recorded by mistake.</summary>
    [EventName("initiative.entry-struck.v1")]
    public sealed record EntryStruck(EntryId Id, string Reason) : InitiativeEvent;

    /// <summary>Outcome against the goal. <c>Beneficiaries</c>: persons. <c>Evidence</c>: link, document.
    /// </summary>
    [EventName("initiative.outcome-recorded.v1")]
    public sealed record OutcomeRecorded(
        EntryId Id, string Result, bool GoalReached, int Beneficiaries, string Evidence) : InitiativeEvent;

    [EventName("initiative.after-effects-noted.v1")]
    public sealed record AfterEffectsNoted(string Text) : InitiativeEvent;

    /// <summary>Evaluated; the four steps are done.</summary>
    [EventName("initiative.finished.v1")]
    public sealed record Finished(DateOnly On) : InitiativeEvent;

    [EventName("initiative.paused.v1")]
    public sealed record Paused(string Reason, DateOnly On) : InitiativeEvent;

    [EventName("initiative.resumed.v1")]
    public sealed record Resumed(DateOnly On) : InitiativeEvent;

    [EventName("initiative.dropped.v1")]
    public sealed record Dropped(string Reason, DateOnly On) : InitiativeEvent;

    /// <summary>"What holds it up?" was put, because nothing had been recorded of it since that day.
    /// </summary>
    [EventName("initiative.asked-what-holds-it-up.v1")]
    public sealed record AskedWhatHoldsItUp(DateOnly On, DateOnly NothingSince) : InitiativeEvent;

    [EventName("initiative.taken-over.v1")]
    public sealed record TakenOver(LeaderId Leader, string Reason) : InitiativeEvent;

    [EventName("initiative.community-joined.v1")]
    public sealed record CommunityJoined(CommunityId Community) : InitiativeEvent;

    [EventName("initiative.community-left.v1")]
    public sealed record CommunityLeft(CommunityId Community, string Reason) : InitiativeEvent;

    private InitiativeEvent() { }
}

/// <summary>The four steps of the manager's work.</summary>
public enum Stage
{
    Analysis,
    Design,
    Implementation,
    Evaluation,
}

public enum ContributionSource
{
    Region,
    Municipality,
    Residents,
    Business,
    Grant,
    Other,
}

public sealed record PlanStep(string What, DateOnly? Due);
